package dev.marquee.database;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * The data directory is held by another Marquee, or cannot be written to.
 */
class UnusableDataDirectory extends RuntimeException {

	private final String remedy;

	private UnusableDataDirectory(String message, String remedy, @Nullable Throwable cause) {
		super(message, cause);
		this.remedy = remedy;
	}

	static UnusableDataDirectory inUse(Path directory) {
		return new UnusableDataDirectory("The data directory " + directory.toAbsolutePath().normalize()
				+ " is in use by another Marquee, which goes on undisturbed.", """
						Stop the other one first, or set MARQUEE_DATA_DIR to another directory, \
						or set SPRING_DATASOURCE_URL to a PostgreSQL that several can share.""", null);
	}

	static UnusableDataDirectory broken(Path directory, IOException cause) {
		return new UnusableDataDirectory(
				"The data directory " + directory.toAbsolutePath().normalize() + " cannot be used: " + cause,
				"Set MARQUEE_DATA_DIR to a directory that this user may write to.", cause);
	}

	/**
	 * Says what to do.
	 */
	static class Analyzer extends AbstractFailureAnalyzer<UnusableDataDirectory> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, UnusableDataDirectory cause) {
			return new FailureAnalysis(cause.getMessage(), cause.remedy, cause);
		}

	}

}
