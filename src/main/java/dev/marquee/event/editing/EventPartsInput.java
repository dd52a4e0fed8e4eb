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
 * Reads the parts of an event from inputs: categories, tickets, images and questions.
 */
final class EventPartsInput {

	private static final int MAX_PARTS = 200;

	private static final int MAX_CATEGORY_LENGTH = 100;

	private static final BigDecimal AMOUNT_LIMIT = BigDecimal.TEN.pow(11);

	private static final int MAX_DECIMALS = 4;

	private EventPartsInput() {
	}

	/** The categories, distinct by slug. */
	static List<CategoryDetails> categories(Input input) {
		List<CategoryDetails> categories = new ArrayList<>();
		for (String value : input.strings("categories", MAX_PARTS)) {
			String name = PlainText.singleLine(value);
			String slug = Slug.of(name);
			if (slug.isEmpty() || slug.length() > MAX_CATEGORY_LENGTH || name.length() > MAX_CATEGORY_LENGTH) {
				input.rejectValue("categories", UserErrorCode.INVALID,
						"Each name in `categories` must contain a letter or digit and have at most "
								+ MAX_CATEGORY_LENGTH + " characters.");
			}
			else if (categories.stream().noneMatch((category) -> category.slug().equals(slug))) {
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
					image.enumValue("role", ImageDetails.ImageRole.OTHER), pixels(image, "width"),
					pixels(image, "height"), image.multiline("caption", ImageDetails.MAX_CAPTION_LENGTH)))
			.toList();
	}

	private static @Nullable Integer pixels(Input image, String field) {
		Integer pixels = image.value(field, Integer.class);
		if (pixels != null && (pixels < 1 || pixels > ImageDetails.MAX_SIZE)) {
			image.rejectValue(field, UserErrorCode.INVALID,
					"`" + field + "` must be between 1 and 100,000 pixels. Omit it if it is unknown.");
		}
		return pixels;
	}

	private static TicketDetails ticketDetails(Input ticket) {
		return new TicketDetails(ticket.singleLine("name", 500), ticket.url("url"), price(ticket),
				ticket.enumValue("availability", TicketDetails.Availability.UNKNOWN), TicketTermsInput.terms(ticket));
	}

	private static Price price(Input ticket) {
		Input price = ticket.nested("price");
		Price.PriceKind priceKind = ticket.enumValue("priceKind",
				(price != null) ? Price.PriceKind.PAID : Price.PriceKind.UNKNOWN);
		if (price == null) {
			return new Price(priceKind, null, null);
		}
		if (priceKind != Price.PriceKind.PAID) {
			ticket.rejectValue("price", UserErrorCode.INVALID, "`price` is allowed only for the `priceKind` `PAID`.");
		}
		Currency currency = Objects.requireNonNull(price.value("currency", Currency.class));
		BigDecimal amount = amount(price, currency);
		return (amount != null) ? Price.of(amount, currency.getCurrencyCode()) : Price.PAID_UNKNOWN_AMOUNT;
	}

	/** The amount, which is greater than 0; null, with an error, if it is invalid. */
	static @Nullable BigDecimal amount(Input price, Currency currency) {
		BigDecimal amount = Objects.requireNonNull(price.value("amount", BigDecimal.class));
		if (amount.signum() <= 0 || amount.compareTo(AMOUNT_LIMIT) >= 0) {
			price.rejectValue("amount", UserErrorCode.INVALID,
					"`amount` must be greater than 0 and have at most 11 digits before the decimal point; a free ticket has the `priceKind` `FREE` and no `price`.");
			return null;
		}
		int maxDecimals = maxDecimals(currency);
		if (amount.stripTrailingZeros().scale() > maxDecimals) {
			price.rejectValue("amount", UserErrorCode.INVALID,
					"`amount` must have "
							+ ((maxDecimals == 0) ? "no decimals" : "at most " + maxDecimals + " decimals") + " in "
							+ currency.getCurrencyCode() + ".");
			return null;
		}
		return amount;
	}

	/** The minor unit of ISO 4217; some codes, such as that of gold, have none. */
	private static int maxDecimals(Currency currency) {
		int digits = currency.getDefaultFractionDigits();
		return (digits < 0) ? MAX_DECIMALS : Math.min(digits, MAX_DECIMALS);
	}

}
