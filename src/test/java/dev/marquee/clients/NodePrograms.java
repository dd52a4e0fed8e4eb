package dev.marquee.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Runs the Node programs in {@code src/test/clients}, which use common client libraries.
 * Without Node their tests are skipped, except in CI.
 */
public final class NodePrograms {

	private static final Path FOLDER = Path.of("src/test/clients");

	/**
	 * A copy of the lock file of the installed packages, since npm takes seconds to
	 * compare them.
	 */
	private static final String INSTALLED = "node_modules/.installed-from.json";

	private static final String NPM = System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";

	private static final boolean CI = "true".equals(System.getenv("CI"));

	private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.");

	private NodePrograms() {
	}

	/** Installs the packages unless they are installed already. */
	public static void install() {
		install(FOLDER);
	}

	/** Installs the packages of a folder unless they are installed already. */
	static synchronized void install(Path folder) {
		assumeTrue(CI || hasNode(), "Node.js 20 or newer is not installed");
		try {
			Path lock = folder.resolve("package-lock.json");
			Path installed = folder.resolve(INSTALLED);
			if (Files.exists(installed) && Files.mismatch(lock, installed) == -1) {
				return;
			}
			ProgramResult install = programResult(folder,
					List.of(NPM, "ci", "--no-audit", "--no-fund", "--prefer-offline"));
			assumeTrue(CI || install.succeeded(), () -> "npm could not install the packages:\n" + install.output());
			assertThat(install.exitCode()).as(install.output()).isZero();
			Files.copy(lock, installed);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Runs a script of a folder's {@code package.json}, and fails if it fails. */
	static void runScript(Path folder, String script) {
		runSuccessfully(folder, List.of(NPM, "run", script));
	}

	/**
	 * Runs a program, and fails if its exit code is not 0.
	 * @return what it prints
	 */
	public static String runSuccessfully(String program, String... arguments) {
		return runSuccessfully(FOLDER, command(program, arguments));
	}

	private static String runSuccessfully(Path folder, List<String> command) {
		try {
			ProgramResult programResult = programResult(folder, command);
			assertThat(programResult.exitCode()).as(programResult.output()).isZero();
			return programResult.output().strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Starts a program with which the test communicates. */
	public static Process start(String program, String... arguments) throws IOException {
		return new ProcessBuilder(command(program, arguments)).directory(FOLDER.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	private static List<String> command(String program, String... arguments) {
		List<String> command = new ArrayList<>(List.of("node", program));
		command.addAll(List.of(arguments));
		return command;
	}

	private static boolean hasNode() {
		try {
			Matcher version = VERSION.matcher(programResult(FOLDER, List.of("node", "--version")).output());
			return version.find() && Integer.parseInt(version.group(1)) >= 20;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static ProgramResult programResult(Path folder, List<String> command) throws IOException {
		Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			return new ProgramResult(process.waitFor(), output);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record ProgramResult(int exitCode, String output) {

		boolean succeeded() {
			return this.exitCode == 0;
		}

	}

}
