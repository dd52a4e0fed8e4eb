package dev.marquee.event;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * What a ticket costs: nothing, an amount, something, or nobody knows.
 *
 * @param amount in whole units of the currency; only for {@link Kind#PAID}, together with
 * the currency
 */
public record Price(Kind kind, @Nullable BigDecimal amount, @Nullable String currency) {

	public static final Price FREE = new Price(Kind.FREE, null, null);

	public static final Price UNKNOWN = new Price(Kind.UNKNOWN, null, null);

	/** Costs money, nobody says how much. */
	public static final Price UNTOLD = new Price(Kind.PAID, null, null);

	public static Price of(BigDecimal amount, String currency) {
		return new Price(Kind.PAID, amount, currency);
	}

	/**
	 * Whether a ticket costs anything.
	 */
	public enum Kind {

		FREE, PAID, UNKNOWN

	}

}
