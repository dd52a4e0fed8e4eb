package dev.marquee.ingest.jsonld;

import java.util.List;

import dev.marquee.event.EventRecurrence;
import dev.marquee.event.EventRecurrence.OccurrenceChange;
import dev.marquee.ingest.value.PartialDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The times of the first occurrence and the recurrence; null if there is none.
 */
record ScheduledTimes(@Nullable PartialDateTime start, @Nullable PartialDateTime end,
		@Nullable EventRecurrence recurrence) {

	ScheduledTimes withChanges(List<OccurrenceChange> changes) {
		return (this.recurrence == null || changes.isEmpty()) ? this
				: new ScheduledTimes(this.start, this.end,
						new EventRecurrence(this.recurrence.rules(), this.recurrence.additionalStarts(),
								this.recurrence.excludedStarts(), changes, this.recurrence.source()));
	}

}
