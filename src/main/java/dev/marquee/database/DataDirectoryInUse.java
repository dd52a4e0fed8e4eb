package dev.marquee.database;

import java.nio.file.Path;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Another Marquee holds the data directory.
 */
class DataDirectoryInUse extends RuntimeException {

	private final Path directory;

	DataDirectoryInUse(Path directory) {
		super("The data directory " + directory + " is in use by another Marquee.");
		this.directory = directory;
	}

	/**
	 * Says what to do.
	 */
	static class Analyzer extends AbstractFailureAnalyzer<DataDirectoryInUse> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, DataDirectoryInUse cause) {
			return new FailureAnalysis("The data directory " + cause.directory
					+ " is in use by another Marquee, which goes on undisturbed.", """
							Stop the other one first, or set MARQUEE_DATA_DIR to another directory, \
							or set SPRING_DATASOURCE_URL to a PostgreSQL that several can share.""", cause);
		}

	}

}
