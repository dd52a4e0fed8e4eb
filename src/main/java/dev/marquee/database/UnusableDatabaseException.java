package dev.marquee.database;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Thrown if Marquee cannot use its database for a reason that the operator can remove.
 */
class UnusableDatabaseException extends RuntimeException {

	private final String remedy;

	UnusableDatabaseException(String message, String remedy, @Nullable Throwable cause) {
		super(message, cause);
		this.remedy = remedy;
	}

	static UnusableDatabaseException tooOld(int version, int oldest) {
		return new UnusableDatabaseException("Marquee requires PostgreSQL " + oldest
				+ " or newer, but spring.datasource.url refers to version " + version + ".",
				"Upgrade PostgreSQL, or set SPRING_DATASOURCE_URL to a newer one.", null);
	}

	static UnusableDatabaseException ofOtherMigrations(Throwable cause) {
		return new UnusableDatabaseException(
				"The tables in the database that spring.datasource.url names were made by another version of Marquee, and cannot be migrated to this one.",
				"Set SPRING_DATASOURCE_URL to an empty database, or to another schema with `currentSchema`, and import your listings again.",
				cause);
	}

	/**
	 * Prints the message and the remedy instead of a stack trace.
	 */
	static class UnusableDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<UnusableDatabaseException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, UnusableDatabaseException cause) {
			return new FailureAnalysis(cause.getMessage(), cause.remedy, cause);
		}

	}

}
