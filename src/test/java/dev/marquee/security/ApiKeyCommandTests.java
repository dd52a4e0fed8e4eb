package dev.marquee.security;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.marquee.db.Tables.API_KEY;
import static org.assertj.core.api.Assertions.assertThat;

class ApiKeyCommandTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private final Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

	private final ApiKeys keys = new ApiKeys(TestDatabase.dsl(), this.clock);

	private final ApiKeyCommand command = new ApiKeyCommand(this.keys, this.clock,
			new PrintStream(this.out, true, StandardCharsets.UTF_8),
			new PrintStream(this.err, true, StandardCharsets.UTF_8));

	@AfterEach
	void clear() {
		TestDatabase.dsl().deleteFrom(API_KEY).execute();
	}

	@Test
	void createPrintsKeyOnceAndListHidesIt() {
		assertThat(run("create", "--name", "The site", "--scope", "events:write", "--scope", "listings:import",
				"--expires", "2027-01-01"))
			.isZero();
		String key = text(this.out).strip();
		assertThat(new ApiKeyVerifier(this.keys, this.clock).verify(key))
			.hasValueSatisfying((credential) -> assertThat(credential.viewer().name()).isEqualTo("The site"));
		this.out.reset();
		assertThat(run("list")).isZero();
		assertThat(text(this.out)).contains("valid", "The site", "events:write,listings:import", "2027-01-01")
			.doesNotContain(key);
	}

	@Test
	void revokedKeyStaysListed() {
		ApiKeyToken key = this.keys.create("tests", java.util.Set.of(Scope.ADMIN), null, null);
		assertThat(run("revoke", key.id().toString())).isZero();
		assertThat(run("revoke", key.id().toString())).isEqualTo(1);
		assertThat(run("list")).isZero();
		assertThat(text(this.out)).contains("revoked  tests");
		assertThat(new ApiKeyVerifier(this.keys, this.clock).verify(key.text())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "make", "create", "create --name a", "create --scope admin", "revoke", "revoke x",
			"create --name a --scope everything", "create --name a --scope interests:own",
			"create --name a --scope admin --expires soon", "create --name a --scope admin --expires 2026-01-01",
			"create --name a --scope admin --organizer org_1" })
	void invalidArgumentsExitWithUsageStatus(String arguments) {
		assertThat(run(arguments.split(" "))).isEqualTo(2);
		assertThat(text(this.err)).isNotBlank();
		assertThat(this.keys.all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "a\u001b[2Jb", "a\0b", "a\u2028b", "a\ud800b" })
	void nameThatCouldForgeALineOfTheListIsRefused(String name) {
		assertThat(run("create", "--name", name, "--scope", "admin")).isEqualTo(2);
		assertThat(text(this.err)).contains("The name must have 1 to 200 characters");
		assertThat(this.keys.all()).isEmpty();
	}

	@Test
	void nameHasAtMost200Characters() {
		assertThat(run("create", "--name", "🎭".repeat(200), "--scope", "admin")).isZero();
		assertThat(run("create", "--name", "a".repeat(201), "--scope", "admin")).isEqualTo(2);
	}

	@Test
	void unknownOrganizerIsReported() {
		assertThat(run("create", "--name", "a", "--scope", "admin", "--organizer",
				"org_00000000-0000-7000-8000-000000000000"))
			.isEqualTo(1);
		assertThat(text(this.err)).contains("Unknown organizer");
	}

	private int run(String... arguments) {
		return this.command.run(List.of(arguments));
	}

	private static String text(ByteArrayOutputStream stream) {
		return stream.toString(StandardCharsets.UTF_8);
	}

}
