package dev.marquee.event;

import java.util.List;
import java.util.function.Function;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.graphql.BadUserInputException;
import dev.marquee.pagination.Ordering;
import dev.marquee.query.compile.Arguments;
import dev.marquee.venue.RadiusFilter;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The orderings of events, as selected by the input {@code EventOrder}.
 */
final class EventOrders {

	/** Soonest first. */
	static final Ordering<EventSearch> DEFAULT = byColumn("start", (event) -> event.STARTS_AT);

	private EventOrders() {
	}

	/** The ordering of the argument {@code orderBy}. */
	static Ordering<EventSearch> fromArguments(Arguments arguments) {
		Arguments order = arguments.object("orderBy");
		Arguments filter = arguments.object("filter");
		String field = order.enumValue("field");
		Ordering<EventSearch> ascending = switch (field) {
			case "RELEVANCE" -> byRelevance(filter);
			case "DISTANCE" -> byDistance(filter);
			case "INTERESTED" -> byColumn("interest", (event) -> event.INTERESTED_COUNT);
			case "CREATED_AT" -> byColumn("creation", (event) -> event.CREATED_AT);
			case "UPDATED_AT" -> byColumn("update", (event) -> event.UPDATED_AT);
			case "NAME" -> byColumn("name", (event) -> event.NAME);
			case null, default -> DEFAULT;
		};
		return isDescending(field, order.enumValue("direction")) ? ascending.reversed() : ascending;
	}

	/** Relevance is descending by default, all other fields ascending. */
	private static boolean isDescending(@Nullable String field, @Nullable String direction) {
		return (direction != null) ? direction.equals("DESC") : "RELEVANCE".equals(field);
	}

	private static Ordering<EventSearch> byRelevance(Arguments filter) {
		if (!filter.has("search")) {
			throw new BadUserInputException("orderBy",
					"`RELEVANCE` requires `filter.search`. Give `search`, or choose another order.");
		}
		return Ordering.inTiers("event.relevance.2",
				(event) -> List.of(FullTextSearch.tier(event), event.INTERESTED_COUNT, event.EVENT_ID),
				FullTextSearch.TIERS);
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
