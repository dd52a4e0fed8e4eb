package dev.marquee.event;

import java.util.List;
import java.util.UUID;

import org.jooq.TableField;
import org.jooq.UpdatableRecord;

/**
 * Writes the rows that belong to an event.
 */
interface PartWriter {

	<R extends UpdatableRecord<R>> void write(TableField<R, UUID> eventId, List<R> rows);

	/** Writes rows with ids, which are new unless the rows replace others. */
	<R extends UpdatableRecord<R>> void write(TableField<R, UUID> eventId, PartIds<R> ids, List<R> rows);

}
