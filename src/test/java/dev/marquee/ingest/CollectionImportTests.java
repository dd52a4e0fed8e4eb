package dev.marquee.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.marquee.database.TestDatabase;
import dev.marquee.ingest.problem.DocumentProblem;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.IMPORTED_DOCUMENT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Documents with several listings: their identity, and which of them are unchanged.
 */
class CollectionImportTests {

	private static final String A = event("A", "https://a.example/a", "2027-02-20T19:00Z");

	private static final String B = event("B", "https://a.example/b", "2027-02-21T19:00Z");

	private final DSLContext dsl = TestDatabase.dsl();

	private final ListingImporter importer = ListingImporterTests
		.importer(Clock.fixed(ListingImporterTests.NOW, ZoneOffset.UTC));

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void eachListingIsAnEvent() {
		assertThat(statuses(importJson("list.json", A, B))).containsExactly("created", "created");
		assertThat(names()).containsExactlyInAnyOrder("A", "B");
	}

	@Test
	void unchangedDocumentIsRecognizedByItsHash() {
		importJson("list.json", A, B);
		DocumentRequest request = request("list.json", A, B);
		Map<String, List<ListingOutcome>> unchanged = this.importer.findUnchanged(List.of(request));
		assertThat(statuses(unchanged.get("list.json"))).containsExactly("unchanged", "unchanged");
		assertThat(unchanged.get("list.json")).extracting(ListingOutcome::label).containsExactly("A", "B");
		assertThat(this.importer.findUnchanged(List.of(request("list.json", A)))).isEmpty();
		assertThat(this.importer.findUnchanged(List.of(request("other.json", A, B)))).isEmpty();
	}

	@Test
	void onlyListingsThatDifferAreWritten() {
		importJson("list.json", A, B);
		List<Integer> versions = versions();
		assertThat(statuses(importJson("list.json", A, B.replace("\"B\"", "\"B2\"")))).containsExactly("unchanged",
				"updated");
		assertThat(names()).containsExactlyInAnyOrder("A", "B2");
		assertThat(versions().getFirst()).isEqualTo(versions.getFirst());
		assertThat(statuses(importJson("list.json", A, B.replace("\"B\"", "\"B2\"")))).containsExactly("unchanged",
				"unchanged");
	}

	/** Otherwise the newer document would win for ever. */
	@Test
	void documentWhoseEventsAnotherOneHasChangedIsReadAgain() {
		importJson("one.json", A, B);
		importJson("two.json", A.replace("\"A\"", "\"A2\""), B);
		assertThat(this.importer.findUnchanged(List.of(request("one.json", A, B)))).isEmpty();
		assertThat(statuses(importJson("one.json", A, B))).containsExactly("updated", "unchanged");
		assertThat(names()).containsExactlyInAnyOrder("A", "B");
	}

	@Test
	void documentOfADeletedEventIsReadAgain() {
		importJson("list.json", A, B);
		this.dsl.deleteFrom(EVENT).where(EVENT.NAME.eq("A")).execute();
		assertThat(statuses(importJson("list.json", A, B))).containsExactly("created", "unchanged");
	}

	@Test
	void documentWithARejectedListingIsReadAgain() {
		String bad = "{\"@type\": \"Event\", \"name\": \"No start\"}";
		assertThat(statuses(importJson("list.json", A, bad))).containsExactly("created", "rejected");
		assertThat(this.dsl.fetchCount(IMPORTED_DOCUMENT)).isZero();
		assertThat(statuses(importJson("list.json", A, bad))).containsExactly("unchanged", "rejected");
	}

	@Test
	void eventsOfOneDocumentAtOneUrlStayApart() {
		String first = event("First", "https://a.example/festival", "2027-02-20T19:00Z");
		String second = event("Second", "https://a.example/festival", "2027-02-20T19:00Z");
		String later = event("First", "https://a.example/festival", "2027-02-21T19:00Z");
		assertThat(importJson("list.json", first, second, later)).allSatisfy((outcome) -> {
			assertThat(outcome.outcome().statusName()).isEqualTo("created");
			assertThat(outcome.outcome().problems()).extracting(DocumentProblem::code).doesNotContain("another_start");
		});
		String changed = "\"description\": \"More\", \"@type\"";
		List<ListingOutcome> again = importJson("list.json", first.replace("\"@type\"", changed),
				second.replace("\"@type\"", changed), later);
		assertThat(statuses(again)).containsExactly("updated", "updated", "unchanged");
		assertThat(names()).containsExactlyInAnyOrder("First", "Second", "First");
	}

	@Test
	void renamedEventKeepsItsUrl() {
		UUID event = importJson("list.json", A, B).getFirst().outcome().event();
		List<ListingOutcome> again = importJson("list.json", A.replace("\"A\"", "\"New name\""), B);
		assertThat(again.getFirst().outcome().event()).isEqualTo(event);
	}

	@Test
	void listingsWithoutAUrlAreIdentifiedByDocumentNameAndStart() {
		String monday = event("Yoga", null, "2027-02-22T19:00Z");
		String tuesday = event("Yoga", null, "2027-02-23T19:00Z");
		importJson("club.json", monday, tuesday);
		assertThat(names()).containsExactly("Yoga", "Yoga");
		assertThat(statuses(importJson("club.json", tuesday, monday))).containsExactly("unchanged", "unchanged");
		assertThat(statuses(importJson("other.json", monday, tuesday))).containsExactly("created", "created");
	}

	private List<ListingOutcome> importJson(String name, String... events) {
		List<ListingOutcome> outcomes = new ArrayList<>();
		this.importer.importDocument(request(name, events), ImportCommand.ACTOR, outcomes::add);
		return outcomes;
	}

	private static DocumentRequest request(String name, String... events) {
		return DocumentRequest.of(name, ("[" + String.join(",", events) + "]").getBytes(StandardCharsets.UTF_8));
	}

	private static String event(String name, String url, String start) {
		return "{\"@type\": \"Event\", \"name\": \"" + name + "\", \"startDate\": \"" + start + "\""
				+ ((url != null) ? ", \"url\": \"" + url + "\"" : "") + "}";
	}

	private static List<String> statuses(List<ListingOutcome> outcomes) {
		return outcomes.stream().map((outcome) -> outcome.outcome().statusName()).toList();
	}

	private List<String> names() {
		return this.dsl.selectFrom(EVENT).orderBy(EVENT.NAME).fetch(EVENT.NAME);
	}

	private List<Integer> versions() {
		return this.dsl.selectFrom(EVENT).orderBy(EVENT.NAME).fetch(EVENT.VERSION, Integer.class);
	}

}
