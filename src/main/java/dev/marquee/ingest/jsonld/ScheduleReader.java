package dev.marquee.ingest.jsonld;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.marquee.event.EventRecurrence;
import dev.marquee.event.EventRecurrence.OccurrenceChange;
import dev.marquee.event.EventStatus;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.DateTimeReader;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.SchemaOrgVocabulary;
import dev.marquee.recurrence.InvalidRecurrenceException;
import dev.marquee.recurrence.RepeatRule;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code eventSchedule} of a schema.org event as a recurrence.
 */
class ScheduleReader {

	private static final int MAX_SCHEDULES = 10;

	private static final int MAX_SOURCE_LENGTH = 200_000;

	private final DocumentLocation location;

	private final DocumentProblems problems;

	ScheduleReader(DocumentLocation location, DocumentProblems problems) {
		this.location = location;
		this.problems = problems;
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
			return times.withChanges(changes(event, times));
		}
		catch (DateTimeException | InvalidRecurrenceException ex) {
			this.problems.warn(this.location, "schedule_unreadable",
					"`eventSchedule` cannot be used and was dropped: the event takes place once. " + ex.getMessage());
			return new ScheduledTimes(start, end, null);
		}
	}

	private ScheduledTimes read(List<JsonLdNode> schedules, @Nullable PartialDateTime start,
			@Nullable PartialDateTime end) {
		JsonLdNode schedule = schedules.getFirst();
		PartialDateTime begin = dateTime(schedule.text("startDate"));
		PartialDateTime first = first(schedule, start, begin);
		Map<JsonLdNode, ScheduleRule> ruleOf = new LinkedHashMap<>();
		schedules.forEach((other) -> ScheduleRule.of(other).ifPresent((rule) -> ruleOf.put(other, rule)));
		Collection<ScheduleRule> rules = ruleOf.values();
		if (first == null || rules.isEmpty()) {
			this.problems.warn(this.location, "schedule_unreadable",
					(first == null) ? "`eventSchedule` has no `startDate` and was dropped."
							: "`eventSchedule` does not say how often it repeats, such as `P1W`, and was dropped.");
			return new ScheduledTimes(first, end, null);
		}
		// Where a schedule begins is not always one of its dates.
		boolean isBegin = start == null || (begin != null && begin.date().equals(start.date()));
		PartialDateTime moved = isBegin ? moved(first, rules) : first;
		PartialDateTime ownEnd = ownEnd(schedule, moved);
		boolean isEndOfAll = ownEnd == null && end != null && isEndOfAll(moved, end, rules);
		PartialDateTime last = isEndOfAll ? end : null;
		List<String> ruleTexts = ruleOf.entrySet()
			.stream()
			.map((rule) -> rule.getValue() + time(rule.getKey(), moved) + ending(rule.getKey(), last))
			.distinct()
			.toList();
		EventRecurrence recurrence = new EventRecurrence(ruleTexts, List.of(), excluded(schedules, moved), List.of(),
				source(schedules));
		PartialDateTime endOfFirst = (last != null) ? onDay(last, moved) : shifted(end, first, moved);
		return new ScheduledTimes(moved, (ownEnd != null) ? ownEnd : endOfFirst, recurrence);
	}

	/** The start of the event, with what only the schedule says about its time. */
	private static @Nullable PartialDateTime first(JsonLdNode schedule, @Nullable PartialDateTime start,
			@Nullable PartialDateTime begin) {
		LocalTime time = time(schedule.text("startTime"));
		ZoneId zone = zone(schedule);
		if (start == null) {
			return (begin == null) ? null : new PartialDateTime(begin.date(), (time != null) ? time : begin.time(),
					(zone != null) ? zone : begin.zone());
		}
		boolean isUtc = start.zone() != null && start.zone().getRules().equals(ZoneOffset.UTC.getRules());
		if (time == null || (start.hasTime() && !(isUtc && zone != null))) {
			return start;
		}
		LocalDate day = (start.hasTime() && zone != null)
				? start.local().atZone(ZoneOffset.UTC).withZoneSameInstant(zone).toLocalDate() : start.date();
		return new PartialDateTime(day, time, zone);
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
		LocalTime time = time(schedule.text("endTime"));
		if (time != null && start.time() != null) {
			LocalDate day = time.isAfter(start.time()) ? start.date() : start.date().plusDays(1);
			return new PartialDateTime(day, time, start.zone());
		}
		String duration = schedule.text("duration");
		if (duration == null || !start.hasTime() || !duration.startsWith("PT")) {
			return null;
		}
		LocalDateTime end = start.local().plus(Duration.parse(duration));
		return new PartialDateTime(end.toLocalDate(), end.toLocalTime(), start.zone());
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

	private static @Nullable PartialDateTime shifted(@Nullable PartialDateTime end, PartialDateTime from,
			PartialDateTime to) {
		long days = to.date().toEpochDay() - from.date().toEpochDay();
		return (end != null) ? new PartialDateTime(end.date().plusDays(days), end.time(), end.zone()) : null;
	}

	/** Further schedules may have other times of the day. */
	private static String time(JsonLdNode schedule, PartialDateTime start) {
		LocalTime time = time(schedule.text("startTime"));
		return (time == null || !start.hasTime() || time.equals(start.time())) ? ""
				: ";BYHOUR=" + time.getHour() + ";BYMINUTE=" + time.getMinute();
	}

	private String ending(JsonLdNode schedule, @Nullable PartialDateTime endOfAll) {
		String count = schedule.text("repeatCount");
		if (count != null && count.matches("[1-9]\\d{0,5}")) {
			return ";COUNT=" + count;
		}
		PartialDateTime end = dateTime(schedule.text("endDate"));
		PartialDateTime last = (end != null) ? end : endOfAll;
		return (last != null) ? ";UNTIL=" + DateTimeFormatter.BASIC_ISO_DATE.format(last.date()) : "";
	}

	private List<LocalDateTime> excluded(List<JsonLdNode> schedules, PartialDateTime start) {
		List<LocalDateTime> excluded = new ArrayList<>();
		for (JsonLdNode schedule : schedules) {
			for (JsonLdNode node : schedule.nodes("exceptDate")) {
				PartialDateTime date = dateTime(node.value());
				if (date != null) {
					excluded.add(date.hasTime() ? date.local() : date.date().atTime(start.local().toLocalTime()));
				}
			}
		}
		return excluded;
	}

	/** A {@code subEvent} at the time of an occurrence states the status of that one. */
	private List<OccurrenceChange> changes(JsonLdNode event, ScheduledTimes times) {
		PartialDateTime start = times.start();
		if (start == null || times.recurrence() == null) {
			return List.of();
		}
		Map<LocalDateTime, OccurrenceChange> changes = new LinkedHashMap<>();
		for (JsonLdNode part : event.nodes("subEvent")) {
			PartialDateTime date = dateTime(part.text("startDate"));
			EventStatus status = Optional.ofNullable(part.text("eventStatus", "@id"))
				.map(SchemaOrgVocabulary::status)
				.orElse(null);
			if (date != null && status != null && status != EventStatus.SCHEDULED
					&& (!date.hasTime() || date.local().toLocalTime().equals(start.local().toLocalTime()))) {
				LocalDateTime original = date.date().atTime(start.local().toLocalTime());
				changes.put(original, new OccurrenceChange(original, null, null, status, null));
			}
		}
		return List.copyOf(changes.values());
	}

	private static @Nullable String source(List<JsonLdNode> schedules) {
		String source = schedules.stream().map((schedule) -> schedule.json().toString()).toList().toString();
		return (source.codePointCount(0, source.length()) > MAX_SOURCE_LENGTH) ? null : source;
	}

	private @Nullable PartialDateTime dateTime(@Nullable String text) {
		return Optional.ofNullable(text)
			.flatMap((present) -> new DateTimeReader(this.problems).read(present, this.location))
			.orElse(null);
	}

	/** Of a time with an offset, the local part. */
	private static @Nullable LocalTime time(@Nullable String text) {
		return (text == null || !text.strip().matches("\\d{2}:\\d{2}.*")) ? null
				: LocalTime.parse(text.strip().substring(0, 5));
	}

	private static @Nullable ZoneId zone(JsonLdNode schedule) {
		String name = schedule.text("scheduleTimezone");
		return (name != null && ZoneId.getAvailableZoneIds().contains(name.strip())) ? ZoneId.of(name.strip()) : null;
	}

}
