package dev.marquee.event;

import org.jspecify.annotations.Nullable;

/**
 * A ticket to store.
 */
public record TicketDetails(@Nullable String name, @Nullable String url, Price price, Availability availability,
		TicketTerms terms) {

	/** A ticket without known terms. */
	public TicketDetails(@Nullable String name, @Nullable String url, Price price, Availability availability) {
		this(name, url, price, availability, TicketTerms.UNKNOWN);
	}

	/**
	 * The availability of a ticket.
	 */
	public enum Availability {

		IN_STOCK, LIMITED, PRE_ORDER, SOLD_OUT, DISCONTINUED, UNKNOWN

	}

}
