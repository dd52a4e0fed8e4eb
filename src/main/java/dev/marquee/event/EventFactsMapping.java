package dev.marquee.event;

import java.time.Instant;
import java.time.LocalDateTime;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.EventIdentifier;
import dev.marquee.graphql.BadUserInputException;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import dev.marquee.text.UrlIdentity;
import dev.marquee.text.UrlNormalizer;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Routines.urlIdentity;
import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_IDENTIFIER;
import static dev.marquee.db.Tables.EVENT_PERFORMER;
import static dev.marquee.db.Tables.LISTING_SOURCE;
import static dev.marquee.db.Tables.PERFORMER;

/**
 * Maps {@code graphql/event-facts.graphqls} to columns of {@code event} and to the tables
 * of identifiers and performers.
 */
@Configuration(proxyBeanMethods = false)
class EventFactsMapping {

	@Bean
	TypeMapping<RootValue> eventByIdentifier() {
		return TypeMapping.query()
			.toOne("eventByIdentifier", EVENT, (rootValue, event, arguments) -> EventMapping
				.bestFirst(
						RowQuery.from(event)
							.where(event.ID.in(DSL.select(EVENT_IDENTIFIER.EVENT_ID)
								.from(EVENT_IDENTIFIER)
								.where(urlIdentity(EVENT_IDENTIFIER.VALUE).eq(identity(arguments))))),
						event,
						DSL.exists(DSL.selectOne().from(LISTING_SOURCE).where(LISTING_SOURCE.EVENT_ID.eq(event.ID))))
				.first());
	}

	/** All spellings of a URL have the same identity; other identifiers are compared. */
	private static Field<String> identity(Arguments arguments) {
		return arguments.bind("identifier", SQLDataType.CLOB, (String identifier) -> {
			if (identifier.codePointCount(0, identifier.length()) > IdentifierDetails.MAX_LENGTH) {
				throw new BadUserInputException("identifier",
						"`identifier` must have at most 2,048 characters, but has " + identifier.length() + ".");
			}
			String text = identifier.replace("\0", "").strip();
			return UrlIdentity.of(UrlNormalizer.normalize(text).orElse(text));
		});
	}

	@Bean
	TypeMapping<Event> eventFacts() {
		return TypeMapping.of("Event", EVENT)
			.field("type", (event) -> event.TYPE)
			.field("tags", (event) -> event.TAGS)
			.field("languages", (event) -> event.LANGUAGES)
			.field("capacity", (event) -> event.CAPACITY)
			.field("remainingCapacity", (event) -> event.REMAINING_CAPACITY)
			.field("isAccessibleForFree", (event) -> event.ACCESSIBLE_FOR_FREE)
			.field("audience", (event) -> event.AUDIENCE)
			.object("ageRange", (event) -> event.MIN_AGE.isNotNull().or(event.MAX_AGE.isNotNull()),
					(event) -> new AgeRangeColumns(event.MIN_AGE, event.MAX_AGE))
			.field("accessibilityFeatures", (event) -> event.ACCESSIBILITY_FEATURES)
			.object("doors",
					(event) -> event.DOORS_MINUTES.isNotNull().and(event.START_PRECISION.eq(DSL.inline("MINUTE"))),
					EventFactsMapping::doors)
			.field("joinUrl", (event) -> event.JOIN_URL)
			.toMany("identifiers", EVENT_IDENTIFIER,
					(event, identifier, arguments) -> RowQuery.from(identifier)
						.where(identifier.EVENT_ID.eq(event.ID))
						.orderBy(identifier.POSITION))
			.toMany("performers", PERFORMER,
					(event, performer, arguments) -> RowQuery
						.from(performer.join(EVENT_PERFORMER).on(EVENT_PERFORMER.PERFORMER_ID.eq(performer.ID)))
						.where(EVENT_PERFORMER.EVENT_ID.eq(event.ID))
						.orderBy(EVENT_PERFORMER.POSITION));
	}

	/** Computed from the instant of the start: a clock change may lie between the two. */
	private static EventTimeColumns doors(Event event) {
		Field<Instant> instant = DSL.field("({0} - make_interval(mins => {1}))", event.STARTS_AT.getDataType(),
				event.STARTS_AT, event.DOORS_MINUTES);
		Field<LocalDateTime> local = DSL.field("({0} at time zone {1})", event.START_LOCAL.getDataType(), instant,
				event.START_ZONE);
		return new EventTimeColumns(instant, local, event.START_ZONE, DSL.inline("MINUTE"), event.START_ZONE_SOURCE);
	}

	@Bean
	TypeMapping<?> ageRangeType() {
		return TypeMapping.<AgeRangeColumns>of("AgeRange", AgeRangeColumns.class)
			.field("min", AgeRangeColumns::min)
			.field("max", AgeRangeColumns::max);
	}

	@Bean
	TypeMapping<EventIdentifier> eventIdentifierType() {
		return TypeMapping.of("EventIdentifier", EVENT_IDENTIFIER)
			.field("value", (identifier) -> identifier.VALUE)
			.field("kind", (identifier) -> identifier.KIND);
	}

	/**
	 * The columns of the ages for which an event is suitable.
	 */
	private record AgeRangeColumns(Field<Short> min, Field<Short> max) {
	}

}
