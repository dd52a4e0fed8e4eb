package dev.marquee.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The data directory of the embedded PostgreSQL, locked by one process at a time. The
 * operating system releases the lock when the process ends for any reason.
 */
final class DataDirectory implements AutoCloseable {

	private static final long STOP_TIMEOUT_SECONDS = 30;

	private final Path root;

	private final FileChannel lockChannel;

	private DataDirectory(Path root, FileChannel lockChannel) {
		this.root = root;
		this.lockChannel = lockChannel;
	}

	/**
	 * Creates the directory if necessary, and locks it.
	 * @throws UnusableDataDirectoryException if another process holds the lock, or the
	 * directory is not writable
	 */
	@SuppressWarnings("resource") // the channel holds the lock and is closed by close()
	static DataDirectory acquire(Path root) {
		try {
			Files.createDirectories(root);
			FileChannel channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			FileLock lock = channel.tryLock();
			if (lock == null) {
				channel.close();
				throw UnusableDataDirectoryException.inUse(root);
			}
			return new DataDirectory(root, channel);
		}
		catch (IOException ex) {
			throw UnusableDataDirectoryException.inaccessible(root, ex);
		}
	}

	Path root() {
		return this.root;
	}

	Path postgresDirectory() {
		return this.root.resolve("postgres");
	}

	/**
	 * Stops the PostgreSQL of a Marquee process that was killed. No process uses it,
	 * since this one holds the lock.
	 */
	void stopOrphanedPostgres() {
		findOrphanedPostgres().ifPresent((orphan) -> {
			orphan.destroy();
			orphan.onExit().completeOnTimeout(orphan, STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
		});
	}

	private Optional<ProcessHandle> findOrphanedPostgres() {
		Path pidFile = postgresDirectory().resolve("postmaster.pid");
		if (!Files.exists(pidFile)) {
			return Optional.empty();
		}
		try {
			List<String> lines = Files.readAllLines(pidFile);
			return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(DataDirectory::isPostgres);
		}
		catch (IOException | NumberFormatException ex) {
			return Optional.empty();
		}
	}

	private static boolean isPostgres(ProcessHandle process) {
		return process.info().command().filter((command) -> command.contains("postgres")).isPresent();
	}

	@Override
	public void close() throws IOException {
		this.lockChannel.close();
	}

}
