package dev.marquee.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The data directory of the embedded PostgreSQL, locked by one process at a time. The
 * operating system releases the lock when the process ends for any reason.
 */
final class DataDirectory implements AutoCloseable {

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

	/** The data directory of PostgreSQL. */
	Path postgresDirectory() {
		return this.root.toAbsolutePath().resolve("postgres");
	}

	/** The directory of the programs of PostgreSQL. */
	Path programsDirectory() {
		return this.root.resolve("postgres-programs");
	}

	@Override
	public void close() throws IOException {
		this.lockChannel.close();
	}

}
