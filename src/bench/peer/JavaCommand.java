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
 * Compiles the benchmark's sources into target/ and starts main classes of them with the libraries that Maven resolved.
 */
public final class JavaCommand {

	private static final Path CLASSES = Path.of("target", "bench", "classes");

	private JavaCommand() {
	}

	public static String executable() {
		return ProcessHandle.current().info().command().orElse("java");
	}

	/** The command line for a main class, without Marquee's classes on the class path. */
	static List<String> forMainClass(String mainClass, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(executable(), "-cp", CLASSES + File.pathSeparator + libraries(), mainClass));
		command.addAll(List.of(arguments));
		return command;
	}

	/** The options of Java that start Marquee: from its jar, or from compiled classes if there is a property {@code classes}. */
	static List<String> forMarquee() {
		String classes = System.getProperty("classes");
		return (classes != null)
				? List.of("-cp", classes + File.pathSeparator + libraries(), "dev.marquee.MarqueeApplication")
				: List.of("-jar", System.getProperty("jar", "target/marquee.jar"));
	}

	private static String libraries() {
		Path target = Path.of("target").toAbsolutePath();
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !Path.of(entry).toAbsolutePath().startsWith(target))
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** @throws IllegalStateException if the sources do not compile; javac has printed the errors */
	public static void compileSources() throws IOException {
		Files.createDirectories(CLASSES);
		List<String> arguments = new ArrayList<>(
				List.of("-nowarn", "-proc:none", "-parameters", "-d", CLASSES.toString(), "-cp", libraries()));
		try (Stream<Path> sources = Files.walk(Path.of("src", "bench"))) {
			sources.map(Path::toString).filter((name) -> name.endsWith(".java")).forEach(arguments::add);
		}
		if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
			throw new IllegalStateException("The sources of the benchmark do not compile, see the errors above");
		}
	}

}
