package dev.marquee.recurrence;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.marquee.SeededTries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sentences about recurrences.
 */
class RecurrenceTextTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private static final LocalDateTime TUESDAY = LocalDateTime.of(2027, 3, 2, 19, 0);

	private static final List<String> WEEKDAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
			"Saturday", "Sunday");

	/** In a class loader of its own, where no rule was parsed before. */
	@Test
	void listedDatesNeedNoRuleBefore() throws ReflectiveOperationException, IOException {
		URL[] classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((path) -> url(Path.of(path)))
			.toArray(URL[]::new);
		try (URLClassLoader fresh = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			Object recurrence = fresh.loadClass(RecurrenceSet.class.getName())
				.getMethod("of", LocalDateTime.class, ZoneId.class, boolean.class, List.class, Collection.class,
						Collection.class)
				.invoke(null, TUESDAY, BERLIN, false, List.of(), List.of(TUESDAY.plusDays(1)), List.of());
			Object text = fresh.loadClass(RecurrenceText.class.getName())
				.getMethod("of", recurrence.getClass())
				.invoke(null, recurrence);
			assertThat(text).isEqualTo(Optional.of("On 2 March 2027 and 3 March 2027"));
		}
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "FREQ=DAILY | Every day", "FREQ=WEEKLY | Every Tuesday",
			"FREQ=WEEKLY;UNTIL=20270630T215959Z | Every Tuesday until 30 June 2027",
			"FREQ=WEEKLY;UNTIL=20270630 | Every Tuesday until 30 June 2027",
			"FREQ=WEEKLY;UNTIL=20270629T120000 | Every Tuesday until 28 June 2027",
			"FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,TU;COUNT=10 | Every 2 weeks on Tuesday and Thursday, 10 times",
			"FREQ=MONTHLY | Every month on the 2nd", "FREQ=MONTHLY;BYDAY=1TU | Every month on the first Tuesday",
			"FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1 | Every month on the first Tuesday",
			"FREQ=MONTHLY;BYDAY=TU | Every Tuesday", "FREQ=YEARLY | Every year on 2 March",
			"FREQ=YEARLY;BYMONTH=3;BYDAY=1TU | Every year on the first Tuesday of March",
			"FREQ=WEEKLY;BYMONTH=3,4 | Every Tuesday in March and April" })
	void commonRulesHaveASentence(String rule, String expected) {
		assertThat(text(TUESDAY, rule)).isEqualTo(expected);
	}

	/** The rule has parts that a short sentence cannot say, or not the start. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "FREQ=WEEKLY;BYDAY=WE", "FREQ=MONTHLY;BYMONTHDAY=2,15", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=19,20",
					"FREQ=DAILY;INTERVAL=2;BYMONTH=3", "FREQ=MONTHLY;BYDAY=1TU,3TU", "FREQ=YEARLY;BYYEARDAY=61",
					"FREQ=YEARLY;BYWEEKNO=9" })
	void otherRulesHaveNone(String rule) {
		assertThat(text(TUESDAY, rule)).isNull();
	}

	@Test
	void dayThatSomeMonthsLackHasNone() {
		assertThat(text(LocalDateTime.of(2027, 3, 31, 19, 0), "FREQ=MONTHLY")).isNull();
		assertThat(text(LocalDateTime.of(2028, 2, 29, 19, 0), "FREQ=YEARLY")).isNull();
	}

	@Test
	void exceptionsAreSaid() {
		assertThat(RecurrenceText.of(RecurrenceSet.of(TUESDAY, BERLIN, false, List.of("FREQ=WEEKLY"), List.of(),
				List.of(TUESDAY.plusWeeks(2), TUESDAY.plusWeeks(1), TUESDAY.plusDays(1)))))
			.contains("Every Tuesday, except on 9 March 2027 and 16 March 2027");
		assertThat(RecurrenceText.of(RecurrenceSet.of(TUESDAY, BERLIN, false, List.of("FREQ=WEEKLY"),
				List.of(TUESDAY.plusDays(3)), List.of())))
			.contains("Every Tuesday and on 5 March 2027");
		assertThat(RecurrenceText
			.of(RecurrenceSet.of(TUESDAY, BERLIN, false, List.of(), List.of(TUESDAY.plusDays(3)), List.of())))
			.contains("On 2 March 2027 and 5 March 2027");
	}

	/** Reads simple sentences as a person would, and expects the same days. */
	@Test
	void sentenceNamesTheDaysOfTheRule() {
		Pattern sentence = Pattern.compile(
				"Every (?:(?<n>\\d+) )?(?<unit>day|week|month|\\p{Alpha}+day)s?(?<list>(?:, \\p{Alpha}+day)*(?: and \\p{Alpha}+day)?)"
						+ "(?: on (?<on>.*?))?, (?<count>\\d+) times");
		SeededTries.run(300, (random) -> {
			LocalDateTime start = TUESDAY.plusDays(random.nextInt(400));
			int interval = 1 + random.nextInt(3);
			String weekday = start.getDayOfWeek().name().substring(0, 2);
			int week = (start.getDayOfMonth() - 1) / 7 + 1;
			String rule = List
				.of("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=" + weekday, "FREQ=MONTHLY",
						"FREQ=MONTHLY;BYDAY=" + week + weekday, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
				.get(random.nextInt(6)) + ";INTERVAL=" + interval + ";COUNT=" + (2 + random.nextInt(8));
			String text = text(start, rule);
			if (text == null) {
				return;
			}
			Matcher matcher = sentence.matcher(text);
			assertThat(matcher.matches()).as(text).isTrue();
			assertThat(days(start, matcher)).as(rule + " from " + start + ": " + text)
				.isEqualTo(new TreeSet<>(RecurrenceSet.of(start, BERLIN, false, List.of(rule), List.of(), List.of())
					.startsWithin(LocalDate.of(2027, 1, 1), LocalDate.of(2035, 1, 1))
					.stream()
					.map(LocalDateTime::toLocalDate)
					.toList()));
		});
	}

	/** Walks over the days from the start and takes those that the sentence names. */
	private static SortedSet<LocalDate> days(LocalDateTime start, Matcher sentence) {
		int count = Integer.parseInt(sentence.group("count"));
		int interval = (sentence.group("n") != null) ? Integer.parseInt(sentence.group("n")) : 1;
		String unit = sentence.group("unit");
		String on = (sentence.group("on") != null) ? sentence.group("on") : "";
		LocalDate first = start.toLocalDate();
		SortedSet<LocalDate> days = new TreeSet<>();
		for (LocalDate day = first; days.size() < count; day = day.plusDays(1)) {
			String weekday = WEEKDAYS.get(day.getDayOfWeek().getValue() - 1);
			long weeks = (day.toEpochDay() + 3) / 7 - (first.toEpochDay() + 3) / 7;
			long months = day.getYear() * 12L + day.getMonthValue() - first.getYear() * 12L - first.getMonthValue();
			boolean isNamed = switch (unit) {
				case "day" -> (day.toEpochDay() - first.toEpochDay()) % interval == 0;
				case "week" -> weeks % interval == 0 && on.contains(weekday);
				case "month" -> months % interval == 0
						&& (on.matches("the \\d+..") ? Integer.parseInt(on.replaceAll("\\D", "")) == day.getDayOfMonth()
								: on.endsWith(weekday)
										&& on.contains(List.of("first", "second", "third", "fourth", "fifth")
											.get((day.getDayOfMonth() - 1) / 7)));
				default -> (unit + sentence.group("list")).contains(weekday);
			};
			if (isNamed) {
				days.add(day);
			}
		}
		return days;
	}

	private static @Nullable String text(LocalDateTime start, String rule) {
		return RecurrenceText.of(RecurrenceSet.of(start, BERLIN, false, List.of(rule), List.of(), List.of()))
			.orElse(null);
	}

	@Test
	void allDayEventHasASentence() {
		assertThat(RecurrenceText.of(RecurrenceSet.of(TUESDAY.with(LocalTime.MIDNIGHT), BERLIN, true,
				List.of("FREQ=WEEKLY;UNTIL=20270630T000000Z"), List.of(), List.of())))
			.contains("Every Tuesday until 30 June 2027");
	}

}
