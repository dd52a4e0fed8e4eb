package dev.marquee.limits;

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

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.TestClock;
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
 * Rate limits, on a server with low limits, trusted forwarded headers and disabled
 * introspection.
 */
@IntegrationTest
@TestPropertySource(properties = { "marquee.rate-limit.key=60", "marquee.rate-limit.anonymous=30",
		"marquee.rate-limit.period=60s", "marquee.introspection=false", "server.forward-headers-strategy=framework" })
class RateLimitTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final String QUERY_OF_20_POINTS = "{\"query\": \"{ events(first: 19) { nodes { id } } }\"}";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	TestClock clock;

	@BeforeEach
	void populateAndFixClock() {
		RandomListings.populate(3, 40);
		this.clock.fixAt(Instant.parse("2026-06-01T12:00:00Z"));
	}

	@AfterEach
	void resumeClock() {
		this.clock.useSystemTime();
	}

	@Test
	void exhaustedLimitReturns429WithRetryAfter() {
		HttpResponse<String> first = post("192.0.2.1", QUERY_OF_20_POINTS);
		assertThat(first.statusCode()).isEqualTo(200);
		assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"points\";q=30;w=60");
		assertThat(first.headers().firstValue("RateLimit")).hasValue("\"points\";r=10;t=40");
		HttpResponse<String> rejected = post("192.0.2.1", QUERY_OF_20_POINTS);
		assertThat(rejected.statusCode()).isEqualTo(429);
		assertThat(rejected.headers().firstValue("Retry-After")).hasValue("20");
		JsonNode error = GraphQlTestClient.JSON.readTree(rejected.body()).at("/errors/0");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("RATE_LIMITED");
		assertThat(error.at("/extensions/retryAfter").asInt()).isEqualTo(20);
		assertThat(post("192.0.2.2", QUERY_OF_20_POINTS).statusCode()).isEqualTo(200);
		this.clock.fixAt(this.clock.instant().plusSeconds(20));
		assertThat(post("192.0.2.1", QUERY_OF_20_POINTS).statusCode()).isEqualTo(200);
	}

	@Test
	void unusedPointsAreRefunded() {
		String nothingFound = "{\"query\": \"{ events(first: 19, filter: { cities: [\\\"Nowhere\\\"] }) { nodes { id } } }\"}";
		for (int i = 0; i < 10; i++) {
			assertThat(post("192.0.2.3", nothingFound).statusCode()).isEqualTo(200);
		}
		assertThat(post("192.0.2.3", nothingFound).headers().firstValue("RateLimit")).hasValue("\"points\";r=19;t=22");
	}

	@Test
	void ipv6AddressesShareLimitPer64BitPrefix() {
		assertThat(post("[2001:db8:0:1::7]", QUERY_OF_20_POINTS).statusCode()).isEqualTo(200);
		assertThat(post("[2001:db8:0:1:ffff::8]", QUERY_OF_20_POINTS).statusCode()).isEqualTo(429);
		assertThat(post("[2001:db8:0:2::7]", QUERY_OF_20_POINTS).statusCode()).isEqualTo(200);
	}

	@Test
	void keyHasItsOwnBucket() {
		GraphQlTestClient editor = this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN);
		JsonNode first = editor
			.execute("{ rateLimit { limit remaining cost resetAt } events(first: 19) { nodes { id } } }", Map.of());
		assertThat(first.at("/data/rateLimit").toString())
			.isEqualTo("{\"limit\":60,\"remaining\":40,\"cost\":20,\"resetAt\":\""
					+ this.clock.instant().plusSeconds(20).toString().replace("Z", ".000Z") + "\"}");
	}

	@Test
	void disabledIntrospectionIsRejected() {
		for (String document : new String[] { "{ __schema { types { name } } }",
				"{ ... { a: __type(name: \\\"Event\\\") { name } } }",
				"{ ...F } fragment F on Query { __schema { queryType { name } } }" }) {
			JsonNode response = GraphQlTestClient.JSON
				.readTree(post("192.0.2.9", "{\"query\": \"" + document + "\"}").body());
			assertThat(response.at("/errors/0/extensions/code").asString()).isEqualTo("INTROSPECTION_DISABLED");
		}
		assertThat(post("192.0.2.9", "{\"query\": \"{ __typename }\"}").body())
			.isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
	}

	@Test
	void bucketConsumesAndRefunds() {
		Instant begin = Instant.parse("2026-06-01T12:00:00Z");
		RateLimitBucket rateLimitBucket = new RateLimitBucket(60, Duration.ofMinutes(1),
				Clock.fixed(begin, ZoneOffset.UTC));
		rateLimitBucket.consume(60, GraphQLContext.getDefault());
		assertThat(rateLimitBucket.remainingPoints()).isZero();
		assertThatExceptionOfType(OperationRejectedException.class)
			.isThrownBy(() -> rateLimitBucket.consume(1, GraphQLContext.getDefault()));
		rateLimitBucket.refund(5);
		rateLimitBucket.refund(-3);
		assertThat(rateLimitBucket.remainingPoints()).isEqualTo(5);
	}

	@Test
	void eventStreamCarriesRateLimitError() {
		post("192.0.2.4", QUERY_OF_20_POINTS);
		HttpResponse<String> stream = post("192.0.2.4", "text/event-stream",
				"{\"query\": \"subscription { eventPublished { id } }\"}");
		assertThat(stream.statusCode()).isEqualTo(200);
		assertThat(stream.body()).contains("event:next", "RATE_LIMITED", "event:complete");
	}

	private HttpResponse<String> post(String address, String body) {
		return post(address, "application/graphql-response+json", body);
	}

	private HttpResponse<String> post(String address, String accept, String body) {
		URI uri = this.graphQlTestClient.uri("/graphql");
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
