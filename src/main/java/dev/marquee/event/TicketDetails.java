package dev.marquee.event;

import org.jspecify.annotations.Nullable;

/**
 * A way to get into an event.
 */
public record TicketDetails(@Nullable String name, @Nullable String url, Price price, Availability availability) {

	/**
	 * Whether a ticket can be had.
	 */
	public enum Availability {

		IN_STOCK, LIMITED, PRE_ORDER, SOLD_OUT, DISCONTINUED, UNKNOWN

	}

}
