package dev.marquee.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code postmaster.pid} of a PostgreSQL that runs or was killed.
 *
 * @param file the file
 * @param pid line 1: the process id
 * @param directory line 2: the data directory
 * @param startedAt line 3: when the process was started
 */
record PostmasterPidFile(Path file, long pid, Path directory, Instant startedAt) {

	private static final Logger LOG = LoggerFactory.getLogger(PostmasterPidFile.class);

	/** Corrections of the clock move the times by less than that. */
	private static final Duration TOLERANCE = Duration.ofMinutes(1);

	/**
	 * Reads the file in a data directory.
	 * @return the content of the file; empty if the file does not exist
	 * @throws UnusableDataDirectoryException if its content is damaged
	 */
	static Optional<PostmasterPidFile> in(Path postgresDirectory) {
		Path file = postgresDirectory.resolve("postmaster.pid");
		if (!Files.exists(file)) {
			return Optional.empty();
		}
		try {
			List<String> lines = Files.readAllLines(file);
			return Optional.of(new PostmasterPidFile(file, Long.parseLong(lines.get(0).strip()), Path.of(lines.get(1)),
					Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))));
		}
		catch (IOException | RuntimeException ex) {
			throw UnusableDataDirectoryException.damagedPidFile(file, ex);
		}
	}

	/**
	 * Returns the running process that has written the file. If the process id has passed
	 * to another program, the file is deleted: PostgreSQL would take that program for a
	 * PostgreSQL and not start.
	 * @throws UnusableDataDirectoryException if a PostgreSQL uses the directory that this
	 * file does not describe
	 */
	Optional<ProcessHandle> findPostmaster() throws IOException {
		ProcessHandle process = ProcessHandle.of(this.pid).orElse(null);
		if (process == null || !process.isAlive()) {
			return Optional.empty();
		}
		if (!isPostgres(process) || !usesThisDirectory(process)) {
			LOG.info("Deleting the stale {}: process {} is another program", this.file, this.pid);
			Files.deleteIfExists(this.file);
			return Optional.empty();
		}
		if (!wasStartedThen(process)) {
			throw UnusableDataDirectoryException.usedByUnknownPostgres(this.file, this.pid);
		}
		return Optional.of(process);
	}

	/** Linux marks the program of a process as deleted after an upgrade. */
	private static boolean isPostgres(ProcessHandle process) {
		return process.info()
			.command()
			.filter((command) -> command.matches("(.*[/\\\\])?postgres(\\.exe)?( \\(deleted\\))?"))
			.isPresent();
	}

	/**
	 * By the working directory of the process (Linux), else by its option {@code -D}
	 * (macOS), else by the file.
	 */
	private boolean usesThisDirectory(ProcessHandle process) {
		Path workingDirectory = Path.of("/proc", String.valueOf(this.pid), "cwd");
		return isThisDirectory(Files.exists(workingDirectory) ? workingDirectory
				: process.info().arguments().flatMap(PostmasterPidFile::dataDirectory).orElse(this.directory));
	}

	private static Optional<Path> dataDirectory(String[] arguments) {
		int option = Arrays.asList(arguments).indexOf("-D");
		return (option >= 0 && option + 1 < arguments.length) ? Optional.of(Path.of(arguments[option + 1]))
				: Optional.empty();
	}

	private boolean isThisDirectory(Path other) {
		try {
			return Files.isSameFile(this.file.resolveSibling(""), other);
		}
		catch (IOException ex) {
			LOG.debug("Cannot compare the directory of {} with {}", this.file, other, ex);
			return false;
		}
	}

	private boolean wasStartedThen(ProcessHandle process) {
		return process.info()
			.startInstant()
			.map((start) -> Duration.between(this.startedAt, start).abs().compareTo(TOLERANCE) <= 0)
			.orElse(false);
	}

}
