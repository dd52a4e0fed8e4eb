package dev.marquee.recurrence;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The starts of recurrences.
 */
class RecurrenceSetTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private static final LocalDateTime TUESDAY = LocalDateTime.of(2027, 3, 2, 19, 0);

	@Test
	void weeklyClassKeepsItsLocalTime() {
		assertThat(starts(TUESDAY, "FREQ=WEEKLY;COUNT=5")).containsExactly(TUESDAY, TUESDAY.plusWeeks(1),
				TUESDAY.plusWeeks(2), TUESDAY.plusWeeks(3), TUESDAY.plusWeeks(4));
	}

	@Test
	void startOutsideTheRuleCountsAsTheFirst() {
		assertThat(starts(TUESDAY, "FREQ=WEEKLY;BYDAY=WE;COUNT=3")).containsExactly(TUESDAY, TUESDAY.plusDays(1),
				TUESDAY.plusDays(8));
	}

	/** Of the years from 2024 to 2027, only 2026 has a week 53. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO         | 2024-12-30, 2026-12-28
			FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;COUNT=2 | 2024-12-30, 2026-12-28
			FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU         | 2024-12-30, 2027-01-03
			FREQ=YEARLY;BYWEEKNO=-53;BYDAY=MO        | 2024-12-30, 2025-12-29
			FREQ=YEARLY;BYWEEKNO=52;BYDAY=MO         | 2024-12-30, 2025-12-22, 2026-12-21, 2027-12-27
			FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO       | 2024-12-30, 2025-12-29, 2026-12-28, 2027-01-04
			""")
	void weekThatAYearDoesNotHaveHasNoDates(String rule, String expected) {
		LocalDateTime start = LocalDateTime.of(2024, 12, 30, 10, 0);
		assertThat(RecurrenceSet.of(start, BERLIN, false, List.of(rule), List.of(), List.of())
			.startsWithin(LocalDate.of(2024, 12, 1), LocalDate.of(2027, 12, 31)))
			.extracting((date) -> date.toLocalDate().toString())
			.containsExactly(expected.split(", "));
	}

	/** UNTIL in the zone of the event, in UTC, and as a day; always inclusive. */
	@ParameterizedTest
	@CsvSource({ "20270309T190000, 2", "20270309T185959, 1", "20270309T180000Z, 2", "20270309T175959Z, 1",
			"20270309, 2", "20270308, 1", "20270315T230000Z, 2" })
	void untilIsInclusive(String until, int expected) {
		assertThat(starts(TUESDAY, "FREQ=WEEKLY;UNTIL=" + until)).hasSize(expected);
	}

	@ParameterizedTest
	@CsvSource({ "20270309T000000Z, 2", "20270308T230000Z, 2", "20270308T225959Z, 1", "20270309T120000, 2",
			"20270309, 2" })
	void untilOfDaysMayHaveATime(String until, int expected) {
		LocalDateTime day = TUESDAY.toLocalDate().atStartOfDay();
		assertThat(RecurrenceSet.of(day, BERLIN, true, List.of("FREQ=WEEKLY;UNTIL=" + until), List.of(), List.of())
			.startsWithin(LocalDate.of(2027, 1, 1), LocalDate.of(2028, 1, 1))).hasSize(expected);
	}

	/**
	 * 02:30 does not exist on 28 March; that day it is 03:30, which is no second start.
	 */
	@Test
	void hourSkippedByTheClockIsNotRepeated() {
		LocalDateTime start = LocalDateTime.of(2027, 3, 27, 2, 30);
		assertThat(starts(start, "FREQ=DAILY;COUNT=3")).containsExactly(start, start.plusDays(1), start.plusDays(2));
		assertThat(starts(start, "FREQ=HOURLY;UNTIL=20270328T040000")).contains(LocalDateTime.of(2027, 3, 28, 2, 30))
			.doesNotContain(LocalDateTime.of(2027, 3, 28, 3, 30));
	}

	@Test
	void additionalAndExcludedStartsOfDaysMayHaveATime() {
		LocalDateTime day = LocalDateTime.of(2027, 3, 2, 0, 0);
		assertThat(RecurrenceSet
			.of(day, BERLIN, true, List.of("FREQ=WEEKLY;COUNT=3"), List.of(LocalDateTime.of(2027, 3, 5, 12, 0)),
					List.of(LocalDateTime.of(2027, 3, 9, 8, 0)))
			.startsWithin(LocalDate.of(2027, 1, 1), LocalDate.of(2028, 1, 1)))
			.containsExactly(day, day.plusDays(3), day.plusDays(14));
	}

	@Test
	void dateOfTwoRulesIsOneStart() {
		assertThat(RecurrenceSet
			.of(TUESDAY, BERLIN, false, List.of("FREQ=WEEKLY;COUNT=3", "FREQ=DAILY;INTERVAL=7;COUNT=3"),
					List.of(TUESDAY), List.of(TUESDAY.plusWeeks(1)))
			.startsWithin(LocalDate.of(2027, 1, 1), LocalDate.of(2028, 1, 1)))
			.containsExactly(TUESDAY, TUESDAY.plusWeeks(2));
	}

	/** More dates precede the period than may be computed. */
	@ParameterizedTest
	@ValueSource(strings = { "FREQ=MINUTELY;INTERVAL=1000", "FREQ=HOURLY;INTERVAL=11" })
	void rulesAreNotExpandedBeforeThePeriod(String rule) {
		LocalDateTime start = LocalDateTime.of(1600, 1, 1, 19, 0);
		assertThat(starts(start, rule)).hasSizeBetween(500, 1000);
	}

	@Test
	void finiteRuleFromLongAgoEndsInThePeriod() {
		assertThat(starts(TUESDAY.minusWeeks(519), "FREQ=WEEKLY;COUNT=522")).containsExactly(TUESDAY.minusWeeks(519),
				TUESDAY.minusWeeks(8), TUESDAY.minusWeeks(7), TUESDAY.minusWeeks(6), TUESDAY.minusWeeks(5),
				TUESDAY.minusWeeks(4), TUESDAY.minusWeeks(3), TUESDAY.minusWeeks(2), TUESDAY.minusWeeks(1), TUESDAY,
				TUESDAY.plusWeeks(1), TUESDAY.plusWeeks(2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=2", "FREQ=SECONDLY;COUNT=900000",
			"FREQ=SECONDLY;BYHOUR=9;BYMINUTE=0;BYSECOND=0", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
			"FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,30" })
	void rulesWithTooManyDatesOrNoneAreRefused(String rule) {
		RecurrenceSet recurrence = RecurrenceSet.of(TUESDAY, BERLIN, false, List.of(rule), List.of(), List.of());
		assertThatExceptionOfType(InvalidRecurrenceException.class)
			.isThrownBy(() -> recurrence.startsWithin(LocalDate.of(2025, 3, 2), LocalDate.of(2029, 3, 2)));
	}

	/** The library overflows, or walks through millions of years. */
	@ParameterizedTest
	@ValueSource(strings = { "FREQ=YEARLY;INTERVAL=101", "FREQ=MONTHLY;INTERVAL=1201", "FREQ=WEEKLY;INTERVAL=5300",
			"FREQ=DAILY;INTERVAL=2147483647", "FREQ=HOURLY;INTERVAL=900000", "FREQ=MINUTELY;INTERVAL=1000001",
			"FREQ=SECONDLY;INTERVAL=2147483647" })
	void longIntervalIsRefused(String rule) {
		assertThatExceptionOfType(InvalidRecurrenceException.class).isThrownBy(() -> RepeatRule.parse(rule))
			.withMessageContaining("use at most 100 years and 1,000,000 periods");
	}

	@ParameterizedTest
	@ValueSource(strings = { "FREQ=YEARLY;INTERVAL=100", "FREQ=MONTHLY;INTERVAL=1200", "FREQ=WEEKLY;INTERVAL=5200",
			"FREQ=DAILY;INTERVAL=36500", "FREQ=HOURLY;INTERVAL=876000" })
	void longestIntervalHasOneStart(String rule) {
		assertThat(starts(TUESDAY, rule)).containsExactly(TUESDAY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "every Tuesday", "FREQ=WEEKLY;COUNT=0", "FREQ=OFTEN", "BYDAY=TU",
			"FREQ=WEEKLY;COUNT=3;UNTIL=20270401", "FREQ=WEEKLY;BYDAY=2TU", "FREQ=WEEKLY;INTERVAL=0",
			"FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=WEEKLY;UNTIL=tomorrow" })
	void invalidRuleIsRefused(String rule) {
		assertThatExceptionOfType(InvalidRecurrenceException.class).isThrownBy(() -> RepeatRule.parseStrictly(rule))
			.withMessageStartingWith("This is not a rule of RFC 5545, such as `FREQ=WEEKLY;BYDAY=TU`: ");
	}

	@Test
	void ruleIsSplit() {
		RepeatRule counted = RepeatRule.parse("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=10");
		assertThat(starts(TUESDAY, counted.toString())).hasSize(10);
		assertThat(counted.endingBefore(TUESDAY, TUESDAY.atZone(BERLIN).toInstant()))
			.isEqualTo("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270302T175959Z");
		assertThat(counted.endingBefore(TUESDAY, null)).isEqualTo("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270301");
		assertThat(counted.continuing(4)).isEqualTo("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=6");
		assertThat(RepeatRule.parse("FREQ=DAILY;UNTIL=20270401T120000Z").continuing(4))
			.isEqualTo("FREQ=DAILY;UNTIL=20270401T120000Z");
	}

	private static Collection<LocalDateTime> starts(LocalDateTime start, String rule) {
		return RecurrenceSet.of(start, BERLIN, false, List.of(rule), List.of(), List.of())
			.startsWithin(LocalDate.of(2027, 1, 1), LocalDate.of(2028, 1, 1));
	}

}
