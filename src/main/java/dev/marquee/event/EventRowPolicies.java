package dev.marquee.event;

import java.util.UUID;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.EventOccurrence;
import dev.marquee.db.tables.EventSearch;
import dev.marquee.query.compile.AccessContext.AccessLevel;
import dev.marquee.query.compile.RowPolicy;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_OCCURRENCE;
import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.EVENT_SEARCH;

/**
 * Row policies of the event tables: published events are public, drafts are visible to
 * their organizers and to unrestricted editors.
 */
@Configuration(proxyBeanMethods = false)
class EventRowPolicies {

	@Bean
	RowPolicy eventRowPolicy() {
		return RowPolicy.of(EVENT, EventRowPolicies::eventCondition);
	}

	@Bean
	RowPolicy eventSearchRowPolicy() {
		return RowPolicy.of(EVENT_SEARCH, EventRowPolicies::eventSearchCondition);
	}

	@Bean
	RowPolicy eventOccurrenceRowPolicy() {
		return RowPolicy.of(EVENT_OCCURRENCE, EventRowPolicies::eventOccurrenceCondition);
	}

	static Condition eventCondition(Event event, AccessLevel accessLevel, Field<UUID> owner) {
		return switch (accessLevel) {
			case PUBLIC -> event.PUBLISHED_AT.isNotNull();
			case OWN -> event.PUBLISHED_AT.isNotNull().or(isOrganizer(event.ID, owner));
			case ALL -> DSL.noCondition();
		};
	}

	private static Condition eventOccurrenceCondition(EventOccurrence occurrence, AccessLevel accessLevel,
			Field<UUID> owner) {
		return switch (accessLevel) {
			case PUBLIC -> DSL.condition(occurrence.PUBLISHED);
			case OWN -> DSL.condition(occurrence.PUBLISHED).or(isOrganizer(occurrence.EVENT_ID, owner));
			case ALL -> DSL.noCondition();
		};
	}

	private static Condition isOrganizer(Field<UUID> event, Field<UUID> owner) {
		return DSL.exists(DSL.selectOne()
			.from(EVENT_ORGANIZER)
			.where(EVENT_ORGANIZER.EVENT_ID.eq(event), EVENT_ORGANIZER.ORGANIZER_ID.eq(owner)));
	}

	private static Condition eventSearchCondition(EventSearch event, AccessLevel accessLevel, Field<UUID> owner) {
		return switch (accessLevel) {
			case PUBLIC -> DSL.condition(event.PUBLISHED);
			case OWN -> DSL.condition(event.PUBLISHED).or(owner.eq(DSL.any(event.ORGANIZER_IDS)));
			case ALL -> DSL.noCondition();
		};
	}

}
