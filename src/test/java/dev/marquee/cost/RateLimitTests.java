package dev.marquee.cost;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import dev.marquee.Client;
import dev.marquee.RandomListings;
import dev.marquee.TestClock;
import dev.marquee.WholeHouse;
import graphql.GraphQLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A server that lets nobody spend much, believes what a proxy says of its clients, and
 * does not tell its schema.
 */
@WholeHouse
@TestPropertySource(properties = { "marquee.rate-limit.key=60", "marquee.rate-limit.anonymous=30",
		"marquee.rate-limit.period=60s", "marquee.introspection=false", "server.forward-headers-strategy=framework" })
class RateLimitTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final String OF_20 = "{\"query\": \"{ events(first: 19) { nodes { id } } }\"}";

	@Autowired
	Client client;

	@Autowired
	TestClock clock;

	@BeforeEach
	void fill() {
		RandomListings.fill(3, 40);
		this.clock.stopAt(Instant.parse("2026-06-01T12:00:00Z"));
	}

	@AfterEach
	void goOn() {
		this.clock.run();
	}

	@Test
	void whoHasSpentEverythingIsToldWhenToComeAgain() {
		HttpResponse<String> first = ask("192.0.2.1", OF_20);
		assertThat(first.statusCode()).isEqualTo(200);
		assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"points\";q=30;w=60");
		assertThat(first.headers().firstValue("RateLimit")).hasValue("\"points\";r=10;t=40");
		HttpResponse<String> refused = ask("192.0.2.1", OF_20);
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("20");
		JsonNode error = Client.JSON.readTree(refused.body()).at("/errors/0");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("RATE_LIMITED");
		assertThat(error.at("/extensions/retryAfter").asInt()).isEqualTo(20);
		assertThat(ask("192.0.2.2", OF_20).statusCode()).isEqualTo(200);
		this.clock.stopAt(this.clock.instant().plusSeconds(20));
		assertThat(ask("192.0.2.1", OF_20).statusCode()).isEqualTo(200);
	}

	@Test
	void whatWasNotSpentIsGivenBack() {
		String nothingFound = "{\"query\": \"{ events(first: 19, filter: { cities: [\\\"Nowhere\\\"] }) { nodes { id } } }\"}";
		for (int i = 0; i < 10; i++) {
			assertThat(ask("192.0.2.3", nothingFound).statusCode()).isEqualTo(200);
		}
		assertThat(ask("192.0.2.3", nothingFound).headers().firstValue("RateLimit")).hasValue("\"points\";r=19;t=22");
	}

	@Test
	void oneNetworkOfTheNewerProtocolIsOneCaller() {
		assertThat(ask("[2001:db8:0:1::7]", OF_20).statusCode()).isEqualTo(200);
		assertThat(ask("[2001:db8:0:1:ffff::8]", OF_20).statusCode()).isEqualTo(429);
		assertThat(ask("[2001:db8:0:2::7]", OF_20).statusCode()).isEqualTo(200);
	}

	@Test
	void aKeyHasAnAccountOfItsOwn() {
		Client editor = this.client.with(WholeHouse.EDITOR);
		JsonNode first = editor.ask("{ rateLimit { limit remaining cost resetAt } events(first: 19) { nodes { id } } }",
				Map.of());
		assertThat(first.at("/data/rateLimit").toString())
			.isEqualTo("{\"limit\":60,\"remaining\":40,\"cost\":20,\"resetAt\":\""
					+ this.clock.instant().plusSeconds(20).toString().replace("Z", ".000Z") + "\"}");
	}

	@Test
	void theSchemaIsNotTold() {
		for (String asking : new String[] { "{ __schema { types { name } } }",
				"{ ... { a: __type(name: \\\"Event\\\") { name } } }",
				"{ ...F } fragment F on Query { __schema { queryType { name } } }" }) {
			JsonNode answer = Client.JSON.readTree(ask("192.0.2.9", "{\"query\": \"" + asking + "\"}").body());
			assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("INTROSPECTION_DISABLED");
		}
		assertThat(ask("192.0.2.9", "{\"query\": \"{ __typename }\"}").body())
			.isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
	}

	@Test
	void anAccountFillsUpAllTheTime() {
		Instant begin = Instant.parse("2026-06-01T12:00:00Z");
		Account account = new Account(60, Duration.ofMinutes(1), Clock.fixed(begin, ZoneOffset.UTC));
		account.take(60, GraphQLContext.getDefault());
		assertThat(account.left()).isZero();
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> account.take(1, GraphQLContext.getDefault()));
		account.giveBack(5);
		account.giveBack(-3);
		assertThat(account.left()).isEqualTo(5);
	}

	@Test
	void aStreamTellsTheErrorWithinItself() {
		ask("192.0.2.4", OF_20);
		HttpResponse<String> stream = ask("192.0.2.4", "text/event-stream",
				"{\"query\": \"subscription { eventPublished { id } }\"}");
		assertThat(stream.statusCode()).isEqualTo(200);
		assertThat(stream.body()).contains("event:next", "RATE_LIMITED", "event:complete");
	}

	private HttpResponse<String> ask(String address, String body) {
		return ask(address, "application/graphql-response+json", body);
	}

	private HttpResponse<String> ask(String address, String accept, String body) {
		URI uri = this.client.uri("/graphql");
		HttpRequest request = HttpRequest.newBuilder(uri)
			.header("Content-Type", "application/json")
			.header("Accept", accept)
			.header("Forwarded", "for=\"" + address + "\"")
			.POST(BodyPublishers.ofString(body))
			.build();
		try {
			return HTTP.send(request, BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
