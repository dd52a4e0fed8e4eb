package dev.marquee.event;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.graphql.BadUserInputException;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.FilterPredicate.SkipScan;
import dev.marquee.query.compile.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Predicates of the input {@code PriceFilter}: one ticket must match kind and amount.
 */
final class PriceFilter {

	/** The name of the predicate that the facet {@code priceKinds} leaves out. */
	static final String KINDS = "price.kinds";

	/** The names of all predicates, which the facet {@code priceBands} leaves out. */
	static final List<String> ALL = List.of(KINDS, "price.amount", "price.currency");

	private static final BigDecimal MAX_AMOUNT = BigDecimal.TEN.pow(30);

	private static final BigDecimal MIN_AMOUNT = BigDecimal.ONE.movePointLeft(30);

	private PriceFilter() {
	}

	/**
	 * An event without tickets has the kind {@code UNKNOWN}. The amount is a predicate of
	 * its own in addition to kind and amount together, because the facet of price kinds
	 * leaves out only the kinds.
	 */
	static List<FilterPredicate> predicates(EventSearch event, Arguments price) {
		List<FilterPredicate> predicates = new ArrayList<>();
		if (price.has("currency")) {
			predicates.add(currencyPredicate(event, price));
		}
		Field<String[]> kinds = price.bindList("kinds", SQLDataType.CLOB, (String kind) -> kind);
		if (!price.has("atMost") && !price.has("atLeast")) {
			if (price.has("kinds")) {
				predicates
					.add(FilterPredicate.unselective(KINDS, DSL.condition("{0} && {1}", event.PRICE_KINDS, kinds)));
			}
			return predicates;
		}
		Condition free = freeTicket(event, price);
		Condition paid = price.has("atLeast") ? costsBetween(event, price) : costsAtMost(event, price.object("atMost"));
		predicates.add(FilterPredicate.unselective("price.amount", free.or(paid)));
		if (price.has("kinds")) {
			predicates.add(FilterPredicate.unselective(KINDS,
					DSL.inline("FREE")
						.eq(DSL.any(kinds))
						.and(free)
						.or(DSL.inline("PAID").eq(DSL.any(kinds)).and(paid))));
		}
		return predicates;
	}

	/** An index returns the events of a currency, and the free ones, by price. */
	private static FilterPredicate currencyPredicate(EventSearch event, Arguments price) {
		Field<String> currency = price.bind("currency", SQLDataType.CLOB, Currency::getCurrencyCode);
		SkipScan skipScan = new SkipScan(
				DSL.table("(values (0, ''), (1, {0})) as price_group (class, currency)", currency),
				DSL.condition("({0}, {1}) = (price_group.class, price_group.currency)", event.PRICE_CLASS,
						event.PRICE_CURRENCY));
		return FilterPredicate.withSkipScan("price.currency",
				DSL.condition("({0}, {1}) in ((0, ''), (1, {2}))", event.PRICE_CLASS, event.PRICE_CURRENCY, currency),
				event.PRICE_CLASS, skipScan);
	}

	private static Condition freeTicket(EventSearch event, Arguments price) {
		Condition free = DSL.condition("{0} && '{FREE}'", event.PRICE_KINDS);
		return price.has("atLeast") ? free.and(amount(price.object("atLeast")).eq(BigDecimal.ZERO)) : free;
	}

	private static Condition costsAtMost(EventSearch event, Arguments money) {
		Field<String> currency = money.bind("currency", SQLDataType.CLOB, Currency::getCurrencyCode);
		return DSL.condition("{0} && array[{1}] and ({2} ->> {1})::numeric <= {3}", event.CURRENCIES, currency,
				event.LEAST_PRICES, amount(money));
	}

	private static Condition costsBetween(EventSearch event, Arguments price) {
		Field<String> currency = price.bindObject(SQLDataType.CLOB, PriceFilter::rangeCurrency);
		Field<BigDecimal> from = amount(price.object("atLeast"));
		String path = price.has("atMost") ? "$[*] ? (@ >= $from && @ <= $to)" : "$[*] ? (@ >= $from)";
		Field<?> to = price.has("atMost") ? amount(price.object("atMost")) : DSL.inline((BigDecimal) null);
		return DSL.condition(
				"{0} && array[{1}] and jsonb_path_exists({2} -> {1}, {3}, jsonb_build_object('from', {4}, 'to', {5}))",
				event.CURRENCIES, currency, event.PRICES, DSL.field("'" + path + "'::jsonpath"), from, to);
	}

	private static @Nullable Object rangeCurrency(Map<String, Object> price) {
		if (price.get("atLeast") instanceof Map<?, ?> atLeast && price.get("atMost") instanceof Map<?, ?> atMost) {
			requireRange(atLeast, atMost);
		}
		return (price.get("atLeast") instanceof Map<?, ?> atLeast
				&& atLeast.get("currency") instanceof Currency currency) ? currency.getCurrencyCode() : null;
	}

	private static void requireRange(Map<?, ?> atLeast, Map<?, ?> atMost) {
		if (!Objects.equals(atLeast.get("currency"), atMost.get("currency"))) {
			throw new BadUserInputException("atMost",
					"`atMost` and `atLeast` must have the same currency, since one ticket must match both.");
		}
		if (atLeast.get("amount") instanceof BigDecimal least && atMost.get("amount") instanceof BigDecimal most
				&& least.compareTo(most) > 0) {
			throw new BadUserInputException("atMost",
					"`atMost` must not be less than `atLeast`. Have they been swapped?");
		}
	}

	private static Field<BigDecimal> amount(Arguments money) {
		return money.bind("amount", SQLDataType.NUMERIC, PriceFilter::clampAmount);
	}

	/**
	 * Clamps the amount beyond all realistic prices, since {@code BigDecimal} has a wider
	 * range than {@code numeric}.
	 */
	private static BigDecimal clampAmount(BigDecimal amount) {
		if (amount.signum() < 0) {
			throw new BadUserInputException("amount", "`amount` must be 0 or more, but is " + amount + ".");
		}
		return (amount.compareTo(MIN_AMOUNT) < 0) ? BigDecimal.ZERO : amount.min(MAX_AMOUNT);
	}

}
