package dev.marquee.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.marquee.event.Faq;
import dev.marquee.event.Image;
import dev.marquee.event.Price;
import dev.marquee.event.Ticket;
import dev.marquee.event.Ticket.Availability;
import dev.marquee.intake.ListingDocument.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lists of a listing document: tickets, pictures and questions.
 */
class PagePartsReader {

	private final ListingDocument document;

	private final Problems problems;

	private final Cleaner cleaner;

	private final PriceReader prices;

	PagePartsReader(ListingDocument document, Problems problems, @Nullable String country) {
		this.document = document;
		this.problems = problems;
		this.cleaner = new Cleaner(problems);
		this.prices = new PriceReader(problems, country);
	}

	List<Ticket> tickets() {
		return parts(Section.TICKETS, Key.TICKET_NAME, this::ticket);
	}

	List<Image> gallery() {
		return parts(Section.GALLERY, Key.ALT_TEXT, this::image);
	}

	List<Faq> faqs() {
		return parts(Section.FAQS, Key.QUESTION, this::faq);
	}

	/**
	 * A part begins with its first key, or with a key that it already has.
	 */
	private <T> List<T> parts(Section section, Key firstKey, Function<Map<Key, Entry>, Optional<T>> reader) {
		List<Map<Key, Entry>> groups = new ArrayList<>();
		for (Entry entry : this.document.entries(section)) {
			boolean begins = groups.isEmpty() || entry.key() == firstKey || groups.getLast().containsKey(entry.key());
			if (begins) {
				groups.add(new EnumMap<>(Key.class));
			}
			groups.getLast().put(entry.key(), entry);
		}
		List<T> parts = groups.stream().map(reader).flatMap(Optional::stream).toList();
		return Limits.atMost(Limits.PARTS, parts, this.document.heading(section), this.problems);
	}

	private Optional<Ticket> ticket(Map<Key, Entry> entries) {
		Entry nameEntry = entries.get(Key.TICKET_NAME);
		Entry urlEntry = entries.get(Key.TICKET_URL);
		Entry priceEntry = entries.get(Key.TICKET_PRICE);
		String name = (nameEntry != null)
				? this.cleaner.line(nameEntry.value(), 500, Key.TICKET_NAME.label(), nameEntry.where()) : null;
		String url = (urlEntry != null) ? this.cleaner.url(urlEntry.value(), Key.TICKET_URL.label(), urlEntry.where())
				: null;
		Price price = (priceEntry != null) ? this.prices.read(priceEntry.value(), priceEntry.where()) : Price.UNKNOWN;
		Availability availability = availability(entries.get(Key.AVAILABILITY));
		boolean saysNothing = name == null && url == null && price.kind() == Price.Kind.UNKNOWN
				&& availability == Availability.UNKNOWN;
		return saysNothing ? Optional.empty() : Optional.of(new Ticket(name, url, price, availability));
	}

	private Availability availability(@Nullable Entry entry) {
		if (entry == null || entry.value().isEmpty()) {
			return Availability.UNKNOWN;
		}
		Availability availability = Vocabulary.availability(entry.value());
		if (availability == null) {
			this.problems.warn(entry.where(), "availability_unknown",
					"this availability is not known: taken as unknown");
			return Availability.UNKNOWN;
		}
		return availability;
	}

	private Optional<Image> image(Map<Key, Entry> entries) {
		Entry urlEntry = entries.get(Key.IMAGE_URL);
		Entry altEntry = entries.get(Key.ALT_TEXT);
		if (urlEntry == null) {
			warnOfHalf(altEntry, "a picture without an address is left out");
			return Optional.empty();
		}
		String alt = (altEntry != null)
				? this.cleaner.line(altEntry.value(), 1000, Key.ALT_TEXT.label(), altEntry.where()) : null;
		return Optional.ofNullable(this.cleaner.url(urlEntry.value(), Key.IMAGE_URL.label(), urlEntry.where()))
			.map((url) -> new Image(url, alt, role(alt)));
	}

	private static Image.Role role(@Nullable String alt) {
		return switch ((alt != null) ? alt.toLowerCase(Locale.ROOT) : "") {
			case "banner" -> Image.Role.BANNER;
			case "thumbnail" -> Image.Role.THUMBNAIL;
			default -> Image.Role.OTHER;
		};
	}

	private Optional<Faq> faq(Map<Key, Entry> entries) {
		Entry questionEntry = entries.get(Key.QUESTION);
		Entry answerEntry = entries.get(Key.ANSWER);
		String question = (questionEntry != null)
				? this.cleaner.block(questionEntry.value(), 2000, "the question", questionEntry.where()) : null;
		String answer = (answerEntry != null)
				? this.cleaner.block(answerEntry.value(), 20_000, "the answer", answerEntry.where()) : null;
		if (question == null || answer == null) {
			warnOfHalf((questionEntry != null) ? questionEntry : answerEntry,
					"a question without an answer, or the reverse, is left out");
			return Optional.empty();
		}
		return Optional.of(new Faq(question, answer));
	}

	private void warnOfHalf(@Nullable Entry entry, String message) {
		if (entry != null) {
			this.problems.warn(entry.where(), "incomplete", message);
		}
	}

}
