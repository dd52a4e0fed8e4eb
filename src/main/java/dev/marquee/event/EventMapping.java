package dev.marquee.event;

import dev.marquee.schema.tables.Category;
import dev.marquee.schema.tables.Event;
import dev.marquee.schema.tables.EventOrganizer;
import dev.marquee.schema.tables.Organizer;
import dev.marquee.selection.Compilation;
import dev.marquee.selection.GlobalId;
import dev.marquee.selection.Rows;
import dev.marquee.selection.SelectedField;
import dev.marquee.selection.TypeMapping;
import dev.marquee.selection.TypeMapping.Root;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.schema.Tables.CATEGORY;
import static dev.marquee.schema.Tables.EVENT;
import static dev.marquee.schema.Tables.EVENT_CATEGORY;
import static dev.marquee.schema.Tables.EVENT_ORGANIZER;
import static dev.marquee.schema.Tables.FAQ;
import static dev.marquee.schema.Tables.IMAGE;
import static dev.marquee.schema.Tables.LISTING_SOURCE;
import static dev.marquee.schema.Tables.ORGANIZER;
import static dev.marquee.schema.Tables.STRUCTURED_DATA;
import static dev.marquee.schema.Tables.TICKET;
import static dev.marquee.schema.Tables.VENUE;

/**
 * How events come from the table {@code event} and those around it.
 */
@Configuration(proxyBeanMethods = false)
class EventMapping {

	static final String ID_PREFIX = Events.ID_PREFIX;

	@Bean
	TypeMapping<Root> eventQueries() {
		return TypeMapping.query()
			.one("event", EVENT,
					(root, event, arguments) -> Rows.from(event)
						.where(event.ID.eq(GlobalId.argument(arguments, "id", ID_PREFIX))))
			.one("eventByUrl", EVENT,
					(root, event, arguments) -> Rows.from(event)
						.where(event.URL.eq(arguments.bind("url", EVENT.URL.getDataType(), Object::toString))))
			.add("categories", EventMapping::categories);
	}

	/** Those of events that the audience sees. */
	private static Field<?> categories(Root root, SelectedField field, Compilation compilation) {
		Category category = compilation.alias(CATEGORY);
		Event event = compilation.alias(EVENT);
		Rows rows = Rows.from(category)
			.where(DSL.exists(DSL.selectOne()
				.from(EVENT_CATEGORY.join(event).on(event.ID.eq(EVENT_CATEGORY.EVENT_ID)))
				.where(EVENT_CATEGORY.CATEGORY_SLUG.eq(category.SLUG), compilation.seen(event))))
			.orderBy(category.NAME, category.SLUG);
		return compilation.list(field, rows, category);
	}

	@Bean
	TypeMapping<Event> eventType() {
		return TypeMapping.node("Event", EVENT, ID_PREFIX, (event) -> event.ID, (event) -> event.VERSION)
			.field("url", (event) -> event.URL)
			.field("name", (event) -> event.NAME)
			.field("description", (event) -> event.DESCRIPTION)
			.object("start", TimeColumns::start)
			.object("end", (event) -> event.ENDS_AT.isNotNull(), TimeColumns::end)
			.object("previousStart", (event) -> event.PREVIOUS_STARTS_AT.isNotNull(), TimeColumns::previousStart)
			.field("cancellationReason", (event) -> event.CANCELLATION_REASON)
			.field("version", (event) -> event.VERSION.cast(SQLDataType.CLOB))
			.field("status", (event) -> event.STATUS)
			.field("attendanceMode", (event) -> event.ATTENDANCE_MODE)
			.field("interestedCount", (event) -> event.INTERESTED_COUNT.plus(event.INTERESTS))
			.field("createdAt", (event) -> event.CREATED_AT)
			.field("updatedAt", (event) -> event.UPDATED_AT)
			.field("publishedAt", (event) -> event.PUBLISHED_AT)
			.one("venue", VENUE, (event, venue, arguments) -> Rows.from(venue).where(venue.ID.eq(event.VENUE_ID)))
			.one("organizer", ORGANIZER,
					(event, organizer, arguments) -> organizersOf(event, organizer,
							EVENT_ORGANIZER.POSITION.eq((short) 0)))
			.many("organizers", ORGANIZER,
					(event, organizer, arguments) -> organizersOf(event, organizer).orderBy(EVENT_ORGANIZER.POSITION))
			.many("categories", CATEGORY,
					(event, category, arguments) -> Rows
						.from(category.join(EVENT_CATEGORY).on(EVENT_CATEGORY.CATEGORY_SLUG.eq(category.SLUG)))
						.where(EVENT_CATEGORY.EVENT_ID.eq(event.ID))
						.orderBy(EVENT_CATEGORY.POSITION))
			.many("tickets", TICKET, (event, ticket,
					arguments) -> Rows.from(ticket).where(ticket.EVENT_ID.eq(event.ID)).orderBy(ticket.POSITION))
			.many("gallery", IMAGE,
					(event, image,
							arguments) -> Rows.from(image).where(image.EVENT_ID.eq(event.ID)).orderBy(image.POSITION))
			.many("faqs", FAQ,
					(event, faq, arguments) -> Rows.from(faq).where(faq.EVENT_ID.eq(event.ID)).orderBy(faq.POSITION))
			.one("structuredData", STRUCTURED_DATA,
					(event, data, arguments) -> Rows.from(data).where(data.EVENT_ID.eq(event.ID)))
			.many("sources", LISTING_SOURCE,
					(event, source, arguments) -> Rows.from(source)
						.where(source.EVENT_ID.eq(event.ID))
						.orderBy(source.NAME, source.SOURCE_ID));
	}

	private static Rows organizersOf(Event event, Organizer organizer, Condition... more) {
		return Rows.from(organizer.join(EVENT_ORGANIZER).on(EVENT_ORGANIZER.ORGANIZER_ID.eq(organizer.ID)))
			.where(EVENT_ORGANIZER.EVENT_ID.eq(event.ID))
			.where(more);
	}

}
