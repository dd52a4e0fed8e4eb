package dev.marquee.database;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the data directory is locked by another Marquee process, is not writable or
 * was created by incompatible migrations.
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

	static UnusableDataDirectoryException ofOtherMigrations(Path directory, Throwable cause) {
		return new UnusableDataDirectoryException(
				"The data directory " + directory.toAbsolutePath().normalize()
						+ " was made by another version of Marquee, and cannot be migrated to this one.",
				"Move the directory away, start Marquee again and import your listings into the new one.", cause);
	}

}
