package dev.marquee.event;

import java.net.URI;
import java.util.Objects;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.Image;
import dev.marquee.db.tables.Organizer;
import dev.marquee.event.ImageDetails.ImageRole;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import dev.marquee.text.UrlIdentity;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Routines.eventWithSlug;
import static dev.marquee.db.Routines.urlIdentity;
import static dev.marquee.db.Tables.CATEGORY;
import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_CATEGORY;
import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.FAQ;
import static dev.marquee.db.Tables.IMAGE;
import static dev.marquee.db.Tables.LISTING_SOURCE;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.STRUCTURED_DATA;
import static dev.marquee.db.Tables.TICKET;
import static dev.marquee.db.Tables.VENUE;

/**
 * Mapping of the type {@code Event} and its lookups to the table {@code event}.
 */
@Configuration(proxyBeanMethods = false)
class EventMapping {

	static final String ID_PREFIX = Events.ID_PREFIX;

	@Bean
	TypeMapping<RootValue> eventQueries() {
		return TypeMapping.query()
			.toOne("event", EVENT,
					(rootValue, event, arguments) -> RowQuery.from(event)
						.where(event.ID.eq(GlobalId.keyParameter(arguments, "id", ID_PREFIX))))
			.toOne("eventBySlug", EVENT,
					(rootValue, event, arguments) -> RowQuery.from(event)
						.where(event.ID
							.eq(eventWithSlug(arguments.bind("slug", SQLDataType.CLOB, (String slug) -> slug)))))
			.toOne("eventByUrl", EVENT, (rootValue, event, arguments) -> eventsAt(event, arguments).first());
	}

	/** The column is null in rows that were written while triggers were disabled. */
	private static Field<String> slug(Event event) {
		return DSL.coalesce(event.SLUG, DSL.field("event_slug({0}, {1})", String.class, event.NAME, event.ID));
	}

	/**
	 * The events at an address: first those that were imported from it, then upcoming
	 * ones, then those that are nearest in time.
	 */
	private static RowQuery eventsAt(Event event, Arguments arguments) {
		Field<String> identity = arguments.bind("url", SQLDataType.CLOB, (URI url) -> UrlIdentity.of(url.toString()));
		Field<String> sourceId = arguments.bind("url", SQLDataType.CLOB,
				(URI url) -> UrlIdentity.siteNumber(url.toString()).orElseGet(() -> UrlIdentity.of(url.toString())));
		Condition isImported = DSL.exists(DSL.selectOne()
			.from(LISTING_SOURCE)
			.where(LISTING_SOURCE.EVENT_ID.eq(event.ID), LISTING_SOURCE.SOURCE_ID.eq(sourceId)));
		return bestFirst(RowQuery.from(event).where(urlIdentity(event.URL).eq(identity)), event, isImported);
	}

	/**
	 * The events in the order in which a look-up prefers them, of which there may be
	 * several.
	 * @param isImported whether an event was imported from what is looked up
	 */
	static RowQuery bestFirst(RowQuery events, Event event, Condition isImported) {
		Condition isPast = DSL.condition("coalesce({0}, {1}) < now()", event.ENDS_AT, event.STARTS_AT);
		return events.orderBy(DSL.field(isImported).desc(), DSL.field(isPast),
				DSL.field("abs(extract(epoch from {0} - now()))", event.STARTS_AT), event.ID);
	}

	@Bean
	TypeMapping<Event> eventType() {
		return TypeMapping.node("Event", EVENT, ID_PREFIX, (event) -> event.ID, (event) -> event.VERSION)
			.field("url", (event) -> event.URL)
			.field("slug", EventMapping::slug)
			.field("calendarSequence", (event) -> event.CALENDAR_SEQUENCE)
			.field("name", (event) -> event.NAME)
			.longText("description", (event) -> event.DESCRIPTION)
			.object("start", EventTimeColumns::start)
			.object("end", (event) -> event.ENDS_AT.isNotNull(), EventTimeColumns::end)
			.object("previousStart", (event) -> event.PREVIOUS_STARTS_AT.isNotNull(), EventTimeColumns::previousStart)
			.field("cancellationReason", (event) -> event.CANCELLATION_REASON)
			.field("version", (event) -> event.VERSION.cast(SQLDataType.CLOB))
			.field("status", (event) -> event.STATUS)
			.field("attendanceMode", (event) -> event.ATTENDANCE_MODE)
			.field("interestedCount", (event) -> event.INTERESTED_COUNT.plus(event.INTERESTS))
			.field("createdAt", (event) -> event.CREATED_AT)
			.field("updatedAt", (event) -> event.UPDATED_AT)
			.field("publishedAt", (event) -> event.PUBLISHED_AT)
			.toOne("venue", VENUE, (event, venue, arguments) -> RowQuery.from(venue).where(venue.ID.eq(event.VENUE_ID)))
			.toOne("organizer", ORGANIZER,
					(event, organizer, arguments) -> organizersOf(event, organizer,
							EVENT_ORGANIZER.POSITION.eq((short) 0)))
			.toMany("organizers", ORGANIZER,
					(event, organizer, arguments) -> organizersOf(event, organizer).orderBy(EVENT_ORGANIZER.POSITION))
			.toMany("categories", CATEGORY,
					(event, category, arguments) -> RowQuery
						.from(category.join(EVENT_CATEGORY).on(EVENT_CATEGORY.CATEGORY_SLUG.eq(category.SLUG)))
						.where(EVENT_CATEGORY.EVENT_ID.eq(event.ID))
						.orderBy(EVENT_CATEGORY.POSITION))
			.toMany("tickets", TICKET, (event, ticket,
					arguments) -> RowQuery.from(ticket).where(ticket.EVENT_ID.eq(event.ID)).orderBy(ticket.POSITION))
			.toMany("gallery", IMAGE, (event, image,
					arguments) -> RowQuery.from(image).where(image.EVENT_ID.eq(event.ID)).orderBy(image.POSITION))
			.toOne("image", IMAGE, (event, image, arguments) -> imagesFor(event, image, arguments).first())
			.toMany("faqs", FAQ,
					(event, faq,
							arguments) -> RowQuery.from(faq).where(faq.EVENT_ID.eq(event.ID)).orderBy(faq.POSITION))
			.toOne("structuredData", STRUCTURED_DATA,
					(event, data, arguments) -> RowQuery.from(data).where(data.EVENT_ID.eq(event.ID)))
			.toMany("sources", LISTING_SOURCE,
					(event, source, arguments) -> RowQuery.from(source)
						.where(source.EVENT_ID.eq(event.ID))
						.orderBy(source.NAME, source.SOURCE_ID));
	}

	/**
	 * The images, best first for a purpose: those with this role, then those of any
	 * purpose, then those for the opposite one. Of banners, the largest come first.
	 */
	private static RowQuery imagesFor(Event event, Image image, Arguments arguments) {
		ImageRole role = ImageRole.valueOf(Objects.requireNonNull(arguments.enumValue("role")));
		ImageRole next = (role == ImageRole.OTHER) ? ImageRole.BANNER : ImageRole.OTHER;
		Field<Integer> rank = DSL.case_(image.ROLE)
			.when(DSL.inline(role.name()), DSL.inline(0))
			.when(DSL.inline(next.name()), DSL.inline(1))
			.otherwise(DSL.inline(2));
		Field<?> pixels = DSL.field("{0}::bigint * {1}", Long.class, image.WIDTH, image.HEIGHT);
		RowQuery images = RowQuery.from(image).where(image.EVENT_ID.eq(event.ID));
		return (role == ImageRole.BANNER) ? images.orderBy(rank, pixels.desc().nullsLast(), image.POSITION)
				: images.orderBy(rank, image.POSITION);
	}

	private static RowQuery organizersOf(Event event, Organizer organizer, Condition... conditions) {
		return RowQuery.from(organizer.join(EVENT_ORGANIZER).on(EVENT_ORGANIZER.ORGANIZER_ID.eq(organizer.ID)))
			.where(EVENT_ORGANIZER.EVENT_ID.eq(event.ID))
			.where(conditions);
	}

}
