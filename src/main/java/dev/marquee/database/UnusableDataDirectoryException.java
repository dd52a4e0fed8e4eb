package dev.marquee.database;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The data directory is held by another Marquee, cannot be written to, or was made by
 * another version.
 */
final class UnusableDataDirectoryException extends UnusableDatabase {

	private UnusableDataDirectoryException(String message, String remedy, @Nullable Throwable cause) {
		super(message, remedy, cause);
	}

	static UnusableDataDirectoryException inUse(Path directory) {
		return new UnusableDataDirectoryException("The data directory " + directory.toAbsolutePath().normalize()
				+ " is in use by another Marquee, which goes on undisturbed.", """
						Stop the other one first, or set MARQUEE_DATA_DIR to another directory, \
						or set SPRING_DATASOURCE_URL to a PostgreSQL that several can share.""", null);
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
