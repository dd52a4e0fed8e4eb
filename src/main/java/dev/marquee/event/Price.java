package dev.marquee.event;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * What a ticket costs: nothing, an amount, something, or nobody knows.
 *
 * @param amount in whole units of the currency; only for {@link PriceKind#PAID}, together
 * with the currency
 */
public record Price(PriceKind priceKind, @Nullable BigDecimal amount, @Nullable String currency) {

	public static final Price FREE = new Price(PriceKind.FREE, null, null);

	public static final Price UNKNOWN = new Price(PriceKind.UNKNOWN, null, null);

	/** Costs money, nobody says how much. */
	public static final Price PAID_UNKNOWN_AMOUNT = new Price(PriceKind.PAID, null, null);

	public static Price of(BigDecimal amount, String currency) {
		return new Price(PriceKind.PAID, amount, currency);
	}

	/**
	 * Whether a ticket costs anything.
	 */
	public enum PriceKind {

		FREE, PAID, UNKNOWN

	}

}
