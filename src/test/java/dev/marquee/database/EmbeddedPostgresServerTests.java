package dev.marquee.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedPostgresServerTests {

	@TempDir
	static Path folder;

	private static DataDirectory directory;

	private static EmbeddedPostgresServer server;

	@BeforeAll
	static void start() throws IOException {
		directory = DataDirectory.acquire(folder.resolve("data"));
		server = EmbeddedPostgresServer.start(directory);
	}

	@AfterAll
	static void stop() throws IOException {
		server.close();
		directory.close();
	}

	@Test
	void onlyThePasswordIsAccepted() {
		for (String password : new String[] { "", "postgres", "wrong" }) {
			assertThatThrownBy(() -> DriverManager.getConnection(server.getJdbcUrl(), "postgres", password))
				.isInstanceOf(SQLException.class)
				.hasMessageContaining("password");
		}
		assertThatThrownBy(() -> DriverManager
			.getConnection(server.getJdbcUrl() + "&replication=database&preferQueryMode=simple", "postgres", "wrong"))
			.isInstanceOf(SQLException.class);
	}

	@Test
	void passwordIsReadableForItsOwnerOnly() throws IOException {
		Path file = directory.postgresDirectory().resolve("marquee-password");
		assertThat(Files.readString(file)).startsWith(server.getPassword());
		assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
		assertThat(Files.getPosixFilePermissions(directory.postgresDirectory()))
			.isEqualTo(PosixFilePermissions.fromString("rwx------"));
	}

	@Test
	void noLocalSocketIsOffered() throws SQLException {
		assertThat(fetch(server, "show unix_socket_directories")).isEmpty();
		assertThat(fetch(server, "show listen_addresses")).isEqualTo("localhost");
		assertThat(fetch(server, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"))
			.isEqualTo("0");
	}

	@Test
	void programsAreInTheDataDirectory() throws IOException {
		assertThat(command(directory)).startsWith(directory.programsDirectory().toRealPath());
		assertThat(Files.getPosixFilePermissions(directory.programsDirectory()))
			.isEqualTo(PosixFilePermissions.fromString("rwx------"));
	}

	@Test
	void dataSurvivePowerFailures() throws SQLException {
		assertThat(fetch(server, "show fsync")).isEqualTo("on");
		assertThat(fetch(server, "show synchronous_commit")).isEqualTo("on");
	}

	/** With the character type C, the parser takes quotation marks for letters. */
	@Test
	void typographicPunctuationSeparatesWords() throws SQLException {
		assertThat(fetch(server, "select to_tsvector('simple', '“Lumen”, Lumen… l’Lumen')::text"))
			.isEqualTo("'l':3 'lumen':1,2,4");
		assertThat(fetch(server, "select to_tsvector('simple', 'МОСКВА')::text")).isEqualTo("'москва':1");
	}

	@Test
	void killedServerIsStartedAgain(CapturedOutput output) throws Exception {
		execute(server, "create table survivor ()");
		postmaster(directory).destroyForcibly();
		awaitDowntime(true);
		awaitDowntime(false);
		assertThat(fetch(server, "select count(*) from survivor")).isEqualTo("0");
		assertThat(output.getOut()).containsPattern("The embedded PostgreSQL has ended; starting it again in \\d s")
			.contains("database system was not properly shut down")
			.contains("The embedded PostgreSQL runs again");
	}

	@Test
	void serverThatCannotStartIsTriedAgain(CapturedOutput output) throws Exception {
		Path needed = directory.postgresDirectory().resolve("global").resolve("pg_control");
		Path away = folder.resolve("pg_control");
		Files.move(needed, away);
		postmaster(directory).destroyForcibly();
		while (!output.getOut()
			.contains("Cannot start the embedded PostgreSQL: postgres: could not find the database")) {
			Thread.sleep(50);
		}
		assertThat(server.downtime()).isGreaterThan(Duration.ofMillis(900));
		Files.move(away, needed);
		awaitDowntime(false);
		assertThat(fetch(server, "select 1")).isEqualTo("1");
	}

	/** As versions before the password did. */
	@Test
	void directoryThatTrustsEverybodyIsMended() throws Exception {
		try (DataDirectory old = DataDirectory.acquire(folder.resolve("trusting"))) {
			try (EmbeddedPostgres trusting = EmbeddedPostgres.builder()
				.setDataDirectory(old.postgresDirectory())
				.setCleanDataDirectory(false)
				.start(); Connection connection = trusting.getPostgresDatabase().getConnection()) {
				connection.createStatement().execute("create table kept as select 42 as value");
			}
			try (EmbeddedPostgresServer mended = EmbeddedPostgresServer.start(old)) {
				assertThat(fetch(mended, "select value from kept")).isEqualTo("42");
				assertThat(fetch(mended, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"))
					.isEqualTo("0");
				assertThatThrownBy(() -> DriverManager.getConnection(mended.getJdbcUrl(), "postgres", ""))
					.isInstanceOf(SQLException.class);
			}
		}
	}

	@Test
	void orphanIsStopped() throws Exception {
		try (DataDirectory orphaned = DataDirectory.acquire(folder.resolve("orphaned"))) {
			try (EmbeddedPostgresServer created = EmbeddedPostgresServer.start(orphaned)) {
				execute(created, "create table kept ()");
			}
			PostgresCluster cluster = PostgresCluster.open(orphaned,
					PostgresPrograms.unpackInto(orphaned.programsDirectory()));
			Process orphan = cluster.start(TestPostgres.freePort());
			while (PostmasterPidFile.in(orphaned.postgresDirectory()).isEmpty()) {
				Thread.sleep(20);
			}
			try (EmbeddedPostgresServer next = EmbeddedPostgresServer.start(orphaned)) {
				assertThat(orphan.isAlive()).isFalse();
				assertThat(fetch(next, "select count(*) from kept")).isEqualTo("0");
			}
		}
	}

	/** The process id of the file belongs to another PostgreSQL, which must stay. */
	@Test
	void stalePidFileEndsNoOtherPostgres() throws Exception {
		try (DataDirectory stale = DataDirectory.acquire(folder.resolve("stale"))) {
			EmbeddedPostgresServer.start(stale).close();
			try (Stream<String> lines = Files.lines(directory.postgresDirectory().resolve("postmaster.pid"))) {
				Files.write(stale.postgresDirectory().resolve("postmaster.pid"), lines.toList());
			}
			ProcessHandle other = postmaster(directory);
			try (EmbeddedPostgresServer started = EmbeddedPostgresServer.start(stale)) {
				assertThat(fetch(started, "select 1")).isEqualTo("1");
			}
			assertThat(other.isAlive()).isTrue();
			assertThat(fetch(server, "select 1")).isEqualTo("1");
		}
	}

	@Test
	void reasonOfAFailedStartIsTold() throws Exception {
		try (DataDirectory broken = DataDirectory.acquire(folder.resolve("broken"))) {
			EmbeddedPostgresServer.start(broken).close();
			Files.writeString(broken.postgresDirectory().resolve("PG_VERSION"), "9\n");
			assertThatThrownBy(() -> new EmbeddedPostgresConfiguration().embeddedPostgresServer(broken))
				.isInstanceOf(UnusableDataDirectoryException.class)
				.hasMessageContaining("database files are incompatible with server");
		}
	}

	private static void awaitDowntime(boolean isDown) throws InterruptedException {
		while (server.downtime().isPositive() != isDown) {
			Thread.sleep(10);
		}
	}

	private static ProcessHandle postmaster(DataDirectory directory) throws IOException {
		return PostmasterPidFile.in(directory.postgresDirectory()).orElseThrow().findPostmaster().orElseThrow();
	}

	private static Path command(DataDirectory directory) throws IOException {
		return Path.of(postmaster(directory).info().command().orElseThrow());
	}

	private static String fetch(EmbeddedPostgresServer from, String query) throws SQLException {
		try (Connection connection = connect(from);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(query)) {
			result.next();
			return result.getString(1);
		}
	}

	private static void execute(EmbeddedPostgresServer on, String command) throws SQLException {
		try (Connection connection = connect(on); Statement statement = connection.createStatement()) {
			statement.execute(command);
		}
	}

	private static Connection connect(EmbeddedPostgresServer server) throws SQLException {
		return DriverManager.getConnection(server.getJdbcUrl(), server.getUsername(), server.getPassword());
	}

}
