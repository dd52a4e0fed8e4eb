package dev.marquee.database;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Marquee cannot use its database, for a reason that its operator can remove.
 */
class UnusableDatabase extends RuntimeException {

	private final String remedy;

	UnusableDatabase(String message, String remedy, @Nullable Throwable cause) {
		super(message, cause);
		this.remedy = remedy;
	}

	static UnusableDatabase tooOld(int version, int oldest) {
		return new UnusableDatabase("Marquee needs PostgreSQL " + oldest
				+ " or newer, but spring.datasource.url leads to version " + version + ".",
				"Upgrade PostgreSQL, or set SPRING_DATASOURCE_URL to a newer one.", null);
	}

	static UnusableDatabase ofOtherMigrations(Throwable cause) {
		return new UnusableDatabase(
				"The tables in the database that spring.datasource.url names were made by another version of Marquee, and cannot be migrated to this one.",
				"Set SPRING_DATASOURCE_URL to an empty database, or to another schema with `currentSchema`, and import your listings again.",
				cause);
	}

	/**
	 * Prints the message and the remedy instead of a stack trace.
	 */
	static class Analyzer extends AbstractFailureAnalyzer<UnusableDatabase> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, UnusableDatabase cause) {
			return new FailureAnalysis(cause.getMessage(), cause.remedy, cause);
		}

	}

}
