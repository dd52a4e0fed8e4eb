package dev.marquee.event;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.graphql.BadUserInputException;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.Ordering;
import dev.marquee.pagination.Tiers;
import dev.marquee.query.compile.Arguments;
import dev.marquee.venue.RadiusFilter;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The orderings of events, as selected by the input {@code EventOrder}.
 */
final class EventOrders {

	/** Soonest first. */
	static final Ordering<EventSearch> DEFAULT = byColumn("start", (event) -> event.STARTS_AT);

	private static final String PRICE_TIER = "price tier";

	/** The greatest {@code price_class}. */
	private static final Field<Short> NO_PRICE = DSL.inline((short) 2);

	private static final Tiers<EventSearch> PRICE_TIERS = new Tiers<>(PRICE_TIER, EventOrders::priceTierPredicates,
			List.of((short) -1, "", BigDecimal.ZERO, new UUID(0, 0)),
			List.of(Short.MAX_VALUE, "", BigDecimal.ZERO, new UUID(0, 0)));

	private EventOrders() {
	}

	/**
	 * The ordering of the argument {@code orderBy}. Without a search, relevance is the
	 * default order, so that a page need not switch the order with its search box.
	 */
	static Ordering<EventSearch> fromArguments(Arguments arguments) {
		Arguments order = arguments.object("orderBy");
		Arguments filter = arguments.filter();
		String field = order.enumValue("field");
		if ("RELEVANCE".equals(field) && !filter.has("search")) {
			return DEFAULT;
		}
		boolean descending = isDescending(field, order.enumValue("direction"));
		if ("PRICE".equals(field)) {
			return byPrice(descending);
		}
		Ordering<EventSearch> ascending = switch (field) {
			case "RELEVANCE" -> byRelevance();
			case "DISTANCE" -> byDistance(filter);
			case "INTERESTED" -> byColumn("interest", (event) -> event.INTERESTED_COUNT);
			case "CREATED_AT" -> byColumn("creation", (event) -> event.CREATED_AT);
			case "UPDATED_AT" -> byColumn("update", (event) -> event.UPDATED_AT);
			case "NAME" -> byColumn("name", (event) -> event.NAME);
			case "LOCAL_START" -> byColumn("local-start", (event) -> event.START_LOCAL);
			case null, default -> DEFAULT;
		};
		return descending ? ascending.reversed() : ascending;
	}

	/** Relevance is descending by default, all other fields ascending. */
	private static boolean isDescending(@Nullable String field, @Nullable String direction) {
		return (direction != null) ? direction.equals("DESC") : "RELEVANCE".equals(field);
	}

	private static Ordering<EventSearch> byRelevance() {
		return Ordering.inTiers("event.relevance.2",
				(event) -> List.of(FullTextSearch.tier(event), event.INTERESTED_COUNT, event.EVENT_ID),
				FullTextSearch.TIERS);
	}

	/**
	 * Cheapest first, or most expensive first; in both directions events without a known
	 * price are last. Prices are compared within a currency.
	 */
	private static Ordering<EventSearch> byPrice(boolean descending) {
		return descending
				? Ordering
					.inTiers("event.price.1",
							(event) -> List.of(DSL.when(hasNoPrice(event), DSL.inline(0)).otherwise(DSL.inline(1)),
									event.PRICE_CLASS, event.PRICE_CURRENCY, event.LEAST_PRICE, event.EVENT_ID),
							PRICE_TIERS)
					.reversed()
				: new Ordering<>("event.price.1",
						(event) -> List.of(event.PRICE_CLASS, event.PRICE_CURRENCY, event.LEAST_PRICE, event.EVENT_ID));
	}

	/** The events without a known price, and all others. */
	private static List<List<FilterPredicate>> priceTierPredicates(EventSearch event) {
		return Stream.of(hasNoPrice(event), event.PRICE_CLASS.lt(NO_PRICE))
			.map((condition) -> List.of(FilterPredicate.onOrderColumn(PRICE_TIER, event.PRICE_CLASS, condition)))
			.toList();
	}

	private static Condition hasNoPrice(EventSearch event) {
		return event.PRICE_CLASS.eq(NO_PRICE);
	}

	private static Ordering<EventSearch> byDistance(Arguments filter) {
		if (!filter.has("near")) {
			throw new BadUserInputException("orderBy",
					"`DISTANCE` requires `filter.near`. Give `near`, or choose another order.");
		}
		RadiusFilter radiusFilter = new RadiusFilter(filter.object("near"));
		return byColumn("distance", (event) -> radiusFilter.chordLength(event.PLACE))
			.withScanBounds((event) -> radiusFilter.contains(event.PLACE));
	}

	private static Ordering<EventSearch> byColumn(String name, Function<EventSearch, Field<?>> column) {
		return new Ordering<>("event." + name + ".1", (event) -> List.of(column.apply(event), event.EVENT_ID));
	}

}
