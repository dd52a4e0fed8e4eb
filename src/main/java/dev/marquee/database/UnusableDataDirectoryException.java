package dev.marquee.database;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Thrown if the data directory is locked by another Marquee process or is not writable.
 */
class UnusableDataDirectoryException extends RuntimeException {

	private final String remedy;

	private UnusableDataDirectoryException(String message, String remedy, @Nullable Throwable cause) {
		super(message, cause);
		this.remedy = remedy;
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

	/**
	 * Shows the remedy at startup failure.
	 */
	static class UnusableDataDirectoryFailureAnalyzer extends AbstractFailureAnalyzer<UnusableDataDirectoryException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, UnusableDataDirectoryException cause) {
			return new FailureAnalysis(cause.getMessage(), cause.remedy, cause);
		}

	}

}
