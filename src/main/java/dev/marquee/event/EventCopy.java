package dev.marquee.event;

import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.db.tables.records.EventSeriesRecord;
import dev.marquee.db.tables.records.OccurrenceRecord;
import dev.marquee.db.tables.records.RecurrenceRecord;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_CATEGORY;
import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.EVENT_PERFORMER;
import static dev.marquee.db.Tables.EVENT_SERIES;
import static dev.marquee.db.Tables.FAQ;
import static dev.marquee.db.Tables.IMAGE;
import static dev.marquee.db.Tables.TICKET;

/**
 * Copies events with their parts, but not what refers to a document or to a person.
 */
@Component
public class EventCopy {

	/** They get their defaults. */
	private static final List<TableField<EventRecord, ?>> OWN_COLUMNS = List.of(EVENT.VERSION, EVENT.EDITED_VERSION,
			EVENT.CREATED_AT, EVENT.UPDATED_AT, EVENT.INTERESTS, EVENT.INTERESTED_COUNT, EVENT.PREVIOUS_STARTS_AT,
			EVENT.PREVIOUS_START_LOCAL, EVENT.PREVIOUS_START_ZONE, EVENT.PREVIOUS_START_PRECISION,
			EVENT.PREVIOUS_START_ZONE_SOURCE);

	private final DSLContext dsl;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	EventCopy(DSLContext dsl) {
		this.dsl = dsl;
	}

	/** Puts an event that belongs to no series into a new one of its name. */
	public void ensureSeries(EventRecord event) {
		if (event.getSeriesId() == null) {
			EventSeriesRecord series = this.dsl.newRecord(EVENT_SERIES);
			series.setId(this.ids.generate());
			series.setName(event.getName());
			series.insert();
			event.setSeriesId(series.getId());
			event.update();
		}
	}

	/**
	 * A copy that starts at a local time and lasts as long as the event. It is published
	 * if the event is.
	 */
	public EventRecord startingAt(EventRecord event, LocalDateTime start) {
		OccurrenceRecord times = new OccurrenceExpansion(event, onlyAt(start), List.of())
			.rows(start.toLocalDate(), start.toLocalDate())
			.getLast();
		EventRecord copy = event.copy();
		OWN_COLUMNS.forEach(copy::reset);
		copy.attach(this.dsl.configuration());
		copy.setId(this.ids.generate());
		copy.setStartsAt(times.getStartsAt());
		copy.setStartLocal(times.getStartLocal());
		copy.setStartZone(times.getStartZone());
		copy.setStartPrecision(times.getStartPrecision());
		copy.setStartZoneSource(times.getStartZoneSource());
		copy.setEndsAt(times.getEndsAt());
		copy.setEndLocal(times.getEndLocal());
		copy.setEndZone(times.getEndZone());
		copy.setEndPrecision(times.getEndPrecision());
		copy.setEndZoneSource(times.getEndZoneSource());
		copy.insert();
		copyParts(EVENT_ORGANIZER, EVENT_ORGANIZER.EVENT_ID, null, event.getId(), copy.getId());
		this.dsl.update(EVENT_ORGANIZER)
			.set(EVENT_ORGANIZER.STARTS_AT, copy.getStartsAt())
			.where(EVENT_ORGANIZER.EVENT_ID.eq(copy.getId()))
			.execute();
		copyParts(EVENT_CATEGORY, EVENT_CATEGORY.EVENT_ID, null, event.getId(), copy.getId());
		copyParts(EVENT_PERFORMER, EVENT_PERFORMER.EVENT_ID, null, event.getId(), copy.getId());
		copyParts(TICKET, TICKET.EVENT_ID, TICKET.ID, event.getId(), copy.getId());
		copyParts(IMAGE, IMAGE.EVENT_ID, IMAGE.ID, event.getId(), copy.getId());
		copyParts(FAQ, FAQ.EVENT_ID, FAQ.ID, event.getId(), copy.getId());
		return copy;
	}

	private static RecurrenceRecord onlyAt(LocalDateTime start) {
		RecurrenceRecord recurrence = new RecurrenceRecord();
		recurrence.setRules(new String[0]);
		recurrence.setAdditionalStarts(new LocalDateTime[] { start });
		recurrence.setExcludedStarts(new LocalDateTime[0]);
		return recurrence;
	}

	/** Copies the rows of a table; each gets a new id. */
	private <R extends Record> void copyParts(Table<R> table, TableField<R, UUID> eventId,
			@Nullable TableField<R, UUID> id, UUID from, UUID to) {
		List<? extends Field<?>> values = table.fieldStream()
			.<Field<?>>map((field) -> field.equals(eventId) ? DSL.val(to)
					: field.equals(id) ? DSL.field("gen_random_uuid()", UUID.class) : field)
			.toList();
		this.dsl.insertInto(table, table.fields())
			.select(DSL.select(values).from(table).where(eventId.eq(from)))
			.execute();
	}

}
