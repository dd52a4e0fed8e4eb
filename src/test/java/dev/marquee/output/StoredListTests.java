package dev.marquee.output;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.text.Hashes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Outputs of stored operations: those of the manifest of the test server, and persisted
 * queries.
 */
@IntegrationTest
class StoredListTests {

	private static final UUID DOCK = UUID.fromString("00000000-0000-7000-8000-0000000000d1");

	private static final UUID BARN = UUID.fromString("00000000-0000-7000-8000-0000000000d2");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	OutputClient client;

	@BeforeEach
	void populate() {
		this.client = new OutputClient(this.graphQlTestClient);
		TestDatabase.clear();
		TestDatabase.dsl()
			.execute("insert into venue (id, name, city) values (?, 'Dock', 'Hamburg'), (?, 'Barn', 'Berlin')", DOCK,
					BARN);
		insert("Owls", DOCK, "2040-01-03");
		insert("Mice", DOCK, "2040-01-01");
		insert("Rats", DOCK, "2020-01-01");
		insert("Bats", BARN, "2040-01-02");
		TestDatabase.dsl().execute("insert into category (slug, name) values ('walks', 'Walks'), ('night', 'Night')");
		TestDatabase.dsl().execute("""
				insert into event_category (event_id, position, category_slug)
				select event.id, row_number() over (partition by event.id order by category.slug) - 1, category.slug
				from event join category on event.name = 'Owls' or category.slug = 'night' and event.name = 'Bats'""");
	}

	@Test
	void operationGivesFilterOrderAndNumber() {
		assertThat(names("documentId=lists-city")).containsExactly("Mice", "Owls");
		assertThat(names("documentId=lists-city&variables=" + encode("{\"city\":\"berlin\"}"))).containsExactly("Bats");
		assertThat(names("documentId=lists-city&variables=" + encode("{\"first\":1}"))).containsExactly("Mice");
		assertThat(names("documentId=lists-page")).containsExactly("Rats", "Mice");
		assertThat(names("documentId=lists-page&first=3")).containsExactly("Rats", "Mice", "Bats");
		assertThat(names("documentId=lists-filter&variables=" + encode("{\"filter\":{\"search\":\"owls\"}}")))
			.containsExactly("Owls");
		assertThat(names("documentId=lists-several&operationName=Two")).containsExactly("Rats", "Mice");
	}

	@Test
	void listOfAnObjectIsAFilter() {
		assertThat(names("documentId=lists-venue&variables=" + encode("{\"id\":\"ven_" + DOCK + "\"}")))
			.containsExactly("Rats", "Mice", "Owls");
		assertThat(names("documentId=lists-venue&variables="
				+ encode("{\"id\":\"ven_" + DOCK + "\",\"filter\":{\"when\":\"UPCOMING\",\"venueIds\":[]}}")))
			.containsExactly("Mice", "Owls");
		assertThat(names("documentId=lists-category&variables=" + encode("{\"slug\":\"night\"}")))
			.containsExactly("Owls");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ics", "atom", "geojson", "jsonld", "csv", "ndjson" })
	void everyFormIsTheSameAsByItsFilter(String form) {
		String path = "/events." + form + "?first=50&documentId=lists-city";
		HttpResponse<String> stored = this.client.get(path);
		HttpResponse<String> filtered = this.client.get("/events." + form + "?first=50&orderBy=NAME&filter="
				+ encode("{\"cities\":[\"Hamburg\"],\"when\":\"UPCOMING\"}"));
		assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
		assertThat(stored.body()).contains("Owls").doesNotContain("Rats");
		String tag = stored.headers().firstValue("ETag").orElseThrow();
		assertThat(filtered.headers().firstValue("ETag")).contains(tag);
		assertThat(this.client.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
	}

	@Test
	void nextPageHasTheDocument() {
		String variables = encode("{\"city\":\"Hamburg\",\"first\":1}");
		HttpResponse<String> first = this.client
			.get("/events.geojson?documentId=lists-city&operationName=City&variables=" + variables);
		String link = first.headers().firstValue("Link").orElseThrow();
		assertThat(link).contains("/events.geojson?documentId=lists-city&variables=" + variables.replace("+", "%20"),
				"&operationName=City");
		URI next = URI.create(link.substring(1, link.indexOf('>')));
		HttpResponse<String> second = this.client.get(next.getRawPath() + "?" + next.getRawQuery());
		assertThat(second.body()).contains("Owls").doesNotContain("Mice");
		assertThat(second.headers().firstValue("Link")).isEmpty();
	}

	@Test
	void persistedQueryIsFoundByItsHash() {
		String query = "query Persisted { events(filter: { search: \"bats\" }) { nodes { name } } } #"
				+ UUID.randomUUID();
		String hash = Hashes.sha256Hex(query);
		assertThat(code("documentId=" + hash)).isEqualTo("DOCUMENT_NOT_FOUND");
		JsonNode registered = this.graphQlTestClient
			.executeWithExtensions(Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash)), query, Map.of());
		assertThat(registered.has("data")).isTrue();
		assertThat(names("documentId=" + hash)).containsExactly("Bats");
	}

	@Test
	void draftsAreVisibleToTheirEditorsOnly() {
		TestDatabase.dsl().execute("update event set published_at = null where name = 'Owls'");
		assertThat(names("documentId=lists-city")).containsExactly("Mice");
		HttpResponse<String> editor = this.client.get("/events.ndjson?documentId=lists-city", "Authorization",
				"Bearer " + IntegrationTest.EDITOR_TOKEN);
		assertThat(editor.body()).contains("Owls");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					documentId=unknown                                   | DOCUMENT_NOT_FOUND           | Unknown `documentId`
					documentId=lists-city&filter={}                      | BAD_REQUEST                  | cannot be combined with `filter`
					documentId=lists-city&orderBy=NAME                   | BAD_REQUEST                  | cannot be combined with `filter` or `orderBy`
					variables={}                                         | BAD_REQUEST                  | give its `documentId`
					documentId=lists-city&variables=[]                   | BAD_REQUEST                  | `variables` is a list
					documentId=lists-city&variables={"first":0}          | BAD_USER_INPUT               | `first` must be a number between 1 and
					documentId=lists-city&variables={"city":null}        | GRAPHQL_VALIDATION_FAILED    | `$city` is required
					documentId=lists-city&variables={"city":{}}          | GRAPHQL_VALIDATION_FAILED    | cities
					documentId=lists-city&variables={"after":"x"}        | BAD_USER_INPUT               | `after` is not a cursor
					documentId=lists-filter                              | GRAPHQL_VALIDATION_FAILED    | `$filter` is required
					documentId=lists-filter&variables={"filter":{"x":1}} | GRAPHQL_VALIDATION_FAILED    | `$filter.x` does not exist
					documentId=lists-two                                 | DOCUMENT_NOT_AN_EVENT_LIST   | one root field
					documentId=lists-other                               | DOCUMENT_NOT_AN_EVENT_LIST   | must be `events`
					documentId=lists-object&variables={"id":"x"}         | DOCUMENT_NOT_AN_EVENT_LIST   | with one field `events`
					documentId=lists-mutation                            | DOCUMENT_NOT_AN_EVENT_LIST   | must be a query
					documentId=lists-backward&variables={"last":2}       | DOCUMENT_NOT_AN_EVENT_LIST   | `filter`, `orderBy`, `first`, `after`
					documentId=lists-conditional&variables={"yes":true}  | DOCUMENT_NOT_AN_EVENT_LIST   | must not have directives
					documentId=lists-venues                              | DOCUMENT_NOT_AN_EVENT_LIST   | `venueIds`
					documentId=lists-cycle                               | DOCUMENT_NOT_AN_EVENT_LIST   | contains itself
					documentId=lists-broken                              | DOCUMENT_NOT_AN_EVENT_LIST   | is not GraphQL
					documentId=lists-several                             | OPERATION_RESOLUTION_FAILURE | `operationName`
					documentId=lists-several&operationName=Three         | OPERATION_RESOLUTION_FAILURE | `operationName`
					""")
	void otherRequestsAreRefused(String query, String code, String message) {
		HttpResponse<String> response = this.client.get("/events.ics?" + encoded(query));
		assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
		JsonNode error = GraphQlTestClient.JSON.readTree(response.body()).at("/errors/0");
		assertThat(error.at("/extensions/code").asString()).isEqualTo(code);
		assertThat(error.get("message").asString()).contains(message);
	}

	private static String encoded(String query) {
		int start = Math.max(query.indexOf("variables=") + "variables=".length(),
				query.indexOf("filter=") + "filter=".length());
		return (query.contains("variables=") || query.contains("filter="))
				? query.substring(0, start) + encode(query.substring(start)) : query;
	}

	private String code(String query) {
		return GraphQlTestClient.JSON.readTree(this.client.get("/events.ndjson?" + query).body())
			.at("/errors/0/extensions/code")
			.asString();
	}

	private List<String> names(String query) {
		return this.client.body("/events.ndjson?" + query)
			.lines()
			.map((line) -> GraphQlTestClient.JSON.readTree(line).get("name").asString())
			.toList();
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	private static void insert(String name, UUID venue, String day) {
		TestDatabase.dsl()
			.execute(
					"""
							insert into event (id, name, venue_id, starts_at, start_local, start_zone, start_precision, start_zone_source)
							values (gen_random_uuid(), ?, ?, ?::timestamp at time zone 'UTC', ?::timestamp, 'UTC', 'MINUTE', 'STATED')
							""",
					name, venue, day + " 20:00", day + " 20:00");
	}

}
