package dev.marquee.event;

import java.util.List;
import java.util.function.Function;

import dev.marquee.paging.Ordering;
import dev.marquee.schema.tables.Event;
import dev.marquee.selection.Arguments;
import org.jooq.Field;

/**
 * The orders in which events can be listed: the input {@code EventOrder}.
 */
final class EventOrders {

	/** Soonest first. */
	static final Ordering<Event> USUAL = by("start", (event) -> event.STARTS_AT);

	private EventOrders() {
	}

	/** The order that the argument {@code orderBy} asks for. */
	static Ordering<Event> chosenBy(Arguments arguments) {
		Arguments order = arguments.object("orderBy");
		Ordering<Event> ascending = switch (order.enumValue("field")) {
			case "INTERESTED" -> by("interest", (event) -> event.INTERESTED_COUNT);
			case "CREATED_AT" -> by("creation", (event) -> event.CREATED_AT);
			case "UPDATED_AT" -> by("update", (event) -> event.UPDATED_AT);
			case "NAME" -> by("name", (event) -> event.NAME);
			case null, default -> USUAL;
		};
		return "DESC".equals(order.enumValue("direction")) ? ascending.reversed() : ascending;
	}

	private static Ordering<Event> by(String name, Function<Event, Field<?>> column) {
		return new Ordering<>("event." + name + ".1", (event) -> List.of(column.apply(event), event.ID));
	}

}
