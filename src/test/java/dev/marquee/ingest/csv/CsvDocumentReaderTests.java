package dev.marquee.ingest.csv;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.CategoryDetails;
import dev.marquee.event.EventStatus;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.Price;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.PartialDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CsvDocumentReaderTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

	private final DocumentProblems problems = new DocumentProblems();

	@Test
	void tableOfTheEventsCalendarIsRead() {
		List<SourceListing> listings = read(
				"""
						Event Name,Event Description,Event Start Date,Event Start Time,Event End Date,Event End Time,All Day Event,Event Venue Name,Event Organizer Name,Event Cost,Event Currency Symbol,Event Category,Event Website,Event Featured Image
						"Jam, and bread","<p>Bake with us.</p>",11/19/2014,6:00 PM,11/19/2014,8:30 PM,FALSE,Corner Hall,Mill Friends,15,$,"Food, Workshops",https://events.example/jam,https://events.example/jam.png
						Harvest day,,11/20/2014,,11/21/2014,,TRUE,,,,,,,
						""");
		assertThat(listings).hasSize(2);
		PartialListing jam = listings.getFirst().text();
		assertThat(jam.name()).isEqualTo("Jam, and bread");
		assertThat(jam.description()).isEqualTo("Bake with us.");
		assertThat(jam.start()).isEqualTo(time("2014-11-19T18:00"));
		assertThat(jam.end()).isEqualTo(time("2014-11-19T20:30"));
		assertThat(jam.venue().name()).isEqualTo("Corner Hall");
		assertThat(jam.organizers()).singleElement()
			.satisfies((organizer) -> assertThat(organizer.name()).isEqualTo("Mill Friends"));
		assertThat(jam.tickets()).singleElement()
			.satisfies((ticket) -> assertThat(ticket.price()).isEqualTo(Price.of(new BigDecimal("15"), "USD")));
		assertThat(jam.categories()).extracting(CategoryDetails::name).containsExactly("Food", "Workshops");
		assertThat(jam.url()).isEqualTo("https://events.example/jam");
		assertThat(jam.gallery()).extracting(ImageDetails::url).containsExactly("https://events.example/jam.png");
		assertThat(listings.get(1).text().start()).isEqualTo(day("2014-11-20"));
		assertThat(listings.get(1).text().end()).isEqualTo(day("2014-11-21"));
		assertThat(listings.get(1).location().line()).isEqualTo(3);
		assertThat(listings.get(1).location().path()).isEqualTo("row 2");
		assertThat(this.problems.toList()).isEmpty();
	}

	@Test
	void tableOfEventOnIsRead() {
		PartialListing text = only(
				"""
						publish_status,event_id,event_name,event_description,event_start_date,event_start_time,event_end_date,event_end_time,location_name,event_location,evcal_location_link,event_organizer,evcal_org_exlink,all_day,event_type_name,image_url,evcal_lmlink
						publish,77,Kite day,Fly one,05/06/2026,7:30:PM,05/06/2026,9:00:PM,East Meadow,"9 Lake Road, Bath",https://place.example,Kite Club,https://kites.example,no,Sport,https://events.example/kite.jpg,https://events.example/kite
						""")
			.text();
		assertThat(text.start()).isEqualTo(time("2026-05-06T19:30"));
		assertThat(text.end()).isEqualTo(time("2026-05-06T21:00"));
		assertThat(text.venue()).satisfies((venue) -> {
			assertThat(venue.name()).isEqualTo("East Meadow");
			assertThat(venue.fullAddress()).isEqualTo("9 Lake Road, Bath");
		});
		assertThat(text.url()).isEqualTo("https://events.example/kite");
		assertThat(text.organizers()).singleElement()
			.satisfies((organizer) -> assertThat(organizer.url()).isEqualTo("https://kites.example"));
	}

	@Test
	void tableOfGoogleCalendarIsRead() {
		PartialListing text = only(
				"""
						Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private
						Final,05/30/2026,10:00 AM,05/30/2026,1:00 PM,False,Bring pens,"Corner Hall, 12 Mill Lane, Bath BA1 1AA, UK",False
						""")
			.text();
		assertThat(text.name()).isEqualTo("Final");
		assertThat(text.start()).isEqualTo(time("2026-05-30T10:00"));
		assertThat(text.venue().countryCode()).isEqualTo("GB");
	}

	@Test
	void tableOfEventbriteIsRead() {
		PartialListing text = only(
				"""
						Event ID,Event Name,Event Status,Start Date & Time,End Date & Time,Event Timezone,Venue Name,Address 1,City,State/Province,Postal Code,Country,Event URL
						123456789012,Fair,Live,2026-05-30 10:00:00,2026-05-30 13:00:00,America/Chicago,Corner Hall,12 Mill Lane,Austin,TX,78701,US,https://www.eventbrite.example/e/123456789012
						""")
			.text();
		assertThat(text.start()).isEqualTo(time("2026-05-30T10:00", "America/Chicago"));
		assertThat(text.end()).isEqualTo(time("2026-05-30T13:00", "America/Chicago"));
		assertThat(text.venue()).satisfies((venue) -> {
			assertThat(venue.fullAddress()).isEqualTo("12 Mill Lane, 78701 Austin");
			assertThat(venue.city()).isEqualTo("Austin");
			assertThat(venue.state()).isEqualTo("TX");
			assertThat(venue.countryCode()).isEqualTo("US");
		});
	}

	@Test
	void ownNamesOfFieldsAreRead() {
		SourceListing listing = only(
				"id,name,start,end,timeZone,joinUrl\n7,Talk,2026-05-30T10:00,2026-05-30T11:00,Europe/Berlin,https://meet.example/a\n");
		assertThat(listing.id()).isEqualTo(new ListingId(null, "7"));
		assertThat(listing.text().start()).isEqualTo(time("2026-05-30T10:00", "Europe/Berlin"));
		assertThat(listing.text().attendanceMode()).isEqualTo(AttendanceMode.ONLINE);
		assertThat(this.problems.toList()).isEmpty();
	}

	@Test
	void germanTableIsGuessedAndTheMappingIsShown() {
		PartialListing text = only("""
				Programm Sommer;;;;
				;;;;
				Titel;Datum;Uhrzeit;Ort;Eintritt
				"Lesung ""Am Fluss\""";20.03.2026;19:30 Uhr;"Alte Mühle, Mühlweg 3, 04109 Leipzig";12,50 €
				""").text();
		assertThat(text.name()).isEqualTo("Lesung \"Am Fluss\"");
		assertThat(text.start()).isEqualTo(time("2026-03-20T19:30"));
		assertThat(text.venue().city()).isEqualTo("Leipzig");
		assertThat(text.tickets()).singleElement()
			.satisfies((ticket) -> assertThat(ticket.price()).isEqualTo(Price.of(new BigDecimal("12.5"), "EUR")));
		assertThat(this.problems.toList()).singleElement().satisfies((notice) -> {
			assertThat(notice.severity()).isEqualTo(DocumentProblem.Severity.NOTICE);
			assertThat(notice.code()).isEqualTo("columns_recognized");
			assertThat(notice.message()).contains("name = \"Titel\"", "startDate = \"Datum\"", "price = \"Eintritt\"");
			assertThat(notice.line()).isEqualTo(3);
		});
	}

	@Test
	void columnsCanBeGiven() {
		SourceDocument document = new SourceDocument("a.csv",
				"Wer,Was genau,Wann genau\nChor,Probe,2026-03-20\n".getBytes(StandardCharsets.UTF_8), null,
				new SourceDocument.Options(Map.of("Was genau", "name", "Wann genau", "startDate", "Wer", "organizer"),
						null));
		assertThat(read(document)).singleElement().satisfies((listing) -> {
			assertThat(listing.text().name()).isEqualTo("Probe");
			assertThat(listing.text().start()).isEqualTo(day("2026-03-20"));
			assertThat(listing.text().organizers()).hasSize(1);
		});
	}

	@Test
	void givenColumnsAreNotReplacedByOthers() {
		SourceDocument document = new SourceDocument("a.csv",
				"Title,Start,Text,Long description,Location,Venue\nChoir,2026-03-20,Brief,Long,Hall,Room 5\n"
					.getBytes(StandardCharsets.UTF_8),
				null, new SourceDocument.Options(Map.of("Text", "description", "Location", "venue"), null));
		assertThat(read(document)).singleElement().satisfies((listing) -> {
			assertThat(listing.text().description()).isEqualTo("Brief");
			assertThat(listing.text().venue().name()).isEqualTo("Hall");
		});
	}

	@Test
	void givenColumnsThatDoNotExistAreRefused() {
		byte[] bytes = "name,start\nA,2026-03-20\n".getBytes(StandardCharsets.UTF_8);
		assertThat(read(
				new SourceDocument("a.csv", bytes, null, new SourceDocument.Options(Map.of("title", "name"), null))))
			.isEmpty();
		assertThat(read(
				new SourceDocument("a.csv", bytes, null, new SourceDocument.Options(Map.of("name", "titel"), null))))
			.isEmpty();
		assertThat(this.problems.toList()).extracting(DocumentProblem::code)
			.containsExactly("column_missing", "field_unknown");
	}

	@Test
	void tableWithoutStartIsRefused() {
		assertThat(read("title,color\nA,red\n")).isEmpty();
		assertThat(this.problems.toList()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("columns_unknown");
			assertThat(problem.message()).contains("the start", "color");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { ",", ";", "\t", "|" })
	void separatorIsFound(String separator) {
		assertThat(read("name,start,venue\nA,2026-03-20,B\n".replace(",", separator)).getFirst().text().venue().name())
			.isEqualTo("B");
	}

	@Test
	void separatorThatExcelStatesIsUsed() {
		assertThat(read("sep=;\nname;start\nA, b;2026-03-20\n").getFirst().text().name()).isEqualTo("A, b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "UTF-16", "windows-1252" })
	void encodingIsFound(String encoding) {
		byte[] bytes = "name,start\nCafé,2026-03-20\n".getBytes(Charset.forName(encoding));
		assertThat(read(new SourceDocument("a.csv", bytes)).getFirst().text().name()).isEqualTo("Café");
		assertThat(read("\uFEFFname,start\nCafé,2026-03-20\n").getFirst().text().name()).isEqualTo("Café");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "25/12/2026 | 05/06/2026 | 2026-06-05", "12/25/2026 | 05/06/2026 | 2026-05-06",
					"2026-12-25 | 5-6-2026 | 2026-06-05", "2026-12-25 | 05.06.26 | 2026-06-05",
					"2026-12-25 | 46178 | 2026-06-05", "2026-12-25 | 2026/06/05 | 2026-06-05",
					"2026-12-25 | 5 June 2026 | 2026-06-05" })
	void orderOfDayAndMonthIsThatOfTheTable(String other, String date, LocalDate expected) {
		assertThat(read("name,date\nA," + other + "\nB," + date + "\n").get(1).text().start())
			.isEqualTo(new PartialDateTime(expected, null, null));
	}

	@Test
	void orderThatTheTableDoesNotShowIsReported() {
		assertThat(read("name,date\nA,05/06/2026\n").getFirst().text().start()).isEqualTo(day("2026-05-06"));
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).contains("date_order");
	}

	@Test
	void endWithoutDateIsOnTheNextDayIfItIsEarlier() {
		PartialListing text = only("name,date,start time,end time\nBall,2026-03-20,22:00,02:00\n").text();
		assertThat(text.end()).isEqualTo(time("2026-03-21T02:00"));
	}

	@Test
	void dayAndTimesInColumnsOfStartAndEndAreRead() {
		PartialListing text = only("Name,Date,Start,End\nBall,2026-03-20,20:00,22:30\n").text();
		assertThat(text.start()).isEqualTo(time("2026-03-20T20:00"));
		assertThat(text.end()).isEqualTo(time("2026-03-20T22:30"));
	}

	@Test
	void rowThatCannotBeReadDoesNotConcernTheOthers() {
		List<SourceListing> listings = read("name,start\nA,soon\n,,,\nB,2026-03-20\nC\n");
		assertThat(listings).extracting((listing) -> listing.text().name()).containsExactly("A", "B", "C");
		assertThat(listings.getFirst().problems().toList()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("date_unreadable");
			assertThat(problem.path()).isEqualTo("row 1, column start");
			assertThat(problem.value()).isEqualTo("soon");
			assertThat(problem.line()).isEqualTo(2);
		});
		assertThat(listings.get(1).text().start()).isEqualTo(day("2026-03-20"));
		assertThat(listings.get(2).text().start()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = { "\"A, B\",2026-03-20 | A, B",
			"\"A\" and B,2026-03-20 | A and B", "5\" disc,2026-03-20 | 5\" disc", " \"A, B\" , \"2026-03-20\" | A, B" })
	void quotationMarksAreReadAsProgramsWriteThem(String row, String name) {
		SourceListing listing = only("name,start\n" + row + "\n");
		assertThat(listing.text().name()).isEqualTo(name);
		assertThat(listing.text().start()).isEqualTo(day("2026-03-20"));
		assertThat(listing.problems().toList()).isEmpty();
	}

	@Test
	void openQuotationMarkRejectsItsRow() {
		List<SourceListing> listings = read("name,start\nA,2026-03-20\n\"B,2026-03-21\nC,2026-03-22\n");
		assertThat(listings).hasSize(2);
		assertThat(listings.get(1).problems().hasErrors()).isTrue();
		assertThat(listings.get(1).problems().toList()).extracting(DocumentProblem::code).contains("quote_open");
	}

	@Test
	void draftIsNotPublic() {
		assertThat(read("publish_status,event_name,event_start_date\ndraft,A,05/06/2026\npublish,B,05/06/2026\n"))
			.extracting((listing) -> listing.problems().hasErrors())
			.containsExactly(true, false);
	}

	@Test
	void statusIsRead() {
		assertThat(read("name,start,status\nA,2026-03-20,Cancelled\nB,2026-03-20,scheduled\nC,2026-03-20,odd\n"))
			.extracting((listing) -> listing.text().status())
			.containsExactly(EventStatus.CANCELLED, EventStatus.SCHEDULED, null);
	}

	@Test
	void lineBreaksInQuotationMarksBelongToTheirField() {
		List<SourceListing> listings = read(
				"name,start,description\r\nA,2026-03-20,\"One\r\nTwo\"\r\nB,2026-03-20,Three\r\n");
		assertThat(listings.getFirst().text().description()).isEqualTo("One\nTwo");
		assertThat(listings.get(1).location().line()).isEqualTo(4);
	}

	@Test
	void rowsArePassedOnOneByOne() {
		StringBuilder table = new StringBuilder("name,start\n");
		for (int index = 0; index < 20_000; index++) {
			table.append("Event ").append(index).append(",2026-03-20T10:00\n");
		}
		int[] count = { 0 };
		new CsvDocumentReader(CLOCK).read(
				new SourceDocument("a.csv", table.toString().getBytes(StandardCharsets.UTF_8)), DocumentFormat.CSV,
				this.problems, (listing) -> count[0]++);
		assertThat(count[0]).isEqualTo(20_000);
	}

	private SourceListing only(String text) {
		List<SourceListing> listings = read(text);
		assertThat(listings).hasSize(1);
		return listings.getFirst();
	}

	@Test
	void headersInShortAreRead() {
		SourceListing listing = only("""
				title,desc,long_desc,start_date,end_date,location_name,link,img,keyword
				Lamp walk,By the mill,With tea and 5.31 songs,2026-03-06 19:30,2026-03-06 21:00,Corner Hall,\
				https://events.example/lamp,https://events.example/lamp.png,Walks
				""");
		assertThat(listing.text().description()).isEqualTo("With tea and 5.31 songs");
		assertThat(listing.text().gallery()).extracting(ImageDetails::url)
			.containsExactly("https://events.example/lamp.png");
		assertThat(listing.problems().toList()).extracting(DocumentProblem::code)
			.doesNotContain("coordinates_unreadable");
	}

	/** Such a word names a field only if nothing follows it. */
	@ParameterizedTest
	@ValueSource(strings = { "long_walk", "by_line", "page views", "private notes", "local group" })
	void firstWordOfAnotherHeaderNamesNoField(String header) {
		read("title,start_date,place_text,%s\nLamp walk,2026-03-06 19:30,Corner Hall,yes\n".formatted(header));
		assertThat(this.problems.toList()).filteredOn((problem) -> problem.code().equals("columns_recognized"))
			.singleElement()
			.satisfies((problem) -> assertThat(problem.message()).contains("not used: \"" + header + '"'));
	}

	@Test
	void venueBesideALocationIsItsName() {
		PartialListing text = only("""
				Subject,Start Date,End Date,Location,Country,Venue
				Lamp days,2026-03-06,2026-03-07,"Portland, Oregon, United States of America",USA,Corner Hall
				""").text();
		assertThat(text.venue()).satisfies((venue) -> {
			assertThat(venue.name()).isEqualTo("Corner Hall");
			assertThat(venue.fullAddress()).isEqualTo("Portland, Oregon, United States of America");
			assertThat(venue.city()).isEqualTo("Portland");
			assertThat(venue.state()).isEqualTo("Oregon");
			assertThat(venue.countryCode()).isEqualTo("US");
		});
	}

	@Test
	void provinceBeforeTheCountryIsNoCity() {
		PartialListing text = only("""
				Subject,Start Date,Location,Country,Venue
				Lamp days,2026-03-06,"Pune, Maharashtra, India",IND,Corner Hall
				""").text();
		assertThat(text.venue().city()).isNull();
		assertThat(text.venue().countryCode()).isEqualTo("IN");
	}

	/** A country in its own column does not hide what the text of the place says. */
	@Test
	void placeInOneTextIsReadBesideItsCountry() {
		PartialListing text = only("""
				Subject,Start Date,Location,Country
				Lamp days,2026-03-06,"Cleveland, Ohio, United States of America",USA
				""").text();
		assertThat(text.venue()).satisfies((venue) -> {
			assertThat(venue.city()).isEqualTo("Cleveland");
			assertThat(venue.state()).isEqualTo("Ohio");
			assertThat(venue.countryCode()).isEqualTo("US");
		});
	}

	@Test
	void summaryIsTheNameIfNoColumnIs() {
		assertThat(read(
				"Calname, Summary, Start, End\nvillage,Harvest day,2026-09-20 10:00:00 UTC,2026-09-20 11:30:00 UTC\n")
			.getFirst()
			.text()
			.name()).isEqualTo("Harvest day");
	}

	@Test
	void dateWithoutYearIsTheNextSuchDayAfterTheImport() {
		List<SourceListing> listings = read(
				"Name,Date,Time\nLamps,12 March,7 pm\nRivers,Nov 30,\nBells,1. Mai,20 Uhr\n");
		assertThat(listings).extracting((listing) -> listing.text().start())
			.containsExactly(time("2027-03-12T19:00"), day("2026-11-30"), time("2027-05-01T20:00"));
		assertThat(listings.getFirst().problems().toList()).extracting(DocumentProblem::code).contains("year_assumed");
	}

	private List<SourceListing> read(String text) {
		return read(new SourceDocument("a.csv", text.getBytes(StandardCharsets.UTF_8)));
	}

	private List<SourceListing> read(SourceDocument document) {
		List<SourceListing> listings = new ArrayList<>();
		new CsvDocumentReader(CLOCK).read(document, DocumentFormat.CSV, this.problems, listings::add);
		return listings;
	}

	private static PartialDateTime time(String local) {
		LocalDateTime time = LocalDateTime.parse(local);
		return new PartialDateTime(time.toLocalDate(), time.toLocalTime(), null);
	}

	private static PartialDateTime time(String local, String zone) {
		return time(local).withZone(ZoneId.of(zone));
	}

	private static PartialDateTime day(String date) {
		return new PartialDateTime(LocalDate.parse(date), null, null);
	}

}
