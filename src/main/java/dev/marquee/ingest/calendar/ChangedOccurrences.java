package dev.marquee.ingest.calendar;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

import dev.marquee.event.EventRecurrence.OccurrenceChange;
import dev.marquee.event.EventStatus;
import dev.marquee.event.EventTime;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.TextCleaner;
import org.jspecify.annotations.Nullable;

/**
 * Reads how single occurrences differ from the event that recurs: the components with its
 * {@code UID} and a {@code RECURRENCE-ID} (RFC 5545, section 3.8.4.4).
 */
record ChangedOccurrences(CalendarTimes times, DocumentProblems problems) {

	private static final int MAX_REASON_LENGTH = 2_000;

	/**
	 * The changes of occurrences, one for each. That of one occurrence wins over that of
	 * it and all following ones.
	 */
	Collection<OccurrenceChange> read(List<CalendarComponent> components, CalendarComponent event,
			FollowingOccurrences occurrences) {
		Map<LocalDateTime, OccurrenceChange> changes = new LinkedHashMap<>();
		for (boolean isRange : new boolean[] { true, false }) {
			components.stream()
				.filter((component) -> isRange == isRange(component))
				.sorted(Comparator.comparing((component) -> component.first("RECURRENCE-ID").orElseThrow().value()))
				.forEach((component) -> change(component, event, occurrences.start())
					.ifPresent((change) -> (isRange ? following(component, change, occurrences) : Stream.of(change))
						.forEach((one) -> changes.put(one.originalStart(), one))));
		}
		return changes.values();
	}

	private static boolean isRange(CalendarComponent component) {
		return component.first("RECURRENCE-ID")
			.filter((contentLine) -> contentLine.hasParameter("RANGE", "THISANDFUTURE"))
			.isPresent();
	}

	/** The same change of an occurrence and of all that follow. */
	private Stream<OccurrenceChange> following(CalendarComponent component, OccurrenceChange change,
			FollowingOccurrences occurrences) {
		SortedSet<LocalDateTime> originalStarts = occurrences.from(change.originalStart());
		this.problems.notice(component.locationOf("RECURRENCE-ID"), "this_and_future",
				"A change of an occurrence and all that follow was read as one of " + originalStarts.size()
						+ " occurrences.");
		return originalStarts.stream().map((originalStart) -> {
			Duration later = Duration.between(change.originalStart(), originalStart);
			return new OccurrenceChange(originalStart, shifted(change.start(), later), shifted(change.end(), later),
					change.status(), change.cancellationReason(), change.name(), change.description());
		});
	}

	/** A time as much later on the clock. */
	private static @Nullable EventTime shifted(@Nullable EventTime time, Duration later) {
		if (time == null) {
			return null;
		}
		LocalDateTime local = time.local().plus(later);
		ZonedDateTime instant = time.instant().atZone(time.zone()).toLocalDateTime().plus(later).atZone(time.zone());
		return new EventTime(instant.toInstant(), local, time.zone(), time.precision(), time.zoneSource());
	}

	private Optional<OccurrenceChange> change(CalendarComponent change, CalendarComponent event,
			PartialDateTime start) {
		ContentLine id = change.first("RECURRENCE-ID").orElseThrow();
		Optional<PartialDateTime> original = this.times.read(id, id.value());
		if (original.isEmpty()) {
			return Optional.empty();
		}
		warnOfOtherChanges(change, event);
		String name = ownText("SUMMARY", change, event)
			.map((text) -> new TextCleaner(this.problems).singleLine(text, ListingLimits.MAX_NAME_LENGTH, "SUMMARY",
					change.locationOf("SUMMARY")))
			.orElse(null);
		String description = ownText("DESCRIPTION", change, event)
			.map((text) -> new TextCleaner(this.problems).multiline(text, ListingLimits.MAX_DESCRIPTION_LENGTH,
					"DESCRIPTION", change.locationOf("DESCRIPTION")))
			.orElse(null);
		LocalDateTime originalStart = CalendarTimes.localIn(original.get(), start);
		Optional<PartialDateTime> changedStart = change.first("DTSTART")
			.flatMap((contentLine) -> this.times.read(contentLine, contentLine.value()));
		Optional<PartialDateTime> changedEnd = changedStart
			.map((from) -> new CalendarEnd(this.times, this.problems).read(change, from));
		EventStatus status = CalendarStatus.read(change)
			.filter((stated) -> stated != EventStatus.SCHEDULED)
			.orElse(null);
		boolean isMoved = changedStart.isPresent()
				&& !CalendarTimes.localIn(changedStart.get(), start).equals(originalStart);
		boolean isTimed = isMoved
				|| (changedEnd.isPresent() && !lasts(event, start, changedStart.get(), changedEnd.get()));
		if (!isTimed && status == null && name == null && description == null) {
			return Optional.empty();
		}
		return Optional.of(new OccurrenceChange(originalStart,
				isMoved ? CalendarRecurrence.eventTime(changedStart.get(), start, 0) : null,
				isTimed ? changedEnd.map((end) -> CalendarRecurrence.eventTime(end, start, 1)).orElse(null) : null,
				status, (status == EventStatus.CANCELLED) ? reason(change) : null, name, description));
	}

	/** What the calendar says about a cancellation, in a comment. */
	private @Nullable String reason(CalendarComponent change) {
		return new TextCleaner(this.problems).multiline(change.text("COMMENT"), MAX_REASON_LENGTH, "COMMENT",
				change.locationOf("COMMENT"));
	}

	/** Whether the occurrence lasts as long as the event, in local time. */
	private boolean lasts(CalendarComponent event, PartialDateTime start, PartialDateTime from, PartialDateTime to) {
		PartialDateTime end = new CalendarEnd(this.times, new DocumentProblems()).read(event, start);
		return end != null && Duration.between(start.local(), CalendarTimes.localIn(end, start))
			.equals(Duration.between(from.local(), CalendarTimes.localIn(to, from)));
	}

	/** A text of an occurrence that the event does not have. */
	private static Optional<String> ownText(String property, CalendarComponent change, CalendarComponent event) {
		return Optional.ofNullable(change.text(property)).filter((text) -> !text.equals(event.text(property)));
	}

	/** An occurrence has no place and no page of its own. */
	private void warnOfOtherChanges(CalendarComponent change, CalendarComponent event) {
		List<String> others = Stream.of("LOCATION", "URL")
			.filter((name) -> ownText(name, change, event).isPresent())
			.map((name) -> '`' + name + '`')
			.toList();
		if (!others.isEmpty()) {
			this.problems.warn(change.location(), "occurrence_text",
					"One occurrence has another " + String.join(", ", others)
							+ ": an occurrence has only its own times, status, name and description, so the event's is"
							+ " kept.");
		}
	}

}
