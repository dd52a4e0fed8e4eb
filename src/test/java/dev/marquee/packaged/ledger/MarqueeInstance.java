package dev.marquee.packaged.ledger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.marquee.database.TestPostgres;
import org.jspecify.annotations.Nullable;

/**
 * A process of the jar, which keeps its port across restarts.
 */
final class MarqueeInstance implements AutoCloseable {

	static final String EDITOR_TOKEN = "test-editor-token";

	private static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(90);

	private final Path output;

	private final String database;

	private final int port;

	private @Nullable Process process;

	MarqueeInstance(Path output, String database) throws IOException {
		this.output = output;
		this.database = database;
		this.port = TestPostgres.freePort();
	}

	int port() {
		return this.port;
	}

	void start() throws IOException {
		ProcessBuilder builder = new ProcessBuilder(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx384m", "-jar",
						Path.of("target/marquee.jar").toAbsolutePath().toString(), "--server.port=" + this.port,
						"--spring.graphql.websocket.keep-alive=2s"));
		builder.environment().put("SPRING_DATASOURCE_URL", this.database);
		builder.environment().put("MARQUEE_EDITOR_TOKEN", EDITOR_TOKEN);
		builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(this.output.toFile()));
		this.process = builder.start();
	}

	/** Executes a command of the jar. */
	static void run(String database, Path output, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
						Path.of("target/marquee.jar").toAbsolutePath().toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
		builder.environment().put("SPRING_DATASOURCE_URL", database);
		if (builder.start().waitFor() != 0) {
			throw new AssertionError(String.join(" ", arguments) + " failed; see " + output);
		}
	}

	/** Kills the process, as {@code kill -9}. */
	void kill() throws InterruptedException {
		requireProcess().destroyForcibly().waitFor();
	}

	/** Shuts the process down, as {@code kill}. */
	void stop() throws InterruptedException {
		requireProcess().destroy();
		if (!requireProcess().waitFor(30, TimeUnit.SECONDS)) {
			throw new AssertionError("The instance did not stop within 30 s");
		}
	}

	boolean isRunning() {
		return this.process != null && this.process.isAlive();
	}

	private Process requireProcess() {
		if (this.process == null) {
			throw new IllegalStateException("Not started");
		}
		return this.process;
	}

	/**
	 * Waits until the instance responds, and restarts it while it ends because the
	 * database is unavailable.
	 */
	void awaitReady() throws IOException, InterruptedException {
		long end = System.nanoTime() + STARTUP_TIMEOUT.toNanos();
		while (!isResponding()) {
			if (System.nanoTime() > end) {
				throw new AssertionError("The instance did not start; see " + this.output);
			}
			if (!isRunning()) {
				start();
			}
			Thread.sleep(300);
		}
	}

	private boolean isResponding() throws InterruptedException {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/graphql"))
					.timeout(Duration.ofSeconds(5))
					.header("Content-Type", "application/json")
					.POST(BodyPublishers.ofString("{\"query\":\"{ changeCursor }\"}"))
					.build(), BodyHandlers.ofString())
				.body()
				.startsWith("{\"data\":{\"changeCursor\":");
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.destroyForcibly();
		}
	}

}
