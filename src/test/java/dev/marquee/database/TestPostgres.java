package dev.marquee.database;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
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
 * A separate PostgreSQL that a test can stop, crash, freeze, copy and replicate.
 */
public final class TestPostgres implements AutoCloseable {

	private final Path binaries;

	private Path directory;

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

	public TestPostgres startStandbyIn(Path folder) throws IOException, SQLException, InterruptedException {
		return startStandbyIn(folder, freePort());
	}

	/**
	 * Creates and starts a standby of this PostgreSQL by a base backup, as
	 * {@code pg_basebackup} does, which the embedded programs lack.
	 */
	public TestPostgres startStandbyIn(Path folder, int port) throws IOException, SQLException, InterruptedException {
		TestPostgres standby = new TestPostgres(this.binaries, folder.resolve("postgres"), port);
		Files.createDirectories(folder);
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute("select pg_backup_start('standby', true)");
			copy(this.directory, standby.directory);
			Files.deleteIfExists(standby.directory.resolve("postmaster.pid"));
			try (ResultSet result = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
				result.next();
				Files.writeString(standby.directory.resolve("backup_label"), result.getString(1));
			}
		}
		Files.writeString(standby.directory.resolve("standby.signal"), "");
		Files.writeString(standby.directory.resolve("postgresql.auto.conf"),
				"primary_conninfo = 'host=localhost port=" + this.port + " user=postgres'");
		standby.start();
		return standby;
	}

	/** Makes a standby the primary. */
	public void promote() throws IOException, InterruptedException {
		run("pg_ctl", "-w", "promote");
	}

	/**
	 * Stops this PostgreSQL after a new standby in a folder has received everything, and
	 * continues with the promoted standby on the same port.
	 */
	public void switchOver(Path folder) throws IOException, SQLException, InterruptedException {
		TestPostgres standby = startStandbyIn(folder);
		stop();
		standby.stop();
		this.directory = standby.directory;
		start();
		promote();
	}

	/**
	 * Crashes this PostgreSQL, and continues with the promoted standby on the same port.
	 */
	public void failOverTo(TestPostgres standby) throws IOException, InterruptedException {
		crash();
		standby.stop();
		this.directory = standby.directory;
		start();
		promote();
	}

	/** Ends replication to this standby, which keeps what it has received. */
	public void disconnectFromPrimary() throws SQLException, InterruptedException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute("alter system set primary_conninfo = ''");
			statement.execute("select pg_reload_conf()");
			while (isStreaming(statement)) {
				Thread.sleep(20);
			}
		}
	}

	private static boolean isStreaming(Statement statement) throws SQLException {
		try (ResultSet result = statement.executeQuery("select from pg_stat_wal_receiver")) {
			return result.next();
		}
	}

	/** Copies the files of this PostgreSQL, which must be stopped. */
	public void copyFilesTo(Path folder) throws IOException {
		copy(this.directory, folder);
	}

	/** Puts copied files in place of those of this PostgreSQL, which must be stopped. */
	public void putBackFiles(Path folder) throws IOException {
		FileSystemUtils.deleteRecursively(this.directory);
		copy(folder, this.directory);
	}

	/** Files may disappear while a running server is copied. */
	private static void copy(Path source, Path target) throws IOException {
		Files.walkFileTree(source, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
				Files.copy(folder, target.resolve(source.relativize(folder)), StandardCopyOption.COPY_ATTRIBUTES);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				try {
					Files.copy(file, target.resolve(source.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
				}
				catch (NoSuchFileException ex) {
					return FileVisitResult.CONTINUE;
				}
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(Path file, IOException ex) {
				return FileVisitResult.CONTINUE;
			}

		});
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
				"-p " + this.port + " -k '' -c fsync=off -c autovacuum=off", "start");
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
