package dev.marquee.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventStatus;
import dev.marquee.event.EventTime.ZoneSource;
import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.event.TicketDetails;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.venue.TimeZoneFinder;
import dev.marquee.venue.VenueDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ListingTextReaderTests {

	private static final String COMPLETE = ListingFixtures.COMPLETE;

	private static final String HEAD = """
			# Event Details
			- **Event Name**: Rain Choir
			- **Event Start and End Date**: Fri, 20 Feb, 2026 at 07:00 pm
			""";

	private final ListingTextReader reader = new ListingTextReader(ListingFixtures.TIME_ZONES, ListingFixtures.CLOCK);

	@Test
	void completeDocumentHasNoProblems() {
		assertThat(read(COMPLETE).problems()).isEmpty();
	}

	@Test
	void sectionOrderAndHeadingLevelAreIgnored() {
		int venue = COMPLETE.indexOf("## Event venue details");
		int organizer = COMPLETE.indexOf("## Event Organizer details");
		String reordered = COMPLETE.substring(venue, organizer)
			.replace("## Event venue details", "#### EVENT VENUE DETAILS ####") + COMPLETE.substring(0, venue)
				+ COMPLETE.substring(organizer);

		assertThat(read(reordered).listing()).isEqualTo(read(COMPLETE).listing());
	}

	@Test
	void keysAreCaseInsensitive() {
		assertThat(listing(HEAD.replace("Event Name", "EVENT NAME")).event().name()).isEqualTo("Rain Choir");
	}

	@Test
	void nameAndStartAreSufficient() {
		Listing listing = listing(HEAD);
		assertThat(listing.venue()).isNull();
		assertThat(listing.source())
			.isEqualTo(new Listing.Source("file", "listing.txt", true, null, null, "listing.txt", null));
		assertThat(listing.event().attendanceMode()).isEqualTo(AttendanceMode.UNKNOWN);
		assertThat(listing.event().status()).isEqualTo(EventStatus.SCHEDULED);
	}

	@Test
	void repeatedKeyStartsATicket() {
		List<TicketDetails> tickets = listing(HEAD + """
				## Ticket Details
				- **Ticket URL**: https://tickets.example/1
				- **Ticket Price**: Free
				- **Ticket URL**: https://tickets.example/2
				- **Ticket Name**: Balcony
				- **Ticket Price**: EUR 25.00
				- **Availability**: Sold out
				- **Ticket Name**: Stalls
				- **Availability**: Pre-order
				""").event().tickets();
		assertThat(tickets).extracting(TicketDetails::name).containsExactly(null, "Balcony", "Stalls");
		assertThat(tickets).extracting(TicketDetails::availability)
			.containsExactly(Availability.UNKNOWN, Availability.SOLD_OUT, Availability.PRE_ORDER);
		assertThat(tickets).extracting(TicketDetails::url)
			.containsExactly("https://tickets.example/1", "https://tickets.example/2", null);
		assertThat(tickets.getFirst().price()).isEqualTo(Price.FREE);
	}

	@Test
	void onlineEventHasNoVenue() {
		Listing listing = listing(
				HEAD + "## Event venue details\n- **location**: Online\n- **lat**: 0\n- **long**: 0\n");
		assertThat(listing.venue()).isNull();
		assertThat(listing.event().attendanceMode()).isEqualTo(AttendanceMode.ONLINE);
	}

	@Test
	void onlineEventUsesTheZoneOfItsVenue() {
		ReadResult result = read(COMPLETE.replace("OfflineEvent", "OnlineEvent"));
		Listing listing = Objects.requireNonNull(result.listing());
		assertThat(listing.event().attendanceMode()).isEqualTo(AttendanceMode.ONLINE);
		assertThat(listing.event().start().zone()).hasToString("America/Los_Angeles");
		assertThat(listing.venue()).isNotNull().extracting(VenueDetails::latitude).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "# Reviews", "## Reviews",
			"## Reviews of a very long name, long, long, long, long, long, long, long, long, long, long, long" })
	void unknownSectionIsSkipped(String heading) {
		String reviews = heading + "\n- **Q**: Was it good?\n  - **A:** Very.\nFive stars.\n";
		ReadResult result = read(COMPLETE.replace("## Structured", reviews + "## Structured"));
		assertThat(result.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("section_unknown");
			assertThat(problem.message()).contains("Reviews").hasSizeLessThan(140);
		});
		assertThat(result.listing()).isEqualTo(read(COMPLETE).listing());
	}

	@ParameterizedTest
	@ValueSource(strings = { "- **Event URL**: https://a.exam", "## FAQs\n- *\n", "## FAQs\n- **\n", "## FAQs\n- **Q\n",
			"## FAQs\n- **Q**: Why?\n", "## FAQs\n- **Q**: Why?\n  - **A:**\n", "- **Event URL**:\n",
			"## Event gallery\n- **Alt text**: banner\n" })
	void truncatedEndIsReported(String end) {
		ReadResult result = read(HEAD + end);
		String last = end.strip().substring(end.strip().lastIndexOf('\n') + 1).strip();
		assertThat(result.isTruncated()).isTrue();
		assertThat(result.problems()).filteredOn((problem) -> problem.code().equals("maybe_truncated"))
			.singleElement()
			.satisfies((problem) -> assertThat(problem.message()).contains('"' + last + '"'))
			.satisfies((problem) -> assertThat(problem.line()).isEqualTo((int) (HEAD + end).lines().count()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "- **Interested Audience**:\n", "## FAQs\n- **Q**: Why?\n  - **A:** So.\n- *so*\n",
			"## Ticket Details\n- **Ticket Price**:\n", "## Structured Data (JSON-LD)\n```json\n{}\n```" })
	void regularEndIsNotReported(String end) {
		assertThat(read(HEAD + end).isTruncated()).isFalse();
	}

	@Test
	void repeatedKeyIsReportedByItsLabel() {
		assertThat(read(HEAD + "- **Event Name**: Sun Choir\n").problems()).anyMatch((problem) -> problem.message()
			.equals("`Event Name` occurs more than once: the value that the JSON-LD has, or else the last one, is used."));
	}

	@ParameterizedTest
	@CsvSource({ "Deutschland, Europe/Berlin", "Germany, Europe/Berlin", "UK, Europe/London",
			"Österreich, Europe/Vienna", "日本, Asia/Tokyo", "Argentina, America/Argentina/Buenos_Aires",
			"Türkiye, Europe/Istanbul", "Turkey, Europe/Istanbul" })
	void countryWithOneOffsetDeterminesTheZone(String country, String zone) {
		Listing listing = listing(HEAD + "## Event venue details\n- **country**: " + country + "\n");
		assertThat(listing.event().start().zone()).hasToString(zone);
		assertThat(listing.event().start().zoneSource()).isEqualTo(ZoneSource.VENUE);
	}

	@Test
	void countryWithSeveralOffsetsAssumesUtc() {
		Listing listing = listing(HEAD + "## Event venue details\n- **country**: U.S.A.\n");
		assertThat(listing.event().start().zoneSource()).isEqualTo(ZoneSource.ASSUMED);
		assertThat(listing.venue()).isNotNull().extracting(VenueDetails::countryCode).isEqualTo("US");
	}

	@Test
	void jsonLdFillsMissingFields() {
		Listing listing = listing(HEAD + """
				## Structured Data (JSON-LD)
				```json
				{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, {
				  "@type": ["Thing", "schema:MusicEvent"], "name": "Rain Choir",
				  "startDate": "2026-02-20T19:00:00+01:00", "endDate": "2026-02-20T21:00:00+01:00",
				  "eventStatus": "EventCancelled",
				  "location": {"@type": "Place", "name": "Barrel Hall",
				    "address": {"addressLocality": "Graz", "addressCountry": {"@type": "Country", "name": "AT"}}},
				  "offers": [{"price": 12.5, "priceCurrency": "EUR", "availability": "http://schema.org/InStock"}],
				  "image": [{"@type": "ImageObject", "url": "https://images.example/rain.jpg"}],
				  "organizer": "Rain Society"}]}
				```
				""");
		assertThat(listing.event().end()).isNotNull();
		assertThat(listing.event().start().zone()).hasToString("Europe/Vienna");
		assertThat(listing.event().start().zoneSource()).isEqualTo(ZoneSource.STATED);
		assertThat(listing.event().status()).isEqualTo(EventStatus.CANCELLED);
		assertThat(listing.venue()).isNotNull().extracting(VenueDetails::name).isEqualTo("Barrel Hall");
		assertThat(listing.event().tickets()).singleElement()
			.extracting(TicketDetails::availability)
			.isEqualTo(Availability.IN_STOCK);
		assertThat(listing.event().gallery()).hasSize(1);
		assertThat(listing.organizers()).extracting(OrganizerDetails::name).containsExactly("Rain Society");
	}

	@Test
	void conflictIsReportedAndTheTextWins() {
		ReadResult result = read(COMPLETE.replace("\"name\": \"Compilers", "\"name\": \"Interpreters"));
		assertThat(result.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("disagreement");
			assertThat(problem.message()).contains("name").contains("the text wins");
		});
		assertThat(Objects.requireNonNull(result.listing()).event().name()).startsWith("Compilers");
	}

	@Test
	void longerDescriptionWinsOverItsPrefix() {
		String text = "We sing in the rain until the rain stops, and then we sing some more.";
		ReadResult result = read(
				HEAD + "- **Event Description**: " + text.substring(0, 60) + "...\n## Structured Data (JSON-LD)\n"
						+ "{\"@type\": \"Event\", \"description\": \"" + text + "\"}\n");
		assertThat(Objects.requireNonNull(result.listing()).event().description()).isEqualTo(text);
		assertThat(result.problems()).extracting(DocumentProblem::code).contains("disagreement");
	}

	@Test
	void zoneBoundariesAreLoadedForDocumentsThatNeedThem() {
		TimeZoneFinder zones = new TimeZoneFinder();
		DocumentReaders unprepared = new DocumentReaders(List.of(new ListingTextReader(zones, ListingFixtures.CLOCK)),
				new ListingAssembler(zones));
		unprepared.prepare(DocumentRequest.of("head.txt", HEAD.getBytes(StandardCharsets.UTF_8)));
		assertThat(zones.areBoundariesLoaded()).isFalse();
		unprepared.prepare(DocumentRequest.of("whole.txt", COMPLETE.getBytes(StandardCharsets.UTF_8)));
		assertThat(zones.areBoundariesLoaded()).isTrue();
	}

	@Test
	void severalBlocksOfJsonLdAreJoined() {
		ReadResult result = read(
				HEAD + "## Structured Data (JSON-LD)\n```json\n{\"a\": 1}\n```\n```json\n{\"b\": 2}\n```\n");
		assertThat(Objects.requireNonNull(result.listing()).event().structuredData())
			.isEqualTo("[{\"a\": 1},\n{\"b\": 2}]");
		assertThat(result.problems()).extracting(DocumentProblem::code).contains("several_blocks");
	}

	private ReadResult read(String document) {
		return this.reader.read("listing.txt", document.getBytes(StandardCharsets.UTF_8));
	}

	private Listing listing(String document) {
		ReadResult result = read(document);
		assertThat(result.listing()).as(result.problems().toString()).isNotNull();
		return Objects.requireNonNull(result.listing());
	}

}
