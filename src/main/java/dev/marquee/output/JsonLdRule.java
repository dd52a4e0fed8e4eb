package dev.marquee.output;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The words that schema.org's {@code Schedule} has for a rule of RFC 5545.
 */
final class JsonLdRule {

	private static final Set<String> KNOWN_PARTS = Set.of("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "COUNT",
			"UNTIL", "WKST");

	private static final Pattern DAYS_OF_MONTH = Pattern.compile("\\d{1,2}(?:,\\d{1,2})*");

	private final Map<String, String> parts;

	private JsonLdRule(Map<String, String> parts) {
		this.parts = parts;
	}

	/**
	 * What the rule repeats, without its first and last day; null if schema.org cannot
	 * say it.
	 */
	static @Nullable Map<String, Object> words(String rule) {
		Map<String, String> parts = Stream.of(rule.split(";"))
			.map((part) -> part.split("=", 2))
			.filter((part) -> part.length == 2)
			.collect(Collectors.toMap((part) -> part[0], (part) -> part[1], (first, second) -> second,
					LinkedHashMap::new));
		return new JsonLdRule(parts).words();
	}

	private @Nullable Map<String, Object> words() {
		String frequency = frequency();
		if (frequency == null || !isSayable()) {
			return null;
		}
		Map<String, Object> words = new LinkedHashMap<>();
		words.put("repeatFrequency", frequency);
		JsonLd.putList("byDay", list("BYDAY").stream().<Object>map(JsonLdRule::weekday).toList(), words);
		JsonLd.putList("byMonthDay", numbers("BYMONTHDAY"), words);
		JsonLd.putList("byMonth", numbers("BYMONTH"), words);
		return words;
	}

	/**
	 * Whether the rule has only parts that a {@code Schedule} has. Days of a month are
	 * counted from its beginning, and weeks begin on Monday.
	 */
	private boolean isSayable() {
		String frequency = this.parts.getOrDefault("FREQ", "");
		boolean dependsOnWeekStart = frequency.equals("WEEKLY") && interval() > 1;
		boolean isEveryNthWeekday = frequency.equals("DAILY") && interval() % 7 == 0 && this.parts.containsKey("BYDAY");
		return KNOWN_PARTS.containsAll(this.parts.keySet()) && !isEveryNthWeekday
				&& DAYS_OF_MONTH.matcher(this.parts.getOrDefault("BYMONTHDAY", "1")).matches()
				&& (!dependsOnWeekStart || this.parts.getOrDefault("WKST", "MO").equals("MO"));
	}

	private int interval() {
		return Integer.parseInt(this.parts.getOrDefault("INTERVAL", "1"));
	}

	/** A duration of ISO 8601. */
	private @Nullable String frequency() {
		return switch (this.parts.getOrDefault("FREQ", "")) {
			case "YEARLY" -> "P" + interval() + 'Y';
			case "MONTHLY" -> "P" + interval() + 'M';
			case "WEEKLY" -> "P" + interval() + 'W';
			case "DAILY" -> "P" + interval() + 'D';
			case "HOURLY" -> "PT" + interval() + 'H';
			default -> null;
		};
	}

	private List<String> list(String name) {
		String list = this.parts.get(name);
		return (list != null) ? Arrays.asList(list.split(",")) : List.of();
	}

	private List<Object> numbers(String name) {
		return list(name).stream().<Object>map(Integer::valueOf).toList();
	}

	/** A {@code DayOfWeek}, or a text such as {@code 2TU}. */
	private static String weekday(String day) {
		return Stream.of(DayOfWeek.values())
			.map(DayOfWeek::name)
			.filter((name) -> name.startsWith(day))
			.findFirst()
			.map((name) -> JsonLd.CONTEXT + '/' + name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT))
			.orElse(day);
	}

}
