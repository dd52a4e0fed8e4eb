package dev.marquee.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.marquee.database.TestDatabase;
import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.db.tables.records.ListingSourceRecord;
import dev.marquee.db.tables.records.TicketRecord;
import dev.marquee.db.tables.records.VenueRecord;
import dev.marquee.event.EventLinks;
import dev.marquee.event.Events;
import dev.marquee.event.Recurrences;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.mutation.AuditActor;
import dev.marquee.organizer.Organizers;
import dev.marquee.performer.Performers;
import dev.marquee.venue.Venues;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.marquee.db.Tables.CATEGORY;
import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_CATEGORY;
import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.FAQ;
import static dev.marquee.db.Tables.IMAGE;
import static dev.marquee.db.Tables.LISTING_SOURCE;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.STRUCTURED_DATA;
import static dev.marquee.db.Tables.TICKET;
import static dev.marquee.db.Tables.VENUE;
import static org.assertj.core.api.Assertions.assertThat;

class ListingImporterTests {

	static final Instant NOW = Instant.parse("2026-02-01T10:00:00Z");

	private final DSLContext dsl = TestDatabase.dsl();

	private final ListingImporter importer = importer(Clock.fixed(NOW, ZoneOffset.UTC));

	private final String complete = ListingFixtures.COMPLETE;

	static ListingImporter importer(Clock clock) {
		DSLContext dsl = TestDatabase.dsl();
		ListingWriter writer = writer(clock);
		return new ListingImporter(ListingFixtures.documentReaders(), writer, new ImportedDocuments(dsl),
				new AuditActor(dsl), Objects.requireNonNull(TestDatabase.transactionTemplate().getTransactionManager()),
				clock);
	}

	static ListingWriter writer(Clock clock) {
		DSLContext dsl = TestDatabase.dsl();
		Events events = new Events(dsl, new Recurrences(dsl, clock));
		ListedEvents listedEvents = new ListedEvents(new Venues(dsl), new Organizers(dsl), new Performers(dsl),
				new EventLinks(dsl));
		ListingSources sources = new ListingSources(dsl);
		ListingRelations relations = new ListingRelations(dsl, new ImportedSeries(dsl));
		MatchedListings matchedListings = new MatchedListings(events, listedEvents, sources, relations,
				new EventFieldValues(dsl), clock);
		return new ListingWriter(new ListingLocks(dsl), events, sources, new DataLossCheck(dsl), matchedListings);
	}

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void completeDocumentIsStored() {
		UUID id = importNew(this.complete);

		EventRecord event = this.dsl.selectFrom(EVENT).where(EVENT.ID.eq(id)).fetchSingle();
		assertThat(event.getName()).isEqualTo("Compilers by Candlelight: A Slow Evening of Parsing");
		assertThat(event.getStartLocal()).isEqualTo(LocalDateTime.parse("2026-02-20T12:30"));
		assertThat(event.getStartsAt()).isEqualTo(Instant.parse("2026-02-20T20:30:00Z"));
		assertThat(event.getStartZone()).isEqualTo("America/Los_Angeles");
		assertThat(event.getStartZoneSource()).isEqualTo("VENUE");
		assertThat(event.getDescription()).contains("## What to bring\n\n- a pencil\n- **Paper**: squared");
		assertThat(event.getInterestedCount()).isEqualTo(1);
		VenueRecord venue = this.dsl.selectFrom(VENUE).where(VENUE.ID.eq(event.getVenueId())).fetchSingle();
		assertThat(venue.getCountryCode()).isEqualTo("US");
		TicketRecord ticket = this.dsl.selectFrom(TICKET).fetchSingle();
		assertThat(ticket.getPriceAmount()).isEqualByComparingTo("12.5");
		assertThat(ticket.getAvailability()).isEqualTo("IN_STOCK");
		assertThat(this.dsl.selectFrom(IMAGE).orderBy(IMAGE.POSITION).fetch(IMAGE.ROLE)).containsExactly("BANNER",
				"THUMBNAIL", "OTHER");
		assertThat(this.dsl.selectFrom(FAQ).orderBy(FAQ.POSITION).fetch(FAQ.ANSWER))
			.containsExactly("Fri, 20 Feb, 2026 at 12:30 pm", "Yes.\n\nTwo, even.");
		assertThat(this.dsl.selectFrom(EVENT_CATEGORY)
			.orderBy(EVENT_CATEGORY.POSITION)
			.fetch(EVENT_CATEGORY.CATEGORY_SLUG)).containsExactly("workshops", "live-music");
		assertThat(this.dsl.selectFrom(ORGANIZER).orderBy(ORGANIZER.NAME).fetch(ORGANIZER.SOURCE_ID))
			.containsExactly("1379", null);
		ListingSourceRecord source = this.dsl.selectFrom(LISTING_SOURCE).fetchSingle();
		assertThat(source.getName()).isEqualTo("listings.example");
		assertThat(source.getSourceId()).isEqualTo("listings.example/san-francisco/compilers-by-candlelight/200029");
		assertThat(source.getAffiliateId()).isEqualTo("2");
		assertThat(source.getImportedAt()).isEqualTo(NOW);
	}

	@Test
	void jsonLdIsStoredVerbatim() {
		importNew(this.complete);

		int begin = this.complete.indexOf("```json\n") + "```json\n".length();
		assertThat(this.dsl.selectFrom(STRUCTURED_DATA).fetchSingle(STRUCTURED_DATA.SOURCE))
			.isEqualTo(this.complete.substring(begin, this.complete.indexOf("\n```", begin)));
	}

	@Test
	void repeatedDocumentIsUnchanged() {
		UUID id = importNew(this.complete);
		String before = allRows();

		assertThat(importDocument(this.complete)).isEqualTo(new ImportOutcome.Unchanged(id, List.of()));
		assertThat(allRows()).isEqualTo(before);
	}

	@Test
	void changedDocumentUpdatesTheEvent() {
		UUID id = importNew(this.complete);

		String changed = this.complete.replace("12:30 pm", "01:45 pm").replace("Slow Evening", "Quick Evening");
		assertThat(importDocument(changed)).isInstanceOf(ImportOutcome.Updated.class);

		EventRecord event = this.dsl.selectFrom(EVENT).fetchSingle();
		assertThat(event.getId()).isEqualTo(id);
		assertThat(event.getName()).contains("Quick Evening");
		assertThat(event.getStartLocal()).isEqualTo(LocalDateTime.parse("2026-02-20T13:45"));
		assertThat(this.dsl.selectFrom(EVENT_ORGANIZER).fetch(EVENT_ORGANIZER.STARTS_AT)).hasSize(2)
			.containsOnly(event.getStartsAt());
	}

	@Test
	void partsMissingFromTheDocumentAreRemoved() {
		importNew(this.complete);

		importDocument("""
				# Event Details
				- **Event Name**: Compilers by Candlelight
				- **Event Start and End Date**: Fri, 20 Feb, 2026
				- **Event URL**: https://www.listings.example/san-francisco/compilers-by-candlelight/200029
				""");

		EventRecord event = this.dsl.selectFrom(EVENT).fetchSingle();
		assertThat(event.getVenueId()).isNull();
		assertThat(event.getDescription()).isNull();
		for (Table<?> part : List.of(TICKET, IMAGE, FAQ, EVENT_CATEGORY, EVENT_ORGANIZER, STRUCTURED_DATA)) {
			assertThat(this.dsl.fetchCount(part)).as(part.getName()).isZero();
		}
	}

	@Test
	void unchangedPartsAreNotRewritten() {
		importNew(this.complete);
		List<String> before = physicalRows(TICKET, IMAGE, EVENT_ORGANIZER, EVENT_CATEGORY, VENUE, ORGANIZER,
				STRUCTURED_DATA);

		importDocument(this.complete.replace("Two, even.", "Three, even."));

		assertThat(physicalRows(TICKET, IMAGE, EVENT_ORGANIZER, EVENT_CATEGORY, VENUE, ORGANIZER, STRUCTURED_DATA))
			.isEqualTo(before);
		assertThat(this.dsl.fetchCount(FAQ, FAQ.ANSWER.contains("Three"))).isOne();
	}

	@Test
	void venueAndOrganizersAreReusedByOtherEvents() {
		importNew(this.complete);
		importNew(this.complete.replace("200029", "200030").replace("The Lamp Room", "THE LAMP ROOM"));

		assertThat(this.dsl.fetchCount(EVENT)).isEqualTo(2);
		assertThat(this.dsl.fetchCount(VENUE)).isOne();
		assertThat(this.dsl.fetchCount(ORGANIZER)).isEqualTo(2);
	}

	@Test
	void missingVenueFieldsKeepStoredValues() {
		importNew(this.complete);
		importNew(this.complete.replace("200029", "200030")
			.replace("- **lat**: 37.79088\n", "")
			.replace("- **long**: -122.39253\n", ""));

		VenueRecord venue = this.dsl.selectFrom(VENUE).fetchSingle();
		assertThat(venue.getLatitude()).isEqualTo(37.79088);
		assertThat(venue.getVersion()).isEqualTo(1);
	}

	@Test
	void documentWithoutUrlIsIdentifiedByFileName() {
		String document = """
				# Event Details
				- **Event Name**: Nameless
				- **Event Start and End Date**: Fri, 20 Feb, 2026
				""";
		assertThat(importDocument(document)).isInstanceOf(ImportOutcome.Created.class);
		assertThat(importDocument(document)).isInstanceOf(ImportOutcome.Unchanged.class);
		assertThat(this.dsl.selectFrom(LISTING_SOURCE).fetchSingle().getName()).isEqualTo("file");
	}

	@ParameterizedTest
	@CsvSource({ "https://a.example/show?id=200029, https://a.example/show?id=200030",
			"https://a.example/show?next=/200029, https://a.example/other?next=/200029",
			"https://a.example/jazz/12, https://a.example/rock/12",
			"https://a.example/jazz/2026, https://a.example/rock/2026" })
	void differentUrlsAreDifferentEvents(String one, String other) {
		UUID first = importNew(minimalDocument("First") + "- **Event URL**: " + one + '\n');
		UUID second = importNew(minimalDocument("Second") + "- **Event URL**: " + other + '\n');

		assertThat(first).isNotEqualTo(second);
		assertThat(this.dsl.fetchCount(EVENT)).isEqualTo(2);
	}

	@Test
	void venuesInDifferentStatesAreDistinct() {
		for (String state : List.of("IL", "MA")) {
			importNew(minimalDocument(state) + "- **Event URL**: https://a.example/" + state
					+ "\n## Event venue details\n- **location**: Town Hall\n- **city**: Springfield\n- **state**: "
					+ state + "\n- **country**: United States\n");
		}
		assertThat(this.dsl.selectFrom(VENUE).orderBy(VENUE.STATE).fetch(VENUE.STATE)).containsExactly("IL", "MA");
	}

	@ParameterizedTest
	@ValueSource(strings = { "- **Q**: May I bring", "  - **A:** Yes", "## Structured Data", "\"eventStatus\"",
			"## FAQs", "We read a small" })
	void truncatedDocumentThatLosesDataIsRejected(String truncateAt) {
		importNew(this.complete);
		String before = allRows();

		ImportOutcome outcome = importDocument(
				this.complete.substring(0, this.complete.lastIndexOf(truncateAt) + truncateAt.length() - 1));

		assertThat(outcome).isInstanceOf(ImportOutcome.Rejected.class);
		assertThat(outcome.problems()).extracting(DocumentProblem::code).contains("maybe_truncated");
		assertThat(allRows()).isEqualTo(before);
	}

	@Test
	void missingFinalLineBreakStillUpdates() {
		String complete = this.complete.substring(0, this.complete.indexOf("## Structured"));
		importNew(complete);

		ImportOutcome outcome = importDocument(complete.stripTrailing().replace("Two, even.", "Three, even."));

		assertThat(outcome).isInstanceOf(ImportOutcome.Updated.class);
		assertThat(outcome.problems()).extracting(DocumentProblem::code).containsExactly("maybe_truncated");
	}

	@ParameterizedTest
	@ValueSource(strings = { "54000", "22000", "P0001", "53100" })
	void databaseErrorRejectsTheDocument(String state) {
		this.dsl.execute("""
				create function reject_row() returns trigger language plpgsql as
				$$ begin raise exception E'no\\x1b[2J' using errcode = '%s'; end $$""".formatted(state));
		this.dsl.execute("create trigger reject_row before insert on venue for each row execute function reject_row()");
		try {
			assertThat(importDocument(this.complete)).isInstanceOf(ImportOutcome.Rejected.class)
				.extracting((outcome) -> outcome.problems().getLast().message())
				.asString()
				.startsWith("The database rejected the document: ERROR: no\\u001B[2J");
		}
		finally {
			this.dsl.execute("drop function reject_row() cascade");
		}
	}

	@Test
	void concurrentImportsOfOneDocumentCreateOneEvent() throws Exception {
		List<ImportOutcome> outcomes = concurrently(8, (number) -> importDocument(this.complete));

		assertThat(outcomes).filteredOn(ImportOutcome.Created.class::isInstance).hasSize(1);
		assertThat(outcomes).filteredOn(ImportOutcome.Unchanged.class::isInstance).hasSize(7);
		assertThat(this.dsl.fetchCount(EVENT)).isOne();
	}

	@Test
	void concurrentImportsShareVenueAndOrganizers() throws Exception {
		List<ImportOutcome> outcomes = concurrently(16, (number) -> importDocument(
				this.complete.replace("200029", "3000" + number).replace("page four", "page " + number)));

		assertThat(outcomes).hasSize(16).allMatch(ImportOutcome.Created.class::isInstance);
		assertThat(this.dsl.fetchCount(VENUE)).isOne();
		assertThat(this.dsl.fetchCount(ORGANIZER)).isEqualTo(2);
	}

	@Test
	void rejectedDocumentWritesNothing() {
		assertThat(importDocument(this.complete.replace("- **Event Name**", "- **Nothing**")))
			.isInstanceOf(ImportOutcome.Created.class);
		TestDatabase.clear();

		assertThat(importDocument("# Event Details\n")).isInstanceOf(ImportOutcome.Rejected.class);
		assertThat(this.dsl.fetchCount(EVENT)).isZero();
		assertThat(this.dsl.fetchCount(VENUE)).isZero();
	}

	@Test
	void categoriesOfAnyScriptAreStored() {
		importNew(this.complete.replace("workshops, Live Music", "音楽, Théâtre & Danse, संगीत, موسيقى, Музыка, ΤΈΧΝΗ"));

		assertThat(this.dsl.fetchCount(CATEGORY)).isEqualTo(6);
		assertThat(this.dsl.selectFrom(CATEGORY).fetch(CATEGORY.SLUG)).contains("theatre-danse", "音楽");
	}

	@Test
	void textsOfMaximumLengthAreStored() {
		String longest = this.complete.replace("Compilers by Candlelight: A Slow Evening of Parsing", "𝄞".repeat(500))
			.replace("The Lamp Room, 1 Wick St, San Francisco, CA\n", "€".repeat(500) + '\n')
			.replace("We read a small", "é".repeat(150_000))
			.replace("Two candles beside an open book", "文".repeat(1000))
			.replace("Wick & Daughters", "Ж".repeat(500))
			.replace("candles.jpg", "文".repeat(150) + ".jpg");
		assertThat(importDocument(longest)).isInstanceOf(ImportOutcome.Created.class);
	}

	private static String minimalDocument(String name) {
		return "# Event Details\n- **Event Name**: " + name + "\n- **Event Start and End Date**: Fri, 20 Feb, 2026\n";
	}

	private ImportOutcome importDocument(String document) {
		return this.importer.importDocument("listing.txt", document.getBytes(StandardCharsets.UTF_8));
	}

	private UUID importNew(String document) {
		ImportOutcome outcome = importDocument(document);
		assertThat(outcome).isInstanceOf(ImportOutcome.Created.class);
		return ((ImportOutcome.Created) outcome).event();
	}

	private String allRows() {
		return List
			.of(EVENT, VENUE, ORGANIZER, EVENT_ORGANIZER, EVENT_CATEGORY, TICKET, IMAGE, FAQ, STRUCTURED_DATA,
					LISTING_SOURCE)
			.stream()
			.map((table) -> this.dsl.selectFrom(table).fetch().sortAsc(0).formatCSV())
			.toList()
			.toString();
	}

	/**
	 * The physical versions of all rows: a rewritten row has another {@code xmin}.
	 */
	private List<String> physicalRows(Table<?>... tables) {
		return List.of(tables)
			.stream()
			.flatMap((table) -> this.dsl.fetch("select xmin::text, ctid::text from {0} order by ctid", table).stream())
			.map(Object::toString)
			.toList();
	}

	private static List<ImportOutcome> concurrently(int times, IntFunction<ImportOutcome> importTask) throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			List<Callable<ImportOutcome>> tasks = IntStream.range(0, times)
				.mapToObj((number) -> (Callable<ImportOutcome>) () -> importTask.apply(number))
				.toList();
			return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
		}
	}

}
