package dev.marquee.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * The files of the embedded PostgreSQL. Each connection needs the password of its
 * superuser, which is generated and stored among them, so that a copy of the cluster is
 * complete.
 *
 * @param directory the data directory of PostgreSQL
 * @param programs the programs that work on it
 */
record PostgresCluster(Path directory, PostgresPrograms programs) {

	static final String SUPERUSER = "postgres";

	/** How long PostgreSQL may take to write its memory to the files, in seconds. */
	private static final String STOP_TIMEOUT = "30";

	private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);

	private static final String PASSWORD_FILE = "marquee-password";

	private static final int PASSWORD_BYTES = 32;

	private static final String AUTHENTICATION = """
			# Written by Marquee at each start. Unix-domain sockets and replication are refused.
			host all all 127.0.0.1/32 scram-sha-256
			host all all ::1/128 scram-sha-256
			""";

	/** Opens the cluster of a data directory, and creates it unless it exists. */
	static PostgresCluster open(DataDirectory directory, PostgresPrograms programs) throws IOException {
		PostgresCluster cluster = new PostgresCluster(directory.postgresDirectory(), programs);
		if (!Files.exists(cluster.directory.resolve("PG_VERSION"))) {
			Path incomplete = directory.root().toAbsolutePath().resolve("postgres.incomplete");
			FileSystemUtils.deleteRecursively(incomplete);
			new PostgresCluster(incomplete, programs).create();
			Files.move(incomplete, cluster.directory, StandardCopyOption.ATOMIC_MOVE);
		}
		else {
			cluster.stopOrphan();
			cluster.requirePassword();
		}
		return cluster;
	}

	private void create() throws IOException {
		try {
			initialize("C.UTF-8");
		}
		catch (IOException ex) {
			LOG.debug("Cannot use the locale C.UTF-8", ex);
			initialize("C");
		}
		requirePassword();
	}

	/**
	 * Runs {@code initdb}.
	 * @param characterType the locale (LC_CTYPE) by which the parser of text search tells
	 * letters from punctuation; with {@code C}, each character that is not ASCII is a
	 * letter
	 */
	private void initialize(String characterType) throws IOException {
		this.programs.run("", "initdb", "-D", this.directory.toString(), "-U", SUPERUSER, "-A", "reject", "-E", "UTF8",
				"--locale=C", "--lc-ctype=" + characterType, "--locale-provider=icu", "--icu-locale=und");
	}

	/**
	 * Stops the PostgreSQL of a Marquee process that was killed. No process uses it,
	 * since this one has locked the data directory.
	 */
	private void stopOrphan() throws IOException {
		Optional<PostmasterPidFile> pidFile = PostmasterPidFile.in(this.directory);
		if (pidFile.isPresent() && pidFile.get().findPostmaster().isPresent()) {
			stop();
		}
	}

	/** Ends all connections and stops PostgreSQL. */
	void stop() throws IOException {
		this.programs.run("", "pg_ctl", "-D", this.directory.toString(), "-m", "fast", "-w", "-t", STOP_TIMEOUT,
				"stop");
	}

	/**
	 * Sets a password unless there is one, and refuses connections without it. The
	 * password is set in single-user mode, in which PostgreSQL accepts no connections.
	 */
	private void requirePassword() throws IOException {
		Path file = passwordFile();
		if (!Files.exists(file)) {
			byte[] bytes = new byte[PASSWORD_BYTES];
			new SecureRandom().nextBytes(bytes);
			String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
			String output = this.programs.run("alter role " + SUPERUSER + " with login password '" + password + "'\n",
					"postgres", "--single", "-D", this.directory.toString(), "-c", "password_encryption=scram-sha-256",
					"-c", "log_min_error_statement=panic", SUPERUSER);
			if (output.contains("ERROR:")) {
				throw new IOException("Cannot set the password: " + output);
			}
			OwnerOnlyFiles.write(file, password + System.lineSeparator());
		}
		OwnerOnlyFiles.write(this.directory.resolve("pg_hba.conf"), AUTHENTICATION);
	}

	String password() throws IOException {
		return Files.readString(passwordFile()).strip();
	}

	private Path passwordFile() {
		return this.directory.resolve(PASSWORD_FILE);
	}

	/** Starts PostgreSQL. The output of the process is its log. */
	Process start(int port) throws IOException {
		stopOrphan();
		return this.programs
			.detachedCommand("postgres", List.of("-D", this.directory.toString(), "-p", String.valueOf(port), "-c",
					"listen_addresses=localhost", "-c", "unix_socket_directories=", "-c", "timezone=UTC",
					// Pages are in memory or on flash storage; the default is meant
					// for disks that seek.
					"-c", "random_page_cost=1.1", "-c", "log_destination=stderr", "-c", "logging_collector=off", "-c",
					"log_line_prefix=" + PostgresLog.LINE_PREFIX, "-c", "log_checkpoints=off", "-c", "lc_messages=C",
					// The log must not contain what people wrote.
					"-c", "log_min_error_statement=panic"))
			.start();
	}

}
