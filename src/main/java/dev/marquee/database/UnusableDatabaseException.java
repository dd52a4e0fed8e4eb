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

	static UnusableDatabaseException ofNewerMarquee(String version) {
		return new UnusableDatabaseException(
				"The database that spring.datasource.url names was migrated to version " + version
						+ " by a newer Marquee.",
				"Start that newer Marquee, or restore a backup from before the migration.", null);
	}

	static UnusableDatabaseException encoding(String encoding) {
		return new UnusableDatabaseException(
				"The database that spring.datasource.url names has the encoding " + encoding + " instead of UTF8.",
				"Create a database with `create database marquee encoding 'UTF8' template template0`, and name it in SPRING_DATASOURCE_URL.",
				null);
	}

	static UnusableDatabaseException standby() {
		return new UnusableDatabaseException("""
				The PostgreSQL that spring.datasource.url names is a standby, which cannot be written to.""", """
				Set SPRING_DATASOURCE_URL to the primary server, or to all of them: \
				`jdbc:postgresql://one,two/marquee?targetServerType=primary`.""", null);
	}

	static UnusableDatabaseException readOnly() {
		return new UnusableDatabaseException("The database that spring.datasource.url names is read-only.",
				"Set `default_transaction_read_only` to off for this role and this database. Some providers turn it on when the disk is full.",
				null);
	}

	static UnusableDatabaseException noExtension(String name) {
		return new UnusableDatabaseException(
				"The extension " + name + " is missing in the database, and this role may not create it.",
				"Run `create extension " + name
						+ "` in the database as a role that may, after installing PostgreSQL's contrib modules.",
				null);
	}

	static UnusableDatabaseException extensionElsewhere(String name, String schema, String ownSchema) {
		return new UnusableDatabaseException(
				"The extension " + name + " is in the schema " + schema
						+ ", which is not on the search path or not accessible to this role.",
				"Add `currentSchema=" + ownSchema + "," + schema
						+ "` to SPRING_DATASOURCE_URL, and grant usage on the schema to the role.",
				null);
	}

	static UnusableDatabaseException noMigrationPrivilege(String role, String schema) {
		return new UnusableDatabaseException(
				"The database must be migrated, but the role " + role + " may not change the schema " + schema + ".",
				"Set SPRING_FLYWAY_USER and SPRING_FLYWAY_PASSWORD to the owner of the tables, or start once with that role.",
				null);
	}

	static UnusableDatabaseException noPrivilege(String role, String schema, String table) {
		return new UnusableDatabaseException(
				"The role " + role + " may not read and write the table " + table + " in the schema " + schema + ".",
				"""
						Run as the owner of the tables: grant usage on schema %1$s to %2$s; \
						grant select, insert, update, delete on all tables in schema %1$s to %2$s;""".formatted(schema,
						role),
				null);
	}

	/** What the operator can do. */
	String remedy() {
		return this.remedy;
	}

	/**
	 * Prints the message and the remedy instead of a stack trace.
	 */
	static class UnusableDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<UnusableDatabaseException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, UnusableDatabaseException cause) {
			return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
		}

	}

}
