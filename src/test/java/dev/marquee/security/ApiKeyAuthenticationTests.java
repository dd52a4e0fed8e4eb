package dev.marquee.security;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.StatementRecorder;
import dev.marquee.TestClock;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.db.Tables.API_KEY;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Authentication by API keys over HTTP.
 */
@IntegrationTest
class ApiKeyAuthenticationTests {

	private static final String QUERY = "{\"query\":\"{ __typename }\"}";

	private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

	private static final Set<Scope> WRITE_SCOPES = Set.of(Scope.EVENTS_WRITE);

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ApiKeys keys;

	@Autowired
	StatementRecorder statementRecorder;

	@Autowired
	TestClock clock;

	@AfterEach
	void clear() {
		this.clock.useSystemTime();
		TestDatabase.dsl().deleteFrom(API_KEY).execute();
	}

	@Test
	void anonymousQueryRunsNoKeyStatement() {
		this.statementRecorder.reset();
		HttpResponse<String> response = this.graphQlTestClient.send(QUERY);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().map()).doesNotContainKey("set-cookie");
		assertThat(this.statementRecorder.recorded()).isEmpty();
	}

	@Test
	void validKeyIsCachedForOneSecond() {
		this.clock.fixAt(NOW);
		String key = this.keys.create("tests", WRITE_SCOPES, null, null).text();
		assertThat(this.graphQlTestClient.withToken(key).send(QUERY).statusCode()).isEqualTo(200);
		this.statementRecorder.reset();
		assertThat(this.graphQlTestClient.withToken(key).send(QUERY).statusCode()).isEqualTo(200);
		assertThat(this.statementRecorder.recorded()).isEmpty();
		this.clock.fixAt(NOW.plusSeconds(1));
		assertThat(this.graphQlTestClient.withToken(key).send(QUERY).statusCode()).isEqualTo(200);
		assertThat(this.statementRecorder.recorded()).hasSize(1);
		assertThat(this.keys.all()).singleElement().satisfies((known) -> assertThat(known.lastUsedAt()).isNotNull());
		assertThat(this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN).send(QUERY).statusCode())
			.isEqualTo(200);
	}

	@Test
	void malformedKeyReturns401WithGraphQlError() {
		HttpResponse<String> response = this.graphQlTestClient.withToken("mrq_nothing").send(QUERY);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("www-authenticate"))
			.hasValueSatisfying((value) -> assertThat(value).startsWith("Bearer"));
		assertThat(response.headers().firstValue("content-type"))
			.hasValueSatisfying((value) -> assertThat(value).startsWith("application/graphql-response+json"));
		JsonNode body = GraphQlTestClient.JSON.readTree(response.body());
		assertThat(body.at("/errors/0/extensions/code").asString()).isEqualTo("UNAUTHENTICATED");
		assertThat(body.has("data")).isFalse();
	}

	@Test
	void wrongChecksumIsRejectedWithoutStatement() {
		String key = this.keys.create("tests", WRITE_SCOPES, null, null).text();
		String forged = key.substring(0, key.length() - 1) + (key.endsWith("a") ? "b" : "a");
		this.statementRecorder.reset();
		assertThat(this.graphQlTestClient.withToken(forged).send(QUERY).statusCode()).isEqualTo(401);
		assertThat(this.statementRecorder.recorded()).isEmpty();
	}

	@Test
	void wrongSecretOfKnownKeyIsRejected() {
		ApiKeyToken real = this.keys.create("tests", WRITE_SCOPES, null, null);
		ApiKeyToken other = ApiKeyToken.generate(real.id(), new java.security.SecureRandom());
		assertThat(this.graphQlTestClient.withToken(other.text()).send(QUERY).statusCode()).isEqualTo(401);
		assertThat(this.graphQlTestClient.withToken(real.text()).send(QUERY).statusCode()).isEqualTo(200);
	}

	@Test
	void expiredKeyIsRejected() {
		String key = this.keys.create("tests", WRITE_SCOPES, null, Instant.parse("2001-01-01T00:00:00Z")).text();
		assertThat(this.graphQlTestClient.withToken(key).send(QUERY).statusCode()).isEqualTo(401);
	}

	@Test
	void revokedKeyIsRejectedAfterOneSecond() {
		this.clock.fixAt(NOW);
		ApiKeyToken key = this.keys.create("tests", WRITE_SCOPES, null, null);
		assertThat(this.graphQlTestClient.withToken(key.text()).send(QUERY).statusCode()).isEqualTo(200);
		assertThat(this.keys.revoke(key.id())).isTrue();
		this.clock.fixAt(NOW.plusSeconds(1));
		assertThat(this.graphQlTestClient.withToken(key.text()).send(QUERY).statusCode()).isEqualTo(401);
		assertThat(this.keys.revoke(key.id())).isFalse();
		assertThat(this.keys.revoke(UUID.randomUUID())).isFalse();
	}

	@Test
	void adminScopeIncludesInterestsWrite() {
		Viewer admin = new Viewer(Viewer.PrincipalType.KEY, "key", Set.of(Scope.ADMIN), null, null, "a key");
		assertThat(Scope.values()).filteredOn(admin::hasScope)
			.containsExactly(Scope.INTERESTS_WRITE, Scope.INTERESTS_OWN, Scope.ADMIN);
	}

	@Test
	void onlyKeyHashIsStored() {
		ApiKeyToken key = this.keys.create("tests", WRITE_SCOPES, null, null);
		assertThat(TestDatabase.dsl().fetchSingle(API_KEY).getHash()).isEqualTo(key.hash());
		assertThat(ApiKeyToken.parse(key.text())).contains(key);
		assertThat(key.toString()).doesNotContain(key.text());
	}

}
