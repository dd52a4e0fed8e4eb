package dev.marquee.ingest.value;

import java.math.BigDecimal;

import dev.marquee.event.Price;
import dev.marquee.event.TicketTerms;
import org.jspecify.annotations.Nullable;

/**
 * A price, or a range of prices, as a listing states it.
 *
 * @param lowest the price, or the lowest of the range
 * @param highest the highest amount of the range, greater than the lowest and in its
 * currency; null if it is not a range
 */
public record StatedPrice(Price lowest, @Nullable BigDecimal highest) {

	/** The listing states no price. */
	public static final StatedPrice UNKNOWN = of(Price.UNKNOWN);

	/** A single price. */
	public static StatedPrice of(Price price) {
		return new StatedPrice(price, null);
	}

	/** The terms of a ticket: the highest price, if it is a range. */
	public TicketTerms terms() {
		return TicketTerms.UNKNOWN.withMaxPrice(this.highest);
	}

}
