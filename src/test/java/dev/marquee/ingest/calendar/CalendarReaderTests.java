package dev.marquee.ingest.calendar;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.CategoryDetails;
import dev.marquee.event.EventStatus;
import dev.marquee.event.IdentifierDetails;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.Price;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.ListingRevision;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.organizer.OrganizerDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CalendarReaderTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private final DocumentProblems problems = new DocumentProblems();

	@Test
	void eventHasAllItsFields() {
		SourceListing listing = only("""
				UID:lantern-walk-7@events.example
				SEQUENCE:3
				LAST-MODIFIED:20260301T101500Z
				DTSTART;TZID=Europe/Berlin:20260612T193000
				DTEND;TZID=Europe/Berlin:20260612T220000
				SUMMARY:Lantern walk\\, with tea
				DESCRIPTION:First line\\nSecond line\\; with a semicolon
				LOCATION:Corner Hall\\, Mill Lane 12\\, 04109 Leipzig\\, Germany
				GEO:51.34;12.37
				CATEGORIES:Walks,Food & Drink
				CATEGORIES:Walks
				STATUS:CONFIRMED
				URL:https://events.example/lantern-walk
				ORGANIZER;CN=Friends of the Mill:mailto:mill@events.example
				IMAGE;VALUE=URI;FMTTYPE=image/png:https://events.example/lantern.png
				ATTACH;FMTTYPE=application/pdf:https://events.example/plan.pdf
				ATTACH:https://events.example/crowd.JPG?w=800
				""");
		PartialListing text = listing.text();
		assertThat(text.name()).isEqualTo("Lantern walk, with tea");
		assertThat(text.description()).isEqualTo("First line\nSecond line; with a semicolon");
		assertThat(text.start()).isEqualTo(time("2026-06-12T19:30", BERLIN));
		assertThat(text.end()).isEqualTo(time("2026-06-12T22:00", BERLIN));
		assertThat(text.venue()).satisfies((venue) -> {
			assertThat(venue.name()).isEqualTo("Corner Hall");
			assertThat(venue.fullAddress()).isEqualTo("Mill Lane 12, 04109 Leipzig, Germany");
			assertThat(venue.city()).isEqualTo("Leipzig");
			assertThat(venue.countryCode()).isEqualTo("DE");
			assertThat(venue.latitude()).isEqualTo(51.34);
			assertThat(venue.longitude()).isEqualTo(12.37);
		});
		assertThat(text.categories()).extracting(CategoryDetails::name).containsExactly("Walks", "Food & Drink");
		assertThat(text.status()).isEqualTo(EventStatus.SCHEDULED);
		assertThat(text.url()).isEqualTo("https://events.example/lantern-walk");
		assertThat(text.organizers()).extracting(OrganizerDetails::name).containsExactly("Friends of the Mill");
		assertThat(text.organizers()).extracting(OrganizerDetails::url).containsOnlyNulls();
		assertThat(text.gallery()).extracting(ImageDetails::url)
			.containsExactly("https://events.example/lantern.png", "https://events.example/crowd.JPG?w=800");
		assertThat(text.recurrence()).isNull();
		assertThat(listing.id()).isEqualTo(new ListingId("ical", "lantern-walk-7@events.example"));
		assertThat(listing.revision()).isEqualTo(new ListingRevision(3, Instant.parse("2026-03-01T10:15:00Z")));
		assertThat(text.facts().identifiers()).extracting(IdentifierDetails::value)
			.containsExactly("lantern-walk-7@events.example");
		assertThat(listing.location().line()).isEqualTo(3);
		assertThat(listing.problems().toList()).isEmpty();
	}

	@Test
	void endOfWholeDaysIsExclusive() {
		PartialListing text = only("DTSTART;VALUE=DATE:20260704\nDTEND;VALUE=DATE:20260706\nSUMMARY:Fair\n").text();
		assertThat(text.start()).isEqualTo(day("2026-07-04"));
		assertThat(text.end()).isEqualTo(day("2026-07-05"));
	}

	@ParameterizedTest
	@CsvSource({ "DTEND;VALUE=DATE:20260704,2026-07-04", "DTEND;VALUE=DATE:20260705,2026-07-04",
			"DURATION:P2D,2026-07-05", "DURATION:PT24H,2026-07-04", "DTEND:20260705T000000,2026-07-04" })
	void wholeDayEndsInTheForms(String line, LocalDate last) {
		assertThat(only("DTSTART;VALUE=DATE:20260704\nSUMMARY:Fair\n" + line + "\n").text().end())
			.isEqualTo(new PartialDateTime(last, null, null));
	}

	@Test
	void timeWithALetterBehindItIsRead() {
		assertThat(only("DTSTART;TZID=Europe/Berlin:20260704T193000T\nSUMMARY:Fair\n").text().start())
			.isEqualTo(time("2026-07-04T19:30", BERLIN));
	}

	@Test
	void durationIsExactAcrossTheChangeOfClocks() {
		PartialListing text = only("DTSTART;TZID=Europe/Berlin:20260328T230000\nDURATION:PT4H\nSUMMARY:Night watch\n")
			.text();
		assertThat(text.end()).isEqualTo(time("2026-03-29T04:00", BERLIN));
		assertThat(only("DTSTART;TZID=Europe/Berlin:20260328T230000\nDURATION:P1D\nSUMMARY:Night watch\n").text().end())
			.isEqualTo(time("2026-03-29T23:00", BERLIN));
	}

	@Test
	void dayThatOutlookWritesAsMidnightsIsADay() {
		PartialListing text = only("""
				X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
				DTSTART;TZID=W. Europe Standard Time:20260704T000000
				DTEND;TZID=W. Europe Standard Time:20260705T000000
				SUMMARY:Fair
				""").text();
		assertThat(text.start()).isEqualTo(day("2026-07-04"));
		assertThat(text.end()).isEqualTo(day("2026-07-04"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Europe/Berlin | Europe/Berlin", "europe/berlin | Europe/Berlin",
					"/mozilla.org/20050126_1/Europe/Berlin | Europe/Berlin",
					"/tzurl.org/2025a/America/Argentina/Ushuaia | America/Argentina/Ushuaia",
					"W. Europe Standard Time | Europe/Berlin", "Eastern Standard Time | America/New_York",
					"US-Eastern | US/Eastern", "(GMT +02:00) | +02:00", "TZID=Europe/Berlin | Europe/Berlin",
					"'Amsterdam, Berlin, Paris' | Europe/Amsterdam", "Melbourne | Australia/Melbourne",
					"\"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna\" | Europe/Amsterdam",
					"\"(GMT-05:00) Eastern Time (US & Canada)\" | -05:00", "GMT+0530 | +05:30",
					"Eastern | America/New_York", "(UTC+10:00) Canberra, Melbourne, Sydney | Australia/Canberra",
					"US/Pacific | US/Pacific", "UTC | UTC", "tzone://Microsoft/Utc | UTC" })
	void timeZoneIsFoundByItsSpelling(String id, String zone) {
		assertThat(only("DTSTART;TZID=" + id + ":20260704T100000\nSUMMARY:Fair\n").text().start().zone())
			.isEqualTo(ZoneId.of(zone));
	}

	@Test
	void timeZoneIsFoundByItsDefinition() {
		String definition = """
				BEGIN:VTIMEZONE
				TZID:Office
				BEGIN:DAYLIGHT
				TZOFFSETFROM:-0500
				TZOFFSETTO:-0400
				DTSTART:20070311T020000
				RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
				END:DAYLIGHT
				BEGIN:STANDARD
				TZOFFSETFROM:-0400
				TZOFFSETTO:-0500
				DTSTART:20071104T020000
				RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
				END:STANDARD
				END:VTIMEZONE
				""";
		String event = "BEGIN:VEVENT\nDTSTART;TZID=Office:20260704T100000\nSUMMARY:Fair\nEND:VEVENT\n";
		for (String body : List.of(definition + event, event + definition)) {
			assertThat(read("BEGIN:VCALENDAR\nVERSION:2.0\n" + body + "END:VCALENDAR\n").getFirst().text().start())
				.isEqualTo(time("2026-07-04T10:00", ZoneId.of("America/New_York")));
		}
	}

	@Test
	void timeZoneIsFoundByTheLocationInItsDefinition() {
		assertThat(read("""
				BEGIN:VCALENDAR
				BEGIN:VTIMEZONE
				TZID:Home
				X-LIC-LOCATION:Pacific/Auckland
				END:VTIMEZONE
				BEGIN:VEVENT
				DTSTART;TZID=Home:20260704T100000
				SUMMARY:Fair
				END:VEVENT
				END:VCALENDAR
				""").getFirst().text().start().zone()).isEqualTo(ZoneId.of("Pacific/Auckland"));
	}

	@Test
	void unknownTimeZoneIsReported() {
		SourceListing listing = only("DTSTART;TZID=Dreamtime:20260704T100000\nSUMMARY:Fair\n");
		assertThat(listing.text().start()).isEqualTo(time("2026-07-04T10:00", null));
		assertThat(codes(listing)).containsExactly("zone_unknown");
	}

	@Test
	void floatingTimeIsInTheZoneOfTheVenueOrElseOfTheCalendar() {
		String calendar = "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Asia/Tokyo\nBEGIN:VEVENT\nDTSTART:20260704T100000\nSUMMARY:Fair\n%sEND:VEVENT\nEND:VCALENDAR\n";
		assertThat(read(calendar.formatted("")).getFirst().text().start())
			.isEqualTo(time("2026-07-04T10:00", ZoneId.of("Asia/Tokyo")));
		assertThat(read(calendar.formatted("LOCATION:Corner Hall\\, Leipzig\\, Germany\n")).getFirst().text().start())
			.isEqualTo(time("2026-07-04T10:00", null));
		SourceDocument document = new SourceDocument("a.ics",
				calendar.replace("X-WR-TIMEZONE:Asia/Tokyo\n", "").formatted("").getBytes(StandardCharsets.UTF_8), null,
				new SourceDocument.Options(Map.of(), BERLIN));
		assertThat(read(document).getFirst().text().start()).isEqualTo(time("2026-07-04T10:00", BERLIN));
	}

	@Test
	void utcIsShownInTheZoneOfTheCalendar() {
		assertThat(read("""
				BEGIN:VCALENDAR
				X-WR-TIMEZONE:Europe/Berlin
				BEGIN:VEVENT
				DTSTART:20260704T170000Z
				DTEND:20260704T190000Z
				SUMMARY:Fair
				END:VEVENT
				END:VCALENDAR
				""").getFirst().text()).satisfies((text) -> {
			assertThat(text.start()).isEqualTo(time("2026-07-04T19:00", BERLIN));
			assertThat(text.end()).isEqualTo(time("2026-07-04T21:00", BERLIN));
		});
	}

	@Test
	void cancellationIsReadFromStatusMethodAndNothingElse() {
		assertThat(only("DTSTART:20260704T100000Z\nSUMMARY:Fair\nSTATUS:CANCELLED\n").text().status())
			.isEqualTo(EventStatus.CANCELLED);
		assertThat(read(
				"BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nDTSTART:20260704T100000Z\nSUMMARY:Fair\nEND:VEVENT\nEND:VCALENDAR\n")
			.getFirst()
			.text()
			.status()).isEqualTo(EventStatus.CANCELLED);
		SourceListing tentative = only("DTSTART:20260704T100000Z\nSUMMARY:Fair\nSTATUS:TENTATIVE\n");
		assertThat(tentative.text().status()).isEqualTo(EventStatus.SCHEDULED);
		assertThat(codes(tentative)).containsExactly("tentative");
		assertThat(codes(only("DTSTART:20260704T100000Z\nSUMMARY:Fair\nCLASS:PUBLIC\n"))).isEmpty();
		assertThat(codes(only("DTSTART:20260704T100000Z\nSUMMARY:Fair\nCLASS:PRIVATE\n")))
			.containsExactly("marked_private");
		SourceListing unknown = only("DTSTART:20260704T100000Z\nSUMMARY:Fair\nSTATUS:MAYBE\n");
		assertThat(unknown.text().status()).isNull();
		assertThat(codes(unknown)).containsExactly("status_unknown");
	}

	@Test
	void onlineEventHasNoVenue() {
		PartialListing online = only(
				"DTSTART:20260704T100000Z\nSUMMARY:Talk\nLOCATION:https://meet.example/abc-def\nX-GOOGLE-CONFERENCE:https://meet.example/abc-def\n")
			.text();
		assertThat(online.venue()).isNull();
		assertThat(online.attendanceMode()).isEqualTo(AttendanceMode.ONLINE);
		assertThat(online.facts().joinUrl()).isEqualTo("https://meet.example/abc-def");
		PartialListing teams = only("DTSTART:20260704T100000Z\nSUMMARY:Talk\nLOCATION:Microsoft Teams Meeting\n")
			.text();
		assertThat(teams.venue()).isNull();
		assertThat(teams.attendanceMode()).isEqualTo(AttendanceMode.ONLINE);
		PartialListing mixed = only("""
				DTSTART:20260704T100000Z
				SUMMARY:Talk
				LOCATION:Corner Hall
				CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.example/abc
				""").text();
		assertThat(mixed.venue().name()).isEqualTo("Corner Hall");
		assertThat(mixed.attendanceMode()).isEqualTo(AttendanceMode.MIXED);
		assertThat(only("DTSTART:20260704T100000Z\nSUMMARY:Talk\nLOCATION:Corner Hall\n").text().attendanceMode())
			.isNull();
	}

	@Test
	void placeOfAppleIsRead() {
		assertThat(
				only("""
						DTSTART:20260704T100000Z
						SUMMARY:Fair
						X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="12 Mill Lane, Bath BA1 1AA, United Kingdom";X-APPLE-RADIUS=70;X-TITLE=Corner Hall:geo:51.381,-2.359
						""")
					.text()
					.venue())
			.satisfies((venue) -> {
				assertThat(venue.name()).isEqualTo("Corner Hall");
				assertThat(venue.city()).isEqualTo("Bath");
				assertThat(venue.countryCode()).isEqualTo("GB");
				assertThat(venue.latitude()).isEqualTo(51.381);
			});
	}

	@Test
	void descriptionFallsBackToHtml() {
		assertThat(only(
				"DTSTART:20260704T100000Z\nSUMMARY:Fair\nX-ALT-DESC;FMTTYPE=text/html:<p>One</p><p>Two &amp\\; three</p>\n")
			.text()
			.description()).isEqualTo("One\n\nTwo & three");
	}

	@Test
	void mailAddressIsNoOrganizer() {
		assertThat(
				only("DTSTART:20260704T100000Z\nSUMMARY:Fair\nORGANIZER:mailto:ada@mail.example\n").text().organizers())
			.isEmpty();
		assertThat(
				only("DTSTART:20260704T100000Z\nSUMMARY:Fair\nORGANIZER;CN=ada@mail.example:mailto:ada@mail.example\n")
					.text()
					.organizers())
			.isEmpty();
	}

	@Test
	void costOfWordPressCalendarIsATicket() {
		assertThat(only("DTSTART:20260704T100000Z\nSUMMARY:Fair\nX-COST:€5\nX-TICKETS-URL:https://events.example/buy\n")
			.text()
			.tickets()).singleElement().satisfies((ticket) -> {
				assertThat(ticket.price()).isEqualTo(Price.of(new BigDecimal("5"), "EUR"));
				assertThat(ticket.url()).isEqualTo("https://events.example/buy");
			});
	}

	@Test
	void eventWithoutCalendarIsRead() {
		assertThat(read("BEGIN:VEVENT\nDTSTART:20260704T100000Z\nSUMMARY:Fair\nEND:VEVENT\n")).hasSize(1);
	}

	@Test
	void severalCalendarsAreRead() {
		String calendar = "BEGIN:VCALENDAR\nX-WR-TIMEZONE:%s\nBEGIN:VEVENT\nDTSTART:20260704T100000\nSUMMARY:Fair\nEND:VEVENT\nEND:VCALENDAR\n";
		assertThat(read(calendar.formatted("Asia/Tokyo") + calendar.formatted("Europe/Berlin")))
			.extracting((listing) -> listing.text().start().zone())
			.containsExactly(ZoneId.of("Asia/Tokyo"), BERLIN);
	}

	@Test
	void brokenEventDoesNotSpoilTheOthers() {
		List<SourceListing> listings = read("""
				BEGIN:VCALENDAR
				BEGIN:VEVENT
				SUMMARY:No end
				DTSTART:20260704T100000Z
				BEGIN:VEVENT
				SUMMARY:Bad date
				DTSTART:20260230T100000Z
				this is not a property
				END:VEVENT
				BEGIN:VEVENT
				SUMMARY:Good
				DTSTART:20260705T100000Z
				BEGIN:VALARM
				DESCRIPTION:Alarm
				END:VALARM
				END:VEVENT
				BEGIN:VEVENT
				SUMMARY:Cut off
				DTSTART:20260706T100000Z
				""");
		assertThat(listings).extracting((listing) -> listing.text().name())
			.containsExactly("No end", "Bad date", "Good", "Cut off");
		assertThat(listings.get(0).isTruncated()).isTrue();
		assertThat(listings.get(1).text().start()).isNull();
		assertThat(listings.get(1).problems().toList()).extracting(DocumentProblem::line)
			.containsExactlyInAnyOrder(7, 8);
		assertThat(codes(listings.get(1))).containsExactlyInAnyOrder("date_unreadable", "line_unreadable");
		assertThat(codes(listings.get(2))).isEmpty();
		assertThat(listings.get(2).text().description()).isNull();
		assertThat(codes(listings.get(3))).containsExactly("truncated");
	}

	@Test
	void calendarWithoutEventsIsRefused() {
		assertThat(read("BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:Shop\nEND:VTODO\nEND:VCALENDAR\n")).isEmpty();
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("no_events");
	}

	@Test
	void characterThatIsFoldedInTheMiddleIsRead() {
		byte[] bytes = "BEGIN:VEVENT\r\nDTSTART:20260704T100000Z\r\nSUMMARY:Caf\u00e9 au lait\r\nEND:VEVENT\r\n"
			.getBytes(StandardCharsets.UTF_8);
		String latin = new String(bytes, StandardCharsets.ISO_8859_1).replace("\u00c3\u00a9", "\u00c3\r\n \u00a9");
		assertThat(
				read(new SourceDocument("a.ics", latin.getBytes(StandardCharsets.ISO_8859_1))).getFirst().text().name())
			.isEqualTo("Caf\u00e9 au lait");
		assertThat(
				read(new SourceDocument("a.ics",
						"BEGIN:VEVENT\nDTSTART:20260704T100000Z\nSUMMARY:Caf\u00e9\nEND:VEVENT\n"
							.getBytes(Charset.forName("windows-1252"))))
					.getFirst()
					.text()
					.name())
			.isEqualTo("Caf\u00e9");
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("not_utf8");
	}

	@Test
	void newestRevisionReplacesTheOthers() {
		List<SourceListing> listings = read("""
				BEGIN:VEVENT
				UID:fair-1@events.example
				SEQUENCE:2
				DTSTART:20260705T100000Z
				SUMMARY:New date
				END:VEVENT
				BEGIN:VEVENT
				UID:fair-1@events.example
				SEQUENCE:1
				DTSTART:20260704T100000Z
				SUMMARY:Old date
				END:VEVENT
				""");
		assertThat(listings).extracting((listing) -> listing.text().name()).containsExactly("New date");
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("replaced_events");
	}

	@Test
	void eventsWithTheSameUidAndOtherStartsAreKeptApart() {
		String event = "BEGIN:VEVENT\nUID:same-for-all@events.example\nDTSTART:2026070%1$dT100000Z\nSUMMARY:Day %1$d\nEND:VEVENT\n";
		assertThat(read(event.formatted(4) + event.formatted(5))).extracting((listing) -> listing.id().value())
			.containsExactly("same-for-all@events.example#20260704T100000Z",
					"same-for-all@events.example#20260705T100000Z");
	}

	@Test
	void uidThatIsNotUniqueInTheWorldHasNoAuthority() {
		assertThat(only("UID:17\nDTSTART:20260704T100000Z\nSUMMARY:Fair\n").id()).isEqualTo(new ListingId(null, "17"));
		assertThat(only("DTSTART:20260704T100000Z\nSUMMARY:Fair\n").id()).isNull();
	}

	@Test
	void recurrenceIsReadWithItsExceptions() {
		List<SourceListing> listings = read("""
				BEGIN:VCALENDAR
				BEGIN:VEVENT
				UID:choir-1@events.example
				RECURRENCE-ID;TZID=Europe/Berlin:20260616T190000
				DTSTART;TZID=Europe/Berlin:20260617T200000
				DTEND;TZID=Europe/Berlin:20260617T213000
				SUMMARY:Choir
				END:VEVENT
				BEGIN:VEVENT
				UID:choir-1@events.example
				DTSTART;TZID=Europe/Berlin:20260602T190000
				DTEND;TZID=Europe/Berlin:20260602T203000
				SUMMARY:Choir
				RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T225959Z
				RDATE;TZID=Europe/Berlin:20260604T190000,20260605T190000
				RDATE;VALUE=PERIOD:20260606T170000Z/PT3H
				EXDATE:20260609T170000Z
				EXDATE;VALUE=DATE:20260630
				END:VEVENT
				BEGIN:VEVENT
				UID:choir-1@events.example
				RECURRENCE-ID:20260623T170000Z
				DTSTART;TZID=Europe/Berlin:20260623T190000
				DTEND;TZID=Europe/Berlin:20260623T203000
				SUMMARY:Choir
				STATUS:CANCELLED
				END:VEVENT
				END:VCALENDAR
				""");
		assertThat(listings).singleElement().satisfies((listing) -> {
			assertThat(listing.problems().toList()).isEmpty();
			var recurrence = listing.text().recurrence();
			assertThat(recurrence.rules()).containsExactly("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T225959Z");
			assertThat(recurrence.additionalStarts()).containsExactly(local("2026-06-04T19:00"),
					local("2026-06-05T19:00"), local("2026-06-06T19:00"));
			assertThat(recurrence.excludedStarts()).containsExactly(local("2026-06-09T19:00"),
					local("2026-06-30T19:00"));
			assertThat(recurrence.changes()).hasSize(2);
			assertThat(recurrence.changes().get(0)).satisfies((moved) -> {
				assertThat(moved.originalStart()).isEqualTo(local("2026-06-16T19:00"));
				assertThat(moved.start().instant()).isEqualTo(Instant.parse("2026-06-17T18:00:00Z"));
				assertThat(moved.end().local()).isEqualTo(local("2026-06-17T21:30"));
				assertThat(moved.status()).isNull();
			});
			assertThat(recurrence.changes().get(1)).satisfies((cancelled) -> {
				assertThat(cancelled.originalStart()).isEqualTo(local("2026-06-23T19:00"));
				assertThat(cancelled.start()).isNull();
				assertThat(cancelled.end()).isNull();
				assertThat(cancelled.status()).isEqualTo(EventStatus.CANCELLED);
			});
			assertThat(recurrence.source()).contains("RRULE:FREQ=WEEKLY", "DTSTART;TZID=Europe/Berlin:20260602T190000");
		});
	}

	@Test
	void wholeDaysRecur() {
		var recurrence = only("""
				DTSTART;VALUE=DATE:20260102
				SUMMARY:Market
				RRULE:FREQ=MONTHLY;BYMONTHDAY=2
				EXDATE;VALUE=DATE:20260202
				EXDATE:20260302T000000Z
				""").text().recurrence();
		assertThat(recurrence.excludedStarts()).containsExactly(local("2026-02-02T00:00"), local("2026-03-02T00:00"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "DTSTART:soon\n", "DTSTART:\n" })
	void datesWithoutAStartBeginWithTheFirstOfThem(String start) {
		SourceListing listing = only("""
				UID:fair-1@events.example
				%sSUMMARY:Fair
				RDATE;TZID=Europe/Berlin:20260605T190000,20260604T190000
				RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260606T190000/20260606T220000
				""".formatted(start));
		assertThat(listing.text().start().local()).isEqualTo(local("2026-06-04T19:00"));
		assertThat(listing.text().start().zone()).hasToString("Europe/Berlin");
		assertThat(listing.text().recurrence().additionalStarts()).contains(local("2026-06-05T19:00"),
				local("2026-06-06T19:00"));
		assertThat(listing.problems().toList()).extracting(DocumentProblem::code).contains("start_assumed");
	}

	@Test
	void occurrenceAtATimeThatClocksSkipIsChanged() {
		List<SourceListing> listings = read("""
				BEGIN:VCALENDAR
				BEGIN:VEVENT
				UID:night-1@events.example
				DTSTART;TZID=Europe/Berlin:20260322T023000
				SUMMARY:Night walk
				RRULE:FREQ=WEEKLY
				END:VEVENT
				BEGIN:VEVENT
				UID:night-1@events.example
				RECURRENCE-ID;TZID=Europe/Berlin:20260329T023000
				SUMMARY:Night walk
				STATUS:CANCELLED
				END:VEVENT
				END:VCALENDAR
				""");
		assertThat(listings).singleElement()
			.satisfies((listing) -> assertThat(listing.text().recurrence().changes()).singleElement()
				.satisfies((change) -> assertThat(change.originalStart()).isEqualTo(local("2026-03-29T02:30"))));
	}

	@Test
	void changeWithoutItsRecurringEventIsAnEventOfItsOwn() {
		SourceListing listing = only("""
				UID:choir-1@events.example
				RECURRENCE-ID;TZID=Europe/Berlin:20260616T190000
				DTSTART;TZID=Europe/Berlin:20260617T200000
				SUMMARY:Choir
				""");
		assertThat(listing.id()).isEqualTo(new ListingId("ical", "choir-1@events.example#20260616T190000"));
		assertThat(listing.text().recurrence()).isNull();
	}

	@Test
	void whatAnOccurrenceCannotHaveIsReported() {
		SourceListing listing = read("""
				BEGIN:VEVENT
				UID:choir-1@events.example
				DTSTART;TZID=Europe/Berlin:20260602T190000
				SUMMARY:Choir
				RRULE:FREQ=WEEKLY
				END:VEVENT
				BEGIN:VEVENT
				UID:choir-1@events.example
				RECURRENCE-ID;TZID=Europe/Berlin:20260616T190000
				DTSTART;TZID=Europe/Berlin:20260616T190000
				LOCATION:Garden
				END:VEVENT
				""").getFirst();
		assertThat(codes(listing)).containsExactly("occurrence_text");
		assertThat(listing.text().recurrence().changes()).isEmpty();
	}

	@Test
	void occurrenceHasTheTextsThatDifferFromThoseOfItsEvent() {
		SourceListing listing = read("""
				BEGIN:VEVENT
				UID:choir-1@events.example
				DTSTART;TZID=Europe/Berlin:20260602T190000
				SUMMARY:Choir
				DESCRIPTION:Bring your scores.
				RRULE:FREQ=WEEKLY
				END:VEVENT
				BEGIN:VEVENT
				UID:choir-1@events.example
				RECURRENCE-ID;TZID=Europe/Berlin:20260616T190000
				DTSTART;TZID=Europe/Berlin:20260616T190000
				SUMMARY:Choir with guests
				DESCRIPTION:Bring your scores.
				END:VEVENT
				""").getFirst();
		assertThat(codes(listing)).isEmpty();
		assertThat(listing.text().recurrence().changes()).singleElement().satisfies((change) -> {
			assertThat(change.originalStart()).isEqualTo(local("2026-06-16T19:00"));
			assertThat(change.name()).isEqualTo("Choir with guests");
			assertThat(change.description()).isNull();
			assertThat(change.start()).isNull();
		});
	}

	@Test
	void datesOfAnExceptionRuleAreExcluded() {
		SourceListing listing = only("""
				DTSTART;TZID=Europe/Berlin:20260602T190000
				SUMMARY:Choir
				RRULE:FREQ=WEEKLY;COUNT=6
				EXRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20260616T235959
				""");
		assertThat(listing.text().recurrence().excludedStarts())
			.containsExactly(LocalDateTime.parse("2026-06-02T19:00"), LocalDateTime.parse("2026-06-16T19:00"));
		assertThat(codes(listing)).containsExactly("exception_rule");
	}

	@Test
	void startThatAnExceptionRuleDoesNotHaveTakesPlace() {
		assertThat(only("""
				DTSTART:20260602T190000Z
				SUMMARY:Choir
				RRULE:FREQ=DAILY;COUNT=6
				EXRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=2
				""").text().recurrence().excludedStarts()).containsExactly(LocalDateTime.parse("2026-06-04T19:00"));
	}

	@Test
	void changeOfAllFollowingOccurrencesMovesEach() {
		SourceListing listing = read("""
				BEGIN:VEVENT
				UID:choir-1@events.example
				DTSTART;TZID=Europe/Berlin:20261013T190000
				DTEND;TZID=Europe/Berlin:20261013T210000
				SUMMARY:Choir
				RRULE:FREQ=WEEKLY;COUNT=5
				END:VEVENT
				BEGIN:VEVENT
				UID:choir-1@events.example
				RECURRENCE-ID;TZID=Europe/Berlin:20261103T190000
				DTSTART;TZID=Europe/Berlin:20261103T190000
				DTEND;TZID=Europe/Berlin:20261103T210000
				SUMMARY:Choir
				STATUS:CANCELLED
				END:VEVENT
				BEGIN:VEVENT
				UID:choir-1@events.example
				RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261020T190000
				DTSTART;TZID=Europe/Berlin:20261021T183000
				DTEND;TZID=Europe/Berlin:20261021T203000
				SUMMARY:Choir
				END:VEVENT
				""").getFirst();
		assertThat(listing.text().recurrence().changes())
			.extracting((change) -> change.originalStart() + " "
					+ ((change.start() != null) ? change.start().instant() : null) + ' ' + change.status())
			.containsExactlyInAnyOrder("2026-10-20T19:00 2026-10-21T16:30:00Z null",
					"2026-10-27T19:00 2026-10-28T17:30:00Z null", "2026-11-03T19:00 null CANCELLED",
					"2026-11-10T19:00 2026-11-11T17:30:00Z null");
		assertThat(codes(listing)).containsExactly("this_and_future");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			D2 #12                   | FREQ=DAILY;INTERVAL=2;COUNT=12
			W2 TU TH 20260630T000000 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20260630T000000
			MP1 2+ 1- TU #0          | FREQ=MONTHLY;INTERVAL=1;BYDAY=2TU,-1TU
			MP3 1- FR #4             | FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR;COUNT=4
			MD1 3 LD                 | FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=3,-1;COUNT=2
			YM1 6 #5                 | FREQ=YEARLY;INTERVAL=1;BYMONTH=6;COUNT=5
			YD1 153 #5               | FREQ=YEARLY;INTERVAL=1;BYYEARDAY=153;COUNT=5
			""")
	void rulesOfVCalendarAreRead(String written, String rule) {
		assertThat(only("DTSTART:20260602T190000Z\nSUMMARY:Choir\nRRULE:" + written + "\n").text().recurrence().rules())
			.containsExactly(rule);
	}

	@Test
	void timesWithoutAZoneAreInThatOfTheStart() {
		PartialListing text = only("""
				DTSTART;TZID=America/New_York:20260602T190000
				DTEND:20260602T200000
				SUMMARY:Choir
				RRULE:FREQ=WEEKLY;COUNT=6
				EXDATE:20260609T190000
				""").text();
		assertThat(text.end()).isEqualTo(time("2026-06-02T20:00", ZoneId.of("America/New_York")));
		assertThat(text.recurrence().excludedStarts()).containsExactly(LocalDateTime.parse("2026-06-09T19:00"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Corner Hall (https://meet.example/abc)", "Corner Hall - https://meet.example/abc",
			"Corner Hall\\, https://meet.example/abc", "Corner Hall https://meet.example/abc" })
	void webAddressIsNoPartOfThePlace(String location) {
		PartialListing text = only("DTSTART:20260704T100000Z\nSUMMARY:Talk\nLOCATION:" + location + "\n").text();
		assertThat(text.venue()).satisfies((venue) -> {
			assertThat(venue.name()).isEqualTo("Corner Hall");
			assertThat(venue.fullAddress()).isNull();
		});
		assertThat(text.facts().joinUrl()).isEqualTo("https://meet.example/abc");
	}

	@Test
	void startWithoutAZoneIsInThatOfItsEnd() {
		assertThat(only("DTSTART:20260602T190000\nDTEND;TZID=Europe/Berlin:20260602T200000\nSUMMARY:Choir\n").text()
			.start()).isEqualTo(time("2026-06-02T19:00", BERLIN));
	}

	@Test
	void unknownZoneIsTheOnlyOneOfTheCalendar() {
		SourceListing listing = read("""
				BEGIN:VCALENDAR
				BEGIN:VTIMEZONE
				TZID:W. Europe Standard Time
				BEGIN:STANDARD
				DTSTART:16010101T030000
				TZOFFSETFROM:+0200
				TZOFFSETTO:+0100
				END:STANDARD
				END:VTIMEZONE
				BEGIN:VTIMEZONE
				TZID:UTC
				END:VTIMEZONE
				BEGIN:VEVENT
				DTSTART;TZID=Customized Time Zone:20260602T190000
				SUMMARY:Choir
				END:VEVENT
				END:VCALENDAR
				""").getFirst();
		assertThat(listing.text().start()).isEqualTo(time("2026-06-02T19:00", BERLIN));
		assertThat(codes(listing)).containsExactly("zone_unknown");
	}

	@Test
	void calendarMayBeginWithBlankLines() {
		SourceListing listing = read(
				"\n \nBEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260602T190000Z\nSUMMARY:Choir\nEND:VEVENT\n")
			.getFirst();
		assertThat(listing.text().name()).isEqualTo("Choir");
		assertThat(listing.location().line()).isEqualTo(4);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			CATEGORIES:Walks,Talks          | Walks, Talks
			LOCATION:Corner Hall\\, Bath   | Corner Hall
			TRANSP:OPAQUE                   | Untitled event
			""")
	void eventWithoutTitleIsNamedByWhatItHas(String line, String name) {
		SourceListing listing = only("DTSTART:20260602T190000Z\n" + line + "\n");
		assertThat(listing.text().name()).isEqualTo(name);
		assertThat(codes(listing)).containsExactly("name_assumed");
	}

	@Test
	void eventWithoutTitleIsNamedAsItsCalendar() {
		assertThat(read(
				"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260602T190000Z\nEND:VEVENT\nX-WR-CALNAME:Choir\nEND:VCALENDAR\n")
			.getFirst()
			.text()
			.name()).isEqualTo("Choir");
	}

	@Test
	void ruleThatCannotBeReadIsReported() {
		SourceListing listing = only("DTSTART:20260602T190000Z\nSUMMARY:Choir\nRRULE:every Tuesday\n");
		assertThat(codes(listing)).containsExactly("rule_unreadable");
		assertThat(listing.text().recurrence()).isNull();
	}

	@Test
	void nameIsTheFirstLineOfTheDescriptionIfThereIsNoSummary() {
		SourceListing listing = only("DTSTART:20260602T190000Z\nDESCRIPTION:Choir\\nBring your scores.\n");
		assertThat(listing.text().name()).isEqualTo("Choir");
		assertThat(codes(listing)).containsExactly("name_assumed");
	}

	@Test
	void floatingChangesKeepTheirLocalTimes() {
		var changes = read("""
				BEGIN:VEVENT
				UID:choir-1@events.example
				DTSTART:20260602T190000
				SUMMARY:Choir
				RRULE:FREQ=WEEKLY
				END:VEVENT
				BEGIN:VEVENT
				UID:choir-1@events.example
				RECURRENCE-ID:20260616T190000
				DTSTART:20260617T190000
				SUMMARY:Choir
				END:VEVENT
				""").getFirst().text().recurrence().changes();
		assertThat(changes).singleElement()
			.satisfies((change) -> assertThat(change.start().local()).isEqualTo(local("2026-06-17T19:00")));
	}

	@Test
	void tenThousandEventsAreReadOneByOne() {
		StringBuilder calendar = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
		for (int index = 0; index < 10_000; index++) {
			calendar.append("BEGIN:VEVENT\r\nUID:fair-")
				.append(index)
				.append("@events.example\r\nDTSTART:20260704T100000Z\r\nSUMMARY:Fair ")
				.append(index)
				.append("\r\nEND:VEVENT\r\n");
		}
		byte[] bytes = calendar.append("END:VCALENDAR\r\n").toString().getBytes(StandardCharsets.UTF_8);
		int[] count = { 0 };
		new CalendarReader().read(new SourceDocument("a.ics", bytes), DocumentFormat.ICALENDAR, this.problems,
				(listing) -> count[0]++);
		assertThat(count[0]).isEqualTo(10_000);
	}

	private SourceListing only(String lines) {
		List<SourceListing> listings = read(
				"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n" + lines + "END:VEVENT\nEND:VCALENDAR\n");
		assertThat(listings).hasSize(1);
		return listings.getFirst();
	}

	private List<SourceListing> read(String text) {
		return read(new SourceDocument("a.ics", text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
	}

	private List<SourceListing> read(SourceDocument document) {
		List<SourceListing> listings = new ArrayList<>();
		new CalendarReader().read(document, DocumentFormat.ICALENDAR, this.problems, listings::add);
		return listings;
	}

	private static List<String> codes(SourceListing listing) {
		return listing.problems().toList().stream().map(DocumentProblem::code).toList();
	}

	private static PartialDateTime time(String local, ZoneId zone) {
		LocalDateTime time = local(local);
		return new PartialDateTime(time.toLocalDate(), time.toLocalTime(), zone);
	}

	private static PartialDateTime day(String date) {
		return new PartialDateTime(LocalDate.parse(date), null, null);
	}

	private static LocalDateTime local(String text) {
		return LocalDateTime.parse(text);
	}

}
