package dev.marquee.event.editing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;

import dev.marquee.event.CategoryDetails;
import dev.marquee.event.FaqDetails;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.text.PlainText;
import dev.marquee.text.Slug;
import org.jspecify.annotations.Nullable;

/**
 * What inputs say about the parts of an event: its categories, tickets, pictures and
 * questions.
 */
final class EventPartsInput {

	private static final int MAX_PARTS = 200;

	private static final int MAX_CATEGORY_LENGTH = 100;

	private static final BigDecimal AMOUNT_LIMIT = BigDecimal.TEN.pow(11);

	private static final int MAX_DECIMALS = 4;

	private EventPartsInput() {
	}

	/** Categories by their names, each once. */
	static List<CategoryDetails> categories(Input input) {
		List<CategoryDetails> categories = new ArrayList<>();
		for (String given : input.strings("categories", MAX_PARTS)) {
			String name = PlainText.singleLine(given);
			String slug = Slug.of(name);
			if (slug.isEmpty() || slug.length() > MAX_CATEGORY_LENGTH || name.length() > MAX_CATEGORY_LENGTH) {
				input.rejectValue("categories", UserErrorCode.INVALID,
						"The name of a category must have letters or digits, and " + MAX_CATEGORY_LENGTH
								+ " characters at most.");
			}
			else if (categories.stream().noneMatch((categoryDetails) -> categoryDetails.slug().equals(slug))) {
				categories.add(new CategoryDetails(slug, name));
			}
		}
		return categories;
	}

	static List<TicketDetails> tickets(Input input) {
		return input.nestedList("tickets", MAX_PARTS).stream().map(EventPartsInput::ticketDetails).toList();
	}

	static List<FaqDetails> faqs(Input input) {
		return input.nestedList("faqs", MAX_PARTS)
			.stream()
			.map((faq) -> new FaqDetails(faq.requiredMultiline("question", 2000),
					faq.requiredMultiline("answer", 20_000)))
			.toList();
	}

	static List<ImageDetails> gallery(Input input) {
		return input.nestedList("gallery", MAX_PARTS)
			.stream()
			.map((image) -> new ImageDetails(image.requiredUrl("url"), image.multiline("alt", 1000),
					image.enumValue("role", ImageDetails.ImageRole.OTHER)))
			.toList();
	}

	private static TicketDetails ticketDetails(Input ticket) {
		return new TicketDetails(ticket.singleLine("name", 500), ticket.url("url"), price(ticket),
				ticket.enumValue("availability", TicketDetails.Availability.UNKNOWN));
	}

	private static Price price(Input ticket) {
		Input price = ticket.nested("price");
		Price.PriceKind priceKind = ticket.enumValue("priceKind",
				(price != null) ? Price.PriceKind.PAID : Price.PriceKind.UNKNOWN);
		if (price == null) {
			return new Price(priceKind, null, null);
		}
		if (priceKind != Price.PriceKind.PAID) {
			ticket.rejectValue("price", UserErrorCode.INVALID, "Only a ticket of the kind PAID has a price.");
		}
		BigDecimal amount = amount(price);
		Currency currency = Objects.requireNonNull(price.value("currency", Currency.class));
		return (amount != null) ? Price.of(amount, currency.getCurrencyCode()) : Price.PAID_UNKNOWN_AMOUNT;
	}

	private static @Nullable BigDecimal amount(Input price) {
		BigDecimal amount = Objects.requireNonNull(price.value("amount", BigDecimal.class));
		if (amount.signum() <= 0 || amount.compareTo(AMOUNT_LIMIT) >= 0) {
			price.rejectValue("amount", UserErrorCode.INVALID,
					"This must be more than 0, and have 11 digits before the point at most. What costs nothing is of the kind FREE.");
			return null;
		}
		if (amount.stripTrailingZeros().scale() > MAX_DECIMALS) {
			price.rejectValue("amount", UserErrorCode.INVALID, "This may have " + MAX_DECIMALS + " decimals at most.");
			return null;
		}
		return amount;
	}

}
