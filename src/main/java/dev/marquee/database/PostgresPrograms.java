package dev.marquee.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

import org.springframework.util.FileSystemUtils;

/**
 * The programs of the embedded PostgreSQL: {@code initdb}, {@code postgres} and
 * {@code pg_ctl}.
 */
final class PostgresPrograms {

	private static final Logger LOG = LoggerFactory.getLogger(PostgresPrograms.class);

	private static final String OS_NAME = System.getProperty("os.name");

	private static final boolean WINDOWS = OS_NAME.startsWith("Windows");

	private static final String ARCHITECTURE = System.getProperty("os.arch");

	private static final Path SETSID = Path.of("/usr/bin/setsid");

	private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwx------");

	private static final int HASH_LENGTH = 16;

	private final Path home;

	private PostgresPrograms(Path home) {
		this.home = home;
	}

	/**
	 * Unpacks the programs for this platform into a directory that only this user may
	 * access, unless they are there, and deletes those of other versions.
	 */
	static PostgresPrograms unpackInto(Path directory) throws IOException {
		byte[] archive = archive();
		Path home = directory.resolve(hash(archive)).toAbsolutePath();
		if (!Files.exists(home)) {
			OwnerOnlyFiles.createDirectory(directory);
			deleteContents(directory);
			Path incomplete = directory.resolve("incomplete");
			unpack(archive, incomplete);
			Files.move(incomplete, home, StandardCopyOption.ATOMIC_MOVE);
		}
		return new PostgresPrograms(home);
	}

	private static byte[] archive() throws IOException {
		String system = WINDOWS ? "Windows" : OS_NAME.startsWith("Mac") ? "Darwin" : "Linux";
		String architecture = ARCHITECTURE.equals("amd64") ? "x86_64" : ARCHITECTURE;
		try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture)) {
			return archive.readAllBytes();
		}
	}

	private static String hash(byte[] archive) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
			return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void deleteContents(Path directory) throws IOException {
		try (Stream<Path> entries = Files.list(directory)) {
			for (Path entry : entries.toList()) {
				FileSystemUtils.deleteRecursively(entry);
			}
		}
	}

	private static void unpack(byte[] archive, Path target) throws IOException {
		try (TarArchiveInputStream entries = new TarArchiveInputStream(
				new XZInputStream(new ByteArrayInputStream(archive)))) {
			for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
				Path file = target.resolve(entry.getName()).normalize();
				if (entry.isDirectory()) {
					Files.createDirectories(file);
					continue;
				}
				Path parent = Objects.requireNonNull(file.getParent());
				Files.createDirectories(parent);
				if (entry.isSymbolicLink()) {
					Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
				}
				else {
					Files.copy(entries, file);
					if (parent.endsWith("bin") && !WINDOWS) {
						Files.setPosixFilePermissions(file, EXECUTABLE);
					}
				}
			}
		}
	}

	/**
	 * Returns a command that runs a program with its errors in its output. PostgreSQL
	 * refuses to run as root, so root runs it in a user namespace, where it has the user
	 * id of nobody.
	 */
	ProcessBuilder command(String program, String... arguments) {
		List<String> command = new ArrayList<>();
		if ("root".equals(System.getProperty("user.name")) && !WINDOWS) {
			command.addAll(List.of("unshare", "-U"));
		}
		command.add(this.home.resolve("bin").resolve(WINDOWS ? program + ".exe" : program).toString());
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true);
	}

	/**
	 * Returns a command that runs a program in a session of its own where the platform
	 * has {@code setsid}, so that Ctrl-C in a terminal does not end it before Marquee has
	 * stopped.
	 */
	ProcessBuilder detachedCommand(String program, List<String> arguments) {
		ProcessBuilder command = command(program, arguments.toArray(String[]::new));
		if (Files.isExecutable(SETSID)) {
			command.command().addFirst(SETSID.toString());
		}
		return command;
	}

	/** A program that fails may end without reading its input: its output says why. */
	private static void write(String input, Process process) {
		try (OutputStream stream = process.getOutputStream()) {
			stream.write(input.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			LOG.debug("The program has not read its input", ex);
		}
	}

	/**
	 * Runs a program to its end, and returns what it printed.
	 * @throws IOException with what it printed, if its exit status is not 0
	 */
	String run(String input, String program, String... arguments) throws IOException {
		Process process = command(program, arguments).start();
		write(input, process);
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		try {
			int status = process.waitFor();
			if (status != 0) {
				throw new IOException(program + " failed with the status " + status + ": " + output);
			}
			return output;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while running " + program, ex);
		}
	}

}
