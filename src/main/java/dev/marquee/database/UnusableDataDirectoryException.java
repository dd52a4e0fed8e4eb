package dev.marquee.database;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the data directory is locked by another Marquee process, is not writable or
 * was created by incompatible migrations, or if its PostgreSQL does not start.
 */
final class UnusableDataDirectoryException extends UnusableDatabaseException {

	private UnusableDataDirectoryException(String message, String remedy, @Nullable Throwable cause) {
		super(message, remedy, cause);
	}

	static UnusableDataDirectoryException inUse(Path directory) {
		return new UnusableDataDirectoryException(
				"The data directory " + directory.toAbsolutePath().normalize()
						+ " is in use by another Marquee process.",
				"""
						Stop the other process, set MARQUEE_DATA_DIR to another directory, \
						or set SPRING_DATASOURCE_URL to a PostgreSQL that several processes can share.""", null);
	}

	static UnusableDataDirectoryException inaccessible(Path directory, IOException cause) {
		return new UnusableDataDirectoryException(
				"The data directory " + directory.toAbsolutePath().normalize() + " cannot be used: " + cause,
				"Set MARQUEE_DATA_DIR to a directory that this user may write to.", cause);
	}

	static UnusableDataDirectoryException damagedPidFile(Path file, Exception cause) {
		return new UnusableDataDirectoryException(
				"The file " + file + " is damaged, so it does not say whether a PostgreSQL still uses this directory.",
				"Make sure that no PostgreSQL uses the directory, delete the file and start Marquee again.", cause);
	}

	static UnusableDataDirectoryException usedByUnknownPostgres(Path file, long pid) {
		return new UnusableDataDirectoryException(
				"The PostgreSQL with the process id " + pid + " uses " + file.getParent()
						+ ", but was not started when postmaster.pid says.",
				"Stop that process and start Marquee again.", null);
	}

	static UnusableDataDirectoryException postgresFails(Path directory, IOException cause) {
		return new UnusableDataDirectoryException("The embedded PostgreSQL in " + directory.toAbsolutePath().normalize()
				+ " does not start: " + cause.getMessage(), """
						Remove the cause, or move the directory away to begin with an empty one. \
						The messages of the logger `postgres` above may say more.""", cause);
	}

	static UnusableDataDirectoryException ofNewerMarquee(Path directory, String version) {
		return new UnusableDataDirectoryException(
				"The data directory " + directory.toAbsolutePath().normalize() + " was migrated to version " + version
						+ " by a newer Marquee.",
				"Start that newer Marquee, or put back a copy of the directory from before the migration.", null);
	}

	static UnusableDataDirectoryException ofOtherMigrations(Path directory, Throwable cause) {
		return new UnusableDataDirectoryException(
				"The data directory " + directory.toAbsolutePath().normalize()
						+ " was made by another version of Marquee, and cannot be migrated to this one.",
				"Move the directory away, start Marquee again and import your listings into the new one.", cause);
	}

}
