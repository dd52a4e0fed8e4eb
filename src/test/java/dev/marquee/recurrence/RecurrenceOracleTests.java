package dev.marquee.recurrence;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.marquee.SeededTries;
import net.fortuna.ical4j.model.Recur;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the starts of rules with those that ical4j finds: for the examples of RFC
 * 5545, section 3.8.5.3, and for random rules.
 */
class RecurrenceOracleTests {

	/** UTC has no clock changes, of which ical4j's local times know nothing. */
	private static final ZoneId ZONE = ZoneId.of("UTC");

	private static final LocalDateTime EXAMPLE = LocalDateTime.of(1997, 9, 2, 9, 0);

	private static final String[] WEEKDAYS = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

	@ParameterizedTest
	@ValueSource(strings = { "FREQ=DAILY;COUNT=10", "FREQ=DAILY;UNTIL=19971224T000000", "FREQ=DAILY;INTERVAL=2",
			"FREQ=DAILY;INTERVAL=10;COUNT=5", "FREQ=YEARLY;UNTIL=20000131T140000;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
			"FREQ=DAILY;UNTIL=20000131T140000;BYMONTH=1", "FREQ=WEEKLY;COUNT=10", "FREQ=WEEKLY;UNTIL=19971224T000000",
			"FREQ=WEEKLY;INTERVAL=2;WKST=SU", "FREQ=WEEKLY;UNTIL=19971007T000000;WKST=SU;BYDAY=TU,TH",
			"FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
			"FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000;WKST=SU;BYDAY=MO,WE,FR",
			"FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
			"FREQ=MONTHLY;UNTIL=19971224T000000;BYDAY=1FR", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
			"FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "FREQ=MONTHLY;BYMONTHDAY=-3", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
			"FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
			"FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
			"FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
			"FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
			"FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
			"FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
			"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
			"FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
			"FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000", "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
			"FREQ=MINUTELY;INTERVAL=90;COUNT=4", "FREQ=DAILY;BYHOUR=9,12,16;BYMINUTE=0,20",
			"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
			"FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5" })
	void examplesOfTheStandardHaveTheSameStarts(String rule) {
		LocalDate to = LocalDate.of(1999, 9, 2);
		assertThat(starts(EXAMPLE, rule, EXAMPLE.toLocalDate(), to))
			.isEqualTo(expected(EXAMPLE, rule, EXAMPLE.toLocalDate(), to));
	}

	@Test
	void randomRulesHaveTheSameStarts() {
		SeededTries.run(600, (random) -> {
			LocalDateTime start = LocalDateTime.of(2010 + random.nextInt(20), 1 + random.nextInt(12),
					1 + random.nextInt(28), random.nextInt(24), 15 * random.nextInt(4));
			String rule = randomRule(random, start);
			LocalDate from = LocalDate.of(2024, 11, 27);
			LocalDate to = LocalDate.of(2028, 11, 27);
			assertThat(starts(start, rule, from, to)).as("%s from %s", rule, start)
				.isEqualTo(expected(start, rule, from, to));
		});
	}

	private static String randomRule(Random random, LocalDateTime start) {
		List<String> parts = new ArrayList<>();
		String frequency = List.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY").get(random.nextInt(4));
		parts.add("FREQ=" + frequency);
		if (random.nextBoolean()) {
			// Without WKST, ical4j starts weeks as the locale of the machine does.
			parts.add("INTERVAL=" + (1 + random.nextInt(4)) + ";WKST=" + WEEKDAYS[random.nextInt(WEEKDAYS.length)]);
		}
		switch (random.nextInt(4)) {
			case 0 -> parts.add("COUNT=" + (1 + random.nextInt(600)));
			case 1 -> parts.add("UNTIL=" + DateTimeText.local(start.plusDays(random.nextInt(8000))));
			default -> {
			}
		}
		switch (frequency) {
			case "WEEKLY" -> addSome(parts, random, "BYDAY", List.of(WEEKDAYS));
			case "MONTHLY" -> {
				if (random.nextBoolean()) {
					addSome(parts, random, "BYMONTHDAY", List.of("1", "5", "28", "31", "-1", "-7"));
				}
				else {
					addSome(parts, random, "BYDAY", List.of("1MO", "2TU", "-1FR", "5SU", "3WE"));
				}
			}
			case "YEARLY" -> {
				parts.add("BYMONTH=" + (1 + random.nextInt(12)));
				addSome(parts, random, "BYDAY", List.of("1MO", "2TU", "-1FR", "3WE"));
			}
			default -> addSome(parts, random, "BYMONTH", List.of("1", "2", "6", "12"));
		}
		return String.join(";", parts);
	}

	private static void addSome(List<String> parts, Random random, String part, List<String> values) {
		List<String> some = values.stream().filter((value) -> random.nextInt(3) == 0).toList();
		if (!some.isEmpty()) {
			parts.add(part + "=" + String.join(",", some));
		}
	}

	private static SortedSet<LocalDateTime> starts(LocalDateTime start, String rule, LocalDate from, LocalDate to) {
		return RecurrenceSet.of(start, ZONE, false, List.of(rule), List.of(), List.of()).startsWithin(from, to);
	}

	/**
	 * A start that the rule does not have counts as the first date (RFC 5545, section
	 * 3.3.10); ical4j finds only the dates of the rule.
	 */
	private static SortedSet<LocalDateTime> expected(LocalDateTime start, String rule, LocalDate from, LocalDate to) {
		Recur<LocalDateTime> recur = new Recur<>(rule);
		List<LocalDateTime> all = recur.getDates(start, start, to.plusDays(1).atStartOfDay().minusSeconds(1));
		SortedSet<LocalDateTime> dates = new TreeSet<>(all);
		if (recur.getCount() > 0 && !dates.contains(start) && dates.size() == recur.getCount()) {
			dates.removeLast();
		}
		dates.removeIf((date) -> date.toLocalDate().isBefore(from));
		dates.add(start);
		return dates;
	}

}
