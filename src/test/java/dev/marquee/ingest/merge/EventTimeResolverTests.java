package dev.marquee.ingest.merge;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

import dev.marquee.event.EventTime;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.EventTime.ZoneSource;
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

class EventTimeResolverTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private final DocumentProblems problems = new DocumentProblems();

	@Test
	void textTimeIsInTheVenueZone() {
		EventTime start = start(BERLIN, "2026-02-20T19:00", null);
		assertThat(start).isEqualTo(new EventTime(Instant.parse("2026-02-20T18:00:00Z"),
				LocalDateTime.parse("2026-02-20T19:00"), BERLIN, Precision.MINUTE, ZoneSource.VENUE));
		assertThat(this.problems.toList()).isEmpty();
	}

	@Test
	void unknownZoneAssumesUtc() {
		assertThat(start(null, "2026-02-20T19:00", "2026-02-20").zoneSource()).isEqualTo(ZoneSource.ASSUMED);
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("zone_assumed");
	}

	@Test
	void matchingOffsetConfirmsTheVenueZone() {
		EventTime start = start(BERLIN, "2026-02-20T19:00", "2026-02-20T19:00:00+01:00");
		assertThat(start.zone()).isEqualTo(BERLIN);
		assertThat(start.zoneSource()).isEqualTo(ZoneSource.STATED);
		assertThat(this.problems.toList()).isEmpty();
	}

	@Test
	void sameInstantInUtcAgrees() {
		EventTime start = start(BERLIN, "2026-02-20T19:00", "2026-02-20T18:00:00Z");
		assertThat(start.local()).isEqualTo(LocalDateTime.parse("2026-02-20T19:00"));
		assertThat(start.zoneSource()).isEqualTo(ZoneSource.STATED);
		assertThat(this.problems.toList()).isEmpty();
	}

	@Test
	void utcTimeIsConvertedToTheVenueZone() {
		EventTime start = start(ZoneId.of("America/Los_Angeles"), "2026-03-20T19:30:00Z", null);
		assertThat(start.instant()).isEqualTo(Instant.parse("2026-03-20T19:30:00Z"));
		assertThat(start.local()).isEqualTo(LocalDateTime.parse("2026-03-20T12:30"));
		assertThat(start.zone()).hasToString("America/Los_Angeles");
	}

	@Test
	void wrongOffsetIsReported() {
		EventTime start = start(BERLIN, "2026-02-20T19:00", "2026-02-20T19:00:00-05:00");
		assertThat(start.zone()).isEqualTo(BERLIN);
		assertThat(start.zoneSource()).isEqualTo(ZoneSource.VENUE);
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("offset_wrong");
	}

	@Test
	void offsetWithoutVenueDeterminesTheZone() {
		assertThat(start(null, "2026-02-20T19:00", "2026-02-20T19:00:00+01:00").zone()).hasToString("Etc/GMT-1");
		assertThat(start(null, "2026-02-20T19:00", "2026-02-20T19:00:00Z").zone()).hasToString("UTC");
		EventTime india = start(null, "2026-02-20T19:00", "2026-02-20T19:00:00+05:30");
		assertThat(india.instant()).isEqualTo(Instant.parse("2026-02-20T13:30:00Z"));
		assertThat(india.zone().getId()).startsWith("Asia/");
	}

	@ParameterizedTest
	@CsvSource({ "America/Phoenix, MST, 2026-07-21T02:00:00Z", "America/Regina, CST, 2026-07-21T01:00:00Z",
			"Europe/Dublin, IST, 2026-07-20T18:00:00Z", "Asia/Jerusalem, IST, 2026-07-20T16:00:00Z",
			"Asia/Shanghai, CST, 2026-07-20T11:00:00Z", "America/Havana, CST, 2026-07-20T23:00:00Z",
			"Asia/Dhaka, BST, 2026-07-20T13:00:00Z", "Asia/Manila, PST, 2026-07-20T11:00:00Z",
			"Africa/Tunis, CET, 2026-07-20T18:00:00Z", "Europe/London, GMT, 2026-07-20T18:00:00Z",
			"America/New_York, EST, 2026-07-20T23:00:00Z", "Australia/Brisbane, AEST, 2026-07-20T09:00:00Z" })
	void abbreviationConfirmsTheVenueZone(ZoneId zone, String abbreviation, Instant expected) {
		EventTime start = start(zone, "20 Jul 2026 at 19:00 " + abbreviation, null);
		assertThat(start.instant()).isEqualTo(expected);
		assertThat(start.zone()).isEqualTo(zone);
		assertThat(start.zoneSource()).isEqualTo(ZoneSource.STATED);
		assertThat(this.problems.toList()).isEmpty();
	}

	@Test
	void abbreviationOfAnotherZoneIsReported() {
		EventTime start = start(BERLIN, "20 Feb 2026 at 19:00 PST", null);
		assertThat(start.zone()).isEqualTo(BERLIN);
		assertThat(start.zoneSource()).isEqualTo(ZoneSource.VENUE);
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("zone_elsewhere");
	}

	@Test
	void abbreviationWithoutAVenueIsThatOfMostPeople() {
		assertThat(start(null, "20 Feb 2026 at 19:00 PST", null).zone()).hasToString("America/Los_Angeles");
	}

	@Test
	void offsetDecidesWhatAnAbbreviationMeans() {
		EventTime start = start(null, "20 Feb 2026 at 19:00 CST", "2026-02-20T19:00:00+08:00");
		assertThat(start.instant()).isEqualTo(Instant.parse("2026-02-20T11:00:00Z"));
	}

	@ParameterizedTest
	@CsvSource({ "2026-07-20T20:00+01:00, 2026-07-20T22:30+01:00", "2026-07-20T20:00Z, 2026-07-20T22:30Z",
			"2026-07-20T20:00-05:00, 2026-07-20T22:30-05:00", "2026-07-20T20:00+02:00, 2026-07-20T22:30+02:00",
			"2026-07-20T18:00Z, 2026-07-20T20:30Z" })
	void correctedOffsetCorrectsTheEnd(String startDate, String endDate) {
		EventTimeResolver times = times(BERLIN);
		EventTime start = times.start(dateTime("20 Jul 2026 at 20:00"), dateTime(startDate)).orElseThrow();
		EventTime end = times.end(null, dateTime(endDate), start).orElseThrow();
		assertThat(start.local()).isEqualTo(LocalDateTime.parse("2026-07-20T20:00"));
		assertThat(end.local()).isEqualTo(LocalDateTime.parse("2026-07-20T22:30"));
	}

	@Test
	void endOfAnotherStartIsDropped() {
		EventTimeResolver times = times(BERLIN);
		EventTime start = times.start(dateTime("20 Feb 2026 at 12:30"), dateTime("2026-02-21T12:30")).orElseThrow();
		assertThat(times.end(null, dateTime("2026-02-21T14:00"), start)).isEmpty();
		assertThat(
				times.end(dateTime("20 Feb 2026 at 15:00"), dateTime("2026-02-21T14:00"), start).orElseThrow().local())
			.isEqualTo(LocalDateTime.parse("2026-02-20T15:00"));
	}

	@Test
	void midnightToLastMinuteIsADay() {
		EventTimeResolver times = times(BERLIN);
		EventTime start = times.start(dateTime("21 Mar 2026"), dateTime("2026-03-21T00:00:00+01:00")).orElseThrow();
		EventTime end = times.end(null, dateTime("2026-03-22T23:59:59+01:00"), start).orElseThrow();
		assertThat(start.precision()).isEqualTo(Precision.DAY);
		assertThat(end.precision()).isEqualTo(Precision.DAY);
		assertThat(end.local()).isEqualTo(LocalDateTime.parse("2026-03-22T00:00"));
	}

	@Test
	void timeWinsOverDateOnly() {
		EventTime start = start(BERLIN, "2026-02-20", "2026-02-20T19:00:00+01:00");
		assertThat(start.precision()).isEqualTo(Precision.MINUTE);
		assertThat(start.local()).isEqualTo(LocalDateTime.parse("2026-02-20T19:00"));
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("disagreement");
	}

	@Test
	void conflictingTimesPreferTheText() {
		assertThat(start(BERLIN, "2026-02-20T19:00", "2026-02-20T20:00").local())
			.isEqualTo(LocalDateTime.parse("2026-02-20T19:00"));
		assertThat(start(BERLIN, "2026-02-20", "2026-02-21T20:00").precision()).isEqualTo(Precision.DAY);
		assertThat(this.problems.toList()).extracting(DocumentProblem::code)
			.containsExactly("disagreement", "disagreement");
	}

	@Test
	void datesSpanMidnightToMidnightInTheZone() {
		EventTime start = start(BERLIN, "2026-03-28", null);
		EventTime end = times(BERLIN).end(dateTime("2026-03-29"), null, start).orElseThrow();
		assertThat(start.instant()).isEqualTo(Instant.parse("2026-03-27T23:00:00Z"));
		assertThat(end.instant()).isEqualTo(Instant.parse("2026-03-29T22:00:00Z"));
		assertThat(end.local()).isEqualTo(LocalDateTime.parse("2026-03-29T00:00"));
	}

	@Test
	void timeInDstGapIsShiftedAndReported() {
		EventTime start = start(BERLIN, "2026-03-29T02:30", null);
		assertThat(start.local()).isEqualTo(LocalDateTime.parse("2026-03-29T03:30"));
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("time_skipped");
	}

	@Test
	void timeInDstOverlapIsTheFirstUnlessOffsetGiven() {
		assertThat(start(BERLIN, "2026-10-25T02:30", null).instant()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
		assertThat(start(BERLIN, "2026-10-25T02:30", "2026-10-25T02:30+01:00").instant())
			.isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("time_twice");
	}

	private EventTime start(@Nullable ZoneId zone, String text, @Nullable String jsonLd) {
		return times(zone).start(dateTime(text), (jsonLd != null) ? dateTime(jsonLd) : null).orElseThrow();
	}

	private EventTimeResolver times(@Nullable ZoneId zone) {
		return new EventTimeResolver(zone, DocumentLocation.DOCUMENT, this.problems);
	}

	private PartialDateTime dateTime(String text) {
		return new DateTimeReader(this.problems).read(text, DocumentLocation.DOCUMENT).orElseThrow();
	}

}
