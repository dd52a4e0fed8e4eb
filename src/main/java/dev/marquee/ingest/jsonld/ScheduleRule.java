package dev.marquee.ingest.jsonld;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a schema.org {@code Schedule} repeats, as parts of a rule of RFC 5545, without its
 * end.
 *
 * @param frequency such as {@code WEEKLY}
 * @param interval every how many weeks, months and so on
 * @param parts the other parts, such as {@code BYDAY=TU}
 */
record ScheduleRule(String frequency, int interval, List<String> parts) {

	private static final Pattern DURATION = Pattern.compile("P(\\d{1,4})([DWMY])|PT(\\d{1,4})H");

	private static final Pattern WEEKDAY = Pattern.compile("([+-]?\\d{0,2})(MO|TU|WE|TH|FR|SA|SU)");

	private static final Map<String, String> DURATIONS_OF_WORDS = Map.ofEntries(Map.entry("daily", "P1D"),
			Map.entry("every day", "P1D"), Map.entry("weekly", "P1W"), Map.entry("every week", "P1W"),
			Map.entry("biweekly", "P2W"), Map.entry("bi-weekly", "P2W"), Map.entry("fortnightly", "P2W"),
			Map.entry("every other week", "P2W"), Map.entry("monthly", "P1M"), Map.entry("every month", "P1M"),
			Map.entry("yearly", "P1Y"), Map.entry("annually", "P1Y"), Map.entry("every year", "P1Y"));

	/** Empty if the schedule does not say how it repeats. */
	static Optional<ScheduleRule> of(JsonLdNode schedule) {
		List<String> weekdays = schedule.nodes("byDay").stream().flatMap(ScheduleRule::weekdays).distinct().toList();
		List<String> weeks = numbers(schedule, "byMonthWeek", -5, 5);
		List<String> days = numbers(schedule, "byMonthDay", -31, 31);
		List<String> months = numbers(schedule, "byMonth", 1, 12);
		List<String> parts = new ArrayList<>();
		add(parts, "BYMONTH", months);
		add(parts, "BYMONTHDAY", days);
		List<String> positions = weeks.isEmpty() ? weekdays
				: weekdays.stream().flatMap((day) -> weeks.stream().map((week) -> week + day)).toList();
		add(parts, "BYDAY", positions);
		boolean isMonthly = !days.isEmpty() || positions.stream().anyMatch((day) -> day.length() > 2);
		return period(schedule, isMonthly, !weekdays.isEmpty())
			.map((period) -> new ScheduleRule(frequency(period, isMonthly), Integer.parseInt(period.substring(1)),
					parts));
	}

	private static void add(List<String> parts, String name, List<String> values) {
		if (!values.isEmpty()) {
			parts.add(name + "=" + String.join(",", values));
		}
	}

	/** The unit and the number, such as {@code W2}. */
	private static Optional<String> period(JsonLdNode schedule, boolean isMonthly, boolean hasWeekdays) {
		String text = schedule.text("repeatFrequency", "@id");
		if (text == null || text.isBlank()) {
			return isMonthly ? Optional.of("M1") : hasWeekdays ? Optional.of("W1") : Optional.empty();
		}
		String word = text.strip().replaceFirst("^.*/", "");
		String duration = DURATIONS_OF_WORDS.getOrDefault(word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT));
		Matcher matcher = DURATION.matcher(duration);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		String unit = (matcher.group(3) != null) ? "H" : matcher.group(2);
		int number = Integer.parseInt((matcher.group(3) != null) ? matcher.group(3) : matcher.group(1));
		boolean isWeeks = unit.equals("D") && number % 7 == 0;
		return (number == 0) ? Optional.empty() : Optional.of(isWeeks ? "W" + number / 7 : unit + number);
	}

	/** A day of a month does not repeat every week. */
	private static String frequency(String period, boolean isMonthly) {
		return switch (period.charAt(0)) {
			case 'H' -> "HOURLY";
			case 'D' -> "DAILY";
			case 'W' -> isMonthly ? "MONTHLY" : "WEEKLY";
			case 'M' -> "MONTHLY";
			default -> "YEARLY";
		};
	}

	/**
	 * {@code https://schema.org/Tuesday}, {@code Tuesday}, {@code TU} or {@code 2TU,4TU}.
	 */
	private static Stream<String> weekdays(JsonLdNode node) {
		String text = node.valueOrProperty("@id");
		if (text == null) {
			return Stream.empty();
		}
		return Stream.of(text.toUpperCase(Locale.ROOT).split("[,\\s]+"))
			.map((day) -> day.replaceFirst("^.*[/:#]", ""))
			.flatMap((day) -> weekday(day).stream());
	}

	private static Optional<String> weekday(String day) {
		if (WEEKDAY.matcher(day).matches()) {
			return Optional.of(day.replaceFirst("^\\+", ""));
		}
		return Stream.of(DayOfWeek.values())
			.filter((weekday) -> weekday.name().equals(day))
			.map((weekday) -> weekday.name().substring(0, 2))
			.findFirst();
	}

	private static List<String> numbers(JsonLdNode schedule, String property, int min, int max) {
		return schedule.nodes(property)
			.stream()
			.flatMap((node) -> Stream.ofNullable(node.value()))
			.flatMap((text) -> Stream.of(text.split("[,\\s]+")))
			.filter((text) -> text.matches("-?\\d{1,2}"))
			.map(Integer::valueOf)
			.filter((number) -> number != 0 && number >= min && number <= max)
			.distinct()
			.map(String::valueOf)
			.toList();
	}

	@Override
	public String toString() {
		String first = "FREQ=" + this.frequency + ((this.interval > 1) ? ";INTERVAL=" + this.interval : "");
		return Stream.concat(Stream.of(first), this.parts.stream())
			.reduce((one, other) -> one + ";" + other)
			.orElse(first);
	}

}
