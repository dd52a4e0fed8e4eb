package dev.marquee.ingest.jsonld;

import dev.marquee.event.EventRecurrence;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.DateTimeReader;
import dev.marquee.ingest.value.PartialDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Recurrences of schema.org events.
 */
class ScheduleReaderTests {

	private final DocumentProblems problems = new DocumentProblems();

	/** The event starts on Tuesday, 1 September 2026. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "{'repeatFrequency': 'P1W'} | FREQ=WEEKLY",
			"{'repeatFrequency': 'weekly'} | FREQ=WEEKLY", "{'repeatFrequency': 'P7D'} | FREQ=WEEKLY",
			"{'repeatFrequency': 'P2W', 'byDay': 'https://schema.org/Tuesday'} | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
			"{'byDay': ['Tuesday', {'@id': 'schema:Thursday'}]} | FREQ=WEEKLY;BYDAY=TU,TH",
			"{'repeatFrequency': 'P1D', 'repeatCount': 5} | FREQ=DAILY;COUNT=5",
			"{'repeatFrequency': 'P1W', 'endDate': '2027-06-30'} | FREQ=WEEKLY;UNTIL=20270630",
			"{'repeatFrequency': 'P1M', 'byDay': 'Tuesday', 'byMonthWeek': 1} | FREQ=MONTHLY;BYDAY=1TU",
			"{'repeatFrequency': 'P1M', 'byDay': '1TU,-1TU'} | FREQ=MONTHLY;BYDAY=1TU,-1TU",
			"{'repeatFrequency': 'P1M', 'byMonthDay': '1'} | FREQ=MONTHLY;BYMONTHDAY=1",
			"{'byMonthDay': [1, 15]} | FREQ=MONTHLY;BYMONTHDAY=1,15",
			"{'repeatFrequency': 'P1Y', 'byMonth': 9, 'byMonthDay': 1} | FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1" })
	void repetitionBecomesARule(String schedule, String rule) {
		ScheduledTimes times = read(schedule, "2026-09-01T19:00", null);
		assertThat(times.start()).isEqualTo(dateTime("2026-09-01T19:00"));
		assertThat(recurrence(times).rules()).containsExactly(rule);
		assertThat(this.problems.toList()).isEmpty();
	}

	@Test
	void scheduleAloneGivesStartAndEnd() {
		ScheduledTimes times = read("""
				{'repeatFrequency': 'P1W', 'byDay': 'Thursday', 'startDate': '2026-09-01', 'endDate': '2026-12-17',
				'startTime': '19:30:00', 'endTime': '21:00:00', 'scheduleTimezone': 'Europe/Berlin',
				'exceptDate': ['2026-10-01', '2026-10-08T19:30:00+02:00']}""", null, null);
		assertThat(times.start()).isEqualTo(dateTime("2026-09-03T19:30 Europe/Berlin"));
		assertThat(times.end()).isEqualTo(dateTime("2026-09-03T21:00 Europe/Berlin"));
		assertThat(recurrence(times).excludedStarts()).extracting(Object::toString)
			.containsExactly("2026-10-01T19:30", "2026-10-08T19:30");
	}

	@Test
	void nightEndsOnTheNextDay() {
		assertThat(
				read("{'repeatFrequency': 'P1W', 'startTime': '22:00', 'endTime': '02:00'}", "2026-09-01", null).end())
			.isEqualTo(dateTime("2026-09-02T02:00"));
	}

	/** Some publishers give the last day of a course as the end of the event. */
	@Test
	void endOfAllOccurrencesEndsTheRule() {
		ScheduledTimes times = read("{'repeatFrequency': 'P1W'}", "2026-09-01T19:00", "2027-06-29T21:00");
		assertThat(recurrence(times).rules()).containsExactly("FREQ=WEEKLY;UNTIL=20270629");
		assertThat(times.end()).isEqualTo(dateTime("2026-09-01T21:00"));
		assertThat(read("{'repeatFrequency': 'P1M'}", "2026-09-01T19:00", "2026-09-03T21:00").end())
			.isEqualTo(dateTime("2026-09-03T21:00"));
	}

	@Test
	void timeInUtcIsReplacedByTheLocalTime() {
		ScheduledTimes times = read(
				"{'repeatFrequency': 'P1W', 'startTime': '19:00', 'scheduleTimezone': 'America/Chicago'}",
				"2026-09-02T00:00:00Z", null);
		assertThat(times.start()).isEqualTo(dateTime("2026-09-01T19:00 America/Chicago"));
	}

	@Test
	void furtherScheduleMayHaveAnotherTime() {
		assertThat(recurrence(read("""
				[{'byDay': 'Tuesday', 'startTime': '19:00'}, {'byDay': 'Saturday', 'startTime': '10:30'}]""",
				"2026-09-01T19:00", null))
			.rules()).containsExactly("FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=SA;BYHOUR=10;BYMINUTE=30");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "{'repeatFrequency': 'now and then'}", "{'byDay': 'someday'}",
					"{'repeatFrequency': 'P1Y', 'byMonth': 2, 'byMonthDay': 30, 'startDate': '2026-09-01'}" })
	void unusableScheduleIsReported(String schedule) {
		ScheduledTimes times = read(schedule, "2026-09-01T19:00", "2026-09-01T21:00");
		assertThat(times.recurrence()).isNull();
		assertThat(times.start()).isEqualTo(dateTime("2026-09-01T19:00"));
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("schedule_unreadable");
	}

	@Test
	void partAtAnOccurrenceStatesItsStatus() {
		JsonLdNode event = new JsonLdNode(LenientJson.parse("""
				{'@type': 'Event', 'eventSchedule': {'repeatFrequency': 'P1W'}, 'subEvent': [
					{'startDate': '2026-09-08T19:00', 'eventStatus': 'https://schema.org/EventCancelled'},
					{'startDate': '2026-09-15T19:00', 'eventStatus': 'EventScheduled'},
					{'startDate': '2026-09-22T12:00', 'eventStatus': 'EventCancelled'}]}""".replace('\'', '"')).json());
		ScheduledTimes times = new ScheduleReader(DocumentLocation.DOCUMENT, this.problems).read(event,
				dateTime("2026-09-01T19:00"), null);
		assertThat(recurrence(times).changes()).extracting((change) -> change.originalStart() + " " + change.status())
			.containsExactly("2026-09-08T19:00 CANCELLED");
	}

	@Test
	void partAtAnOccurrenceHasItsName() {
		JsonLdNode event = new JsonLdNode(LenientJson
			.parse("""
					{'@type': 'Event', 'name': 'Talk', 'description': 'Weekly.', 'eventSchedule': {'repeatFrequency': 'P1W'},
						'subEvent': [
						{'startDate': '2026-09-08T19:00', 'name': 'With a guest', 'description': 'Weekly.'},
						{'startDate': '2026-09-15T19:00', 'name': 'Talk', 'description': 'Bring mice.'},
						{'startDate': '2026-09-22T19:00', 'name': 'Talk'}]}"""
				.replace('\'', '"'))
			.json());
		ScheduledTimes times = new ScheduleReader(DocumentLocation.DOCUMENT, this.problems).read(event,
				dateTime("2026-09-01T19:00"), null);
		assertThat(recurrence(times).changes())
			.extracting((change) -> change.originalStart() + " " + change.name() + " " + change.description())
			.containsExactly("2026-09-08T19:00 With a guest null", "2026-09-15T19:00 null Bring mice.");
	}

	/**
	 * Parts with names of their own are events, unless they share page and time of the
	 * schedule.
	 */
	@ParameterizedTest
	@CsvSource({ "https://a.example/talk, 2026-09-08T19:00, 1", "https://a.example/talk, 2026-09-08T20:15, 1",
			"https://a.example/talk, 2026-09-08T11:00, 2", "https://a.example/other, 2026-09-08T19:00, 2",
			"https://a.example/talk, 2026-09-08, 2" })
	void partWithANameIsAnOccurrenceOnThePageAndAtATimeOfTheEvent(String url, String start, int events) {
		assertThat(EventNodes.find(LenientJson
			.parse("""
					{'@type': 'Event', 'name': 'Talk', 'url': 'https://a.example/talk', 'startDate': '2026-09-01T19:00',
						'eventSchedule': [{'repeatFrequency': 'P1W'}, {'startDate': '2026-09-03', 'startTime': '20:15:00'}],
						'subEvent': {'@type': 'Event', 'name': 'With a guest', 'url': '%s', 'startDate': '%s'}}"""
				.formatted(url, start)
				.replace('\'', '"'))
			.json())).hasSize(events);
	}

	@Test
	void scheduleWithoutFrequencyIsASingleDate() {
		EventRecurrence recurrence = recurrence(
				read("""
						[{'startDate': '2026-09-01', 'startTime': '19:00', 'repeatCount': 1}, {'startDate': '2026-09-05',
						'startTime': '11:30'}, {'repeatFrequency': 'P1W'}, {'startDate': '2026-10-01', 'endDate': '2026-10-09'}]""",
						"2026-09-01T19:00", null));
		assertThat(recurrence.rules()).containsExactly("FREQ=WEEKLY");
		assertThat(recurrence.additionalStarts()).extracting(Object::toString).containsExactly("2026-09-05T11:30");
	}

	/** A schedule counts its own dates, a rule that of the event as well. */
	@Test
	void countIncludesAStartThatIsNoDateOfTheRule() {
		assertThat(recurrence(
				read("{'byDay': 'Saturday', 'startDate': '2026-09-05', 'repeatCount': 3}", "2026-09-01T19:00", null))
			.rules()).containsExactly("FREQ=WEEKLY;BYDAY=SA;COUNT=4");
	}

	@Test
	void offsetIsThatOfTheZoneOfTheSchedule() {
		assertThat(read("{'repeatFrequency': 'P1W', 'scheduleTimezone': 'Europe/Berlin'}", "2026-09-01T19:00:00+02:00",
				null)
			.start()).isEqualTo(dateTime("2026-09-01T19:00 Europe/Berlin"));
		assertThat(read("{'repeatFrequency': 'P1W', 'scheduleTimezone': 'Europe/Berlin'}", "2026-09-01T19:00:00+03:00",
				null)
			.start()).isEqualTo(dateTime("2026-09-01T19:00+03:00"));
	}

	@Test
	void daysOfADurationEndTheEvent() {
		assertThat(read("{'repeatFrequency': 'P1W', 'duration': 'P3D'}", "2026-09-01", null).end())
			.isEqualTo(dateTime("2026-09-03"));
	}

	@Test
	void movedPartHasItsOriginalStart() {
		JsonLdNode event = new JsonLdNode(LenientJson
			.parse("""
					{'@type': 'Event', 'eventSchedule': {'repeatFrequency': 'P1W'}, 'subEvent': {
						'startDate': '2026-09-09T20:00:00+02:00', 'endDate': '2026-09-09T23:30:00+02:00',
						'previousStartDate': '2026-09-08T19:00:00+02:00', 'eventStatus': 'EventRescheduled'}}"""
				.replace('\'', '"'))
			.json());
		ScheduledTimes times = new ScheduleReader(DocumentLocation.DOCUMENT, this.problems).read(event,
				dateTime("2026-09-01T19:00:00+02:00"), dateTime("2026-09-01T21:00:00+02:00"));
		assertThat(recurrence(times).changes()).singleElement().satisfies((change) -> {
			assertThat(change.originalStart()).hasToString("2026-09-08T19:00");
			assertThat(change.start().instant()).hasToString("2026-09-09T18:00:00Z");
			assertThat(change.end().instant()).hasToString("2026-09-09T21:30:00Z");
			assertThat(change.status()).isNull();
		});
	}

	private ScheduledTimes read(String schedule, @Nullable String start, @Nullable String end) {
		JsonLdNode event = new JsonLdNode(
				LenientJson.parse("{'@type': 'Event', 'eventSchedule': %s}".formatted(schedule).replace('\'', '"'))
					.json());
		return new ScheduleReader(DocumentLocation.DOCUMENT, this.problems).read(event,
				(start != null) ? dateTime(start) : null, (end != null) ? dateTime(end) : null);
	}

	private static EventRecurrence recurrence(ScheduledTimes times) {
		EventRecurrence recurrence = times.recurrence();
		assertThat(recurrence).isNotNull();
		return recurrence;
	}

	private static PartialDateTime dateTime(String text) {
		return new DateTimeReader(new DocumentProblems()).read(text, DocumentLocation.DOCUMENT).orElseThrow();
	}

}
