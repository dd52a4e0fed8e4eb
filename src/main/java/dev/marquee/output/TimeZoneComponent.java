package dev.marquee.output;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The component {@code VTIMEZONE} of a time zone (RFC 5545, section 3.6.5): all changes
 * of its offset since 1970, and the rules by which they go on.
 */
final class TimeZoneComponent {

	private static final int FIRST_YEAR = 1970;

	/** The year up to which changes are listed that no recurrence rule describes. */
	private static final int LAST_YEAR = 2050;

	private static final Instant FIRST_INSTANT = Instant.EPOCH;

	private static final DateTimeFormatter ABBREVIATION = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

	private static final Map<ZoneId, String> COMPONENTS = new ConcurrentHashMap<>();

	private final ZoneId zone;

	private final ZoneRules rules;

	private final StringBuilder lines = new StringBuilder();

	private TimeZoneComponent(ZoneId zone) {
		this.zone = zone;
		this.rules = zone.getRules();
	}

	/** The lines of the component, none of which needs to be folded. */
	static String of(ZoneId zone) {
		return COMPONENTS.computeIfAbsent(zone, (missing) -> new TimeZoneComponent(missing).build());
	}

	private String build() {
		add("BEGIN:VTIMEZONE");
		add("TZID:" + this.zone.getId());
		ZoneOffset first = this.rules.getOffset(FIRST_INSTANT);
		addObservance(FIRST_INSTANT, first, first, LocalDateTime.of(FIRST_YEAR, 1, 1, 0, 0), List.of());
		List<ZoneOffsetTransition> listed = transitions();
		for (ZoneOffsetTransitionRule rule : this.rules.getTransitionRules()) {
			if (isRecurrence(rule)) {
				addRecurrence(rule, listed);
			}
		}
		grouped(listed).values().forEach(this::addListed);
		add("END:VTIMEZONE");
		return this.lines.toString();
	}

	private List<ZoneOffsetTransition> transitions() {
		List<ZoneOffsetTransition> transitions = new ArrayList<>();
		for (ZoneOffsetTransition next = this.rules.nextTransition(FIRST_INSTANT); next != null
				&& next.getDateTimeBefore().getYear() <= LAST_YEAR; next = this.rules
					.nextTransition(next.getInstant())) {
			transitions.add(next);
		}
		return transitions;
	}

	/** Adds a rule from the first year on since when it has always applied. */
	private void addRecurrence(ZoneOffsetTransitionRule rule, List<ZoneOffsetTransition> listed) {
		int since = LAST_YEAR;
		while (since > FIRST_YEAR && listed.contains(rule.createTransition(since - 1))) {
			since--;
		}
		for (int year = since; year <= LAST_YEAR; year++) {
			listed.remove(rule.createTransition(year));
		}
		ZoneOffsetTransition first = rule.createTransition(since);
		addObservance(first.getInstant(), first.getOffsetBefore(), first.getOffsetAfter(), first.getDateTimeBefore(),
				List.of("RRULE:FREQ=YEARLY;BYMONTH=" + first.getDateTimeBefore().getMonthValue() + ";" + days(rule)));
	}

	/**
	 * Whether the local day of the change follows from the rule: a rule in terms of UTC
	 * can mean the day before, and one that begins late in a month can end in the next.
	 */
	private static boolean isRecurrence(ZoneOffsetTransitionRule rule) {
		int last = rule.getDayOfMonthIndicator() + 6;
		if (rule.getDayOfWeek() != null && last > rule.getMonth().minLength()) {
			return false;
		}
		return IntStream.rangeClosed(FIRST_YEAR, LAST_YEAR)
			.allMatch((year) -> rule.createTransition(year).getDateTimeBefore().toLocalDate().equals(day(rule, year)));
	}

	private static LocalDate day(ZoneOffsetTransitionRule rule, int year) {
		int indicator = rule.getDayOfMonthIndicator();
		LocalDate first = LocalDate.of(year, rule.getMonth(), 1);
		LocalDate day = (indicator > 0) ? first.withDayOfMonth(indicator)
				: first.with(TemporalAdjusters.lastDayOfMonth()).plusDays(indicator + 1L);
		DayOfWeek weekday = rule.getDayOfWeek();
		if (weekday == null) {
			return day;
		}
		return day
			.with((indicator > 0) ? TemporalAdjusters.nextOrSame(weekday) : TemporalAdjusters.previousOrSame(weekday));
	}

	/** The days of a rule: one of seven days of the month that is a certain weekday. */
	private static String days(ZoneOffsetTransitionRule rule) {
		int indicator = rule.getDayOfMonthIndicator();
		DayOfWeek weekday = rule.getDayOfWeek();
		if (weekday == null) {
			return "BYMONTHDAY=" + indicator;
		}
		String name = weekday.name().substring(0, 2);
		boolean isLastWeek = indicator + 6 == rule.getMonth().maxLength() && rule.getMonth() != Month.FEBRUARY;
		if (indicator == -1 || isLastWeek) {
			return "BYDAY=-1" + name;
		}
		if (indicator > 0 && (indicator - 1) % 7 == 0) {
			return "BYDAY=" + ((indicator - 1) / 7 + 1) + name;
		}
		int step = (indicator > 0) ? 1 : -1;
		String days = IntStream.range(0, 7)
			.mapToObj((distance) -> String.valueOf(indicator + step * distance))
			.collect(Collectors.joining(","));
		return "BYMONTHDAY=" + days + ";BYDAY=" + name;
	}

	private static Map<List<Object>, List<ZoneOffsetTransition>> grouped(List<ZoneOffsetTransition> listed) {
		return listed.stream()
			.collect(Collectors.groupingBy(
					(transition) -> List.of(transition.getOffsetBefore(), transition.getOffsetAfter()),
					LinkedHashMap::new, Collectors.toList()));
	}

	private void addListed(List<ZoneOffsetTransition> transitions) {
		for (boolean isDaylight : new boolean[] { false, true }) {
			List<ZoneOffsetTransition> alike = transitions.stream()
				.filter((transition) -> this.rules.isDaylightSavings(transition.getInstant()) == isDaylight)
				.toList();
			if (!alike.isEmpty()) {
				ZoneOffsetTransition first = alike.getFirst();
				List<String> others = alike.stream()
					.skip(1)
					.map((transition) -> "RDATE:" + ContentLines.dateTime(transition.getDateTimeBefore()))
					.toList();
				addObservance(first.getInstant(), first.getOffsetBefore(), first.getOffsetAfter(),
						first.getDateTimeBefore(), others);
			}
		}
	}

	private void addObservance(Instant instant, ZoneOffset before, ZoneOffset after, LocalDateTime start,
			List<String> recurrence) {
		String kind = this.rules.isDaylightSavings(instant) ? "DAYLIGHT" : "STANDARD";
		add("BEGIN:" + kind);
		add("DTSTART:" + ContentLines.dateTime(start));
		recurrence.forEach(this::add);
		add("TZOFFSETFROM:" + offset(before));
		add("TZOFFSETTO:" + offset(after));
		String name = ABBREVIATION.format(instant.atZone(this.zone));
		add("TZNAME:" + (name.startsWith("GMT") ? offset(after) : name));
		add("END:" + kind);
	}

	/** Hours and minutes, and seconds if there are any. */
	private static String offset(ZoneOffset offset) {
		return (offset.getTotalSeconds() == 0) ? "+0000" : offset.getId().replace(":", "");
	}

	private void add(String line) {
		this.lines.append(line).append("\r\n");
	}

}
