package dev.marquee.ingest.jsonld;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.event.EventRecurrence;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.recurrence.InvalidRecurrenceException;
import dev.marquee.recurrence.RepeatRule;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code eventSchedule} of a schema.org event as a recurrence.
 */
class ScheduleReader {

	private static final int MAX_SCHEDULES = 1000;

	private static final int MAX_RULES = 10;

	private static final int MAX_SOURCE_LENGTH = 200_000;

	private final DocumentLocation location;

	private final DocumentProblems problems;

	private final ScheduleDates dates;

	ScheduleReader(DocumentLocation location, DocumentProblems problems) {
		this.location = location;
		this.problems = problems;
		this.dates = new ScheduleDates(location, problems);
	}

	/**
	 * The times of the first occurrence, and the recurrence if there is a schedule.
	 * @param start {@code startDate} of the event; null if only the schedule has one
	 * @param end {@code endDate} of the event, which some publishers set to the end of
	 * the last occurrence
	 */
	ScheduledTimes read(JsonLdNode event, @Nullable PartialDateTime start, @Nullable PartialDateTime end) {
		List<JsonLdNode> schedules = event.nodes("eventSchedule")
			.stream()
			.filter((schedule) -> schedule.json().isObject())
			.limit(MAX_SCHEDULES)
			.toList();
		if (schedules.isEmpty()) {
			return new ScheduledTimes(start, end, null);
		}
		try {
			ScheduledTimes times = read(schedules, start, end);
			return times.withChanges(new OccurrenceReader(this.dates, new JsonLdValues(this.location, this.problems))
				.changes(event, times));
		}
		catch (DateTimeException | InvalidRecurrenceException ex) {
			this.problems.warn(this.location, "schedule_unreadable",
					"`eventSchedule` cannot be used and was dropped: the event takes place once. " + ex.getMessage());
			return new ScheduledTimes(start, end, null);
		}
	}

	private ScheduledTimes read(List<JsonLdNode> schedules, @Nullable PartialDateTime start,
			@Nullable PartialDateTime end) {
		Map<JsonLdNode, ScheduleRule> ruleOf = new LinkedHashMap<>();
		schedules.forEach((other) -> ScheduleRule.of(other)
			.filter((rule) -> ruleOf.size() < MAX_RULES)
			.ifPresent((rule) -> ruleOf.put(other, rule)));
		JsonLdNode schedule = ruleOf.isEmpty() ? schedules.getFirst() : ruleOf.keySet().iterator().next();
		PartialDateTime begin = this.dates.dateTime(schedule.text("startDate"));
		PartialDateTime first = first(schedule, start, begin);
		Collection<ScheduleRule> rules = ruleOf.values();
		List<JsonLdNode> others = schedules.stream().filter((other) -> ScheduleRule.of(other).isEmpty()).toList();
		List<LocalDateTime> single = (first != null) ? this.dates.single(others, first) : List.of();
		if (first == null || (rules.isEmpty() && single.isEmpty())) {
			this.problems.warn(this.location, "schedule_unreadable",
					(first == null) ? "`eventSchedule` has no `startDate` and was dropped."
							: "`eventSchedule` does not say how often it repeats, such as `P1W`, and was dropped.");
			return new ScheduledTimes(first, end, null);
		}
		// Where a schedule begins is not always one of its dates.
		boolean isBegin = start == null || (begin != null && begin.date().equals(start.date()));
		PartialDateTime moved = (isBegin && !rules.isEmpty()) ? moved(first, rules) : first;
		PartialDateTime ownEnd = (end != null && rules.isEmpty()) ? null : ownEnd(schedule, moved);
		boolean isEndOfAll = ownEnd == null && end != null && isEndOfAll(moved, end, rules);
		PartialDateTime last = isEndOfAll ? end : null;
		List<String> ruleTexts = ruleOf.entrySet()
			.stream()
			.map((rule) -> ruleText(rule.getKey(), rule.getValue() + time(rule.getKey(), moved), moved, last))
			.distinct()
			.toList();
		EventRecurrence recurrence = new EventRecurrence(ruleTexts, single, this.dates.excluded(schedules, moved),
				List.of(), source(schedules));
		PartialDateTime endOfFirst = (last != null) ? onDay(last, moved) : shifted(end, first, moved);
		return new ScheduledTimes(moved, (ownEnd != null) ? ownEnd : endOfFirst, recurrence);
	}

	/** The start of the event, with what only the schedule says about its time. */
	private static @Nullable PartialDateTime first(JsonLdNode schedule, @Nullable PartialDateTime start,
			@Nullable PartialDateTime begin) {
		LocalTime time = ScheduleDates.time(schedule.text("startTime"));
		ZoneId zone = zone(schedule);
		if (start == null) {
			return (begin == null) ? null : new PartialDateTime(begin.date(), (time != null) ? time : begin.time(),
					(zone != null) ? zone : begin.zone());
		}
		boolean isDay = !start.hasTime() && time == null && start.zone() == null;
		if (zone != null && (isDay || isOffsetOf(zone, start))) {
			return start.withZone(zone);
		}
		boolean isUtc = start.zone() != null && start.zone().getRules().equals(ZoneOffset.UTC.getRules());
		if (time == null || (start.hasTime() && !(isUtc && zone != null))) {
			return start;
		}
		LocalDate day = (start.hasTime() && zone != null)
				? start.local().atZone(ZoneOffset.UTC).withZoneSameInstant(zone).toLocalDate() : start.date();
		return new PartialDateTime(day, time, zone);
	}

	/** An offset changes with daylight saving time, the zone of the schedule does not. */
	private static boolean isOffsetOf(ZoneId zone, PartialDateTime start) {
		return start.zone() instanceof ZoneOffset offset && zone.getRules().getOffset(start.local()).equals(offset);
	}

	private static PartialDateTime moved(PartialDateTime first, Collection<ScheduleRule> rules) {
		LocalDate day = rules.stream()
			.map((rule) -> RepeatRule.parse(rule.toString()).firstDates(first.local(), 1).getFirst())
			.map(LocalDateTime::toLocalDate)
			.min(LocalDate::compareTo)
			.orElseThrow();
		return new PartialDateTime(day, first.time(), first.zone());
	}

	private static @Nullable PartialDateTime ownEnd(JsonLdNode schedule, PartialDateTime start) {
		LocalTime time = ScheduleDates.time(schedule.text("endTime"));
		if (time != null && start.time() != null) {
			LocalDate day = time.isAfter(start.time()) ? start.date() : start.date().plusDays(1);
			return new PartialDateTime(day, time, start.zone());
		}
		return EventDates.afterDuration(start, schedule.text("duration")).orElse(null);
	}

	/** Whether the next occurrence starts before this end. */
	private static boolean isEndOfAll(PartialDateTime start, PartialDateTime end, Collection<ScheduleRule> rules) {
		return rules.stream()
			.map((rule) -> RepeatRule.parse(rule.toString()).firstDates(start.local(), 2).getLast())
			.anyMatch((next) -> next.isAfter(start.local()) && !next.toLocalDate().isAfter(end.date()));
	}

	private static @Nullable PartialDateTime onDay(PartialDateTime end, PartialDateTime start) {
		return (end.time() != null && start.time() != null && end.time().isAfter(start.time()))
				? new PartialDateTime(start.date(), end.time(), start.zone()) : null;
	}

	/** The end as many days later, in the zone of the start if it fits. */
	private static @Nullable PartialDateTime shifted(@Nullable PartialDateTime end, PartialDateTime from,
			PartialDateTime to) {
		if (end == null) {
			return null;
		}
		ZoneId zone = to.zone();
		boolean isInZone = end.zone() == null || (zone != null && isOffsetOf(zone, end));
		long days = to.date().toEpochDay() - from.date().toEpochDay();
		return new PartialDateTime(end.date().plusDays(days), end.time(), isInZone ? zone : end.zone());
	}

	/** Further schedules may have other times of the day. */
	private static String time(JsonLdNode schedule, PartialDateTime start) {
		LocalTime time = ScheduleDates.time(schedule.text("startTime"));
		return (time == null || !start.hasTime() || time.equals(start.time())) ? ""
				: ";BYHOUR=" + time.getHour() + ";BYMINUTE=" + time.getMinute();
	}

	/**
	 * The rule with its end. The start of the event counts as the first date of a rule
	 * with {@code COUNT}, even if it is none; a schedule counts its own dates.
	 */
	private String ruleText(JsonLdNode schedule, String rule, PartialDateTime start,
			@Nullable PartialDateTime endOfAll) {
		String count = schedule.text("repeatCount");
		if (count != null && count.matches("[1-9]\\d{0,5}")) {
			boolean hasStart = RepeatRule.parse(rule).firstDates(start.local(), 1).getFirst().equals(start.local());
			return rule + ";COUNT=" + (Integer.parseInt(count) + (hasStart ? 0 : 1));
		}
		PartialDateTime end = this.dates.dateTime(schedule.text("endDate"));
		PartialDateTime last = (end != null) ? end : endOfAll;
		return (last != null) ? rule + ";UNTIL=" + DateTimeFormatter.BASIC_ISO_DATE.format(last.date()) : rule;
	}

	private static @Nullable String source(List<JsonLdNode> schedules) {
		String source = schedules.stream().map((schedule) -> schedule.json().toString()).toList().toString();
		return (source.codePointCount(0, source.length()) > MAX_SOURCE_LENGTH) ? null : source;
	}

	private static @Nullable ZoneId zone(JsonLdNode schedule) {
		String name = schedule.text("scheduleTimezone");
		return (name != null && ZoneId.getAvailableZoneIds().contains(name.strip())) ? ZoneId.of(name.strip()) : null;
	}

}
