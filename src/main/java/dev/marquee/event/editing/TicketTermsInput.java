package dev.marquee.event.editing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Objects;

import dev.marquee.event.TicketTerms;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the terms of a ticket from its input.
 */
final class TicketTermsInput {

	private TicketTermsInput() {
	}

	static TicketTerms terms(Input ticket) {
		Instant saleStartsAt = instant(ticket, "saleStartsAt");
		Instant saleEndsAt = instant(ticket, "saleEndsAt");
		if (saleStartsAt != null && saleEndsAt != null && saleEndsAt.isBefore(saleStartsAt)) {
			ticket.rejectValue("saleEndsAt", UserErrorCode.END_BEFORE_START,
					"`saleEndsAt` must not be before `saleStartsAt`.");
		}
		return new TicketTerms(maxPrice(ticket), saleStartsAt, saleEndsAt, stock(ticket),
				ticket.multiline("description", TicketTerms.MAX_DESCRIPTION_LENGTH),
				ticket.singleLine("category", TicketTerms.MAX_CATEGORY_LENGTH));
	}

	private static @Nullable BigDecimal maxPrice(Input ticket) {
		Input maxPrice = ticket.nested("maxPrice");
		if (maxPrice == null) {
			return null;
		}
		Currency currency = Objects.requireNonNull(maxPrice.value("currency", Currency.class));
		BigDecimal amount = EventPartsInput.amount(maxPrice, currency);
		Input price = ticket.nested("price");
		boolean isRange = price != null && currency.equals(price.value("currency", Currency.class)) && amount != null
				&& amount.compareTo(Objects.requireNonNull(price.value("amount", BigDecimal.class))) > 0;
		if (amount != null && !isRange) {
			ticket.rejectValue("maxPrice", UserErrorCode.INVALID,
					"`maxPrice` must be greater than `price` and in the same currency: omit it if there is only one price.");
		}
		return amount;
	}

	private static @Nullable Instant instant(Input ticket, String field) {
		OffsetDateTime dateTime = ticket.value(field, OffsetDateTime.class);
		return (dateTime != null) ? dateTime.toInstant() : null;
	}

	private static @Nullable Integer stock(Input ticket) {
		Integer stock = ticket.value("stock", Integer.class);
		if (stock != null && stock < 0) {
			ticket.rejectValue("stock", UserErrorCode.INVALID, "`stock` must be 0 or more.");
		}
		return stock;
	}

}
