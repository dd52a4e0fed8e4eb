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
 * The directory in which the embedded PostgreSQL keeps its data, held by one process at a
 * time. The operating system frees the lock when the process ends, however it ends.
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
	 * Takes the directory, which is made if it is not there.
	 * @throws UnusableDataDirectoryException when another process holds it, or it cannot
	 * be written to
	 */
	@SuppressWarnings("resource") // the channel is the lock, and is closed with this
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
	 * Stops the PostgreSQL of a Marquee that was killed. As the lock is ours, nobody uses
	 * it any more.
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
