package dev.marquee.event;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.marquee.db.tables.Event;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_ORGANIZER;

/**
 * The venues and organizers of stored events, which other events may have too.
 */
@Component
public class EventLinks {

	private final DSLContext dsl;

	public EventLinks(DSLContext dsl) {
		this.dsl = dsl;
	}

	/** The organizers of events that have some, in order. */
	public Map<UUID, List<UUID>> organizers(Collection<UUID> ids) {
		return this.dsl.select(EVENT_ORGANIZER.EVENT_ID, EVENT_ORGANIZER.ORGANIZER_ID)
			.from(EVENT_ORGANIZER)
			.where(EVENT_ORGANIZER.EVENT_ID.eq(DSL.any(ids.toArray(UUID[]::new))))
			.orderBy(EVENT_ORGANIZER.EVENT_ID, EVENT_ORGANIZER.POSITION)
			.fetchGroups(EVENT_ORGANIZER.EVENT_ID, EVENT_ORGANIZER.ORGANIZER_ID);
	}

	/** The venues of those of these events that have one. */
	public List<EventVenue> venues(Collection<UUID> ids) {
		UUID[] events = ids.toArray(UUID[]::new);
		Event other = EVENT.as("other");
		return this.dsl
			.select(EVENT.ID, EVENT.VENUE_ID,
					DSL.field(DSL.exists(DSL.selectOne()
						.from(other)
						.where(other.VENUE_ID.eq(EVENT.VENUE_ID), other.ID.ne(DSL.all(events))))))
			.from(EVENT)
			.where(EVENT.ID.eq(DSL.any(events)), EVENT.VENUE_ID.isNotNull())
			.fetch((row) -> new EventVenue(row.value1(), row.value2(), row.value3()));
	}

}
