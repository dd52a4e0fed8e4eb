package dev.marquee.event;

import java.util.List;
import java.util.function.Function;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.paging.Ordering;
import dev.marquee.schema.tables.EventSearch;
import dev.marquee.selection.Arguments;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The orders in which events can be listed: the input {@code EventOrder}.
 */
final class EventOrders {

	/** Soonest first. */
	static final Ordering<EventSearch> USUAL = by("start", (event) -> event.STARTS_AT);

	private EventOrders() {
	}

	/** The order that the argument {@code orderBy} asks for. */
	static Ordering<EventSearch> chosenBy(Arguments arguments) {
		Arguments order = arguments.object("orderBy");
		Arguments filter = arguments.object("filter");
		String field = order.enumValue("field");
		Ordering<EventSearch> ascending = switch (field) {
			case "RELEVANCE" -> byRelevance(filter);
			case "DISTANCE" -> byDistance(filter);
			case "INTERESTED" -> by("interest", (event) -> event.INTERESTED_COUNT);
			case "CREATED_AT" -> by("creation", (event) -> event.CREATED_AT);
			case "UPDATED_AT" -> by("update", (event) -> event.UPDATED_AT);
			case "NAME" -> by("name", (event) -> event.NAME);
			case null, default -> USUAL;
		};
		return isDescending(field, order.enumValue("direction")) ? ascending.reversed() : ascending;
	}

	/** Who looks for something wants the best first, without saying so. */
	private static boolean isDescending(@Nullable String field, @Nullable String direction) {
		return (direction != null) ? direction.equals("DESC") : "RELEVANCE".equals(field);
	}

	private static Ordering<EventSearch> byRelevance(Arguments filter) {
		if (!filter.has("search")) {
			throw new BadUserInput("orderBy",
					"`RELEVANCE` says how well an event fits `filter.search`. Give `search`, or choose another order.");
		}
		return Ordering.inTiers("event.relevance.2",
				(event) -> List.of(SearchTerms.tier(event), event.INTERESTED_COUNT, event.EVENT_ID), SearchTerms.TIERS);
	}

	private static Ordering<EventSearch> byDistance(Arguments filter) {
		if (!filter.has("near")) {
			throw new BadUserInput("orderBy",
					"`DISTANCE` is the distance from `filter.near`. Give `near`, or choose another order.");
		}
		Vicinity vicinity = new Vicinity(filter.object("near"));
		return by("distance", vicinity::chord).within(vicinity::contains);
	}

	private static Ordering<EventSearch> by(String name, Function<EventSearch, Field<?>> column) {
		return new Ordering<>("event." + name + ".1", (event) -> List.of(column.apply(event), event.EVENT_ID));
	}

}
