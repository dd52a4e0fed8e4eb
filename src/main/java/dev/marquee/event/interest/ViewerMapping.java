package dev.marquee.event.interest;

import dev.marquee.db.tables.Event;
import dev.marquee.event.EventLists;
import dev.marquee.pagination.ListQuery;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.SelectedField;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.INTEREST;

/**
 * Mapping of what the person of a request sees of their own interests: {@code viewer} and
 * {@code Event.viewerIsInterested}. Objects that select them are not cached, since no
 * version tells one person's object from another's.
 */
@Configuration(proxyBeanMethods = false)
class ViewerMapping {

	private final EventLists events;

	ViewerMapping(EventLists events) {
		this.events = events;
	}

	@Bean
	TypeMapping<RootValue> viewerQuery() {
		return TypeMapping.query().add("viewer", ViewerMapping::viewer);
	}

	private static Field<?> viewer(RootValue rootValue, SelectedField field, Compilation compilation) {
		return DSL.when(visitorHash(field.arguments()).isNotNull(),
				compilation.object(compilation.columns(field, rootValue)));
	}

	/** The only object of this type has no row. */
	@Bean
	TypeMapping<RootValue> viewerType() {
		return TypeMapping.<RootValue>of("Viewer", RootValue.class)
			.add("interestedEvents",
					this.events.field((rootValue, event, arguments) -> ListQuery
						.of(RowQuery.from(event.join(INTEREST).on(INTEREST.EVENT_ID.eq(event.EVENT_ID)))
							.where(INTEREST.PERSON.eq(visitorHash(arguments))))));
	}

	@Bean
	TypeMapping<Event> viewerIsInterestedField() {
		return TypeMapping.of("Event", EVENT).add("viewerIsInterested", ViewerMapping::isInterested);
	}

	private static Field<?> isInterested(Event event, SelectedField field, Compilation compilation) {
		Field<byte[]> visitorHash = visitorHash(field.arguments());
		Condition exists = DSL.exists(
				DSL.selectOne().from(INTEREST).where(INTEREST.EVENT_ID.eq(event.ID), INTEREST.PERSON.eq(visitorHash)));
		return DSL.when(visitorHash.isNotNull(), DSL.field(exists));
	}

	/** Null if the request names no person. */
	private static Field<byte[]> visitorHash(Arguments arguments) {
		return arguments.personParameter(SQLDataType.BLOB, VisitorHash::of);
	}

}
