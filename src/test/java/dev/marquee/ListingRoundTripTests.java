package dev.marquee;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.marquee.database.TestDatabase;
import dev.marquee.ingest.ImportOutcome;
import dev.marquee.ingest.ListingImporter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Imports a listing document and reads every field of it by one query and one statement.
 */
@IntegrationTest
class ListingRoundTripTests {

	private static final String ALL_FIELDS = """
			query AllFields($url: Url!) {
				eventByUrl(url: $url) {
					id url name description status attendanceMode interestedCount createdAt updatedAt
					start { instant local date timeZone precision zoneSource }
					end { instant local date }
					categories { slug name }
					venue { id name fullAddress city state country countryCode latitude longitude }
					organizer { id name url sourceId description }
					organizers { name url }
					tickets { name url price { amount currency } priceKind availability }
					gallery { url alt role }
					faqs { question answer }
					structuredData { source }
					sources { name sourceId url affiliateId documentHash importedAt }
				}
			}
			""";

	private static final String URL = "https://www.listings.example/san-francisco/compilers-by-candlelight/200029";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ListingImporter importer;

	@Autowired
	StatementRecorder statementRecorder;

	String document;

	@BeforeEach
	void importListing() throws IOException {
		TestDatabase.clear();
		try (InputStream content = getClass().getResourceAsStream("/listings/whole.txt")) {
			this.document = new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
		assertThat(importText(this.document)).isInstanceOf(ImportOutcome.Created.class);
		this.statementRecorder.reset();
	}

	@Test
	void oneStatementReturnsEveryImportedField() {
		JsonNode event = this.graphQlTestClient.data(ALL_FIELDS, Map.of("url", URL)).get("eventByUrl");
		assertThat(this.statementRecorder.recorded()).hasSize(1);

		assertThat(event.get("url").asString()).isEqualTo(URL);
		assertThat(event.get("name").asString()).isEqualTo("Compilers by Candlelight: A Slow Evening of Parsing");
		assertThat(this.document).contains(event.get("description").asString());
		assertThat(event.get("description").asString()).startsWith("We read a small compiler").endsWith("#candles");
		assertThat(event.at("/start/local").asString()).isEqualTo("2026-02-20T12:30");
		assertThat(event.at("/start/instant").asString()).isEqualTo("2026-02-20T20:30:00.000Z");
		assertThat(event.at("/start/date").asString()).isEqualTo("2026-02-20");
		assertThat(event.at("/start/timeZone").asString()).isEqualTo("America/Los_Angeles");
		assertThat(event.at("/start/precision").asString()).isEqualTo("MINUTE");
		assertThat(event.at("/start/zoneSource").asString()).isEqualTo("VENUE");
		assertThat(event.get("interestedCount").asInt()).isEqualTo(1);
		assertThat(texts(event, "categories", "slug")).containsExactly("workshops", "live-music");
		assertThat(texts(event, "categories", "name")).containsExactly("workshops", "Live Music");

		JsonNode venue = event.get("venue");
		assertThat(venue.get("name").asString()).isEqualTo("The Lamp Room, 1 Wick St, San Francisco, CA");
		assertThat(venue.get("fullAddress").asString())
			.isEqualTo("The Lamp Room, 1 Wick St, San Francisco, CA, United States");
		assertThat(venue.get("city").asString()).isEqualTo("San Francisco");
		assertThat(venue.get("state").asString()).isEqualTo("CA");
		assertThat(venue.get("country").asString()).isEqualTo("United States");
		assertThat(venue.get("countryCode").asString()).isEqualTo("US");
		assertThat(venue.get("latitude").asDouble()).isEqualTo(37.79088);
		assertThat(venue.get("longitude").asDouble()).isEqualTo(-122.39253);

		assertThat(event.at("/organizer/name").asString()).isEqualTo("Society of Slow Readers");
		assertThat(event.at("/organizer/sourceId").asString()).isEqualTo("1379");
		assertThat(event.at("/organizer/url").asString()).isEqualTo("https://listings.example/org/slow-readers/1379");
		assertThat(event.at("/organizer/description").asString()).isNotBlank();
		assertThat(texts(event, "organizers", "name")).containsExactly("Society of Slow Readers", "Wick & Daughters");

		assertThat(texts(event, "tickets", "url"))
			.containsExactly("https://tickets.example/e/200029/?from=listings&medium=page");
		assertThat(texts(event, "gallery", "alt")).containsExactly("banner", "thumbnail",
				"Two candles beside an open book");
		assertThat(texts(event, "gallery", "role")).containsExactly("BANNER", "THUMBNAIL", "OTHER");
		assertThat(texts(event, "gallery", "url")).allSatisfy((url) -> assertThat(this.document).contains(url));
		assertThat(texts(event, "faqs", "question")).startsWith("When does it happen?", "May I bring a friend?");
		assertThat(texts(event, "faqs", "answer")).startsWith("Fri, 20 Feb, 2026 at 12:30 pm", "Yes.\n\nTwo, even.");
		assertThat(this.document).contains(event.at("/structuredData/source").asString());
		assertThat(event.at("/sources/0/affiliateId").asString()).isEqualTo("2");
		assertThat(event.at("/sources/0/sourceId").asString())
			.isEqualTo("listings.example/san-francisco/compilers-by-candlelight/200029");
		assertThat(event.at("/sources/0/name").asString()).isEqualTo("listings.example");
	}

	@Test
	void nodesResolvesEveryObjectById() {
		JsonNode event = this.graphQlTestClient.data(ALL_FIELDS, Map.of("url", URL)).get("eventByUrl");
		String query = """
				query Nodes($ids: [ID!]!) {
					nodes(ids: $ids) { __typename id
						... on Event { name } ... on Venue { name city } ... on Organizer { name sourceId } }
				}
				""";
		JsonNode nodes = this.graphQlTestClient.data(query, Map.of("ids", List.of(event.at("/venue/id").asString(),
				"gone", event.get("id").asString(), event.at("/organizer/id").asString())))
			.get("nodes");
		assertThat(nodes.at("/0/city").asString()).isEqualTo("San Francisco");
		assertThat(nodes.get(1).isNull()).isTrue();
		assertThat(nodes.at("/2/name")).isEqualTo(event.get("name"));
		assertThat(nodes.at("/3/__typename").asString()).isEqualTo("Organizer");
	}

	@Test
	void reimportRemovesWhatTheDocumentDropped() {
		String shorter = this.document.replaceAll("(?s)## FAQs.*?(?=\n## )", "").replace("workshops, ", "");
		assertThat(importText(shorter)).isInstanceOf(ImportOutcome.Updated.class);
		JsonNode event = this.graphQlTestClient.data(ALL_FIELDS, Map.of("url", URL)).get("eventByUrl");
		assertThat(event.get("faqs")).isEmpty();
		assertThat(texts(event, "categories", "slug")).containsExactly("live-music");
		assertThat(texts(this.graphQlTestClient.data("{ categories { slug } }"), "categories", "slug"))
			.containsExactly("live-music");
	}

	private ImportOutcome importText(String text) {
		return this.importer.importDocument("whole.txt", text.getBytes(StandardCharsets.UTF_8));
	}

	private static List<String> texts(JsonNode node, String list, String field) {
		return node.get(list).valueStream().map((element) -> element.get(field).asString()).toList();
	}

}
