package dev.marquee;

import java.util.List;

import dev.marquee.database.TestDatabase;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The command {@code key} on databases that the server has not migrated.
 */
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class KeyCommandMigrationTests {

	private static final String URL_SETTING = "spring.datasource.url";

	private DSLContext dsl;

	@BeforeEach
	void createDatabase() {
		TestDatabase.createDatabase("key_command");
		System.setProperty(URL_SETTING, TestDatabase.url("key_command"));
		this.dsl = DSL.using(TestDatabase.url("key_command"));
	}

	@AfterEach
	void clearSetting() {
		System.clearProperty(URL_SETTING);
	}

	@Test
	void listMigratesNothing(CapturedOutput output) {
		assertRefused(output, "The database has no tables of Marquee.", "Start the server, which creates them.");
		assertThat(this.dsl.fetchCount(DSL.table("pg_tables"), DSL.field("schemaname").eq("public"))).isZero();
	}

	@Test
	void listRefusesOlderDatabase(CapturedOutput output) {
		migrate();
		int deleted = this.dsl.execute("delete from flyway_schema_history where version is null");
		int applied = appliedMigrations();
		assertRefused(output, "The database lacks " + deleted + " migrations of this version of Marquee.",
				"Start the server of this version, which runs them, or use the older version.");
		assertThat(appliedMigrations()).isEqualTo(applied);
	}

	@Test
	void listRefusesNewerDatabase(CapturedOutput output) {
		migrate();
		this.dsl.execute("""
				insert into flyway_schema_history
				select 999, '999', 'create future', type, 'V999__create_future.sql', 1, installed_by, now(), 1, true
				from flyway_schema_history where version = '001'""");
		assertRefused(output, "The database was migrated by a newer version of Marquee.", "Use the newer version.");
	}

	@Test
	void listOfUnreachableDatabaseIsRefused(CapturedOutput output) {
		System.setProperty(URL_SETTING, TestDatabase.url("key_command_missing"));
		assertRefused(output, "The database cannot be read: FATAL: database \"key_command_missing\" does not exist",
				"Check SPRING_DATASOURCE_URL");
	}

	@Test
	void createMigratesAndListReads() {
		assertThat(MarqueeApplication.runKeyCommand(List.of("create", "--name", "first", "--scope", "admin"))).isZero();
		assertThat(MarqueeApplication.runKeyCommand(List.of("list"))).isZero();
	}

	private static void assertRefused(CapturedOutput output, String message, String remedy) {
		assertThatException().isThrownBy(() -> MarqueeApplication.runKeyCommand(List.of("list")));
		assertThat(output.getAll()).contains(message).contains(remedy).doesNotContain("\tat ");
	}

	private static void migrate() {
		Flyway.configure().dataSource(TestDatabase.url("key_command"), null, null).load().migrate();
	}

	private int appliedMigrations() {
		return this.dsl.fetchCount(DSL.table("flyway_schema_history"));
	}

}
