package dev.marquee.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.dmfs.rfc5545.Weekday;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRule.WeekdayNum;

/**
 * The words for a rule without its end, such as "Every month on the first Tuesday".
 */
final class RuleWords {

	/** Every month has these days. */
	private static final int LAST_COMMON_DAY = 28;

	private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth");

	private final RecurrenceRule rule;

	private final LocalDateTime start;

	private RuleWords(RecurrenceRule rule, LocalDateTime start) {
		this.rule = rule;
		this.start = start;
	}

	/**
	 * The words for a rule.
	 * @param start a date of the rule, from which it takes the parts that it lacks
	 */
	static Optional<String> of(RecurrenceRule rule, LocalDateTime start) {
		RuleWords words = new RuleWords(rule, start);
		return switch (rule.getFreq()) {
			case DAILY -> words.daily();
			case WEEKLY -> words.weekly();
			case MONTHLY -> words.monthly();
			case YEARLY -> words.yearly();
			case HOURLY, MINUTELY, SECONDLY -> Optional.empty();
		};
	}

	/**
	 * Whether the rule has no other limiting part. The set is no constant, since the
	 * library fails for good if {@code Part} is initialized before the class around it.
	 */
	private boolean hasOnly(Part... parts) {
		Set<Part> others = EnumSet.of(Part.RSCALE, Part.BYMONTH, Part.BYWEEKNO, Part.BYYEARDAY, Part.BYMONTHDAY,
				Part.BYDAY, Part.BYHOUR, Part.BYMINUTE, Part.BYSECOND, Part.SKIP, Part.BYSETPOS);
		Stream.of(parts).forEach(others::remove);
		return others.stream().noneMatch(this.rule::hasPart);
	}

	private String every(String unit) {
		int interval = this.rule.getInterval();
		return (interval == 1) ? "Every " + unit : "Every " + interval + " " + unit + "s";
	}

	private Optional<String> daily() {
		return hasOnly(Part.BYMONTH) ? inMonths(every("day")) : Optional.empty();
	}

	private Optional<String> weekly() {
		if (!hasOnly(Part.BYDAY, Part.BYMONTH)) {
			return Optional.empty();
		}
		String weekdays = this.rule.hasPart(Part.BYDAY) ? join(weekdays()) : name(this.start.getDayOfWeek());
		return inMonths((this.rule.getInterval() == 1) ? "Every " + weekdays : every("week") + " on " + weekdays);
	}

	private Optional<String> inMonths(String words) {
		if (!this.rule.hasPart(Part.BYMONTH)) {
			return Optional.of(words);
		}
		return (this.rule.getInterval() == 1) ? Optional.of(words + " in " + join(months())) : Optional.empty();
	}

	private Optional<String> monthly() {
		if (hasOnly(Part.BYDAY) && this.rule.hasPart(Part.BYDAY) && this.rule.getInterval() == 1
				&& this.rule.getByDayPart().stream().allMatch((day) -> day.pos == 0)) {
			return Optional.of("Every " + join(weekdays()));
		}
		return dayOfMonth().map((day) -> every("month") + " on " + day);
	}

	private Optional<String> yearly() {
		if (hasOnly()) {
			return monthDay(this.start.getDayOfMonth())
				.map((day) -> every("year") + " on " + this.start.getDayOfMonth() + " " + name(this.start.getMonth()));
		}
		if (!this.rule.hasPart(Part.BYMONTH) || months().size() != 1) {
			return Optional.empty();
		}
		return dayOfMonth(Part.BYMONTH).map((day) -> every("year") + " on " + day + " of " + months().getFirst());
	}

	/** "the 15th", "the last day" or "the first Tuesday". */
	private Optional<String> dayOfMonth(Part... others) {
		if (hasOnly(others)) {
			return monthDay(this.start.getDayOfMonth());
		}
		if (hasOnly(with(others, Part.BYMONTHDAY)) && this.rule.getByPart(Part.BYMONTHDAY).size() == 1) {
			return monthDay(this.rule.getByPart(Part.BYMONTHDAY).getFirst());
		}
		if (!hasOnly(with(others, Part.BYDAY, Part.BYSETPOS)) || !this.rule.hasPart(Part.BYDAY)
				|| this.rule.getByDayPart().size() != 1) {
			return Optional.empty();
		}
		WeekdayNum day = this.rule.getByDayPart().getFirst();
		if (!this.rule.hasPart(Part.BYSETPOS)) {
			return ordinal(day.pos).map((ordinal) -> "the " + ordinal + " " + name(day.weekday));
		}
		List<Integer> positions = this.rule.getByPart(Part.BYSETPOS);
		return (day.pos != 0 || positions.size() != 1) ? Optional.empty()
				: ordinal(positions.getFirst()).map((ordinal) -> "the " + ordinal + " " + name(day.weekday));
	}

	private static Part[] with(Part[] parts, Part... more) {
		return Stream.of(parts, more).flatMap(Stream::of).toArray(Part[]::new);
	}

	/** Empty for days that not every month has. */
	private static Optional<String> monthDay(int day) {
		if (day == -1) {
			return Optional.of("the last day");
		}
		return (day < 1 || day > LAST_COMMON_DAY) ? Optional.empty() : Optional.of("the " + day + switch (day) {
			case 1, 21 -> "st";
			case 2, 22 -> "nd";
			case 3, 23 -> "rd";
			default -> "th";
		});
	}

	/** Empty for the fifth, which not every month has. */
	private static Optional<String> ordinal(int position) {
		if (position == -1) {
			return Optional.of("last");
		}
		return (position < 1 || position > ORDINALS.size()) ? Optional.empty()
				: Optional.of(ORDINALS.get(position - 1));
	}

	private List<String> weekdays() {
		return this.rule.getByDayPart()
			.stream()
			.map((day) -> dayOfWeek(day.weekday))
			.distinct()
			.sorted()
			.map(RuleWords::name)
			.toList();
	}

	private List<String> months() {
		return this.rule.getByPart(Part.BYMONTH)
			.stream()
			.distinct()
			.sorted()
			.map((month) -> name(Month.of(month + 1)))
			.toList();
	}

	static DayOfWeek dayOfWeek(Weekday weekday) {
		return switch (weekday) {
			case MO -> DayOfWeek.MONDAY;
			case TU -> DayOfWeek.TUESDAY;
			case WE -> DayOfWeek.WEDNESDAY;
			case TH -> DayOfWeek.THURSDAY;
			case FR -> DayOfWeek.FRIDAY;
			case SA -> DayOfWeek.SATURDAY;
			case SU -> DayOfWeek.SUNDAY;
		};
	}

	private static String name(Weekday weekday) {
		return name(dayOfWeek(weekday));
	}

	private static String name(DayOfWeek weekday) {
		return weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
	}

	private static String name(Month month) {
		return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
	}

	/** "Monday, Tuesday and Friday". */
	static String join(List<String> words) {
		int last = words.size() - 1;
		return (last == 0) ? words.getFirst() : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
	}

}
