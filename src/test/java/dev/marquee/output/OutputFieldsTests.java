package dev.marquee.output;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.StatementRecorder;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The fields of GraphQL that describe outputs.
 */
@IntegrationTest
class OutputFieldsTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	OutputClient client;

	@BeforeEach
	void clear() {
		this.client = new OutputClient(this.graphQlTestClient);
		TestDatabase.clear();
	}

	@Test
	void jsonLdIsThatOfTheOutput() {
		RandomListings.populate(23, 30);
		String query = "{ events(first: 30) { nodes { id jsonLd { json eligibleForGoogle } } } }";
		this.graphQlTestClient.data(query);
		this.statementRecorder.reset();
		JsonNode events = this.graphQlTestClient.data(query).at("/events/nodes");
		assertThat(this.statementRecorder.recorded()).hasSizeBetween(1, 2);
		assertThat(events).hasSize(30);
		for (JsonNode event : events) {
			assertThat(event.at("/jsonLd/json").asString())
				.isEqualTo(this.client.body("/events/" + event.get("id").asString() + ".jsonld"))
				.doesNotContain("<");
		}
	}

	@Test
	void jsonLdHasTheSelectedMembersUnderTheirAliases() {
		add("Owls");
		JsonNode event = this.graphQlTestClient
			.data("{ events { nodes { a: jsonLd { ok: eligibleForGoogle __typename } "
					+ "jsonLd { warnings { path kind: code message } } name } } }")
			.at("/events/nodes/0");
		assertThat(event.get("a").toString()).isEqualTo("{\"ok\":false,\"__typename\":\"EventJsonLd\"}");
		assertThat(event.at("/jsonLd/warnings/0").toString()).isEqualTo(
				"{\"path\":[\"location\"],\"kind\":\"REQUIRED_MISSING\",\"message\":\"An event needs a place, or the page where it takes place online.\"}");
		assertThat(event.at("/jsonLd/warnings").findValuesAsString("kind")).contains("RECOMMENDED_MISSING");
		assertThat(event.at("/name").asString()).isEqualTo("Owls");
	}

	/** The object may come from the cache. */
	@Test
	void jsonLdShowsEachEdit() {
		add("Owls");
		for (String status : List.of("SCHEDULED", "CANCELLED", "POSTPONED")) {
			TestDatabase.dsl().execute("update event set status = ?", status);
			for (int i = 0; i < 3; i++) {
				String json = this.graphQlTestClient.data("{ events { nodes { id jsonLd { json } } } }")
					.at("/events/nodes/0/jsonLd/json")
					.asString();
				assertThat(json.toUpperCase(Locale.ROOT)).contains("EVENT" + status);
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{ "cities": ["Zürich & Co"], "during": { "from": "2026-01-01T00:00:00Z" } }
					{ "price": { "atMost": { "amount": 20.50, "currency": "EUR" } }, "timesOfDay": ["EVENING"] }
					{ "dates": { "from": "2026-01-01" }, "startsBeforeTime": "19:30", "when": "UPCOMING", "timeZone": "Asia/Tokyo" }
					{ "near": { "latitude": 1.5, "longitude": -2, "radiusKm": 3 }, "search": "a \\"b\\"" }
					{}
					""")
	void addressesHaveTheFilterAndTheOrderOfTheList(String filter) {
		JsonNode variables = GraphQlTestClient.JSON
			.readTree("{\"filter\":" + filter + ",\"order\":{\"field\":\"NAME\",\"direction\":\"DESC\"}}");
		JsonNode outputs = this.graphQlTestClient.data(
				"query Lists($filter: EventFilter, $order: EventOrder) { events(filter: $filter, orderBy: $order, first: 3)"
						+ " { outputs { ics atom geojson csv ndjson jsonLd } } }",
				Map.of("filter", variables.get("filter"), "order", variables.get("order")))
			.at("/events/outputs");
		assertThat(outputs).hasSize(6);
		outputs.forEachEntry((form, address) -> {
			URI uri = URI.create(address.asString());
			assertThat(uri.getPath()).isEqualTo("/events." + form.toLowerCase(Locale.ROOT));
			assertThat(this.client.get(uri.getRawPath() + "?" + uri.getRawQuery()).statusCode()).as(address.asString())
				.isEqualTo(200);
			assertThat(uri.getQuery()).contains("\"DESC\"").doesNotContain("first=");
		});
	}

	@Test
	void listsOfAnObjectHaveNoAddresses() {
		RandomListings.populate(23, 10);
		JsonNode venue = this.graphQlTestClient.data("{ venues { nodes { events { outputs { ics } totalCount } } } }")
			.at("/venues/nodes/0/events");
		assertThat(venue.get("outputs").isNull()).isTrue();
	}

	@Test
	void calendarUrlIsTheAddressOfTheEvent() {
		add("Owls");
		JsonNode event = this.graphQlTestClient.data("{ events { nodes { id calendarUrl } } }").at("/events/nodes/0");
		assertThat(event.get("calendarUrl").asString()).endsWith("/events/" + event.get("id").asString() + ".ics");
		assertThat(this.client.get(URI.create(event.get("calendarUrl").asString()).getPath()).statusCode())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Owls at the Dock!      | owls-at-the-dock-
			Zażółć gęślą jaźń      | zazolc-gesla-jazn-
			東京の夜 2026           | 東京の夜-2026-
			R&B / Soul – Night     | r-b-soul-night-
			!!!                    | ''
			""")
	void slugIsMadeOfTheWordsOfTheName(String name, String expected) {
		add(name);
		JsonNode event = this.graphQlTestClient.data("{ events { nodes { id slug } } }").at("/events/nodes/0");
		String id = event.get("id").asString();
		assertThat(event.get("slug").asString()).isEqualTo(expected + id.substring(id.length() - 10));
	}

	@Test
	void formerSlugsFindTheEvent() {
		add("Owls");
		add("Owls");
		String first = slugs().getFirst();
		assertThat(slugs()).doesNotHaveDuplicates();
		TestDatabase.dsl().execute("update event set name = 'Mice' where slug = ?", first);
		TestDatabase.dsl().execute("update event set name = 'Rats' where name = 'Mice'");
		assertThat(nameOf(first)).isEqualTo("Rats");
		assertThat(nameOf(slugs().stream().filter((slug) -> slug.startsWith("rats")).findFirst().orElseThrow()))
			.isEqualTo("Rats");
		assertThat(
				this.graphQlTestClient.data("{ eventBySlug(slug: \"unknown\") { name } }").get("eventBySlug").isNull())
			.isTrue();
		TestDatabase.dsl().execute("update event set published_at = null");
		assertThat(this.graphQlTestClient
			.data("query BySlug($slug: String!) { eventBySlug(slug: $slug) { name } }", Map.of("slug", first))
			.get("eventBySlug")
			.isNull()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "starts_at = '2026-02-01 20:00Z', start_local = '2026-02-01 20:00'",
			"status = 'CANCELLED'", "attendance_mode = 'ONLINE'", "start_zone = 'Europe/London'" })
	void sequenceRisesWithTimePlaceAndStatus(String change) {
		add("Owls");
		TestDatabase.dsl().execute("update event set name = 'Mice', interests = interests + 1");
		assertThat(sequence()).isZero();
		TestDatabase.dsl().execute("update event set " + change);
		assertThat(sequence()).isOne();
		assertThat(this.client.body("/events.ics")).contains("\r\nSEQUENCE:1\r\n");
	}

	@Test
	void sitemapHasThePageOfEachPublishedEvent() {
		RandomListings.populate(29, 20);
		String index = this.client.body("/sitemap.xml");
		assertThat(index).contains("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">");
		assertThat(this.client.get("/sitemap-2.xml").statusCode()).isEqualTo(404);
		String part = this.client.body("/sitemap-1.xml");
		JsonNode events = this.graphQlTestClient
			.data("{ events(first: 100) { nodes { slug updatedAt start { date } } } }")
			.at("/events/nodes");
		assertThat(part.split("<url>")).hasSize(events.size() + 1);
		for (JsonNode event : events) {
			assertThat(part).contains("<loc>https://site.example/" + event.at("/start/date").asString() + "/"
					+ URI.create("x:/" + event.get("slug").asString()).toASCIIString().substring(3) + "</loc>");
		}
		assertThat(part).doesNotContain("\u0000").endsWith("</urlset>\n");
	}

	@Test
	void llmsTextSaysWhatTheServerOffers() {
		assertThat(this.client.body("/llms.txt")).startsWith("# Events\n").contains("/events.ndjson?first=20");
	}

	private List<String> slugs() {
		return this.graphQlTestClient.data("{ events { nodes { slug } } }")
			.at("/events/nodes")
			.findValuesAsString("slug");
	}

	private String nameOf(String slug) {
		return this.graphQlTestClient
			.data("query BySlug($slug: String!) { eventBySlug(slug: $slug) { name } }", Map.of("slug", slug))
			.at("/eventBySlug/name")
			.asString();
	}

	private int sequence() {
		return this.graphQlTestClient.data("{ events { nodes { calendarSequence } } }")
			.at("/events/nodes/0/calendarSequence")
			.asInt();
	}

	private static void add(String name) {
		TestDatabase.dsl().execute("""
				insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
				values (gen_random_uuid(), ?, '2026-01-01 20:00Z', '2026-01-01 20:00', 'UTC', 'MINUTE', 'STATED')
				""", name);
	}

}
