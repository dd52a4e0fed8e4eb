package dev.marquee.event;

import java.time.LocalDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * When an event takes place more than once (RFC 5545, section 3.8.5). The first
 * occurrence is the start of the event, and every occurrence lasts as long as the event.
 * All times are local times in the zone of that start.
 *
 * @param rules the values of {@code RRULE}, such as {@code FREQ=WEEKLY;BYDAY=TU}; usually
 * one
 * @param additionalStarts {@code RDATE}: further starts; midnight if the event has only a
 * day
 * @param excludedStarts {@code EXDATE}: starts at which it does not take place
 * @param changes how single occurrences differ, in any order
 * @param source the recurrence as the document has it; null if there was no document
 */
public record EventRecurrence(List<String> rules, List<LocalDateTime> additionalStarts,
		List<LocalDateTime> excludedStarts, List<OccurrenceChange> changes, @Nullable String source) {

	public EventRecurrence {
		rules = List.copyOf(rules);
		additionalStarts = List.copyOf(additionalStarts);
		excludedStarts = List.copyOf(excludedStarts);
		changes = List.copyOf(changes);
	}

	/**
	 * How one occurrence differs from the recurrence; null means as the recurrence has
	 * it.
	 *
	 * @param originalStart {@code RECURRENCE-ID}: the local start by the recurrence,
	 * which identifies the occurrence wherever it is moved
	 * @param cancellationReason for the public; null if it is not cancelled or no reason
	 * is known
	 * @param name on one line, 1 to 500 characters
	 * @param description 1 to 200,000 characters
	 */
	public record OccurrenceChange(LocalDateTime originalStart, @Nullable EventTime start, @Nullable EventTime end,
			@Nullable EventStatus status, @Nullable String cancellationReason, @Nullable String name,
			@Nullable String description) {

		/** A change of time or status only. */
		public OccurrenceChange(LocalDateTime originalStart, @Nullable EventTime start, @Nullable EventTime end,
				@Nullable EventStatus status, @Nullable String cancellationReason) {
			this(originalStart, start, end, status, cancellationReason, null, null);
		}

	}

}
