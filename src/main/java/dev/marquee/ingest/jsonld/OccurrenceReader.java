package dev.marquee.ingest.jsonld;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.marquee.event.EventRecurrence;
import dev.marquee.event.EventRecurrence.OccurrenceChange;
import dev.marquee.event.EventStatus;
import dev.marquee.event.EventTime;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.EventTime.ZoneSource;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.SchemaOrgVocabulary;
import dev.marquee.ingest.value.TimeZoneNames;
import org.jspecify.annotations.Nullable;

/**
 * Reads how single occurrences of an event with a schedule differ from it. Each is a
 * {@code subEvent} at its time; one that was moved has its original time as
 * {@code previousStartDate}.
 */
record OccurrenceReader(ScheduleDates dates, JsonLdValues values) {

	List<OccurrenceChange> changes(JsonLdNode event, ScheduledTimes times) {
		PartialDateTime start = times.start();
		EventRecurrence recurrence = times.recurrence();
		if (start == null || recurrence == null) {
			return List.of();
		}
		Map<LocalDateTime, OccurrenceChange> changes = new LinkedHashMap<>();
		for (JsonLdNode part : event.nodes("subEvent")) {
			change(part, event, start, times.end()).filter((change) -> isScheduled(change, start, recurrence))
				.ifPresent((change) -> changes.put(change.originalStart(), change));
		}
		return List.copyOf(changes.values());
	}

	private Optional<OccurrenceChange> change(JsonLdNode part, JsonLdNode event, PartialDateTime start,
			@Nullable PartialDateTime end) {
		PartialDateTime own = this.dates.dateTime(part.text("startDate"));
		if (own == null) {
			return Optional.empty();
		}
		PartialDateTime previous = this.dates.dateTime(part.text("previousStartDate"));
		PartialDateTime original = (previous != null) ? previous : own;
		LocalDateTime originalStart = original.hasTime() ? original.local()
				: original.date().atTime(start.local().toLocalTime());
		boolean isMoved = previous != null && !own.equals(previous);
		PartialDateTime ownEnd = this.dates.dateTime(part.text("endDate"));
		EventTime changedEnd = (ownEnd != null && !lasts(own, ownEnd, start, end)) ? eventTime(ownEnd, start, 1) : null;
		EventStatus status = status(part, isMoved);
		String name = this.values.singleLine(ownText("name", part, event), ListingLimits.MAX_NAME_LENGTH,
				"subEvent.name");
		String description = this.values.multiline(ownText("description", part, event),
				ListingLimits.MAX_DESCRIPTION_LENGTH, "subEvent.description");
		if (!isMoved && changedEnd == null && status == null && name == null && description == null) {
			return Optional.empty();
		}
		return Optional.of(new OccurrenceChange(originalStart, isMoved ? eventTime(own, start, 0) : null, changedEnd,
				status, null, name, description));
	}

	/** A text that is not that of the event. */
	private static @Nullable String ownText(String property, JsonLdNode part, JsonLdNode event) {
		String text = part.text(property);
		return Objects.equals(text, event.text(property)) ? null : text;
	}

	/** Whether an occurrence has the time of the start, or its date is listed. */
	private static boolean isScheduled(OccurrenceChange change, PartialDateTime start, EventRecurrence recurrence) {
		LocalDateTime original = change.originalStart();
		return original.toLocalTime().equals(start.local().toLocalTime())
				|| recurrence.additionalStarts().contains(original)
				|| recurrence.rules().stream().anyMatch((rule) -> rule.contains("BYHOUR"));
	}

	/** Null for a status that follows from the times. */
	private static @Nullable EventStatus status(JsonLdNode part, boolean isMoved) {
		EventStatus status = Optional.ofNullable(part.text("eventStatus", "@id"))
			.map(SchemaOrgVocabulary::status)
			.orElse(EventStatus.SCHEDULED);
		return (status == EventStatus.SCHEDULED || (isMoved && status == EventStatus.RESCHEDULED)) ? null : status;
	}

	/** Whether the occurrence takes as long as the event, exactly or in local time. */
	private static boolean lasts(PartialDateTime from, PartialDateTime to, PartialDateTime start,
			@Nullable PartialDateTime end) {
		return end != null && (duration(from, to).equals(duration(start, end))
				|| Duration.between(from.local(), to.local()).equals(Duration.between(start.local(), end.local())));
	}

	private static Duration duration(PartialDateTime from, PartialDateTime to) {
		return (from.zone() == null || to.zone() == null) ? Duration.between(from.local(), to.local())
				: Duration.between(from.local().atZone(from.zone()), to.local().atZone(to.zone()));
	}

	/**
	 * A time in the zone of the start; in UTC if that has none, which is replaced as soon
	 * as the zone is known.
	 * @param endOffsetDays 1 for an end: that of a day is the beginning of the next
	 */
	private static EventTime eventTime(PartialDateTime dateTime, PartialDateTime start, int endOffsetDays) {
		ZoneId own = (dateTime.zone() != null) ? dateTime.zone() : start.zone();
		ZoneId stated = (start.zone() != null) ? start.zone() : own;
		ZoneId zone = (stated != null) ? stated : TimeZoneNames.UTC;
		ZoneSource source = (stated != null) ? ZoneSource.STATED : ZoneSource.ASSUMED;
		if (!dateTime.hasTime()) {
			return new EventTime(dateTime.date().plusDays(endOffsetDays).atStartOfDay(zone).toInstant(),
					dateTime.local(), zone, Precision.DAY, source);
		}
		return new EventTime(dateTime.local().atZone((own != null) ? own : zone).toInstant(), dateTime.local(), zone,
				Precision.MINUTE, source);
	}

}
