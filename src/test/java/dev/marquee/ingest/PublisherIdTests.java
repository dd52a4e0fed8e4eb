package dev.marquee.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import dev.marquee.database.TestDatabase;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.DocumentReader;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.ListingRevision;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.jsonld.JsonLdDocumentReader;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.mutation.AuditActor;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.marquee.db.Tables.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listings with an id of their publisher, of a format with one listing a line: id, name,
 * hour, URL, sequence.
 */
class PublisherIdTests {

	private static final String URL = "https://club.example/calendar";

	private final DSLContext dsl = TestDatabase.dsl();

	private final ListingImporter importer = importer();

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void idIdentifiesTheEventInEveryDocument() {
		ListingOutcome first = importLines("one.ics", "1|Walk|19||0").getFirst();
		ListingOutcome moved = importLines("two.ics", "2|Talk|19||0", "1|Long walk|20||0").getLast();
		assertThat(moved.outcome().event()).isEqualTo(first.outcome().event());
		assertThat(moved.outcome().statusName()).isEqualTo("updated");
		assertThat(moved.label()).isEqualTo("1");
		assertThat(moved.outcome().problems()).extracting(DocumentProblem::code).contains("start_moved");
		assertThat(this.dsl.fetchCount(EVENT)).isEqualTo(2);
	}

	@Test
	void eventsWithDifferentIdsAtOneUrlAndStartStayApart() {
		importLines("one.ics", "1|Walk|19|" + URL + "|0", "2|Talk|19|" + URL + "|0");
		assertThat(this.dsl.fetchCount(EVENT)).isEqualTo(2);
		assertThat(importLines("one.ics", "2|Talk!|19|" + URL + "|0", "1|Walk|19|" + URL + "|0"))
			.extracting((outcome) -> outcome.outcome().statusName())
			.containsExactly("updated", "unchanged");
	}

	@Test
	void pageAndCalendarOfOneEventAreOneEvent() {
		String page = "{\"@type\": \"Event\", \"name\": \"Walk\", \"startDate\": \"2027-02-20T19:00Z\", \"url\": \""
				+ URL + "\"}";
		ImportOutcome fromPage = this.importer.importDocument("page.json", page.getBytes(StandardCharsets.UTF_8));
		ListingOutcome fromCalendar = importLines("one.ics", "1|Walk|19|" + URL + "|0").getFirst();
		assertThat(fromCalendar.outcome().event()).isEqualTo(fromPage.event());
		ImportOutcome again = this.importer.importDocument("page.json",
				page.replace("Walk", "Walk!").getBytes(StandardCharsets.UTF_8));
		assertThat(again.event()).isEqualTo(fromPage.event());
		assertThat(this.dsl.fetchCount(EVENT)).isEqualTo(1);
	}

	@Test
	void olderRevisionChangesNothing() {
		importLines("new.ics", "1|Late|19||3");
		ListingOutcome older = importLines("old.ics", "1|Early|19||2").getFirst();
		assertThat(older.outcome().statusName()).isEqualTo("unchanged");
		assertThat(older.outcome().problems()).extracting(DocumentProblem::code).contains("older_revision");
		assertThat(this.dsl.fetchSingle(EVENT).getName()).isEqualTo("Late");
		assertThat(importLines("new.ics", "1|Latest|19||4").getFirst().outcome().statusName()).isEqualTo("updated");
	}

	private List<ListingOutcome> importLines(String name, String... lines) {
		List<ListingOutcome> outcomes = new ArrayList<>();
		SourceDocument document = new SourceDocument(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
		this.importer.importDocument(new DocumentRequest(document, DocumentFormat.ICALENDAR, false),
				ImportCommand.ACTOR, outcomes::add);
		return outcomes;
	}

	private static ListingImporter importer() {
		DSLContext dsl = TestDatabase.dsl();
		Clock clock = Clock.fixed(Instant.parse("2027-01-01T00:00:00Z"), ZoneOffset.UTC);
		ListingWriter writer = ListingImporterTests.writer(clock);
		DocumentReaders readers = new DocumentReaders(List.of(new LineReader(), new JsonLdDocumentReader()),
				new ListingAssembler(ListingFixtures.TIME_ZONES));
		return new ListingImporter(readers, writer, new ImportedDocuments(dsl), new AuditActor(dsl),
				Objects.requireNonNull(TestDatabase.transactionTemplate().getTransactionManager()), clock);
	}

	private static final class LineReader implements DocumentReader {

		@Override
		public Set<DocumentFormat> formats() {
			return Set.of(DocumentFormat.ICALENDAR);
		}

		@Override
		public void read(SourceDocument document, DocumentFormat format, DocumentProblems problems,
				Consumer<SourceListing> listings) {
			new String(document.bytes(), StandardCharsets.UTF_8).lines().forEach((line) -> {
				String[] fields = line.split("\\|");
				PartialListing listing = PartialListing.builder()
					.name(fields[1])
					.start(new PartialDateTime(LocalDate.parse("2027-02-20"),
							LocalTime.of(Integer.parseInt(fields[2]), 0), ZoneOffset.UTC))
					.url(fields[3].isEmpty() ? null : fields[3])
					.build();
				listings.accept(SourceListing.builder(listing, DocumentLocation.DOCUMENT, new DocumentProblems())
					.id(new ListingId("ical", fields[0]))
					.revision(new ListingRevision(Integer.valueOf(fields[4]), null))
					.build());
			});
		}

	}

}
