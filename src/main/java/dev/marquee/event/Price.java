package dev.marquee.event;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * The price of a ticket: free, an amount, an unknown amount, or unknown.
 *
 * @param amount in units of the currency, not cents; only for {@link PriceKind#PAID},
 * together with the currency
 */
public record Price(PriceKind priceKind, @Nullable BigDecimal amount, @Nullable String currency) {

	public static final Price FREE = new Price(PriceKind.FREE, null, null);

	public static final Price UNKNOWN = new Price(PriceKind.UNKNOWN, null, null);

	/** Not free, but the amount is unknown. */
	public static final Price PAID_UNKNOWN_AMOUNT = new Price(PriceKind.PAID, null, null);

	public static Price of(BigDecimal amount, String currency) {
		return new Price(PriceKind.PAID, amount, currency);
	}

	/**
	 * Whether a ticket is free.
	 */
	public enum PriceKind {

		FREE, PAID, UNKNOWN

	}

}
