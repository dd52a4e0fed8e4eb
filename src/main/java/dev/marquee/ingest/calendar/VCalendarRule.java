package dev.marquee.ingest.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the rules of vCalendar 1.0, such as {@code MP1 2+ TU #12}, into those of RFC
 * 5545. Phones and old versions of Outlook write them.
 */
final class VCalendarRule {

	private static final Pattern FORM = Pattern
		.compile("(?<frequency>D|W|MP|MD|YM|YD)(?<interval>\\d{1,3})(?<parts>(?:\\s+[^#\\s]+)*?)"
				+ "(?:\\s+(?:#(?<count>\\d{1,5})|(?<until>\\d{8}(?:T\\d{6}Z?)?)))?\\s*");

	private static final Pattern WEEKDAY = Pattern.compile("SU|MO|TU|WE|TH|FR|SA");

	private static final Pattern POSITION = Pattern.compile("(\\d{1,3})([+-]?)");

	private static final Map<String, String> FREQUENCIES = Map.of("D", "DAILY", "W", "WEEKLY", "MP", "MONTHLY", "MD",
			"MONTHLY", "YM", "YEARLY", "YD", "YEARLY");

	private static final Map<String, String> PARTS = Map.of("W", "BYDAY", "MP", "BYDAY", "MD", "BYMONTHDAY", "YM",
			"BYMONTH", "YD", "BYYEARDAY");

	/** What a rule without an end means. */
	private static final String DEFAULT_COUNT = "2";

	private VCalendarRule() {
	}

	/**
	 * The rule of RFC 5545; empty if the text is none of vCalendar.
	 * @param rule in upper case
	 */
	static Optional<String> convert(String rule) {
		Matcher form = FORM.matcher(rule.strip());
		if (!form.matches()) {
			return Optional.empty();
		}
		String frequency = form.group("frequency");
		StringBuilder converted = new StringBuilder("FREQ=" + FREQUENCIES.get(frequency) + ";INTERVAL="
				+ Math.max(1, Integer.parseInt(form.group("interval"))));
		List<String> parts = parts(frequency, form.group("parts").strip());
		if (!parts.isEmpty() && PARTS.containsKey(frequency)) {
			converted.append(';').append(PARTS.get(frequency)).append('=').append(String.join(",", parts));
		}
		String count = (form.group("count") != null) ? form.group("count") : DEFAULT_COUNT;
		if (form.group("until") != null) {
			converted.append(";UNTIL=").append(form.group("until"));
		}
		else if (!count.equals("0")) {
			converted.append(";COUNT=").append(count);
		}
		return Optional.of(converted.toString());
	}

	/** Days of the week with the positions before them, or numbers of days or months. */
	private static List<String> parts(String frequency, String text) {
		List<String> parts = new ArrayList<>();
		List<String> positions = new ArrayList<>();
		boolean isAfterWeekday = false;
		for (String word : text.strip().split("\\s+", -1)) {
			Matcher position = POSITION.matcher(word);
			if (WEEKDAY.matcher(word).matches()) {
				(positions.isEmpty() ? List.of("") : positions).forEach((before) -> parts.add(before + word));
				isAfterWeekday = true;
			}
			else if (word.equals("LD")) {
				parts.add("-1");
			}
			else if (position.matches()) {
				String number = (position.group(2).equals("-") ? "-" : "") + position.group(1);
				if (!frequency.equals("MP")) {
					parts.add(number);
				}
				else {
					if (isAfterWeekday) {
						positions.clear();
						isAfterWeekday = false;
					}
					positions.add(number);
				}
			}
		}
		return parts;
	}

}
