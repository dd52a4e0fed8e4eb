package dev.marquee.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.property.TzOffsetTo;
import net.fortuna.ical4j.validate.ValidationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.marquee.output.TestListedEvents.day;
import static dev.marquee.output.TestListedEvents.event;
import static dev.marquee.output.TestListedEvents.list;
import static dev.marquee.output.TestListedEvents.part;
import static dev.marquee.output.TestListedEvents.time;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * iCalendar as ical4j reads and validates it.
 */
class CalendarWriterTests {

	@Test
	void calendarHasWhatSubscribersNeed() {
		String text = list(CalendarWriterTests::writer, event());
		assertThat(text).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
			.contains("\r\nNAME:Events & more\r\n", "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n",
					"\r\nSOURCE;VALUE=URI:https://marquee.example/events.x?filter=%7B%7D&first=2\r\n")
			.endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n")
			.doesNotContain("METHOD:");
		assertThat(lines(text)).contains("UID:0192f0c1-2222-7333-8444-5566778899aa", "SEQUENCE:3",
				"DTSTAMP:20260201T100000Z", "LAST-MODIFIED:20260201T100000Z", "CREATED:20260101T100000Z",
				"DTSTART;TZID=Europe/Berlin:20260320T193000", "SUMMARY:Owls at the Dock", "STATUS:CONFIRMED",
				"LOCATION:The Dock\\, Kai 1\\, 20457 Hamburg\\, Germany", "GEO:53.540000;9.990000",
				"URL:https://site.example/2026-03-20/owls-at-the-dock-66778899aa",
				"CONTACT;ALTREP=\"https://dock.example/\":Dock e.V.", "CATEGORIES:Music");
		assertValid(text);
	}

	@ParameterizedTest
	@CsvSource({ "SCHEDULED, CONFIRMED", "CANCELLED, CANCELLED", "POSTPONED, TENTATIVE", "RESCHEDULED, CONFIRMED",
			"MOVED_ONLINE, CONFIRMED" })
	void statusIsThatOfICalendar(String status, String expected) {
		String text = list(CalendarWriterTests::writer, event("status", status));
		assertThat(lines(text)).contains("STATUS:" + expected);
		assertThat(lines(text).stream().anyMatch((line) -> line.startsWith("GEO:")))
			.isEqualTo(!status.equals("MOVED_ONLINE"));
		assertValid(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "commas, semicolons; and \\ backslashes", "line\nline\r\nline", "a \"quoted\" text: x",
			"tab\tand control \u0001\u007f characters",
			"Zażółć gęślą jaźń in einem sehr langen Satz, der gefaltet werden muss",
			"東京の夜のイベント東京の夜のイベント東京の夜のイベント東京の夜のイベント東京の夜のイベント",
			"\uD83C\uDFAD\uD83D\uDC69\u200D\uD83D\uDE80\uD83C\uDFAD\uD83D\uDC69\u200D\uD83D\uDE80\uD83C\uDFAD\uD83D\uDC69\u200D\uD83D\uDE80\uD83C\uDFAD" })
	void textsSurviveFoldingAndEscaping(String name) {
		for (int shift = 0; shift < 4; shift++) {
			String shifted = "x".repeat(shift) + name;
			String text = list(CalendarWriterTests::writer, event("name", shifted));
			assertThat(text.split("\r\n"))
				.allSatisfy((line) -> assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
			String expected = shifted.replace("\r", "").replaceAll("[\u0001\u007f]", "");
			assertThat(property(text, "SUMMARY")).isEqualTo(expected);
		}
	}

	@Test
	void wholeDaysAreDates() {
		Map<String, Object> event = event("start", day("2026-03-28", "Europe/Berlin", false));
		event.put("end", day("2026-03-29", "Europe/Berlin", true));
		String text = list(CalendarWriterTests::writer, event);
		assertThat(lines(text)).contains("DTSTART;VALUE=DATE:20260328", "DTEND;VALUE=DATE:20260330");
		assertValid(text);
	}

	/** RFC 5545 allows no date beside a time, and no end that is not after the start. */
	@Test
	void endHasTheTypeOfTheStart() {
		Map<String, Object> endsOnDay = event("end", day("2026-03-21", "Europe/Berlin", true));
		Map<String, Object> startsOnDay = event("start", day("2026-03-20", "Europe/Berlin", false));
		startsOnDay.put("end", time("2026-03-20T22:00", "Europe/Berlin"));
		Map<String, Object> endsAtStart = event("end", time("2026-03-20T19:30", "Europe/Berlin"));
		String text = list(CalendarWriterTests::writer, endsOnDay, startsOnDay, endsAtStart);
		assertThat(lines(text).stream().filter((line) -> line.startsWith("DTEND")))
			.containsExactly("DTEND;TZID=Europe/Berlin:20260322T000000", "DTEND;VALUE=DATE:20260321");
		assertValid(text);
	}

	@Test
	void recurrenceHasItsRulesDatesAndOverrides() {
		Map<String, Object> event = event("end", time("2026-03-20T22:00", "Europe/Berlin"));
		event.put("recurrence", Map.of("rules", List.of("FREQ=WEEKLY;UNTIL=20260701"), "additionalStarts",
				List.of("2026-07-04T18:00"), "excludedStarts", List.of("2026-04-03T19:30", "2026-04-10T19:30"),
				"overrides",
				List.of(Map.of("originalStart", "2026-03-27T19:30", "start", time("2026-03-28T20:00", "Europe/Berlin")),
						Map.of("originalStart", "2026-04-17T19:30", "status", "CANCELLED", "cancellationReason",
								"Storm"))));
		String text = list(CalendarWriterTests::writer, event);
		assertThat(lines(text).stream()
			.dropWhile((line) -> !line.equals("BEGIN:VEVENT"))
			.filter((line) -> line
				.matches("(RRULE|RDATE|EXDATE|RECURRENCE-ID|DTSTART;TZID|DTEND|STATUS|COMMENT|UID).*")))
			.containsExactly("UID:0192f0c1-2222-7333-8444-5566778899aa", "DTSTART;TZID=Europe/Berlin:20260320T193000",
					"DTEND;TZID=Europe/Berlin:20260320T220000", "RRULE:FREQ=WEEKLY;UNTIL=20260701T215959Z",
					"RDATE;TZID=Europe/Berlin:20260704T180000",
					"EXDATE;TZID=Europe/Berlin:20260403T193000,20260410T193000", "STATUS:CONFIRMED",
					"UID:0192f0c1-2222-7333-8444-5566778899aa", "RECURRENCE-ID;TZID=Europe/Berlin:20260327T193000",
					"DTSTART;TZID=Europe/Berlin:20260328T200000", "DTEND;TZID=Europe/Berlin:20260328T223000",
					"STATUS:CONFIRMED", "UID:0192f0c1-2222-7333-8444-5566778899aa",
					"RECURRENCE-ID;TZID=Europe/Berlin:20260417T193000", "DTSTART;TZID=Europe/Berlin:20260417T193000",
					"DTEND;TZID=Europe/Berlin:20260417T220000", "STATUS:CANCELLED", "COMMENT:Storm");
		assertValid(text);
	}

	@Test
	void occurrenceHasANameOfItsOwn() {
		Map<String, Object> event = event("description", "Every week.");
		event.put("recurrence",
				Map.of("rules", List.of("FREQ=WEEKLY"), "additionalStarts", List.of(), "excludedStarts", List.of(),
						"overrides", List.of(Map.of("originalStart", "2026-03-27T19:30", "name", "With a guest"),
								Map.of("originalStart", "2026-04-03T19:30", "description", "Bring mice."))));
		String text = list(CalendarWriterTests::writer, event);
		assertThat(lines(text).stream().filter((line) -> line.matches("(RECURRENCE-ID|SUMMARY|DESCRIPTION).*")))
			.containsExactly("SUMMARY:Owls at the Dock", "DESCRIPTION:Every week.",
					"RECURRENCE-ID;TZID=Europe/Berlin:20260327T193000", "SUMMARY:With a guest",
					"DESCRIPTION:Every week.", "RECURRENCE-ID;TZID=Europe/Berlin:20260403T193000",
					"SUMMARY:Owls at the Dock", "DESCRIPTION:Bring mice.");
		assertValid(text);
	}

	@Test
	void partIsRelatedToItsSuperEventAndItsSeries() {
		String text = list(CalendarWriterTests::writer, part());
		assertThat(lines(text)).contains("RELATED-TO;RELTYPE=PARENT:0192f0c1-9999-7333-8444-5566778899aa",
				"REFID;LABEL=\"Owl ^'talks^'; ^^1\":0192f0c1-8888-7333-8444-5566778899aa");
		assertValid(text);
	}

	@Test
	void recurrenceOfDaysHasDates() {
		Map<String, Object> event = event("start", day("2026-03-20", "Europe/Berlin", false));
		event.put("recurrence",
				Map.of("rules", List.of("FREQ=DAILY;UNTIL=20260701T215959Z"), "additionalStarts", List.of(),
						"excludedStarts", List.of("2026-04-03T00:00"), "overrides",
						List.of(Map.of("originalStart", "2026-03-27T00:00", "status", "CANCELLED"))));
		String text = list(CalendarWriterTests::writer, event);
		assertThat(lines(text)).contains("RRULE:FREQ=DAILY;UNTIL=20260701", "EXDATE;VALUE=DATE:20260403",
				"RECURRENCE-ID;VALUE=DATE:20260327", "DTSTART;VALUE=DATE:20260327");
		assertValid(text);
	}

	/** A start on Friday, which no rule of Saturdays has. */
	@Test
	void ruleWithoutTheStartHasAnEndInsteadOfACount() {
		Map<String, Object> event = event("recurrence",
				Map.of("rules", List.of("FREQ=WEEKLY;BYDAY=SA;COUNT=4", "FREQ=WEEKLY;COUNT=4"), "additionalStarts",
						List.of(), "excludedStarts", List.of()));
		assertThat(lines(list(CalendarWriterTests::writer, event)))
			.contains("RRULE:FREQ=WEEKLY;BYDAY=SA;UNTIL=20260404T173000Z", "RRULE:FREQ=WEEKLY;COUNT=4");
	}

	@Test
	void timesInUtcNeedNoZone() {
		String text = list(CalendarWriterTests::writer, event("start", time("2026-03-20T19:30", "UTC")),
				event("start", time("2026-03-20T19:30", "Etc/UTC")));
		assertThat(text).doesNotContain("VTIMEZONE");
		assertThat(lines(text)).contains("DTSTART:20260320T193000Z");
		assertValid(text);
	}

	/** A local time that occurs twice means the first one. */
	@Test
	void secondOfTwoEqualLocalTimesIsInUtc() {
		LocalDateTime local = LocalDateTime.parse("2026-10-25T02:30");
		String text = list(CalendarWriterTests::writer,
				event("start", time(local.toInstant(ZoneOffset.ofHours(2)), local, "Europe/Berlin")),
				event("start", time(local.toInstant(ZoneOffset.ofHours(1)), local, "Europe/Berlin")));
		assertThat(lines(text)).contains("DTSTART;TZID=Europe/Berlin:20261025T023000", "DTSTART:20261025T013000Z");
	}

	@Test
	void eachZoneIsWrittenOnceBeforeItsFirstEvent() {
		Map<String, Object> twoZones = event("start", time("2026-03-20T19:30", "America/New_York"));
		twoZones.put("end", time("2026-03-21T03:30", "Europe/Berlin"));
		String text = list(CalendarWriterTests::writer, event(), event(), twoZones);
		assertThat(lines(text).stream().filter((line) -> line.startsWith("TZID:") || line.equals("BEGIN:VEVENT")))
			.containsExactly("TZID:Europe/Berlin", "BEGIN:VEVENT", "BEGIN:VEVENT", "TZID:America/New_York",
					"BEGIN:VEVENT");
		assertValid(text);
	}

	/** ical4j computes the offset from the component alone. */
	@Test
	void zonesHaveTheOffsetsOfTheTimeZoneDatabase() {
		Random random = new Random(19);
		for (String id : List.of("Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Moscow",
				"Europe/Istanbul", "America/New_York", "America/Los_Angeles", "America/Sao_Paulo", "America/Nuuk",
				"America/St_Johns", "America/Santiago", "America/Asuncion", "America/Havana", "Asia/Kolkata",
				"Asia/Kathmandu", "Asia/Tokyo", "Asia/Jerusalem", "Asia/Tehran", "Asia/Gaza", "Africa/Cairo",
				"Africa/Casablanca", "Australia/Lord_Howe", "Australia/Adelaide", "Pacific/Auckland", "Pacific/Apia",
				"Pacific/Chatham", "Antarctica/Troll", "Etc/GMT-5")) {
			ZoneRules java = ZoneId.of(id).getRules();
			VTimeZone zone = zone(id);
			for (int i = 0; i < 60; i++) {
				Instant instant = Instant
					.ofEpochSecond(random.nextLong(Instant.parse("1972-01-01T00:00:00Z").getEpochSecond(),
							Instant.parse("2037-01-01T00:00:00Z").getEpochSecond()));
				assertThat(offset(zone, instant)).as(id + " at " + instant).isEqualTo(java.getOffset(instant).getId());
			}
		}
	}

	@Test
	void zonesOfAllRegionsAreValid() {
		for (String id : ZoneId.getAvailableZoneIds()) {
			if (id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/")) {
				String component = TimeZoneComponent.of(ZoneId.of(id));
				assertThat(component.split("\r\n")).as(id).allSatisfy((line) -> assertThat(line).hasSizeLessThan(76));
				assertThat(component).as(id).contains("TZOFFSETFROM:", "TZOFFSETTO:", "BEGIN:STANDARD");
			}
		}
	}

	private static VTimeZone zone(String id) {
		Calendar calendar = parse(list(CalendarWriterTests::writer, event("start", time("2026-03-20T19:30", id))));
		return (VTimeZone) calendar.getComponents("VTIMEZONE").getFirst();
	}

	private static String offset(VTimeZone zone, Instant instant) {
		return zone.getApplicableObservance(instant)
			.getProperty("TZOFFSETTO")
			.map((property) -> ((TzOffsetTo) property).getOffset().getId())
			.orElseThrow();
	}

	private static EventWriter writer(OutputStream body, OutputHead head) {
		return new CalendarWriter(body, head, TestListedEvents.PAGES);
	}

	private static List<String> lines(String text) {
		return List.of(text.replace("\r\n ", "").split("\r\n"));
	}

	private static String property(String text, String name) {
		return parse(text).getComponents("VEVENT").getFirst().getProperty(name).orElseThrow().getValue();
	}

	private static void assertValid(String text) {
		ValidationResult result = parse(text).validate();
		assertThat(result.getEntries()).as(text).isEmpty();
	}

	private static Calendar parse(String text) {
		try {
			return new CalendarBuilder().build(new StringReader(text));
		}
		catch (IOException | ParserException ex) {
			throw new IllegalStateException(text, ex);
		}
	}

}
