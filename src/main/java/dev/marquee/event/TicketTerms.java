package dev.marquee.event;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What few documents state about a ticket.
 *
 * @param maxPrice the highest price of a range, greater than the ticket's price and in
 * its currency; null if it is not a range
 * @param saleStartsAt from when it can be bought
 * @param saleEndsAt until when it can be bought; not before {@code saleStartsAt}
 * @param stock the number of tickets that are left
 * @param category in the words of the listing, on one line
 */
public record TicketTerms(@Nullable BigDecimal maxPrice, @Nullable Instant saleStartsAt, @Nullable Instant saleEndsAt,
		@Nullable Integer stock, @Nullable String description, @Nullable String category) {

	/** Nothing is known. */
	public static final TicketTerms UNKNOWN = new TicketTerms(null, null, null, null, null, null);

	public static final int MAX_DESCRIPTION_LENGTH = 2000;

	public static final int MAX_CATEGORY_LENGTH = 200;

	public TicketTerms withMaxPrice(@Nullable BigDecimal maxPrice) {
		return new TicketTerms(maxPrice, this.saleStartsAt, this.saleEndsAt, this.stock, this.description,
				this.category);
	}

	/** These terms and, where one is unknown, that of the others. */
	public TicketTerms or(TicketTerms others) {
		boolean hasPeriod = this.saleStartsAt != null || this.saleEndsAt != null;
		return new TicketTerms(firstNonNull(this.maxPrice, others.maxPrice),
				hasPeriod ? this.saleStartsAt : others.saleStartsAt, hasPeriod ? this.saleEndsAt : others.saleEndsAt,
				firstNonNull(this.stock, others.stock), firstNonNull(this.description, others.description),
				firstNonNull(this.category, others.category));
	}

	private static <T> @Nullable T firstNonNull(@Nullable T first, @Nullable T second) {
		return (first != null) ? first : second;
	}

}
