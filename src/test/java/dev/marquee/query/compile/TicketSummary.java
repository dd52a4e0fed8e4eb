package dev.marquee.query.compile;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.db.tables.records.TicketRecord;
import org.jspecify.annotations.Nullable;

/**
 * The fields of {@code Event} that summarize its tickets, in plain Java.
 */
final class TicketSummary {

	private TicketSummary() {
	}

	/** The fields by name, for the tickets in their order. */
	static Map<String, @Nullable Object> of(List<TicketRecord> tickets, @Nullable Boolean isAccessibleForFree) {
		Map<String, List<BigDecimal>> amounts = tickets.stream()
			.filter((ticket) -> ticket.getPriceAmount() != null)
			.collect(Collectors.groupingBy(TicketRecord::getPriceCurrency, LinkedHashMap::new,
					Collectors.mapping(TicketRecord::getPriceAmount, Collectors.toList())));
		List<String> kinds = tickets.stream().map(TicketRecord::getPriceKind).toList();
		List<Map<String, Object>> ranges = amounts.entrySet()
			.stream()
			.sorted(Comparator.comparing((currency) -> -currency.getValue().size()))
			.map((currency) -> Map.<String, Object>of("currency", Currency.getInstance(currency.getKey()), "min",
					kinds.contains("FREE") ? BigDecimal.ZERO : Collections.min(currency.getValue()), "max",
					highest(tickets, currency.getKey())))
			.toList();
		Map<String, @Nullable Object> summary = new HashMap<>();
		summary.put("priceRanges", ranges);
		summary.put("priceRange", ranges.isEmpty() ? null : ranges.getFirst());
		summary.put("isFree", tickets.isEmpty() ? isAccessibleForFree : isFree(kinds));
		List<String> availabilities = tickets.stream().map(TicketRecord::getAvailability).toList();
		summary.put("isSoldOut", isSoldOut(availabilities));
		summary.put("ticketAvailability",
				Stream.of("IN_STOCK", "LIMITED", "PRE_ORDER", "UNKNOWN", "SOLD_OUT", "DISCONTINUED")
					.filter(availabilities::contains)
					.findFirst()
					.orElse("UNKNOWN"));
		return summary;
	}

	private static @Nullable Boolean isFree(List<String> kinds) {
		if (kinds.contains("PAID")) {
			return false;
		}
		return kinds.contains("UNKNOWN") ? null : true;
	}

	private static BigDecimal highest(List<TicketRecord> tickets, String currency) {
		return tickets.stream()
			.filter((ticket) -> currency.equals(ticket.getPriceCurrency()))
			.map((ticket) -> (ticket.getMaxPriceAmount() != null) ? ticket.getMaxPriceAmount()
					: ticket.getPriceAmount())
			.max(Comparator.naturalOrder())
			.orElseThrow();
	}

	private static @Nullable Boolean isSoldOut(Collection<String> availabilities) {
		if (availabilities.contains("IN_STOCK") || availabilities.contains("LIMITED")
				|| availabilities.contains("PRE_ORDER")) {
			return false;
		}
		return (availabilities.isEmpty() || availabilities.contains("UNKNOWN")) ? null : true;
	}

}
