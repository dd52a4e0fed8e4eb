package dev.marquee.ingest.calendar;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.PartialDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads the end of an event, which {@code DTEND} or {@code DURATION} states.
 */
record CalendarEnd(CalendarTimes times, DocumentProblems problems) {

	/**
	 * The end; null if there is none. Without a time it is the last day, which
	 * {@code DTEND} excludes and Marquee includes.
	 */
	@Nullable PartialDateTime read(CalendarComponent component, PartialDateTime start) {
		Optional<ContentLine> end = component.first("DTEND").filter((contentLine) -> !contentLine.value().isBlank());
		if (end.isPresent()) {
			return this.times.read(end.get(), end.get().value())
				.map((dateTime) -> start.hasTime() ? dateTime : lastDay(dateTime, start))
				.orElse(null);
		}
		return component.first("DURATION").flatMap((duration) -> after(start, duration)).orElse(null);
	}

	/**
	 * Some programs write the start again for an event of one day, or midnight with a
	 * time.
	 */
	private static PartialDateTime lastDay(PartialDateTime end, PartialDateTime start) {
		boolean isAfterStart = end.date().isAfter(start.date());
		boolean isInsideDay = end.hasTime() && !end.local().equals(end.date().atStartOfDay());
		return new PartialDateTime((isAfterStart && !isInsideDay) ? end.date().minusDays(1) : end.date(), null, null);
	}

	/**
	 * Days and weeks of a duration are nominal, hours and less are exact (RFC 5545,
	 * section 3.3.6).
	 */
	private Optional<PartialDateTime> after(PartialDateTime start, ContentLine contentLine) {
		Optional<biweekly.util.Duration> duration = parse(contentLine);
		if (duration.isEmpty() || duration.get().isPrior()) {
			this.problems.warn(contentLine.location(), "duration_unreadable",
					"`DURATION` is not a positive duration and was dropped.", contentLine.value());
			return Optional.empty();
		}
		long days = 7L * orZero(duration.get().getWeeks()) + orZero(duration.get().getDays());
		Duration time = Duration.ofHours(orZero(duration.get().getHours()))
			.plusMinutes(orZero(duration.get().getMinutes()))
			.plusSeconds(orZero(duration.get().getSeconds()));
		if (!start.hasTime()) {
			long wholeDays = days + time.toDays();
			return Optional.of(new PartialDateTime(start.date().plusDays(Math.max(0, wholeDays - 1)), null, null));
		}
		LocalDateTime day = start.local().plusDays(days);
		ZoneId zone = start.zone();
		LocalDateTime end = (zone != null) ? ZonedDateTime.of(day, zone).plus(time).toLocalDateTime() : day.plus(time);
		return Optional.of(new PartialDateTime(end.toLocalDate(), end.toLocalTime().withSecond(0), zone));
	}

	private static Optional<biweekly.util.Duration> parse(ContentLine contentLine) {
		try {
			return Optional.of(biweekly.util.Duration.parse(contentLine.upperCaseValue()));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static int orZero(@Nullable Integer number) {
		return (number != null) ? number : 0;
	}

}
