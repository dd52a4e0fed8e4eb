package dev.marquee.database;

import java.nio.file.Path;
import java.util.Optional;

import org.flywaydb.core.Flyway;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is wrong with a database of the operator, and what the operator can do.
 */
@Timeout(120)
class DatabaseRequirementsTests {

	@TempDir
	Path folder;

	@Test
	void emptyDatabaseIsMigrated() {
		TestDatabase.createDatabase("usable");
		migrate(TestDatabase.url("usable"), null);
		migrate(TestDatabase.url("usable"), null);
		try (CloseableDSLContext sql = DSL.using(TestDatabase.url("usable"))) {
			assertThat(sql.fetchValue("select count(*) from event")).isEqualTo(0L);
		}
	}

	@Test
	void otherEncodingIsRefused() {
		for (String encoding : new String[] { "LATIN1", "SQL_ASCII" }) {
			TestDatabase.dsl().execute("drop database if exists other_encoding");
			TestDatabase.dsl()
				.execute("create database other_encoding encoding '" + encoding
						+ "' locale_provider libc locale 'C' template template0");
			assertRefused(TestDatabase.url("other_encoding"), null, "has the encoding " + encoding,
					"encoding 'UTF8' template template0");
		}
	}

	@Test
	void standbyIsRefused() throws Exception {
		try (TestPostgres primary = TestPostgres.startIn(this.folder);
				TestPostgres standby = primary.startStandbyIn(this.folder.resolve("standby"))) {
			assertRefused(TestPostgres.url(standby.port()), null, "is a standby", "targetServerType=primary");
		}
	}

	@Test
	void readOnlyDatabaseIsRefused() {
		TestDatabase.createDatabase("read_only");
		TestDatabase.dsl().execute("alter database read_only set default_transaction_read_only = on");
		assertRefused(TestDatabase.url("read_only"), null, "is read-only", "default_transaction_read_only");
	}

	@Test
	void newerSchemaIsRefusedAndNotTouched() {
		TestDatabase.createDatabase("newer");
		migrate(TestDatabase.url("newer"), null);
		try (CloseableDSLContext sql = DSL.using(TestDatabase.url("newer"))) {
			sql.execute(
					"""
							insert into flyway_schema_history
							(installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
							values (1000, '999', 'later', 'SQL', 'V999__later.sql', 1, 'postgres', 1, true)""");
			// A repeatable migration of the newer version.
			sql.execute("update flyway_schema_history set checksum = 1 where script = 'R__audit.sql'");
		}
		assertRefused(TestDatabase.url("newer"), null, "version 999 by a newer Marquee", "Start that newer Marquee");
		try (CloseableDSLContext sql = DSL.using(TestDatabase.url("newer"))) {
			assertThat(sql.fetchValue("select max(installed_rank) from flyway_schema_history")).isEqualTo(1000);
		}
	}

	@Test
	void extensionOutsideTheSearchPathIsNamed() {
		TestDatabase.createDatabase("extension_elsewhere");
		try (CloseableDSLContext sql = DSL.using(TestDatabase.url("extension_elsewhere"))) {
			sql.execute("create schema extensions");
			sql.execute("create extension unaccent schema extensions");
		}
		assertRefused(TestDatabase.url("extension_elsewhere"), null,
				"The extension unaccent is in the schema extensions", "currentSchema=public,extensions");
		assertRefused(TestDatabase.url("extension_elsewhere") + "&currentSchema=own", null,
				"The extension unaccent is in the schema extensions", "currentSchema=own,extensions");
	}

	@Test
	void roleThatMayNotCreateExtensionsIsRefused() {
		TestDatabase.createDatabase("no_extensions");
		createRole("visitor", "no_extensions");
		assertRefused(TestDatabase.url("no_extensions"), "visitor", "The extension cube is missing",
				"create extension cube");
	}

	@Test
	void roleThatMayNotMigrateIsRefused() {
		TestDatabase.createDatabase("no_migration");
		createRole("reader", "no_migration");
		try (CloseableDSLContext sql = DSL.using(TestDatabase.url("no_migration"))) {
			for (String extension : new String[] { "unaccent", "pg_trgm", "fuzzystrmatch", "cube" }) {
				sql.execute("create extension " + extension);
			}
		}
		assertRefused(TestDatabase.url("no_migration"), "reader", "the role reader may not change the schema public",
				"SPRING_FLYWAY_USER");
		assertRefused(TestDatabase.url("no_migration") + "&currentSchema=own,public", "reader",
				"the role reader may not change the schema own", "SPRING_FLYWAY_USER");
	}

	@Test
	void roleThatMayNotUseTheTablesIsRefusedUntilItsPrivilegesAreGranted() {
		TestDatabase.createDatabase("no_privileges");
		createRole("server", "no_privileges");
		String url = TestDatabase.url("no_privileges");
		migrate(url, null);
		assertThatThrownBy(() -> migrate(url, null, "server")).isInstanceOfSatisfying(UnusableDatabaseException.class,
				(ex) -> {
					assertThat(ex).hasMessageContaining("The role server may not read and write the table");
					try (CloseableDSLContext sql = DSL.using(url)) {
						sql.execute(ex.remedy().substring(ex.remedy().indexOf(':') + 1));
						sql.execute("create table another_program (id bigint)");
						sql.execute("alter table another_program owner to pg_database_owner");
					}
				});
		migrate(url, null, "server");
	}

	private static void createRole(String name, String database) {
		TestDatabase.dsl().execute("drop role if exists " + name);
		TestDatabase.dsl().execute("create role " + name + " login");
		TestDatabase.dsl().execute("revoke create on database " + database + " from public, " + name);
	}

	private static void assertRefused(String url, @Nullable String role, String message, String remedy) {
		assertThatThrownBy(() -> migrate(url, role)).isInstanceOfSatisfying(UnusableDatabaseException.class,
				(problem) -> {
					assertThat(problem).hasMessageContaining(message);
					assertThat(problem.remedy()).contains(remedy);
				});
	}

	private static void migrate(String url, @Nullable String role) {
		migrate(url, role, role);
	}

	/**
	 * Migrates as at the start.
	 * @param owner the role of the migrations; null for that of the URL
	 * @param server the role that serves requests; null for that of the URL
	 */
	private static void migrate(String url, @Nullable String owner, @Nullable String server) {
		CheckedFlywayMigration migration = new CheckedFlywayMigration(
				new StaticListableBeanFactory().getBeanProvider(DataDirectory.class),
				new SideConnections(new UrlConnectionDetails(withRole(url, server))));
		migration.migrate(Flyway.configure().dataSource(withRole(url, owner), null, null).load());
	}

	private static String withRole(String url, @Nullable String role) {
		return Optional.ofNullable(role).map((name) -> url.replace("user=postgres", "user=" + name)).orElse(url);
	}

	/**
	 * Everything is in the URL.
	 */
	private record UrlConnectionDetails(String getJdbcUrl) implements JdbcConnectionDetails {

		@Override
		public @Nullable String getUsername() {
			return null;
		}

		@Override
		public @Nullable String getPassword() {
			return null;
		}

	}

}
