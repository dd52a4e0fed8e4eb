package dev.marquee.database;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * The data directory is held by another Marquee, or cannot be written to.
 */
class UnusableDataDirectoryException extends RuntimeException {

	private final String remedy;

	private UnusableDataDirectoryException(String message, String remedy, @Nullable Throwable cause) {
		super(message, cause);
		this.remedy = remedy;
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

	/**
	 * Says what to do.
	 */
	static class UnusableDataDirectoryFailureAnalyzer extends AbstractFailureAnalyzer<UnusableDataDirectoryException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, UnusableDataDirectoryException cause) {
			return new FailureAnalysis(cause.getMessage(), cause.remedy, cause);
		}

	}

}
