package dev.marquee.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.marquee.database.TestDatabase;
import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.db.tables.records.VenueRecord;
import dev.marquee.ingest.ImportOutcome.Created;
import dev.marquee.ingest.ImportOutcome.Unchanged;
import dev.marquee.ingest.ImportOutcome.Updated;
import dev.marquee.ingest.problem.DocumentProblem;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.LISTING_IMPORT;
import static dev.marquee.db.Tables.LISTING_SOURCE;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.VENUE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which documents describe the same event, venue and organizer, and what an import does
 * not overwrite.
 */
class ListingIdentityTests {

	private static final String SHOW = "https://a.example/show";

	private static final String ALL_EVENTS = "https://allevents.in/porto/lamp-walk/700100200";

	/** A line that changes the listing. */
	private static final String MORE = "- **Event Categories**: Walks\n";

	private static final String FRIDAY = "Fri, 20 Feb, 2026 at 07:00 pm";

	private static final String SATURDAY = "Sat, 21 Feb, 2026 at 08:00 pm";

	private final DSLContext dsl = TestDatabase.dsl();

	private final ListingImporter importer = ListingImporterTests
		.importer(Clock.fixed(ListingImporterTests.NOW, ZoneOffset.UTC));

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://a.example/show", "https://www.a.example/show/", "https://A.example:443/show#top",
			"https://a.example/show?utm_source=letter&utm_medium=email" })
	void spellingsOfOneUrlAreOneEvent(String spelling) {
		UUID event = created(importDocument("one.txt", SHOW, FRIDAY, ""));
		ImportOutcome outcome = importDocument("other.txt", spelling, FRIDAY, "");
		assertThat(outcome).isInstanceOf(Updated.class);
		assertThat(((Updated) outcome).event()).isEqualTo(event);
		assertThat(codes(outcome)).containsExactly("same_listing");
		assertThat(outcome.problems().getFirst().message()).contains("one.txt",
				"the address and the start are the same");
	}

	@ParameterizedTest
	@CsvSource({ "https://a.example/jazz/20260220, https://a.example/techno/20260220",
			"https://a.example/a/777001, https://a.example:8443/777001",
			"https://a.example/show?id=200029, https://a.example/show?id=200030",
			"https://allevents.in/a/b/200029, https://other.example/a/b/200029" })
	void differentPagesAreDifferentEvents(String one, String other) {
		UUID first = created(importDocument("listing.txt", one, FRIDAY, ""));
		UUID second = created(importDocument("listing.txt", other, FRIDAY, ""));
		assertThat(first).isNotEqualTo(second);
	}

	@Test
	void anotherStartAtTheSameUrlIsAnotherEvent() {
		UUID friday = created(importDocument("friday.txt", SHOW, FRIDAY, ""));
		ImportOutcome outcome = importDocument("saturday.txt", SHOW, SATURDAY, "");
		assertThat(created(outcome)).isNotEqualTo(friday);
		assertThat(codes(outcome)).containsExactly("another_start");
		assertThat(updated(importDocument("friday.txt", SHOW, FRIDAY, MORE))).isEqualTo(friday);
		assertThat(importDocument("saturday.txt", SHOW, SATURDAY, "")).isInstanceOf(Unchanged.class);
	}

	@Test
	void sameDocumentMovesItsEvent() {
		UUID event = created(importDocument("show.txt", SHOW, FRIDAY, ""));
		ImportOutcome outcome = importDocument("show.txt", SHOW, SATURDAY, "");
		assertThat(updated(outcome)).isEqualTo(event);
		assertThat(codes(outcome)).containsExactly("start_moved");
		assertThat(outcome.problems().getFirst().message()).contains("from 2026-02-20T19:00 to 2026-02-21T20:00");
	}

	@Test
	void numberOfAKnownSiteIdentifiesAnEventThatMoved() {
		UUID event = created(importDocument("one.txt", ALL_EVENTS, FRIDAY, ""));
		ImportOutcome outcome = importDocument("two.txt", ALL_EVENTS.replace("lamp-walk", "light-walk"), SATURDAY, "");
		assertThat(updated(outcome)).isEqualTo(event);
		assertThat(codes(outcome)).containsExactly("start_moved");
		assertThat(this.dsl.fetchSingle(LISTING_SOURCE).getSourceId()).isEqualTo("700100200");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"previousStartDate\": \"2026-02-20T19:00:00+00:00\"",
			"\"eventStatus\": \"https://schema.org/EventRescheduled\"" })
	void statedReschedulingMovesTheEvent(String jsonLd) {
		UUID event = created(importDocument("one.txt", SHOW, FRIDAY, ""));
		ImportOutcome outcome = importDocument("two.txt", SHOW, SATURDAY,
				"## Structured Data (JSON-LD)\n```json\n{\"@type\": \"Event\", " + jsonLd + "}\n```\n");
		assertThat(updated(outcome)).isEqualTo(event);
		assertThat(codes(outcome)).contains("start_moved");
		EventRecord row = this.dsl.fetchSingle(EVENT);
		assertThat(row.getStartsAt()).isEqualTo(Instant.parse("2026-02-21T20:00:00Z"));
		if (jsonLd.contains("previous")) {
			assertThat(row.getPreviousStartsAt()).isEqualTo(Instant.parse("2026-02-20T19:00:00Z"));
		}
	}

	@Test
	void reschedulingOfOneOfSeveralEventsIsNotGuessed() {
		created(importDocument("one.txt", SHOW, FRIDAY, ""));
		created(importDocument("two.txt", SHOW, SATURDAY, ""));
		created(importDocument("three.txt", SHOW, "Sun, 22 Feb, 2026",
				"## Structured Data (JSON-LD)\n```json\n{\"@type\": \"Event\", \"eventStatus\": \"EventRescheduled\"}\n```\n"));
	}

	@Test
	void timeOfTheSameDayCompletesADay() {
		UUID event = created(importDocument("one.txt", SHOW, "Fri, 20 Feb, 2026", ""));
		assertThat(updated(importDocument("two.txt", SHOW, FRIDAY, ""))).isEqualTo(event);
		created(importDocument("three.txt", SHOW, "Fri, 20 Feb, 2026 at 10:00 pm", ""));
	}

	@Test
	void rescheduledEventIsFoundByTheStartOfItsDocument() {
		UUID event = created(importDocument("one.txt", SHOW, FRIDAY, ""));
		this.dsl.update(EVENT).set(EVENT.STARTS_AT, Instant.parse("2026-03-20T19:00:00Z")).execute();
		ImportOutcome outcome = importDocument("two.txt", SHOW, FRIDAY, MORE);
		assertThat(updated(outcome)).isEqualTo(event);
		assertThat(codes(outcome)).containsExactly("same_listing", "edits_overwritten");
		assertThat(outcome.problems().getLast().message()).endsWith("since its last import: start.");
	}

	@Test
	void onlyOverwrittenEditsAreReported() {
		created(importDocument("show.txt", SHOW, FRIDAY, ""));
		this.dsl.update(EVENT).set(EVENT.STATUS, "CANCELLED").set(EVENT.CANCELLATION_REASON, "Rain.").execute();
		this.dsl.update(EVENT).set(EVENT.INTERESTS, 3).execute();
		ImportOutcome outcome = importDocument("show.txt", SHOW, FRIDAY, "- **Event Categories**: music\n");
		assertThat(outcome.problems().getFirst().message()).endsWith("since its last import: status.");
		assertThat(this.dsl.fetchSingle(EVENT).getCancellationReason()).isEqualTo("Rain.");
		assertThat(codes(importDocument("show.txt", SHOW, FRIDAY, "- **Event Categories**: film\n"))).isEmpty();
	}

	@Test
	void organizersAddedHereAreKept() {
		UUID event = created(importDocument("show.txt", SHOW, FRIDAY,
				"## Event Organizer details\n- **organizer**: Lantern Society\n"));
		UUID guest = insertOrganizer("Guest");
		this.dsl.execute("insert into event_organizer (event_id, position, organizer_id, starts_at)"
				+ " select id, 1, ?, starts_at from event", guest);
		importDocument("show.txt", SHOW, FRIDAY, "## Event Organizer details\n- **organizer**: Wick Guild\n");
		assertThat(this.dsl.select(ORGANIZER.NAME)
			.from(ORGANIZER.join(EVENT_ORGANIZER).on(EVENT_ORGANIZER.ORGANIZER_ID.eq(ORGANIZER.ID)))
			.where(EVENT_ORGANIZER.EVENT_ID.eq(event))
			.orderBy(EVENT_ORGANIZER.POSITION)
			.fetch(ORGANIZER.NAME)).containsExactly("Wick Guild", "Guest");
	}

	@Test
	void unpublishedEventIsReportedByEveryImport() {
		created(importDocument("show.txt", SHOW, FRIDAY, ""));
		this.dsl.update(EVENT).setNull(EVENT.PUBLISHED_AT).execute();
		assertThat(codes(importDocument("show.txt", SHOW, FRIDAY, ""))).containsExactly("not_published");
		assertThat(codes(importDocument("show.txt", SHOW, FRIDAY, "More."))).contains("not_published");
	}

	@Test
	void eventThatNoImportMadeIsNotTakenOver() {
		for (boolean isPublished : List.of(true, false)) {
			TestDatabase.clear();
			this.dsl.execute("insert into event (id, url, name, starts_at, start_local, start_zone, start_precision,"
					+ " start_zone_source, published_at) values (gen_random_uuid(), ?, 'By hand', '2026-02-20 19:00Z',"
					+ " '2026-02-20 19:00', 'UTC', 'MINUTE', 'STATED', " + (isPublished ? "now()" : "null") + ")",
					SHOW);
			ImportOutcome outcome = importDocument("show.txt", "http://a.example/show/", FRIDAY, "");
			created(outcome);
			assertThat(codes(outcome)).isEqualTo(isPublished ? List.of("address_taken") : List.of());
			assertThat(this.dsl.selectFrom(EVENT).fetch(EVENT.NAME)).containsExactlyInAnyOrder("By hand", "Lamp Walk");
		}
	}

	@Test
	void documentsWithoutUrlDoNotWaitForEachOther() {
		TestDatabase.transactionTemplate().executeWithoutResult((status) -> {
			this.importer.importDocument("one.txt", document("", FRIDAY, ""));
			assertThat(importInAnotherThread("two.txt")).isInstanceOf(Created.class);
		});
	}

	private ImportOutcome importInAnotherThread(String name) {
		return CompletableFuture.supplyAsync(() -> this.importer.importDocument(name, document("", FRIDAY, "")))
			.orTimeout(20, TimeUnit.SECONDS)
			.join();
	}

	@Test
	void importedBeforeTheTableOfImportsIsFound() {
		UUID event = created(importDocument("one.txt", SHOW, FRIDAY, ""));
		this.dsl.deleteFrom(LISTING_IMPORT).execute();
		ImportOutcome outcome = importDocument("two.txt", "http://a.example/show", FRIDAY, "");
		assertThat(updated(outcome)).isEqualTo(event);
		assertThat(codes(outcome)).containsExactly("same_listing");
	}

	@Test
	void venuesOfOneAddressAreTheSameOnlyNearby() {
		importAt("a", 28.616813, 77.243359);
		importAt("b", 28.524403, 77.151404);
		importAt("c", 28.616813 + 0.0017, 77.243359);
		importAt("d", 28.616813 + 2 * 0.0017, 77.243359);
		List<VenueRecord> venues = List.copyOf(this.dsl.selectFrom(VENUE).orderBy(VENUE.CREATED_AT).fetch());
		assertThat(venues).extracting(VenueRecord::getLatitude)
			.containsExactly(28.616813, 28.524403, 28.616813 + 2 * 0.0017);
		assertThat(venues).extracting(VenueRecord::getVersion).containsOnly(1L);
		assertThat(venueOf("c")).isEqualTo(venueOf("a"));
	}

	@Test
	void eventWithoutAPointGetsNoneOfSeveralVenues() {
		importAt("a", 28.616813, 77.243359);
		importAt("b", 28.524403, 77.151404);
		importAt("c", null, null);
		assertThat(this.dsl.fetchSingle(VENUE, VENUE.ID.eq(venueOf("c"))).getLatitude()).isNull();
		importAt("d", 28.7, 77.1);
		assertThat(this.dsl.fetchSingle(VENUE, VENUE.ID.eq(venueOf("c"))).getLatitude()).isNull();
		assertThat(venueOf("d")).isNotIn(venueOf("a"), venueOf("b"), venueOf("c"));
	}

	@Test
	void correctedPointMovesAVenueThatNoOtherEventHas() {
		importAt("a", 28.616813, 77.243359);
		UUID venue = venueOf("a");
		importAt("a", 28.524403, 77.151404);
		assertThat(venueOf("a")).isEqualTo(venue);
		assertThat(this.dsl.fetchSingle(VENUE).getLatitude()).isEqualTo(28.524403);
	}

	@Test
	void venuesNearTheDateLineAreNear() {
		importAt("a", -16.8, 179.9999);
		importAt("b", -16.8, -179.9999);
		assertThat(venueOf("b")).isEqualTo(venueOf("a"));
	}

	@Test
	void organizersWithoutUrlAreScopedByTheirSite() {
		String organizer = "## Event Organizer details\n- **organizer**: Rotary Club\n";
		importDocument("a", "https://leeds.example/1", FRIDAY, organizer);
		importDocument("b", "https://delhi.example/1", FRIDAY, organizer);
		importDocument("c", "https://leeds.example/2", FRIDAY, organizer.replace("Rotary", "ROTARY"));
		insertOrganizer("Rotary Club");
		assertThat(this.dsl.selectFrom(ORGANIZER).orderBy(ORGANIZER.SITE.asc().nullsLast()).fetch(ORGANIZER.SITE))
			.containsExactly("delhi.example", "leeds.example", null);
	}

	@Test
	void onlyItsOwnSiteChangesAnOrganizer() {
		String organizer = "## Event Organizer details\n- **organizer**: %s (https://leeds.example/org/1379)\n";
		importDocument("a", "https://leeds.example/1", FRIDAY, organizer.formatted("Rotary Club"));
		importDocument("b", "https://delhi.example/1", FRIDAY, organizer.formatted("Forged Club"));
		assertThat(this.dsl.fetchSingle(ORGANIZER).getName()).isEqualTo("Rotary Club");
		importDocument("c", "https://leeds.example/2", FRIDAY, organizer.formatted("Rotary Club of Leeds"));
		assertThat(this.dsl.fetchSingle(ORGANIZER).getName()).isEqualTo("Rotary Club of Leeds");
	}

	private void importAt(String name, Double latitude, Double longitude) {
		importDocument(name, "https://a.example/" + name, FRIDAY,
				"## Event venue details\n- **location**: Delhi\n- **country**: India\n- **lat**: "
						+ ((latitude != null) ? latitude : "") + "\n- **long**: "
						+ ((longitude != null) ? longitude : "") + '\n');
	}

	private UUID venueOf(String name) {
		return this.dsl.fetchSingle(EVENT, EVENT.URL.eq("https://a.example/" + name)).getVenueId();
	}

	private UUID insertOrganizer(String name) {
		UUID id = UUID.randomUUID();
		this.dsl.insertInto(ORGANIZER).set(ORGANIZER.ID, id).set(ORGANIZER.NAME, name).execute();
		return id;
	}

	private ImportOutcome importDocument(String name, String url, String time, String more) {
		return this.importer.importDocument(name, document("- **Event URL**: " + url + '\n', time, more));
	}

	private static byte[] document(String url, String time, String more) {
		return ("# Event Details\n- **Event Name**: Lamp Walk\n- **Event Start and End Date**: " + time
				+ (time.contains(" at ") ? " UTC\n" : "\n") + url + more)
			.getBytes(StandardCharsets.UTF_8);
	}

	private static UUID created(ImportOutcome outcome) {
		assertThat(outcome).isInstanceOf(Created.class);
		return ((Created) outcome).event();
	}

	private static UUID updated(ImportOutcome outcome) {
		assertThat(outcome).isInstanceOf(Updated.class);
		return ((Updated) outcome).event();
	}

	private static List<String> codes(ImportOutcome outcome) {
		return outcome.problems()
			.stream()
			.map(DocumentProblem::code)
			.filter((code) -> !List.of("stray_text", "zone_assumed", "disagreement").contains(code))
			.toList();
	}

}
