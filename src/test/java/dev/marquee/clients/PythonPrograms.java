package dev.marquee.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Runs the Python programs in {@code src/test/clients}, which use Debian's packages
 * {@code python3-icalendar} and {@code python3-recurring-ical-events}. Without these
 * their tests are skipped, except in CI.
 */
final class PythonPrograms {

	private static final Path FOLDER = Path.of("src/test/clients");

	private static final boolean CI = "true".equals(System.getenv("CI"));

	private PythonPrograms() {
	}

	/** Runs a program, fails if its exit code is not 0, and returns what it prints. */
	static String run(String program, String... arguments) {
		Optional<String> python = Stream.of("python3", "/usr/bin/python3")
			.filter((name) -> result(List.of(name, "-c", "import icalendar, recurring_ical_events")).exitCode() == 0)
			.findFirst();
		assumeTrue(CI || python.isPresent(),
				"Python with icalendar and recurring-ical-events is not installed: apt-get install python3-recurring-ical-events");
		PythonResult result = result(
				Stream.concat(Stream.of(python.orElse("python3"), program), Stream.of(arguments)).toList());
		assertThat(result.exitCode()).as(result.output()).isZero();
		return result.output();
	}

	private static PythonResult result(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return new PythonResult(process.waitFor(), output.strip());
		}
		catch (IOException ex) {
			return new PythonResult(-1, ex.toString());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record PythonResult(int exitCode, String output) {
	}

}
