package peer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/**
 * Other programs of the benchmark: its own sources, compiled into target/, on the libraries that Maven gave to it.
 */
public final class Java {

	private static final Path CLASSES = Path.of("target", "bench", "classes");

	private Java() {
	}

	public static String command() {
		return ProcessHandle.current().info().command().orElse("java");
	}

	/** Starts a main class without anything of Marquee on its class path. */
	static List<String> program(String mainClass, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(command(), "-cp", CLASSES + File.pathSeparator + libraries(), mainClass));
		command.addAll(List.of(arguments));
		return command;
	}

	private static String libraries() {
		Path target = Path.of("target").toAbsolutePath();
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !Path.of(entry).toAbsolutePath().startsWith(target))
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** @throws IllegalStateException when the sources do not compile; javac has said why */
	public static void compile() throws IOException {
		Files.createDirectories(CLASSES);
		List<String> arguments = new ArrayList<>(
				List.of("-nowarn", "-proc:none", "-parameters", "-d", CLASSES.toString(), "-cp", libraries()));
		try (Stream<Path> sources = Files.walk(Path.of("src", "bench"))) {
			sources.map(Path::toString).filter((name) -> name.endsWith(".java")).forEach(arguments::add);
		}
		if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
			throw new IllegalStateException("The sources of the benchmark do not compile");
		}
	}

}
