package dev.marquee.output;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.StatementRecorder;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What all formats have in common: parameters, errors, caching, pages and statements.
 */
@IntegrationTest
class OutputTests {

	private static final String IDS = """
			query Ids($filter: EventFilter, $order: EventOrder) {
				events(filter: $filter, orderBy: $order, first: 100) { nodes { id } } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	OutputClient client;

	/** Whether the database has the listings of all tests. */
	static boolean isPopulated;

	@BeforeAll
	static void begin() {
		isPopulated = false;
	}

	@BeforeEach
	void populate() {
		this.client = new OutputClient(this.graphQlTestClient);
		if (!isPopulated) {
			RandomListings.populate(19, 60);
			isPopulated = true;
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ndjson", "csv", "geojson", "jsonld", "ics", "atom" })
	void listTakesOneStatement(String form) {
		this.client.body("/events." + form);
		this.statementRecorder.reset();
		HttpResponse<String> response = this.client.get("/events." + form);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(this.statementRecorder.recorded()).hasSize(1);
		assertThat(response.headers().firstValue("Cache-Control")).contains("public, max-age=10");
		assertThat(response.headers().firstValue("ETag")).isPresent();
		assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
			.endsWith("filename=\"events." + form + "\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                                       | {"field":"STARTS_AT","direction":"ASC"}
			{"statuses":["SCHEDULED"]}                               | {"field":"NAME","direction":"DESC"}
			{"attendanceModes":["ONLINE","UNKNOWN"],"when":"PAST"}   | {"field":"STARTS_AT","direction":"DESC"}
			{"search":"plain","correctSpelling":false}               | {"field":"RELEVANCE"}
			{"near":{"latitude":10,"longitude":10,"radiusKm":20000}} | {"field":"DISTANCE"}
			{"hasImage":true}                                        | {"field":"PRICE"}
			{"countries":["DE","JP"]}                                | {"field":"LOCAL_START"}
			""")
	void listHasTheEventsOfTheGraphQlListInItsOrder(String filter, String order) {
		JsonNode filterJson = GraphQlTestClient.JSON.readTree(filter);
		JsonNode orderJson = GraphQlTestClient.JSON.readTree(order);
		List<String> expected = this.graphQlTestClient.data(IDS, Map.of("filter", filterJson, "order", orderJson))
			.at("/events/nodes")
			.valueStream()
			.map((node) -> node.get("id").asString())
			.toList();
		for (String first : List.of("", "&first=3000")) {
			String path = "/events.ndjson?filter=" + encode(filter) + "&orderBy=" + encode(order) + first;
			assertThat(ids(this.client.body(path))).isEqualTo(expected);
		}
	}

	@Test
	void pagesFollowTheLinkToTheNextPage() {
		List<String> all = ids(this.client.body("/events.ndjson"));
		List<String> paged = new ArrayList<>();
		String path = "/events.ndjson?first=25&orderBy=NAME";
		while (path != null) {
			HttpResponse<String> page = this.client.get(path);
			paged.addAll(ids(page.body()));
			path = page.headers()
				.firstValue("Link")
				.map((link) -> link.replaceFirst("<https?://[^/]+([^>]+)>; rel=\"next\"", "$1"))
				.orElse(null);
		}
		assertThat(paged).hasSize(60).containsExactlyInAnyOrderElementsOf(all);
	}

	/** A page of 100 events, by the default of {@code marquee.max-cost}. */
	@ParameterizedTest
	@ValueSource(strings = { "ndjson", "csv", "geojson", "jsonld", "ics", "atom" })
	void everyFormIsWithinTheCostLimit(String form) {
		JsonNode response = this.graphQlTestClient.executeWithExtensions(Map.of("cost", true),
				"query Cost { events(first: 100) { nodes { ...Listed } } }\n" + OutputForm.selection(form), Map.of());
		assertThat(response.at("/extensions/cost/requested").asInt()).as(form).isBetween(100, 25_000);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/events.ics?filter={"citys":["x"]}                 | GRAPHQL_VALIDATION_FAILED | citys
			/events.ics?filter={"statuses":"GONE"}             | GRAPHQL_VALIDATION_FAILED | GONE
			/events.ics?filter={"search":                      | BAD_REQUEST               | `filter` is not JSON
			/events.ics?filter=[]                              | BAD_REQUEST               | `filter` is a list
			/events.csv?filter={"interestedAtLeast":-1}        | BAD_USER_INPUT            | interestedAtLeast
			/events.csv?first=0                                | BAD_USER_INPUT            | between 1 and
			/events.ics?first=10001                            | BAD_USER_INPUT            | between 1 and 10000
			/events.atom?after=nonsense                        | BAD_USER_INPUT            | `after` is not a cursor
			/events.atom?orderBy=SIZE                          | GRAPHQL_VALIDATION_FAILED | SIZE
			/events.atom?orderBy=DISTANCE                      | BAD_USER_INPUT            | near
			/events.atom?fliter={}                             | BAD_REQUEST               | `filter`, `orderBy`
			/events.atom?first=1&first=2                       | BAD_REQUEST               | must be given once
			""")
	void invalidParametersAreRejectedAsInGraphQl(String path, String code, String message) {
		int query = path.indexOf('=') + 1;
		String encoded = path.contains("{") || path.contains("[")
				? path.substring(0, query) + encode(path.substring(query)) : path;
		HttpResponse<String> response = this.client.get(encoded);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json;charset=utf-8");
		assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
		JsonNode error = GraphQlTestClient.JSON.readTree(response.body()).at("/errors/0");
		assertThat(error.at("/extensions/code").asString()).isEqualTo(code);
		assertThat(error.get("message").asString()).contains(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ndjson?first=50", "csv?first=50", "geojson?first=50", "jsonld?first=50", "ics?first=50",
			"atom?first=50", "ndjson", "csv", "csv?filter=%7B%22when%22%3A%22PAST%22%7D" })
	void unchangedListIsNotSentAgain(String form) {
		String path = "/events." + form;
		HttpResponse<String> first = this.client.get(path);
		String tag = first.headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> again = this.client.get(path, "If-None-Match", "\"other\", " + tag);
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
		assertThat(again.headers().firstValue("ETag")).contains(tag);
		assertThat(again.headers().firstValue("Last-Modified")).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"update event set name = name || '!' where id = (select id from event where published_at is not null limit 1)",
			"update venue set name = name || '!'", "update organizer set name = name || '!'",
			"delete from event where id = (select id from event where published_at is not null limit 1)",
			"insert into ticket (event_id, position, price_kind) select id, 99, 'FREE' from event" })
	void everyChangeOfTheListChangesTheTag(String change) {
		Map<String, String> tags = new HashMap<>();
		for (String path : List.of("/events.jsonld?first=100", "/events.ndjson", "/events.csv")) {
			tags.put(path, this.client.get(path).headers().firstValue("ETag").orElseThrow());
		}
		isPopulated = false;
		TestDatabase.dsl().execute(change);
		tags.forEach((path, tag) -> {
			HttpResponse<String> changed = this.client.get(path, "If-None-Match", tag);
			assertThat(changed.statusCode()).as(path).isEqualTo(200);
			assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "ndjson", "csv", "geojson", "jsonld", "ics", "atom" })
	void longestListIsNotTooExpensive(String form) {
		String filter = encode(
				"{\"search\":\"a\",\"when\":\"PAST\",\"cities\":[\"Berlin\",\"Paris\"],\"hasImage\":true}");
		assertThat(this.client.get("/events." + form + "?first=10000&filter=" + filter).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jsonld?first=100", "ndjson", "csv", "geojson", "ics", "atom" })
	void changeOfAGroupChangesTheTag(String form) {
		isPopulated = false;
		TestDatabase.dsl().execute("insert into event_series (id, name) values (gen_random_uuid(), 'Owls')");
		TestDatabase.dsl().execute("update event set series_id = (select id from event_series limit 1)");
		String tag = this.client.get("/events." + form).headers().firstValue("ETag").orElseThrow();
		TestDatabase.dsl().execute("update event_series set name = 'Mice'");
		HttpResponse<String> changed = this.client.get("/events." + form, "If-None-Match", tag);
		assertThat(changed.statusCode()).isEqualTo(200);
		assertThat(changed.body()).contains("Mice");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ndjson", "ics", "atom" })
	void compressedBodyIsTheSame(String form) throws IOException {
		HttpResponse<byte[]> response = this.client.send("GET", "/events." + form, BodyHandlers.ofByteArray(),
				"Accept-Encoding", "gzip");
		assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
		String text = new String(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes(),
				StandardCharsets.UTF_8);
		assertThat(text).isEqualTo(this.client.body("/events." + form));
		assertThat(response.headers().allValues("Vary").toString()).contains("Accept-Encoding", "Authorization");
	}

	@Test
	void headHasTheHeadersOfGetWithoutABody() {
		HttpResponse<String> head = this.client.send("HEAD", "/events.ics");
		HttpResponse<String> get = this.client.get("/events.ics");
		assertThat(head.body()).isEmpty();
		for (String name : List.of("ETag", "Last-Modified", "Content-Type", "Content-Disposition", "Cache-Control")) {
			assertThat(head.headers().firstValue(name)).as(name).isPresent().isEqualTo(get.headers().firstValue(name));
		}
	}

	@Test
	void otherMethodsAreNotAllowed() {
		HttpResponse<String> response = this.client.send("POST", "/events.ics");
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ndjson", "csv", "geojson", "jsonld", "ics", "atom" })
	void singleEventHasItsOwnAddress(String form) {
		String id = ids(this.client.body("/events.ndjson?first=1")).getFirst();
		HttpResponse<String> response = this.client.get("/events/" + id + "." + form);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isNotEmpty();
		String tag = response.headers().firstValue("ETag").orElseThrow();
		assertThat(this.client.get("/events/" + id + "." + form, "If-None-Match", tag).statusCode()).isEqualTo(304);
		HttpResponse<String> unknown = this.client.get("/events/evt_unknown." + form);
		assertThat(unknown.statusCode()).isEqualTo(404);
		assertThat(unknown.body()).contains("NOT_FOUND");
	}

	@Test
	void draftsAreVisibleToTheirEditorsOnly() {
		isPopulated = false;
		TestDatabase.dsl().execute("update event set published_at = null");
		assertThat(this.client.body("/events.ndjson")).isEmpty();
		HttpResponse<String> editor = this.client.get("/events.ndjson", "Authorization",
				"Bearer " + IntegrationTest.EDITOR_TOKEN);
		assertThat(ids(editor.body())).hasSize(60);
		assertThat(editor.headers().firstValue("Cache-Control")).contains("private, no-cache");
		assertThat(this.client.get("/events.ndjson", "Authorization", "Bearer unknown").statusCode()).isEqualTo(401);
	}

	@Test
	void linesAreTheObjectsOfGraphQl() {
		String line = this.client.body("/events.ndjson?first=1").strip();
		JsonNode event = GraphQlTestClient.JSON.readTree(line);
		JsonNode same = this.graphQlTestClient
			.data("query One($id: ID!) { event(id: $id) { id slug name start { local } venue { name } } }",
					Map.of("id", event.get("id").asString()))
			.get("event");
		same.forEachEntry((name, value) -> assertThat(GraphQlTestClient.JSON.writeValueAsString(event.get(name)))
			.contains(value.isObject() ? value.iterator().next().toString() : value.toString()));
	}

	private static List<String> ids(String lines) {
		return lines.lines().map((line) -> GraphQlTestClient.JSON.readTree(line).get("id").asString()).toList();
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

}
