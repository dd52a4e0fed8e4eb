package dev.marquee.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.VENUE;
import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class ImportListingsTests {

	private static final String SELECTION = "documents { name status event { id name } problems { severity code section line message } }";

	private static final Map<String, String> COMPLETE = Map.of("name", "whole.txt", "text", ListingFixtures.COMPLETE);

	@Autowired
	GraphQlTestClient graphQlTestClient;

	MutationClient mutationClient;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@Test
	void documentsHaveSeparateOutcomes() {
		JsonNode documents = importDocuments(false,
				List.of(COMPLETE, Map.of("name", "bad.txt", "text", "nothing \u0000 at all"), COMPLETE, Map.of("name",
						"other.txt", "text",
						ListingFixtures.COMPLETE.replace("Compilers by Candlelight", "Parsers by Candlelight"))));
		assertThat(documents.findValuesAsString("status")).containsExactly("CREATED", "REJECTED", "UNCHANGED",
				"UPDATED");
		assertThat(documents.at("/0/event/name").asString()).startsWith("Parsers by Candlelight");
		assertThat(documents.at("/1/event").isNull()).isTrue();
		assertThat(documents.at("/1/problems/0/severity").asString()).isNotBlank();
		assertThat(documents.at("/1/problems/0/line").asInt()).isPositive();
		assertThat(documents.at("/2/event/id")).isEqualTo(documents.at("/0/event/id"));
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isEqualTo(1);
	}

	@Test
	void documentsAreWrittenTogether() {
		List<Map<String, String>> documents = documents("");
		assertThat(importDocuments(false, documents).valueStream()
			.map((document) -> document.get("name").asString())
			.toList()).containsExactlyElementsOf(documents.stream().map((document) -> document.get("name")).toList());
		assertThat(subtransactions()).isEqualTo(2);
		JsonNode changed = importDocuments(false, documents("More"));
		assertThat(changed.findValuesAsString("status")).hasSize(documents.size()).containsOnly("UPDATED");
		assertThat(subtransactions()).isEqualTo(2);
		assertThat(importDocuments(true, documents("Less")).findValuesAsString("status")).containsOnly("UPDATED");
		assertThat(importDocuments(false, documents("More")).findValuesAsString("status")).hasSize(documents.size())
			.containsOnly("UNCHANGED");
	}

	private static List<Map<String, String>> documents(String description) {
		return IntStream.range(0, ListingBatch.MAX_LISTINGS + 10)
			.mapToObj((number) -> document(number, "Event " + number, description))
			.toList();
	}

	private static Map<String, String> document(int number, String name, String description) {
		return Map.of("name", number + ".json", "text", """
				{"@type": "Event", "name": "%s", "startDate": "2027-02-20T19:00Z", "url": "https://a.example/%d",
				 "description": "%s"}""".formatted(name, number, description));
	}

	/** Listings that are written together are in one subtransaction. */
	private static int subtransactions() {
		return TestDatabase.dsl().fetchSingle("select count(distinct xmin::text) from event").get(0, Integer.class);
	}

	@Test
	void documentIsUnchangedOnlyIfNoneBeforeItChangesItsEvent() {
		importDocuments(false, List.of(document(1, "One", ""), document(2, "Two", "")));
		Map<String, String> other = new HashMap<>(document(1, "Other", ""));
		other.put("name", "other.json");
		JsonNode documents = importDocuments(false, List.of(other, document(1, "One", ""), document(2, "Two", "")));
		assertThat(documents.findValuesAsString("status")).containsExactly("UPDATED", "UPDATED", "UNCHANGED");
		assertThat(TestDatabase.dsl().fetch("select name from event order by name").getValues(0, String.class))
			.containsExactly("One", "Two");
	}

	@Test
	void differentDocumentsWithOneNameAreImportedInTheirOrder() {
		importDocuments(false, List.of(document(1, "One", "")));
		JsonNode documents = importDocuments(false, List.of(document(1, "Other", ""), document(1, "One", "")));
		assertThat(documents.findValuesAsString("status")).containsExactly("UPDATED", "UPDATED");
		assertThat(TestDatabase.dsl().fetchValue("select name from event")).isEqualTo("One");
	}

	@Test
	void expressedInterestsSurviveReimport() {
		String event = importDocuments(false, List.of(COMPLETE)).at("/0/event/id").asString();
		assertThat(express(event, "ann")).isEqualTo(2);
		String changed = ListingFixtures.COMPLETE.replace("total_interested_count: 1", "total_interested_count: 40");
		assertThat(importDocuments(false, List.of(Map.of("name", "whole.txt", "text", changed))).at("/0/status")
			.asString()).isEqualTo("UPDATED");
		assertThat(express(event, "ann")).isEqualTo(41);
		assertThat(express(event, "bob")).isEqualTo(42);
	}

	private int express(String event, String person) {
		return this.mutationClient
			.mutate("expressInterest", Map.of("eventId", event, "person", person), "event { interestedCount }")
			.at("/event/interestedCount")
			.asInt();
	}

	@Test
	void dryRunReportsOutcomesAndWritesNothing() {
		JsonNode documents = importDocuments(true, List.of(COMPLETE, COMPLETE));
		assertThat(documents.findValuesAsString("status")).containsExactly("CREATED", "UNCHANGED");
		assertThat(documents.at("/0/event/name").asString()).startsWith("Compilers by Candlelight");
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
		assertThat(TestDatabase.dsl().fetchCount(VENUE)).isZero();
	}

	@Test
	void dryRunShowsTheEventAsItWouldBe() {
		JsonNode outcome = outcomes(Map.of("documents", List.of(COMPLETE), "dryRun", true), """
				document listing status changes { field } event { name url start { local timeZone } venue { name city
				location { latitude } } organizers { name } tickets { name price { amount } }
				gallery { url } faqs { question } categories { name } structuredData { source } }
				""").get(0);
		assertThat(outcome.at("/document").asString()).isEqualTo("whole.txt");
		assertThat(outcome.at("/listing").asString())
			.isEqualTo("https://www.listings.example/san-francisco/compilers-by-candlelight/200029");
		assertThat(outcome.at("/event/start/timeZone").asString()).isEqualTo("America/Los_Angeles");
		assertThat(outcome.at("/event/venue/city").asString()).isEqualTo("San Francisco");
		assertThat(outcome.at("/event/organizers")).hasSize(2);
		assertThat(outcome.at("/event/tickets/0/price/amount").asString()).isEqualTo("12.5");
		assertThat(outcome.at("/event/gallery")).hasSize(3);
		assertThat(outcome.at("/event/categories")).hasSize(2);
		assertThat(outcome.at("/changes")).isEmpty();
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
	}

	/** A dry run may leave nothing in the cache of fragments either. */
	@Test
	void dryRunOfAChangeSaysWhatWouldDiffer() {
		importDocuments(false, List.of(COMPLETE));
		Map<String, String> changed = Map.of("name", "whole.txt", "text",
				ListingFixtures.COMPLETE.replace("Compilers by Candlelight", "Parsers by Candlelight")
					.replace("USD 12.50", "USD 14.00"));
		String selection = "status event { name } changes { field before after }";
		JsonNode outcome = outcomes(Map.of("documents", List.of(changed), "dryRun", true), selection).get(0);
		assertThat(outcome.at("/status").asString()).isEqualTo("UPDATED");
		assertThat(outcome.at("/event/name").asString()).startsWith("Parsers");
		assertThat(outcome.at("/changes").findValuesAsString("field")).contains("name").doesNotContain("start", "url");
		JsonNode name = outcome.at("/changes")
			.valueStream()
			.filter((change) -> change.get("field").asString().equals("name"))
			.findFirst()
			.orElseThrow();
		assertThat(name.get("before").asString()).isEqualTo("Compilers by Candlelight: A Slow Evening of Parsing");
		assertThat(name.get("after").asString()).isEqualTo("Parsers by Candlelight: A Slow Evening of Parsing");
		assertThat(this.graphQlTestClient.data("{ events { nodes { name } } }").at("/events/nodes/0/name").asString())
			.startsWith("Compilers");
		assertThat(
				outcomes(Map.of("documents", List.of(changed)), selection).at("/0/changes").findValuesAsString("field"))
			.isEqualTo(outcome.at("/changes").findValuesAsString("field"));
		assertThat(this.graphQlTestClient.data("{ events { nodes { name } } }").at("/events/nodes/0/name").asString())
			.startsWith("Parsers");
	}

	@Test
	void contentIsEitherTextOrBase64() {
		String base64 = Base64.getEncoder().encodeToString(ListingFixtures.COMPLETE.getBytes(StandardCharsets.UTF_8));
		assertThat(outcomes(Map.of("documents", List.of(Map.of("name", "whole.txt", "base64", base64))), "status")
			.at("/0/status")
			.asString()).isEqualTo("CREATED");
		assertThat(this.mutationClient.userErrors("importListings",
				Map.of("documents",
						List.of(Map.of("name", "a"), Map.of("name", "b", "text", "c", "base64", "ZA=="),
								Map.of("name", "d", "base64", "=")))))
			.containsExactly("documents.0 REQUIRED", "documents.1 REQUIRED", "documents.2.base64 INVALID");
	}

	@Test
	void documentOfAnotherKindIsRefusedByItsKind() {
		JsonNode outcomes = outcomes(
				Map.of("documents",
						List.of(Map.of("name", "a.pdf", "text", "%PDF-1.7"),
								Map.of("name", "b.txt", "text", "Dear all, the meeting is on Friday."),
								Map.of("name", "c.txt", "text", "{\"version\": 1}"),
								Map.of("name", "d.txt", "text", "# Event Details\n", "format", "CSV"))),
				"listing status problems { code message path value }");
		assertThat(outcomes.findValuesAsString("status")).containsOnly("REJECTED");
		assertThat(outcomes.findValuesAsString("code")).startsWith("format_unsupported", "format_unknown",
				"format_unsupported");
		assertThat(outcomes.at("/0/problems/0/message").asString()).startsWith("This looks like a PDF file");
	}

	@Test
	void exampleInTheGuideShowsADryRun() throws IOException {
		String guide = Files.readString(Path.of("src/docs/documents.md"));
		int begin = guide.indexOf("```graphql\n") + "```graphql\n".length();
		String example = guide.substring(begin, guide.indexOf("```", begin));
		String page = """
				<script type="application/ld+json">{"@type": "Event", "name": "Lamp Walk", "startDate": "2027-02-20T19:00",
				"image": "/lamp.jpg"}</script>
				""";
		JsonNode data = this.graphQlTestClient.execute(example, Map.of("page", page), this.mutationClient.headers());
		JsonNode outcome = data.at("/data/importListings/outcomes/0");
		assertThat(outcome.at("/status").asString()).isEqualTo("CREATED");
		assertThat(outcome.at("/event/name").asString()).isEqualTo("Lamp Walk");
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
	}

	@Test
	void sourceUrlAndTimeZoneCompleteADocument() {
		Map<String, Object> document = Map.of("name", "page.html", "format", "HTML", "sourceUrl",
				"https://site.example/a/b", "timeZone", "Asia/Tokyo", "text", """
						<div class="h-event"><a class="u-url p-name" href="c">Lamp Walk</a>
						<time class="dt-start" datetime="2027-02-20T19:00"></time></div>
						""");
		JsonNode event = outcomes(Map.of("documents", List.of(document)), "event { url start { instant timeZone } }")
			.at("/0/event");
		assertThat(event.at("/url").asString()).isEqualTo("https://site.example/a/c");
		assertThat(event.at("/start/timeZone").asString()).isEqualTo("Asia/Tokyo");
		assertThat(event.at("/start/instant").asString()).startsWith("2027-02-20T10:00:00");
	}

	@Test
	void severalListingsOfADocumentHaveOutcomes() {
		String events = """
				[{"@type": "Event", "name": "A", "startDate": "2027-02-20", "url": "https://a.example/a"},
				 {"@type": "Event", "name": "B"},
				 {"@type": "Event", "name": "C", "startDate": "2027-02-20", "url": "https://a.example/c"}]
				""";
		JsonNode payload = this.mutationClient.mutate("importListings",
				Map.of("documents", List.of(Map.of("name", "list.json", "text", events), COMPLETE)),
				"outcomes { document listing status event { name } problems { code path } } documents { name status event { name } }");
		JsonNode outcomes = payload.get("outcomes");
		assertThat(outcomes.findValuesAsString("status")).containsExactly("CREATED", "REJECTED", "CREATED", "CREATED");
		assertThat(outcomes.findValuesAsString("document")).containsExactly("list.json", "list.json", "list.json",
				"whole.txt");
		assertThat(outcomes.at("/1/listing").asString()).isEqualTo("B");
		assertThat(outcomes.at("/1/problems/0/path").asString()).isEqualTo("$[1]");
		assertThat(payload.get("documents").findValuesAsString("status")).containsExactly("REJECTED", "CREATED");
		assertThat(payload.at("/documents/0/event/name").asString()).isEqualTo("A");
	}

	@Test
	void tooManyListingsWriteNothing() {
		String events = IntStream.range(0, 1001)
			.mapToObj((number) -> "{\"@type\": \"Event\", \"name\": \"E" + number + "\"}")
			.collect(Collectors.joining(",", "[", "]"));
		assertThat(this.mutationClient.userErrors("importListings",
				Map.of("documents", List.of(COMPLETE, Map.of("name", "many.json", "text", events)))))
			.containsExactly("documents TOO_MANY");
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
	}

	private JsonNode outcomes(Map<String, ?> input, String selection) {
		return this.mutationClient.mutate("importListings", input, "outcomes { " + selection + " }").get("outcomes");
	}

	@Test
	void invalidInputIsReportedAsUserErrors() {
		assertThat(this.mutationClient.userErrors("importListings", Map.of("documents", List.of())))
			.containsExactly("documents REQUIRED");
		assertThat(this.mutationClient.userErrors("importListings",
				Map.of("documents", Collections.nCopies(101, COMPLETE))))
			.containsExactly("documents TOO_MANY");
		assertThat(this.mutationClient.userErrors("importListings",
				Map.of("documents", List.of(COMPLETE, Map.of("name", "\u0000", "text", "")))))
			.containsExactly("documents.1.name REQUIRED");
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
	}

	private JsonNode importDocuments(boolean dryRun, List<Map<String, String>> documents) {
		return this.mutationClient.mutate("importListings", Map.of("documents", documents, "dryRun", dryRun), SELECTION)
			.get("documents");
	}

}
