package dev.marquee.event.editing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;

import dev.marquee.event.Category;
import dev.marquee.event.Faq;
import dev.marquee.event.Image;
import dev.marquee.event.Price;
import dev.marquee.event.Ticket;
import dev.marquee.text.PlainText;
import dev.marquee.text.Slug;
import dev.marquee.writing.Input;
import dev.marquee.writing.UserErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What inputs say about the parts of an event: its categories, tickets, pictures and
 * questions.
 */
final class PartsInput {

	private static final int MOST = 200;

	private static final int LONGEST_CATEGORY = 100;

	private static final BigDecimal TOO_MUCH = BigDecimal.TEN.pow(11);

	private static final int MOST_DECIMALS = 4;

	private PartsInput() {
	}

	/** Categories by their names, each once. */
	static List<Category> categories(Input input) {
		List<Category> categories = new ArrayList<>();
		for (String given : input.texts("categories", MOST)) {
			String name = PlainText.line(given);
			String slug = Slug.of(name);
			if (slug.isEmpty() || slug.length() > LONGEST_CATEGORY || name.length() > LONGEST_CATEGORY) {
				input.refuse("categories", UserErrorCode.INVALID,
						"The name of a category must have letters or digits, and " + LONGEST_CATEGORY
								+ " characters at most.");
			}
			else if (categories.stream().noneMatch((category) -> category.slug().equals(slug))) {
				categories.add(new Category(slug, name));
			}
		}
		return categories;
	}

	static List<Ticket> tickets(Input input) {
		return input.objects("tickets", MOST).stream().map(PartsInput::ticket).toList();
	}

	static List<Faq> faqs(Input input) {
		return input.objects("faqs", MOST)
			.stream()
			.map((faq) -> new Faq(faq.requiredBlock("question", 2000), faq.requiredBlock("answer", 20_000)))
			.toList();
	}

	static List<Image> gallery(Input input) {
		return input.objects("gallery", MOST)
			.stream()
			.map((image) -> new Image(image.requiredUrl("url"), image.block("alt", 1000),
					image.enumValue("role", Image.Role.OTHER)))
			.toList();
	}

	private static Ticket ticket(Input ticket) {
		return new Ticket(ticket.line("name", 500), ticket.url("url"), price(ticket),
				ticket.enumValue("availability", Ticket.Availability.UNKNOWN));
	}

	private static Price price(Input ticket) {
		Input price = ticket.object("price");
		Price.Kind kind = ticket.enumValue("priceKind", (price != null) ? Price.Kind.PAID : Price.Kind.UNKNOWN);
		if (price == null) {
			return new Price(kind, null, null);
		}
		if (kind != Price.Kind.PAID) {
			ticket.refuse("price", UserErrorCode.INVALID, "Only a ticket of the kind PAID has a price.");
		}
		BigDecimal amount = amount(price);
		Currency currency = Objects.requireNonNull(price.value("currency", Currency.class));
		return (amount != null) ? Price.of(amount, currency.getCurrencyCode()) : Price.UNTOLD;
	}

	private static @Nullable BigDecimal amount(Input price) {
		BigDecimal amount = Objects.requireNonNull(price.value("amount", BigDecimal.class));
		if (amount.signum() <= 0 || amount.compareTo(TOO_MUCH) >= 0) {
			price.refuse("amount", UserErrorCode.INVALID,
					"This must be more than 0, and have 11 digits before the point at most. What costs nothing is of the kind FREE.");
			return null;
		}
		if (amount.stripTrailingZeros().scale() > MOST_DECIMALS) {
			price.refuse("amount", UserErrorCode.INVALID, "This may have " + MOST_DECIMALS + " decimals at most.");
			return null;
		}
		return amount;
	}

}
