package dev.marquee.monitoring;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL that one test may treat badly.
 */
final class OwnPostgres implements AutoCloseable {

	private final Path directory;

	private final int port;

	private @Nullable EmbeddedPostgres server;

	OwnPostgres(Path directory) throws IOException {
		this.directory = directory;
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
	}

	String url() {
		return "jdbc:postgresql://localhost:" + this.port + "/postgres?user=postgres";
	}

	void start() throws IOException {
		this.server = EmbeddedPostgres.builder()
			.setDataDirectory(this.directory)
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setPort(this.port)
			.setPGStartupWait(Duration.ofSeconds(60))
			.setLocaleConfig("locale", "C")
			.setLocaleConfig("locale-provider", "icu")
			.setLocaleConfig("icu-locale", "und")
			.start();
	}

	/** Kills it and all that it has begun, as the kernel does when memory is short. */
	void kill() throws IOException, InterruptedException {
		List<ProcessHandle> processes = processes();
		signal("KILL", processes);
		for (ProcessHandle process : processes) {
			while (process.isAlive()) {
				Thread.sleep(10);
			}
		}
		// It holds a lock as long as it believes that its server runs.
		close();
	}

	/** Lets it hang: its connections stay open, and nobody answers. */
	void freeze() throws IOException, InterruptedException {
		signal("STOP", processes());
	}

	void thaw() throws IOException, InterruptedException {
		signal("CONT", processes());
	}

	private List<ProcessHandle> processes() throws IOException {
		String pid = Files.readAllLines(this.directory.resolve("postmaster.pid")).getFirst().strip();
		ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
		return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
	}

	private static void signal(String signal, List<ProcessHandle> processes) throws IOException, InterruptedException {
		List<String> pids = processes.stream().map((process) -> String.valueOf(process.pid())).toList();
		List<String> command = Stream.concat(Stream.of("kill", "-" + signal), pids.stream()).toList();
		new ProcessBuilder(command).inheritIO().start().waitFor();
	}

	@Override
	public void close() throws IOException {
		if (this.server != null) {
			this.server.close();
		}
	}

}
