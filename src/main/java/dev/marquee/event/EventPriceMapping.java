package dev.marquee.event;

import java.math.BigDecimal;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.Ticket;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.TICKET;

/**
 * Mapping of the fields of {@code Event} that summarize its tickets.
 */
@Configuration(proxyBeanMethods = false)
class EventPriceMapping {

	private static final String AVAILABILITIES_BEST_FIRST = "array['IN_STOCK', 'LIMITED', 'PRE_ORDER', 'UNKNOWN', 'SOLD_OUT', 'DISCONTINUED']";

	@Bean
	TypeMapping<Event> eventPriceFields() {
		return TypeMapping.of("Event", EVENT)
			.toOne("priceRange", TICKET, (event, ticket, arguments) -> priceRanges(event, ticket).first())
			.toMany("priceRanges", TICKET, (event, ticket, arguments) -> priceRanges(event, ticket))
			.field("isFree", EventPriceMapping::isFree)
			.field("isSoldOut", (event) -> ofTickets(event, Boolean.class, """
					case when bool_or(availability in ('IN_STOCK', 'LIMITED', 'PRE_ORDER')) then false
					when bool_and(availability in ('SOLD_OUT', 'DISCONTINUED')) then true end"""))
			.field("ticketAvailability", EventPriceMapping::ticketAvailability);
	}

	@Bean
	TypeMapping<Ticket> priceRangeType() {
		return TypeMapping.of("PriceRange", TICKET)
			.field("min", (range) -> DSL.field(DSL.name(range.getName(), "least"), SQLDataType.NUMERIC))
			.field("max", (range) -> DSL.field(DSL.name(range.getName(), "most"), SQLDataType.NUMERIC))
			.field("currency", (range) -> range.PRICE_CURRENCY);
	}

	/**
	 * The price ranges, as rows under the alias of the tickets. The currency of most
	 * prices is first, and of these that of the first ticket.
	 */
	private static RowQuery priceRanges(Event event, Ticket ticket) {
		Field<Boolean> hasFree = DSL.field("bool_or(bool_or({0} = 'FREE')) over ()", SQLDataType.BOOLEAN,
				ticket.PRICE_KIND);
		return RowQuery
			.from(DSL.select(ticket.PRICE_CURRENCY,
					DSL.when(hasFree, DSL.inline(BigDecimal.ZERO)).otherwise(DSL.min(ticket.PRICE_AMOUNT)).as("least"),
					DSL.max(DSL.coalesce(ticket.MAX_PRICE_AMOUNT, ticket.PRICE_AMOUNT)).as("most"),
					DSL.count(ticket.PRICE_AMOUNT).as("count"), DSL.min(ticket.POSITION).as("position"))
				.from(ticket)
				.where(ticket.EVENT_ID.eq(event.ID))
				.groupBy(ticket.PRICE_CURRENCY)
				.asTable(ticket.getName()))
			.where(ticket.PRICE_CURRENCY.isNotNull())
			.orderBy(DSL.field(DSL.name(ticket.getName(), "count")).desc(), ticket.POSITION);
	}

	/** Without tickets, what the listing states about the event as a whole. */
	private static Field<Boolean> isFree(Event event) {
		return DSL.field("""
				(select case when count(*) = 0 then {1} when bool_or(price_kind = 'PAID') then false
				when bool_and(price_kind = 'FREE') then true end from ticket where event_id = {0})""", Boolean.class,
				event.ID, event.ACCESSIBLE_FOR_FREE);
	}

	private static Field<String> ticketAvailability(Event event) {
		return ofTickets(event, String.class, "coalesce((" + AVAILABILITIES_BEST_FIRST + ")[min(array_position("
				+ AVAILABILITIES_BEST_FIRST + ", availability))], 'UNKNOWN')");
	}

	/** An aggregate of all tickets of the event. */
	private static <T> Field<T> ofTickets(Event event, Class<T> type, String aggregate) {
		return DSL.field("(select " + aggregate + " from ticket where event_id = {0})", type, event.ID);
	}

}
