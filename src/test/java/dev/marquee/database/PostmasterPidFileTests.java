package dev.marquee.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostmasterPidFileTests {

	@TempDir
	Path folder;

	@Test
	void runningPostmasterIsFound() throws Exception {
		Path directory = dataDirectory();
		assertThat(PostmasterPidFile.in(directory).orElseThrow().findPostmaster()).map(ProcessHandle::pid)
			.contains(postmaster(directory));
	}

	/** After a restart of the machine or the container, process ids are given again. */
	@Test
	void postgresOfAnotherDirectoryIsNotFound() throws Exception {
		ProcessHandle other = ProcessHandle.of(postmaster(dataDirectory())).orElseThrow();
		writePidFile(other.pid(), this.folder, other.info().startInstant().orElseThrow());
		assertThat(PostmasterPidFile.in(this.folder).orElseThrow().findPostmaster()).isEmpty();
		assertThat(this.folder.resolve("postmaster.pid")).doesNotExist();
	}

	@Test
	void otherProgramIsNotFound() throws Exception {
		writePidFile(ProcessHandle.current().pid(), this.folder, Instant.now());
		assertThat(PostmasterPidFile.in(this.folder).orElseThrow().findPostmaster()).isEmpty();
		assertThat(this.folder.resolve("postmaster.pid")).doesNotExist();
	}

	@Test
	void endedProcessLeavesTheFileToPostgres() throws Exception {
		Process ended = new ProcessBuilder("true").start();
		ended.waitFor();
		writePidFile(ended.pid(), this.folder, Instant.now());
		assertThat(PostmasterPidFile.in(this.folder).orElseThrow().findPostmaster()).isEmpty();
		assertThat(this.folder.resolve("postmaster.pid")).exists();
	}

	@Test
	void processThatWasStartedAtAnotherTimeIsRefused() throws Exception {
		Path directory = dataDirectory();
		long pid = postmaster(directory);
		PostmasterPidFile file = new PostmasterPidFile(directory.resolve("postmaster.pid"), pid, directory,
				Instant.now().minusSeconds(86400));
		assertThatThrownBy(file::findPostmaster).isInstanceOf(UnusableDataDirectoryException.class)
			.hasMessageContaining("process id " + pid);
		assertThat(ProcessHandle.of(pid)).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "garbage\0\n\n", "12\n", "12\n/tmp\nnow\n", "99999999999999999999\n/tmp\n1\n" })
	void damagedFileIsNamed(String content) throws IOException {
		Path file = Files.writeString(this.folder.resolve("postmaster.pid"), content);
		assertThatThrownBy(() -> PostmasterPidFile.in(this.folder)).isInstanceOf(UnusableDataDirectoryException.class)
			.hasMessageContaining(file.toString());
	}

	private void writePidFile(long pid, Path directory, Instant startedAt) throws IOException {
		Files.write(this.folder.resolve("postmaster.pid"), List.of(String.valueOf(pid), directory.toString(),
				String.valueOf(startedAt.getEpochSecond()), "5432", "", "localhost", "12 34", "ready"));
	}

	private static long postmaster(Path directory) throws IOException {
		return Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid")).getFirst());
	}

	/** The data directory of a PostgreSQL that runs. */
	private static Path dataDirectory() throws SQLException {
		try (Connection connection = TestDatabase.dataSource().getConnection();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("show data_directory")) {
			result.next();
			return Path.of(result.getString(1));
		}
	}

}
