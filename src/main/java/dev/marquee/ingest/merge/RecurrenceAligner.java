package dev.marquee.ingest.merge;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.marquee.event.EventRecurrence;
import dev.marquee.event.EventRecurrence.OccurrenceChange;
import dev.marquee.event.EventTime;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.TimeZoneNames;
import org.jspecify.annotations.Nullable;

/**
 * Brings a recurrence, whose times are those of the document, into the zone of the
 * event's start after that has been resolved.
 *
 * @param stated the start as the document has it
 * @param start the resolved start
 */
public record RecurrenceAligner(PartialDateTime stated, EventTime start) {

	private static final Pattern WEEKDAYS = Pattern.compile("(?<=BYDAY=)[A-Z]{2}(?:,[A-Z]{2})*+(?=;|$)");

	private static final List<String> WEEKDAY_CODES = Arrays.stream(DayOfWeek.values())
		.map((day) -> day.name().substring(0, 2))
		.toList();

	public EventRecurrence align(EventRecurrence recurrence) {
		return new EventRecurrence(recurrence.rules().stream().map(this::rule).toList(),
				recurrence.additionalStarts().stream().map(this::local).toList(),
				recurrence.excludedStarts().stream().map(this::local).toList(),
				recurrence.changes()
					.stream()
					.map((change) -> new OccurrenceChange(local(change.originalStart()), time(change.start()),
							time(change.end()), change.status(), change.cancellationReason(), change.name(),
							change.description()))
					.toList(),
				recurrence.source());
	}

	/**
	 * A local time of the document. Times in UTC are instants; those with another offset
	 * are local times, whose offset changes with daylight saving time.
	 */
	private LocalDateTime local(LocalDateTime local) {
		ZoneId from = this.stated.zone();
		if (from == null || this.start.precision() == Precision.DAY || from.equals(this.start.zone())) {
			return local;
		}
		boolean isUtc = from.equals(ZoneOffset.UTC) || from.equals(TimeZoneNames.UTC);
		return (!isUtc && this.stated.local().equals(this.start.local())) ? local
				: local.atZone(from).withZoneSameInstant(this.start.zone()).toLocalDateTime();
	}

	private @Nullable EventTime time(@Nullable EventTime time) {
		if (time == null) {
			return null;
		}
		ZoneId zone = this.start.zone();
		if (time.precision() == Precision.DAY) {
			LocalDate day = time.instant().atZone(time.zone()).toLocalDate();
			return new EventTime(day.atStartOfDay(zone).toInstant(), time.local(), zone, Precision.DAY,
					this.start.zoneSource());
		}
		LocalDateTime local = (this.stated.zone() == null) ? time.local()
				: time.instant().atZone(zone).toLocalDateTime();
		return new EventTime((this.stated.zone() == null) ? local.atZone(zone).toInstant() : time.instant(), local,
				zone, Precision.MINUTE, this.start.zoneSource());
	}

	/** The weekdays of a rule, if the resolved start is on the day before or after. */
	private String rule(String rule) {
		int days = (int) ChronoUnit.DAYS.between(this.stated.date(), this.start.local().toLocalDate());
		return (days == 0) ? rule
				: WEEKDAYS.matcher(rule.toUpperCase(Locale.ROOT)).replaceAll((match) -> shifted(match, days));
	}

	private static String shifted(MatchResult weekdays, int days) {
		return Arrays.stream(weekdays.group().split(","))
			.map((code) -> WEEKDAY_CODES.contains(code)
					? DayOfWeek.of(WEEKDAY_CODES.indexOf(code) + 1).plus(days).name().substring(0, 2) : code)
			.collect(Collectors.joining(","));
	}

}
