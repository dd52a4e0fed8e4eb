package dev.marquee.event.editing;

import java.time.LocalDateTime;
import java.util.UUID;

import dev.marquee.db.tables.records.EventRecord;

/**
 * An occurrence of a locked event that a mutation edits.
 *
 * @param originalStart the local start by the recurrence
 */
record EditedOccurrence(UUID id, EventRecord event, LocalDateTime originalStart) {
}
