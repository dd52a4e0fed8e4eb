package dev.marquee.event;

import java.util.UUID;

import dev.marquee.schema.tables.Event;
import dev.marquee.schema.tables.EventSearch;
import dev.marquee.selection.Audience.Reach;
import dev.marquee.selection.Visibility;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.schema.Tables.EVENT;
import static dev.marquee.schema.Tables.EVENT_ORGANIZER;
import static dev.marquee.schema.Tables.EVENT_SEARCH;

/**
 * Who sees which events: everybody those that are published, and an organizer their own
 * drafts too.
 */
@Configuration(proxyBeanMethods = false)
class EventVisibility {

	@Bean
	Visibility eventsSeen() {
		return Visibility.of(EVENT, EventVisibility::seen);
	}

	@Bean
	Visibility eventsFound() {
		return Visibility.of(EVENT_SEARCH, EventVisibility::found);
	}

	static Condition seen(Event event, Reach reach, Field<UUID> owner) {
		return switch (reach) {
			case PUBLIC -> event.PUBLISHED_AT.isNotNull();
			case OWN -> event.PUBLISHED_AT.isNotNull()
				.or(DSL.exists(DSL.selectOne()
					.from(EVENT_ORGANIZER)
					.where(EVENT_ORGANIZER.EVENT_ID.eq(event.ID), EVENT_ORGANIZER.ORGANIZER_ID.eq(owner))));
			case EVERYTHING -> DSL.noCondition();
		};
	}

	private static Condition found(EventSearch event, Reach reach, Field<UUID> owner) {
		return switch (reach) {
			case PUBLIC -> DSL.condition(event.PUBLISHED);
			case OWN -> DSL.condition(event.PUBLISHED).or(owner.eq(DSL.any(event.ORGANIZER_IDS)));
			case EVERYTHING -> DSL.noCondition();
		};
	}

}
