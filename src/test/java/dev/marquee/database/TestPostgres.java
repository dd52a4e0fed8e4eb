package dev.marquee.database;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.util.FileSystemUtils;

/**
 * A separate PostgreSQL that a test can stop, crash and freeze.
 */
public final class TestPostgres implements AutoCloseable {

	private final Path binaries;

	private final Path directory;

	private final int port;

	private TestPostgres(Path binaries, Path directory, int port) {
		this.binaries = binaries;
		this.directory = directory;
		this.port = port;
	}

	/** Creates a cluster in a folder, and starts it. */
	public static TestPostgres startIn(Path folder) throws IOException, SQLException, InterruptedException {
		TestPostgres testPostgres = new TestPostgres(binaries(), folder.resolve("postgres"), freePort());
		testPostgres.run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--locale-provider=icu",
				"--icu-locale=und");
		testPostgres.start();
		return testPostgres;
	}

	/**
	 * Copies this cluster into a folder while it is stopped, and starts the copy as a
	 * standby that follows it.
	 */
	public TestPostgres startStandbyIn(Path folder) throws IOException, InterruptedException {
		TestPostgres standby = new TestPostgres(this.binaries, folder.resolve("postgres"), freePort());
		stop();
		FileSystemUtils.copyRecursively(this.directory, standby.directory);
		Files.setPosixFilePermissions(standby.directory, PosixFilePermissions.fromString("rwx------"));
		Files.createFile(standby.directory.resolve("standby.signal"));
		Files.writeString(standby.directory.resolve("postgresql.auto.conf"),
				"primary_conninfo = 'host=localhost port=" + this.port + " user=postgres'\n");
		start();
		standby.start();
		return standby;
	}

	/** Makes a standby the primary. */
	public void promote() throws IOException, InterruptedException {
		run("pg_ctl", "-w", "promote");
	}

	/**
	 * Returns the directory into which the embedded PostgreSQL has unpacked its programs.
	 */
	private static Path binaries() throws IOException, SQLException {
		try (EmbeddedPostgres embedded = EmbeddedPostgres.start();
				Connection connection = embedded.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("show data_directory")) {
			result.next();
			String command = postmaster(Path.of(result.getString(1))).info().command().orElseThrow();
			return Path.of(command).toAbsolutePath().getParent();
		}
	}

	private static ProcessHandle postmaster(Path folder) throws IOException {
		try (Stream<String> lines = Files.lines(folder.resolve("postmaster.pid"))) {
			return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow().strip())).orElseThrow();
		}
	}

	public static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	public int port() {
		return this.port;
	}

	/** Returns the JDBC URL of this PostgreSQL or of a proxy at another port. */
	public static String url(int port) {
		return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
	}

	public Connection connect() throws SQLException {
		return DriverManager.getConnection(url(this.port) + "&connectTimeout=2&loginTimeout=2&socketTimeout=5");
	}

	public void start() throws IOException, InterruptedException {
		run("pg_ctl", "-w", "-l", this.directory.resolve("log").toString(), "-o",
				"-p " + this.port + " -k '' -c fsync=off", "start");
	}

	/** Thaws it if it runs, else starts it. */
	public void ensureRunning() throws IOException, InterruptedException {
		if (Files.exists(this.directory.resolve("postmaster.pid"))) {
			thaw();
		}
		else {
			start();
		}
	}

	/** Ends all connections and shuts down (mode {@code fast}). */
	public void stop() throws IOException, InterruptedException {
		run("pg_ctl", "-w", "-m", "fast", "stop");
	}

	/** Stops without a checkpoint, as after a power failure (mode {@code immediate}). */
	public void crash() throws IOException, InterruptedException {
		run("pg_ctl", "-w", "-m", "immediate", "stop");
	}

	/** Suspends all processes: connections stay open, but get no response. */
	public void freeze() throws IOException, InterruptedException {
		signal("STOP");
	}

	public void thaw() throws IOException, InterruptedException {
		signal("CONT");
	}

	private void signal(String signal) throws IOException, InterruptedException {
		ProcessHandle postmaster = postmaster(this.directory);
		List<String> command = new ArrayList<>(List.of("kill", "-" + signal, String.valueOf(postmaster.pid())));
		postmaster.descendants().map(ProcessHandle::pid).map(String::valueOf).forEach(command::add);
		// kill fails for backends that have just ended, which is harmless.
		new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
	}

	private void run(String program, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		if (System.getProperty("user.name").equals("root")) {
			// PostgreSQL refuses to run as root; in a user namespace it runs as nobody.
			command.addAll(List.of("unshare", "-U"));
		}
		command.addAll(List.of(this.binaries.resolve(program).toString(), "-D", this.directory.toString()));
		command.addAll(List.of(arguments));
		File output = this.directory.resolveSibling("postgres-commands.log").toFile();
		int exit = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(output))
			.start()
			.waitFor();
		if (exit != 0) {
			throw new IOException(
					program + " " + String.join(" ", arguments) + " failed: " + Files.readString(output.toPath()));
		}
	}

	@Override
	public void close() {
		try {
			if (Files.exists(this.directory.resolve("postmaster.pid"))) {
				thaw();
				crash();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
