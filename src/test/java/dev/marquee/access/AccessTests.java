package dev.marquee.access;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import dev.marquee.Client;
import dev.marquee.Statements;
import dev.marquee.TestClock;
import dev.marquee.WholeHouse;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.schema.Tables.API_KEY;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Credentials over HTTP.
 */
@WholeHouse
class AccessTests {

	private static final String ASK = "{\"query\":\"{ __typename }\"}";

	private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

	private static final Set<Scope> WRITING = Set.of(Scope.EVENTS_WRITE);

	@Autowired
	Client client;

	@Autowired
	ApiKeys keys;

	@Autowired
	Statements statements;

	@Autowired
	TestClock clock;

	@AfterEach
	void clear() {
		this.clock.run();
		TestDatabase.dsl().deleteFrom(API_KEY).execute();
	}

	@Test
	void readingNeedsNoKeyAndAsksTheDatabaseForNone() {
		this.statements.forget();
		HttpResponse<String> response = this.client.send(ASK);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().map()).doesNotContainKey("set-cookie");
		assertThat(this.statements.sent()).isEmpty();
	}

	@Test
	void validKeysAreTakenAndRememberedForAWhile() {
		this.clock.stopAt(NOW);
		String key = this.keys.create("tests", WRITING, null, null).text();
		assertThat(this.client.with(key).send(ASK).statusCode()).isEqualTo(200);
		this.statements.forget();
		assertThat(this.client.with(key).send(ASK).statusCode()).isEqualTo(200);
		assertThat(this.statements.sent()).isEmpty();
		this.clock.stopAt(NOW.plusSeconds(1));
		assertThat(this.client.with(key).send(ASK).statusCode()).isEqualTo(200);
		assertThat(this.statements.sent()).hasSize(1);
		assertThat(this.keys.all()).singleElement().satisfies((known) -> assertThat(known.lastUsedAt()).isNotNull());
		assertThat(this.client.with(WholeHouse.EDITOR).send(ASK).statusCode()).isEqualTo(200);
	}

	@Test
	void keysThatAreNoneAreRefusedAsGraphQlAndHttpAsk() {
		HttpResponse<String> response = this.client.with("mrq_nothing").send(ASK);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("www-authenticate"))
			.hasValueSatisfying((value) -> assertThat(value).startsWith("Bearer"));
		assertThat(response.headers().firstValue("content-type"))
			.hasValueSatisfying((value) -> assertThat(value).startsWith("application/graphql-response+json"));
		JsonNode body = Client.JSON.readTree(response.body());
		assertThat(body.at("/errors/0/extensions/code").asString()).isEqualTo("UNAUTHENTICATED");
		assertThat(body.has("data")).isFalse();
	}

	@Test
	void forgedChecksumsAreRefusedWithoutAskingTheDatabase() {
		String key = this.keys.create("tests", WRITING, null, null).text();
		String forged = key.substring(0, key.length() - 1) + (key.endsWith("a") ? "b" : "a");
		this.statements.forget();
		assertThat(this.client.with(forged).send(ASK).statusCode()).isEqualTo(401);
		assertThat(this.statements.sent()).isEmpty();
	}

	@Test
	void anotherSecretForAKnownKeyIsRefused() {
		KeyToken real = this.keys.create("tests", WRITING, null, null);
		KeyToken other = KeyToken.generate(real.id(), new java.security.SecureRandom());
		assertThat(this.client.with(other.text()).send(ASK).statusCode()).isEqualTo(401);
		assertThat(this.client.with(real.text()).send(ASK).statusCode()).isEqualTo(200);
	}

	@Test
	void expiredKeysAreRefused() {
		String key = this.keys.create("tests", WRITING, null, Instant.parse("2001-01-01T00:00:00Z")).text();
		assertThat(this.client.with(key).send(ASK).statusCode()).isEqualTo(401);
	}

	@Test
	void revokedKeysAreRefusedASecondLaterEverywhere() {
		this.clock.stopAt(NOW);
		KeyToken key = this.keys.create("tests", WRITING, null, null);
		assertThat(this.client.with(key.text()).send(ASK).statusCode()).isEqualTo(200);
		assertThat(this.keys.revoke(key.id())).isTrue();
		this.clock.stopAt(NOW.plusSeconds(1));
		assertThat(this.client.with(key.text()).send(ASK).statusCode()).isEqualTo(401);
		assertThat(this.keys.revoke(key.id())).isFalse();
		assertThat(this.keys.revoke(UUID.randomUUID())).isFalse();
	}

	@Test
	void adminsMayExpressInterests() {
		Viewer admin = new Viewer(Viewer.Kind.KEY, "key", Set.of(Scope.ADMIN), null, null, "a key");
		assertThat(Scope.values()).filteredOn(admin::has).containsExactly(Scope.INTERESTS_WRITE, Scope.ADMIN);
	}

	@Test
	void onlyTheHashOfAKeyIsStored() {
		KeyToken key = this.keys.create("tests", WRITING, null, null);
		assertThat(TestDatabase.dsl().fetchSingle(API_KEY).getHash()).isEqualTo(key.hash());
		assertThat(KeyToken.parse(key.text())).contains(key);
		assertThat(key.toString()).doesNotContain(key.text());
	}

}
