package dev.marquee.query.execute;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.MarqueeApplication;
import dev.marquee.database.TestDatabase;
import dev.marquee.transport.websocket.TestWebSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server whose responses have at most 200 KB, and thirty events with descriptions of 20
 * KB.
 */
@Timeout(120)
class ResponseSizeTests {

	private static final int LIMIT = 200 * 1024;

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final String KEY = "size";

	private static ConfigurableApplicationContext marquee;

	/** The end of the change log before the events were inserted. */
	private static String cursor;

	@BeforeAll
	static void start() throws Exception {
		TestDatabase.clear();
		marquee = SpringApplication.run(MarqueeApplication.class, "--server.port=0",
				"--spring.datasource.url=" + TestDatabase.url(), "--marquee.editor-token=" + KEY,
				"--marquee.max-cost=1000000000", "--marquee.rate-limit.key=0",
				"--marquee.limits.response-size=" + LIMIT + "B");
		cursor = json("{ changeCursor }").at("/data/changeCursor").asString();
		TestDatabase.dsl().execute("""
				insert into venue (id, name, city) values ('00000000-0000-0000-0000-000000000001', 'Mill', 'Oslo')""");
		TestDatabase.dsl()
			.execute(
					"""
							insert into event (id, name, description, starts_at, start_local, start_zone, start_precision, start_zone_source,
								venue_id, published_at)
							select gen_random_uuid(), 'Music ' || n, repeat('words and music ', 1250), '2030-02-20 12:30Z',
								'2030-02-20 12:30', 'UTC', 'MINUTE', 'STATED', '00000000-0000-0000-0000-000000000001', now()
							from generate_series(1, 30) as n""");
	}

	@AfterAll
	static void stop() {
		marquee.close();
		TestDatabase.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ events(first: 30) { nodes { description } } }", "{ events(first: 1) { nodes { %s } } }",
			"{ events(first: 9) { nodes { description } edges { node { description } } } }",
			"{ venue(id: \"%v\") { events(first: 30) { nodes { description } } } }",
			"{ events(first: 20) { nodes { venue { events(first: 1) { nodes { description } } } } } }",
			"{ changes(first: 30, after: \"%c\") { nodes { event { description } } } }",
			"{ categories { slug } a: events(first: 9) { nodes { description } } b: events(first: 9) { nodes { description } } }" })
	void responseThatIsTooLargeIsRefused(String document) throws Exception {
		HttpResponse<String> response = post(
				document.replace("%s", aliases("d", 20, "description")).replace("%v", venueId()).replace("%c", cursor));
		JsonNode body = GraphQlTestClient.JSON.readTree(response.body());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(body.at("/errors/0/extensions/code").asString()).as(response.body()).isEqualTo("RESPONSE_TOO_LARGE");
		assertThat(body.at("/errors/0/extensions/limit").asInt()).isEqualTo(LIMIT);
		assertThat(body.at("/errors/0/extensions/requestId").asString()).isNotEmpty();
		assertThat(response.body()).hasSizeLessThan(2_000);
	}

	@Test
	void responseWithinTheLimitIsComplete() throws Exception {
		JsonNode body = json("{ events(first: 9) { nodes { description a: name b: name } } }");
		assertThat(body.has("errors")).isFalse();
		assertThat(body.at("/data/events/nodes")).hasSize(9)
			.allSatisfy((node) -> assertThat(node.get("description").asString()).hasSizeGreaterThan(19_000));
	}

	/** The first fills the cache, the others read from it. */
	@Test
	void cachedFragmentsCount() throws Exception {
		String document = "query Page($first: Int!) { events(first: $first) { nodes { description venue { name } } } }";
		for (int i = 0; i < 4; i++) {
			for (int from = 1; from <= 9; from += 8) {
				assertThat(json(document, Map.of("first", from)).has("errors")).isFalse();
			}
		}
		String venues = "query Page($n: Int!) { events(first: $n) { edges { node { description venue { name } } } "
				+ "nodes { description venue { name } } } }";
		for (int i = 0; i < 4; i++) {
			assertThat(json(venues, Map.of("n", 9 + i)).at("/errors/0/extensions/code").asString())
				.isEqualTo("RESPONSE_TOO_LARGE");
		}
	}

	/** Those of the fields before it are small, so that they could be sent. */
	@Test
	void noFieldIsReadAfterTheLimitWasExceeded() throws Exception {
		String large = IntStream.range(0, 20)
			.mapToObj((i) -> "e" + i + ": eventByUrl(url: \"https://a.example/" + i + "\") { id } ")
			.collect(Collectors.joining());
		JsonNode body = json("{ n: node(id: \"x\") { id } v: venue(id: \"" + venueId()
				+ "\") { events(first: 30) { nodes { " + "description } } } " + large + "}");
		assertThat(body.at("/data/n").isNull()).isTrue();
		assertThat(body.get("errors")).hasSize(20)
			.allSatisfy((error) -> assertThat(error.at("/extensions/code").asString()).isEqualTo("RESPONSE_TOO_LARGE"));
	}

	@Test
	void introspectionIsRefusedIfItIsTooLarge() throws Exception {
		JsonNode body = json("{ __schema { types { name fields { " + aliases("d", 50, "description") + " } } } }");
		assertThat(body.at("/errors/0/extensions/code").asString()).isEqualTo("RESPONSE_TOO_LARGE");
		assertThat(body.get("data").isNull()).isTrue();
		assertThat(json("{ __type(name: \"Event\") { name fields { name } } }").has("errors")).isFalse();
	}

	@Test
	void mutationAfterTheLimitWasExceededIsNotExecuted() throws Exception {
		String create = "createVenue(input: { name: \"%s\" }) { venue { id %s } }";
		JsonNode body = json("mutation { a: " + create.formatted("First", "events { totalCount } ")
				+ " b: updateVenue(input: { id: \"" + venueId()
				+ "\", city: \"Bergen\" }) { venue { city events(first: 30) { nodes { description } } } } c: "
				+ create.formatted("Third", "name") + " }");
		assertThat(body.at("/errors/0/extensions/code").asString()).as(body.toString()).isEqualTo("RESPONSE_TOO_LARGE");
		assertThat(body.at("/errors/0/message").asString()).contains("may have been executed");
		assertThat(TestDatabase.dsl().fetchValues("select name from venue where name in ('First', 'Third')"))
			.hasToString("[First]");
		assertThat(TestDatabase.dsl().fetchValue("select city from venue where name = 'Mill'")).isEqualTo("Bergen");
	}

	@Test
	void eventThatIsTooLargeEndsTheSubscription() throws Exception {
		try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(uri())) {
			testWebSocket.subscribe("a", "subscription { eventChanges(after: \"" + cursor + "\") { event { venue { "
					+ "events(first: 30) { nodes { description } } } } } }", Map.of());
			assertThat(testWebSocket.expect("error").at("/payload/0/extensions/code").asString())
				.isEqualTo("RESPONSE_TOO_LARGE");
		}
	}

	/** A batch of the log has 200 changes, whose descriptions exceed the limit. */
	@Test
	void batchThatIsTooLargeIsDividedBetweenEvents() throws Exception {
		List<String> cursors = new ArrayList<>();
		try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(uri())) {
			testWebSocket.subscribe("a",
					"subscription { eventChanges(after: \"" + cursor + "\") { cursor event { description } } }",
					Map.of());
			for (int i = 0; i < 30; i++) {
				JsonNode change = testWebSocket.expect("next").at("/payload/data/eventChanges");
				assertThat(change.at("/event/description").asString()).hasSizeGreaterThan(19_000);
				cursors.add(change.get("cursor").asString());
			}
		}
		assertThat(cursors).doesNotHaveDuplicates();
	}

	@Test
	void longAliasesCount() throws Exception {
		JsonNode body = json("{ events(first: 30) { nodes { " + "a".repeat(8_000) + ": status } } }");
		assertThat(body.at("/errors/0/extensions/code").asString()).isEqualTo("RESPONSE_TOO_LARGE");
	}

	@Test
	void quotedInputIsShortened() throws Exception {
		HttpResponse<String> response = post(
				"{ events(filter: { when: " + "A".repeat(50_000) + " }) { nodes { id } } }");
		assertThat(response.body()).contains("GRAPHQL_VALIDATION_FAILED").hasSizeLessThan(5_000);
	}

	private static String aliases(String prefix, int count, String field) {
		return IntStream.range(0, count).mapToObj((i) -> prefix + i + ": " + field).collect(Collectors.joining(" "));
	}

	private static String venueId() throws IOException, InterruptedException {
		return json("{ events(first: 1) { nodes { venue { id } } } }").at("/data/events/nodes/0/venue/id").asString();
	}

	private static URI uri() {
		return URI.create(
				"http://localhost:" + marquee.getEnvironment().getRequiredProperty("local.server.port") + "/graphql");
	}

	private static JsonNode json(String document) throws IOException, InterruptedException {
		return json(document, Map.of());
	}

	private static JsonNode json(String document, Map<String, ?> variables) throws IOException, InterruptedException {
		return GraphQlTestClient.JSON.readTree(post(document, variables).body());
	}

	private static HttpResponse<String> post(String document) throws IOException, InterruptedException {
		return post(document, Map.of());
	}

	private static HttpResponse<String> post(String document, Map<String, ?> variables)
			throws IOException, InterruptedException {
		return HTTP.send(HttpRequest.newBuilder(uri())
			.header("Content-Type", "application/json")
			.header("Accept", "application/graphql-response+json")
			.header("Authorization", "Bearer " + KEY)
			.POST(BodyPublishers
				.ofString(GraphQlTestClient.JSON.writeValueAsString(Map.of("query", document, "variables", variables))))
			.build(), BodyHandlers.ofString());
	}

}
