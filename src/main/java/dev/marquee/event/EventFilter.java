package dev.marquee.event;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.organizer.Organizers;
import dev.marquee.schema.tables.Event;
import dev.marquee.selection.Arguments;
import dev.marquee.selection.GlobalId;
import dev.marquee.venue.Venues;
import graphql.scalars.country.code.CountryCode;
import org.jooq.Condition;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.stereotype.Component;

import static dev.marquee.schema.Tables.EVENT_CATEGORY;
import static dev.marquee.schema.Tables.EVENT_ORGANIZER;
import static dev.marquee.schema.Tables.IMAGE;
import static dev.marquee.schema.Tables.TICKET;
import static dev.marquee.schema.Tables.VENUE;

/**
 * The input {@code EventFilter} as a condition on events.
 */
@Component
class EventFilter {

	private final EventPeriods periods;

	EventFilter(EventPeriods periods) {
		this.periods = periods;
	}

	/**
	 * What events must fulfil to fit.
	 * @param filter the fields of the input; without any, every event fits
	 */
	Condition condition(Event event, Arguments filter) {
		List<Condition> all = new ArrayList<>();
		all.add(place(event, filter));
		all.add(this.periods.during(event, filter));
		all.add(this.periods.when(event, filter));
		all.add(clock(event, filter));
		all.add(categories(event, filter.object("categories")));
		all.add(price(event, filter.object("price")));
		all.add(itself(event, filter));
		all.add(others(event, filter));
		return DSL.and(all);
	}

	/** Online events happen nowhere, whatever venue a listing gives them. */
	private static Condition place(Event event, Arguments filter) {
		List<Condition> all = new ArrayList<>();
		if (filter.has("cities")) {
			all.add(isOneOf(VENUE.CITY, filter, "cities"));
		}
		if (filter.has("states")) {
			all.add(isOneOf(VENUE.STATE, filter, "states"));
		}
		if (filter.has("countries")) {
			all.add(VENUE.COUNTRY_CODE.eq(DSL.any(filter.bindList("countries", SQLDataType.CLOB, CountryCode::name))));
		}
		if (filter.has("near")) {
			all.add(Vicinity.contains(VENUE, filter.object("near")));
		}
		if (filter.has("within")) {
			all.add(MapBounds.contain(VENUE, filter.object("within")));
		}
		if (all.isEmpty()) {
			return DSL.noCondition();
		}
		return event.ATTENDANCE_MODE.ne(DSL.inline("ONLINE"))
			.and(DSL.exists(DSL.selectOne().from(VENUE).where(VENUE.ID.eq(event.VENUE_ID), DSL.and(all))));
	}

	private static Condition isOneOf(TableField<?, String> column, Arguments filter, String name) {
		Field<String[]> texts = filter.bindList(name, SQLDataType.CLOB, (String text) -> text.replace("\0", ""));
		return DSL.lower(column)
			.eq(DSL.any(DSL.field("array(select lower(value) from unnest({0}) as value)", texts.getDataType(), texts)));
	}

	private static Condition clock(Event event, Arguments filter) {
		List<Condition> all = new ArrayList<>();
		if (filter.has("weekdays")) {
			all.add(DSL.extract(event.START_LOCAL, DatePart.ISO_DAY_OF_WEEK)
				.eq(DSL.any(filter.bindList("weekdays", SQLDataType.INTEGER,
						(String day) -> DayOfWeek.valueOf(day).getValue()))));
		}
		Field<?> time = event.START_LOCAL.cast(SQLDataType.LOCALTIME);
		if (filter.has("startsAtOrAfterTime")) {
			all.add(DSL.condition("{0} >= {1}", time,
					filter.bind("startsAtOrAfterTime", SQLDataType.LOCALTIME, (Object value) -> value)));
		}
		if (filter.has("startsBeforeTime")) {
			all.add(DSL.condition("{0} < {1}", time,
					filter.bind("startsBeforeTime", SQLDataType.LOCALTIME, (Object value) -> value)));
		}
		if (filter.has("startsAtOrAfterTime") || filter.has("startsBeforeTime")) {
			all.add(event.START_PRECISION.eq(DSL.inline("MINUTE")));
		}
		return DSL.and(all);
	}

	private static Condition categories(Event event, Arguments filter) {
		List<Condition> all = new ArrayList<>();
		if (filter.has("any")) {
			all.add(DSL.exists(categoryOf(event, EVENT_CATEGORY.CATEGORY_SLUG
				.eq(DSL.any(filter.bindList("any", SQLDataType.CLOB, EventFilter::slug))))));
		}
		if (filter.has("none")) {
			all.add(DSL.notExists(categoryOf(event, EVENT_CATEGORY.CATEGORY_SLUG
				.eq(DSL.any(filter.bindList("none", SQLDataType.CLOB, EventFilter::slug))))));
		}
		if (filter.has("all")) {
			all.add(DSL.condition("{0} <@ array({1})", filter.bindList("all", SQLDataType.CLOB, EventFilter::slug),
					DSL.select(EVENT_CATEGORY.CATEGORY_SLUG)
						.from(EVENT_CATEGORY)
						.where(EVENT_CATEGORY.EVENT_ID.eq(event.ID))));
		}
		return DSL.and(all);
	}

	private static Object slug(String slug) {
		return slug.replace("\0", "");
	}

	private static Select<?> categoryOf(Event event, Condition condition) {
		return DSL.selectOne().from(EVENT_CATEGORY).where(EVENT_CATEGORY.EVENT_ID.eq(event.ID), condition);
	}

	/**
	 * One and the same ticket must fit; an event without tickets says nothing of its
	 * price.
	 */
	private static Condition price(Event event, Arguments filter) {
		List<Condition> ticket = new ArrayList<>();
		Condition untold = DSL.noCondition();
		if (filter.has("kinds")) {
			Field<String[]> kinds = filter.bindList("kinds", SQLDataType.CLOB, (String kind) -> kind);
			ticket.add(TICKET.PRICE_KIND.eq(DSL.any(kinds)));
			untold = DSL.inline("UNKNOWN").eq(DSL.any(kinds));
		}
		if (filter.has("atMost")) {
			ticket.add(costsAtMost(filter.object("atMost")));
			untold = DSL.falseCondition();
		}
		if (ticket.isEmpty()) {
			return DSL.noCondition();
		}
		Condition ofEvent = TICKET.EVENT_ID.eq(event.ID);
		return DSL.exists(DSL.selectOne().from(TICKET).where(ofEvent, DSL.and(ticket)))
			.or(untold.and(DSL.notExists(DSL.selectOne().from(TICKET).where(ofEvent))));
	}

	private static Condition costsAtMost(Arguments money) {
		Field<BigDecimal> amount = money.bind("amount", SQLDataType.NUMERIC, (BigDecimal most) -> {
			if (most.signum() < 0) {
				throw new BadUserInput("amount", "`amount` must be 0 or more, but is " + most + ".");
			}
			return most;
		});
		Field<String> currency = money.bind("currency", SQLDataType.CLOB, Currency::getCurrencyCode);
		return TICKET.PRICE_KIND.eq(DSL.inline("FREE"))
			.or(TICKET.PRICE_CURRENCY.eq(currency).and(TICKET.PRICE_AMOUNT.le(amount)));
	}

	private static Condition itself(Event event, Arguments filter) {
		List<Condition> all = new ArrayList<>();
		if (filter.has("attendanceModes")) {
			all.add(event.ATTENDANCE_MODE
				.eq(DSL.any(filter.bindList("attendanceModes", SQLDataType.CLOB, (String mode) -> mode))));
		}
		if (filter.has("statuses")) {
			all.add(event.STATUS.eq(DSL.any(filter.bindList("statuses", SQLDataType.CLOB, (String status) -> status))));
		}
		if (filter.has("interestedAtLeast")) {
			all.add(event.INTERESTED_COUNT.ge(filter.bind("interestedAtLeast", SQLDataType.INTEGER, (Integer least) -> {
				if (least < 0) {
					throw new BadUserInput("interestedAtLeast",
							"`interestedAtLeast` must be 0 or more, but is " + least + ".");
				}
				return least;
			})));
		}
		if (filter.has("updatedSince")) {
			all.add(event.UPDATED_AT
				.ge(filter.bind("updatedSince", event.UPDATED_AT.getDataType(), (OffsetDateTime since) -> since)));
		}
		return DSL.and(all);
	}

	private static Condition others(Event event, Arguments filter) {
		List<Condition> all = new ArrayList<>();
		if (filter.has("organizerIds")) {
			all.add(DSL.exists(DSL.selectOne()
				.from(EVENT_ORGANIZER)
				.where(EVENT_ORGANIZER.EVENT_ID.eq(event.ID), EVENT_ORGANIZER.ORGANIZER_ID
					.eq(DSL.any(GlobalId.arguments(filter, "organizerIds", Organizers.ID_PREFIX))))));
		}
		if (filter.has("venueIds")) {
			all.add(event.VENUE_ID.eq(DSL.any(GlobalId.arguments(filter, "venueIds", Venues.ID_PREFIX))));
		}
		if (filter.has("hasImage")) {
			Select<?> images = DSL.selectOne().from(IMAGE).where(IMAGE.EVENT_ID.eq(event.ID));
			all.add(Boolean.TRUE.equals(filter.bool("hasImage")) ? DSL.exists(images) : DSL.notExists(images));
		}
		return DSL.and(all);
	}

}
