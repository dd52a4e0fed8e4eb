package dev.marquee;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that runs out of memory ends, whatever catches the error.
 */
@Timeout(120)
class OutOfMemoryExitTests {

	@ParameterizedTest
	@EnumSource
	void processEnds(Handling handling) throws Exception {
		Process process = start(handling.name());
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isEqualTo(OutOfMemoryExit.STATUS);
		assertThat(output).contains("Out of memory: the process ends.");
	}

	@Test
	void processWithEnoughMemoryGoesOn() throws Exception {
		Process process = start("");
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
	}

	private static Process start(String handling) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx48m", "-cp",
				System.getProperty("java.class.path"), Greedy.class.getName(), handling)
			.redirectErrorStream(true)
			.start();
	}

	/**
	 * What happens to the error.
	 */
	enum Handling {

		/** Nothing catches it. */
		NONE,

		/** It is caught and logged, and the memory is free again. */
		LOGGED,

		/** An executor keeps it, and the memory stays in use. */
		SWALLOWED

	}

	/**
	 * Uses more memory than it has.
	 */
	static final class Greedy {

		private static final List<byte[]> KEPT = new ArrayList<>();

		public static void main(String[] arguments) throws InterruptedException {
			OutOfMemoryExit.install();
			switch (arguments[0]) {
				case "NONE" -> Thread.ofPlatform().start(Greedy::consume).join();
				case "LOGGED" -> {
					try {
						consume();
					}
					catch (OutOfMemoryError ex) {
						KEPT.clear();
						LoggerFactory.getLogger(Greedy.class).warn("Caught", new IllegalStateException(ex));
					}
				}
				case "SWALLOWED" -> {
					try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
						Future<?> unused = threads.submit(Greedy::consume);
						Thread.sleep(50_000);
					}
				}
				default -> {
					for (int i = 0; i < 2_000; i++) {
						KEPT.add(new byte[100_000]);
						if (KEPT.size() > 200) {
							KEPT.clear();
						}
						Thread.sleep(1);
					}
				}
			}
		}

		private static void consume() {
			while (true) {
				KEPT.add(new byte[1000]);
			}
		}

	}

}
