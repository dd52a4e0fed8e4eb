package dev.marquee.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.db.tables.records.OccurrenceChangeRecord;
import dev.marquee.db.tables.records.OccurrenceRecord;
import dev.marquee.db.tables.records.RecurrenceRecord;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.recurrence.RecurrenceSet;
import org.jspecify.annotations.Nullable;

/**
 * The occurrences of a recurring event as rows. Each lasts exactly as long as the event,
 * or as many days (RFC 5545, section 3.8.5.3), unless it was changed.
 */
final class OccurrenceExpansion {

	private final EventRecord event;

	private final Map<LocalDateTime, OccurrenceChangeRecord> changes;

	private final RecurrenceSet recurrence;

	private final ZoneId zone;

	OccurrenceExpansion(EventRecord event, RecurrenceRecord recurrence, List<OccurrenceChangeRecord> changes) {
		this.event = event;
		this.changes = changes.stream()
			.collect(Collectors.toMap(OccurrenceChangeRecord::getOriginalStart, Function.identity()));
		this.recurrence = recurrenceSet(event, recurrence);
		this.zone = ZoneId.of(event.getStartZone());
	}

	static RecurrenceSet recurrenceSet(EventRecord event, RecurrenceRecord recurrence) {
		return RecurrenceSet.of(event.getStartLocal(), ZoneId.of(event.getStartZone()), isDay(event),
				List.of(recurrence.getRules()), Arrays.asList(recurrence.getAdditionalStarts()),
				Arrays.asList(recurrence.getExcludedStarts()));
	}

	private static boolean isDay(EventRecord event) {
		return event.getStartPrecision().equals(Precision.DAY.name());
	}

	RecurrenceSet recurrence() {
		return this.recurrence;
	}

	/** The id that an occurrence has on every instance and after every expansion. */
	static UUID id(UUID event, LocalDateTime eventStart, LocalDateTime originalStart) {
		return originalStart.equals(eventStart) ? event : UUID.nameUUIDFromBytes(
				(event + " " + originalStart.toEpochSecond(ZoneOffset.UTC)).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The occurrences from a day to another, both inclusive, and those that were moved
	 * into this period or out of it.
	 */
	List<OccurrenceRecord> rows(LocalDate from, LocalDate to) {
		SortedSet<LocalDateTime> originalStarts = this.recurrence.startsWithin(from, to);
		for (OccurrenceChangeRecord change : this.changes.values()) {
			if (change.getStartLocal() != null && isWithin(change.getStartLocal().toLocalDate(), from, to)
					&& !this.recurrence.excluded().contains(change.getOriginalStart())) {
				originalStarts.add(change.getOriginalStart());
			}
		}
		return originalStarts.stream().map(this::row).toList();
	}

	private static boolean isWithin(LocalDate day, LocalDate from, LocalDate to) {
		return !day.isBefore(from) && !day.isAfter(to);
	}

	private OccurrenceRecord row(LocalDateTime originalStart) {
		OccurrenceChangeRecord change = this.changes.get(originalStart);
		ZonedDateTime planned = originalStart.atZone(this.zone);
		OccurrenceRecord row = new OccurrenceRecord();
		row.setId(id(this.event.getId(), this.event.getStartLocal(), originalStart));
		row.setEventId(this.event.getId());
		row.setOriginalStart(originalStart);
		boolean isMoved = change != null && change.getStartsAt() != null
				&& !(change.getStartsAt().equals(planned.toInstant())
						&& change.getStartPrecision().equals(this.event.getStartPrecision()));
		if (change != null && change.getStartsAt() != null) {
			setStart(row, change.getStartsAt(), change.getStartLocal(), change.getStartZone(),
					change.getStartPrecision(), change.getStartZoneSource());
		}
		else {
			setStart(row, planned.toInstant(), planned.toLocalDateTime(), this.event.getStartZone(),
					this.event.getStartPrecision(), this.event.getStartZoneSource());
		}
		if (change != null && change.getEndsAt() != null) {
			setEnd(row, change.getEndsAt(), change.getEndLocal(), change.getEndZone(), change.getEndPrecision(),
					change.getEndZoneSource());
		}
		else {
			setEnd(row);
		}
		if (row.getEndsAt() != null && row.getEndsAt().isBefore(row.getStartsAt())) {
			setEnd(row, null, null, null, null, null);
		}
		setPreviousStart(row, planned, isMoved);
		row.setStatus(status(change, isMoved).name());
		row.setCancellationReason((change != null) ? change.getCancellationReason() : null);
		return row;
	}

	private static void setStart(OccurrenceRecord row, Instant instant, LocalDateTime local, String zone,
			String precision, String zoneSource) {
		row.setStartsAt(instant);
		row.setStartLocal(local);
		row.setStartZone(zone);
		row.setStartPrecision(precision);
		row.setStartZoneSource(zoneSource);
	}

	private static void setEnd(OccurrenceRecord row, @Nullable Instant instant, @Nullable LocalDateTime local,
			@Nullable String zone, @Nullable String precision, @Nullable String zoneSource) {
		row.setEndsAt(instant);
		row.setEndLocal(local);
		row.setEndZone(zone);
		row.setEndPrecision(precision);
		row.setEndZoneSource(zoneSource);
	}

	/** The end at the same distance as that of the event; none if that has none. */
	private void setEnd(OccurrenceRecord row) {
		setEnd(row, null, null, null, null, null);
		if (this.event.getEndsAt() == null || !row.getStartPrecision().equals(this.event.getStartPrecision())) {
			return;
		}
		ZoneId endZone = ZoneId.of(this.event.getEndZone());
		boolean isEndDay = this.event.getEndPrecision().equals(Precision.DAY.name());
		ZonedDateTime end;
		LocalDateTime local;
		if (!isEndDay && !isDay(this.event)) {
			Duration duration = Duration.between(this.event.getStartsAt(), this.event.getEndsAt());
			end = row.getStartsAt().plus(duration).atZone(endZone);
			local = end.toLocalDateTime();
		}
		else {
			long days = ChronoUnit.DAYS.between(this.event.getStartLocal().toLocalDate(),
					this.event.getEndLocal().toLocalDate());
			LocalDate day = row.getStartLocal().toLocalDate().plusDays(days);
			LocalTime time = isEndDay ? LocalTime.MIDNIGHT : this.event.getEndLocal().toLocalTime();
			end = isEndDay ? day.plusDays(1).atStartOfDay(endZone) : day.atTime(time).atZone(endZone);
			local = isEndDay ? day.atStartOfDay() : end.toLocalDateTime();
		}
		setEnd(row, end.toInstant(), local, this.event.getEndZone(), this.event.getEndPrecision(),
				this.event.getEndZoneSource());
	}

	private void setPreviousStart(OccurrenceRecord row, ZonedDateTime planned, boolean isMoved) {
		if (isMoved) {
			row.setPreviousStartsAt(planned.toInstant());
			row.setPreviousStartLocal(planned.toLocalDateTime());
			row.setPreviousStartZone(this.event.getStartZone());
			row.setPreviousStartPrecision(this.event.getStartPrecision());
			row.setPreviousStartZoneSource(this.event.getStartZoneSource());
		}
		else if (row.getId().equals(this.event.getId())) {
			row.setPreviousStartsAt(this.event.getPreviousStartsAt());
			row.setPreviousStartLocal(this.event.getPreviousStartLocal());
			row.setPreviousStartZone(this.event.getPreviousStartZone());
			row.setPreviousStartPrecision(this.event.getPreviousStartPrecision());
			row.setPreviousStartZoneSource(this.event.getPreviousStartZoneSource());
		}
	}

	/**
	 * The status apart from that of a cancelled or postponed event, which readers prefer.
	 */
	private EventStatus status(@Nullable OccurrenceChangeRecord change, boolean isMoved) {
		if (change != null && change.getStatus() != null) {
			return EventStatus.valueOf(change.getStatus());
		}
		if (isMoved) {
			return EventStatus.RESCHEDULED;
		}
		EventStatus ofEvent = EventStatus.valueOf(this.event.getStatus());
		return switch (ofEvent) {
			case RESCHEDULED, MOVED_ONLINE -> ofEvent;
			case SCHEDULED, CANCELLED, POSTPONED -> EventStatus.SCHEDULED;
		};
	}

}
