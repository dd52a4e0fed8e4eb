package dev.marquee.output;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.marquee.event.EventStatus;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.output.ListedEvent.ListedOverride;
import dev.marquee.output.ListedEvent.ListedRecurrence;
import dev.marquee.output.ListedEvent.ListedTime;
import dev.marquee.recurrence.InvalidRecurrenceException;
import dev.marquee.recurrence.RepeatRule;
import org.jspecify.annotations.Nullable;

/**
 * Describes a recurrence with the vocabulary of schema.org: a {@code Schedule} for each
 * rule and for each additional start, and a {@code subEvent} for each occurrence that
 * differs from them.
 */
final class JsonLdRecurrence {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

	private final ListedEvent event;

	private final ListedRecurrence recurrence;

	private final LocalDateTime start;

	private final boolean isDay;

	private JsonLdRecurrence(ListedEvent event, ListedRecurrence recurrence) {
		this.event = event;
		this.recurrence = recurrence;
		this.start = event.start().localOrMidnight();
		this.isDay = event.start().precision() == Precision.DAY;
	}

	/** Null if the event takes place once. */
	static @Nullable JsonLdRecurrence of(ListedEvent event) {
		return (event.recurrence() != null) ? new JsonLdRecurrence(event, event.recurrence()) : null;
	}

	/** The rules for which schema.org has no words. */
	List<String> unsaidRules() {
		return this.recurrence.rules().stream().filter((rule) -> parse(rule) == null).toList();
	}

	/**
	 * The values of {@code eventSchedule}; none if there are no words for one of the
	 * rules, since some of the dates would look like all of them.
	 */
	List<Object> schedules() {
		List<Object> schedules = new ArrayList<>();
		for (String text : this.recurrence.rules()) {
			RepeatRule rule = parse(text);
			if (rule == null) {
				return List.of();
			}
			Map<String, Object> schedule = schedule(rule);
			if (schedule != null) {
				schedules.add(schedule);
			}
		}
		this.recurrence.additionalStarts().forEach((additional) -> schedules.add(schedule(additional)));
		return schedules;
	}

	/** Null if it is no rule, has no dates, or there are no words for it. */
	private static @Nullable RepeatRule parse(String text) {
		try {
			RepeatRule rule = RepeatRule.parse(text);
			return (JsonLdRule.words(rule.toString()) != null) ? rule : null;
		}
		catch (InvalidRecurrenceException ex) {
			return null;
		}
	}

	/**
	 * The schedule of a rule; null if it only has the start of the event. That start
	 * counts as the first date of a rule, even if it is none; a schedule counts its own.
	 */
	private @Nullable Map<String, Object> schedule(RepeatRule rule) {
		LocalDateTime first = rule.firstDates(this.start, 1).getFirst();
		boolean hasStart = first.equals(this.start);
		Map<String, Object> schedule = times(first);
		schedule.putAll(Objects.requireNonNull(JsonLdRule.words(rule.toString())));
		JsonLd.putList("exceptDate",
				this.recurrence.excludedStarts()
					.stream()
					.<Object>map((excluded) -> IsoTimes.text(this.event.start().at(excluded)))
					.toList(),
				schedule);
		Integer count = rule.count();
		if (count != null) {
			int left = hasStart ? count : count - 1;
			schedule.put("repeatCount", left);
			return (left > 0) ? schedule : null;
		}
		LocalDate last = rule.lastDay(this.start, this.event.start().timeZone(), this.isDay);
		JsonLd.putPresent("endDate", (last != null) ? last.toString() : null, schedule);
		return (last == null || !last.isBefore(first.toLocalDate())) ? schedule : null;
	}

	/** A schedule of a single date. */
	private Map<String, Object> schedule(LocalDateTime date) {
		Map<String, Object> schedule = times(date);
		schedule.put("repeatCount", 1);
		return schedule;
	}

	private Map<String, Object> times(LocalDateTime first) {
		Map<String, Object> schedule = JsonLd.typed("Schedule");
		schedule.put("startDate", first.toLocalDate().toString());
		if (!this.isDay) {
			schedule.put("startTime", TIME.format(first));
		}
		Duration duration = duration();
		if (this.isDay && duration != null) {
			schedule.put("duration", "P" + duration.toDays() + 'D');
		}
		else if (duration != null && duration.compareTo(Duration.ofDays(1)) < 0) {
			schedule.put("endTime", TIME.format(first.plus(duration)));
		}
		else if (duration != null) {
			schedule.put("duration", duration.toString());
		}
		schedule.put("scheduleTimezone", this.event.start().timeZone().getId());
		return schedule;
	}

	/**
	 * How long the event takes in local time; null if it has no end, or only one of start
	 * and end is a day.
	 */
	private @Nullable Duration duration() {
		ListedTime end = this.event.end();
		if (end == null || this.event.start().precision() != end.precision()) {
			return null;
		}
		LocalDateTime local = this.isDay ? end.date().plusDays(1).atStartOfDay()
				: LocalDateTime.ofInstant(end.instant(), this.event.start().timeZone());
		return local.isAfter(this.start) ? Duration.between(this.start, local) : null;
	}

	/**
	 * The occurrences that differ.
	 * @param shared what they have in common with the event
	 */
	List<Object> changedOccurrences(Map<String, Object> shared) {
		return this.recurrence.overrides().stream().<Object>map((override) -> occurrence(override, shared)).toList();
	}

	private Map<String, Object> occurrence(ListedOverride override, Map<String, Object> shared) {
		Map<String, Object> occurrence = new LinkedHashMap<>(shared);
		// Only the page of the event tells an occurrence with a name from a part.
		JsonLd.putPresent("name", occurrence.containsKey("url") ? override.name() : null, occurrence);
		JsonLd.putPresent("description", override.description(), occurrence);
		occurrence.put("startDate", IsoTimes.text(override.startIn(this.event)));
		ListedTime end = override.endIn(this.event);
		JsonLd.putPresent("endDate", (end != null) ? IsoTimes.text(end) : null, occurrence);
		if (override.isMoved()) {
			occurrence.put("previousStartDate", IsoTimes.text(this.event.start().at(override.originalStart())));
			EventStatus own = this.event.isCancelled() ? EventStatus.CANCELLED : override.status();
			JsonLd.putList("eventStatus",
					Stream.concat(Stream.ofNullable(own), Stream.of(EventStatus.RESCHEDULED))
						.filter((status) -> status != EventStatus.SCHEDULED)
						.distinct()
						.<Object>map(JsonLd::status)
						.toList(),
					occurrence);
		}
		else {
			occurrence.put("eventStatus", JsonLd.status(override.statusIn(this.event)));
		}
		return occurrence;
	}

}
