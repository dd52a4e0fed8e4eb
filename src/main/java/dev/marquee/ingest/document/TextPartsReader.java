package dev.marquee.ingest.document;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.marquee.event.FaqDetails;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.ingest.document.ListingDocument.DocumentEntry;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PriceReader;
import dev.marquee.ingest.value.SchemaOrgVocabulary;
import dev.marquee.ingest.value.StatedPrice;
import dev.marquee.ingest.value.TextCleaner;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lists in the text of a listing document: tickets, images and FAQs.
 */
class TextPartsReader {

	private final ListingDocument document;

	private final DocumentProblems problems;

	private final TextCleaner textCleaner;

	private final PriceReader prices;

	/**
	 * Creates a reader.
	 * @param base the URL of the page; null if unknown
	 * @param country the country whose currency ambiguous signs mean; null if unknown
	 */
	TextPartsReader(ListingDocument document, DocumentProblems problems, @Nullable String base,
			@Nullable String country) {
		this.document = document;
		this.problems = problems;
		this.textCleaner = new TextCleaner(problems, base);
		this.prices = new PriceReader(problems, country);
	}

	List<TicketDetails> tickets() {
		return parts(DocumentSection.TICKETS, DocumentKey.TICKET_NAME, this::ticket);
	}

	List<ImageDetails> gallery() {
		return parts(DocumentSection.GALLERY, DocumentKey.ALT_TEXT, this::image);
	}

	List<FaqDetails> faqs() {
		return parts(DocumentSection.FAQS, DocumentKey.QUESTION, this::faq);
	}

	/**
	 * Groups entries into parts. If some are indented, a part starts at each that is not;
	 * otherwise at a key that the current part already has.
	 */
	private <T> List<T> parts(DocumentSection section, DocumentKey firstKey,
			Function<Map<DocumentKey, DocumentEntry>, Optional<T>> reader) {
		List<DocumentEntry> entries = this.document.entries(section);
		int indent = entries.stream().mapToInt(DocumentEntry::indent).min().orElse(0);
		boolean hasIndented = entries.stream().anyMatch((entry) -> entry.indent() > indent);
		boolean isFirstKeyFirst = !entries.isEmpty() && section == DocumentSection.GALLERY
				&& entries.getLast().key() != firstKey;
		List<Map<DocumentKey, DocumentEntry>> groups = new ArrayList<>();
		for (DocumentEntry entry : entries) {
			boolean startsPart = groups.isEmpty() || groups.getLast().containsKey(entry.key())
					|| (hasIndented ? entry.indent() == indent : isFirstKeyFirst && entry.key() == firstKey);
			if (startsPart) {
				groups.add(new EnumMap<>(DocumentKey.class));
			}
			groups.getLast().put(entry.key(), entry);
		}
		shareUrl(groups);
		List<T> parts = groups.stream().map(reader).flatMap(Optional::stream).toList();
		return ListingLimits.truncate(ListingLimits.MAX_PARTS, parts, this.document.headingLocation(section),
				this.problems);
	}

	/** A URL before all tickets, none of which has one, is that of each. */
	private static void shareUrl(List<Map<DocumentKey, DocumentEntry>> groups) {
		boolean isShared = groups.size() > 1 && groups.getFirst().keySet().equals(Set.of(DocumentKey.TICKET_URL))
				&& groups.stream().skip(1).noneMatch((group) -> group.containsKey(DocumentKey.TICKET_URL));
		if (isShared) {
			DocumentEntry url = groups.removeFirst().get(DocumentKey.TICKET_URL);
			groups.forEach((group) -> group.put(DocumentKey.TICKET_URL, url));
		}
	}

	private Optional<TicketDetails> ticket(Map<DocumentKey, DocumentEntry> entries) {
		DocumentEntry nameEntry = entries.get(DocumentKey.TICKET_NAME);
		DocumentEntry urlEntry = entries.get(DocumentKey.TICKET_URL);
		DocumentEntry priceEntry = entries.get(DocumentKey.TICKET_PRICE);
		String name = (nameEntry != null) ? this.textCleaner.singleLine(nameEntry.value(), 500,
				DocumentKey.TICKET_NAME.label(), nameEntry.location()) : null;
		String url = (urlEntry != null)
				? this.textCleaner.url(urlEntry.value(), DocumentKey.TICKET_URL.label(), urlEntry.location()) : null;
		StatedPrice listed = (priceEntry != null) ? this.prices.readRange(priceEntry.value(), priceEntry.location())
				: StatedPrice.UNKNOWN;
		Price price = listed.lowest();
		Availability availability = availability(entries.get(DocumentKey.AVAILABILITY));
		boolean isEmpty = name == null && url == null && price.priceKind() == Price.PriceKind.UNKNOWN
				&& availability == Availability.UNKNOWN;
		return isEmpty ? Optional.empty()
				: Optional.of(new TicketDetails(name, url, price, availability, listed.terms()));
	}

	private Availability availability(@Nullable DocumentEntry entry) {
		if (entry == null || entry.value().isEmpty()) {
			return Availability.UNKNOWN;
		}
		Availability availability = SchemaOrgVocabulary.availability(entry.value());
		if (availability == null) {
			this.problems.warn(entry.location(), "availability_unknown",
					"`Availability` has no known value and is treated as unknown.");
			return Availability.UNKNOWN;
		}
		return availability;
	}

	private Optional<ImageDetails> image(Map<DocumentKey, DocumentEntry> entries) {
		DocumentEntry urlEntry = entries.get(DocumentKey.IMAGE_URL);
		DocumentEntry altEntry = entries.get(DocumentKey.ALT_TEXT);
		if (urlEntry == null) {
			warnIncomplete(altEntry, "`Image URL` is missing: the image was dropped.");
			return Optional.empty();
		}
		String alt = (altEntry != null) ? this.textCleaner.singleLine(altEntry.value(), ImageDetails.MAX_ALT_LENGTH,
				DocumentKey.ALT_TEXT.label(), altEntry.location()) : null;
		return Optional
			.ofNullable(this.textCleaner.url(urlEntry.value(), DocumentKey.IMAGE_URL.label(), urlEntry.location()))
			.map((url) -> new ImageDetails(url, alt, imageRole(alt)));
	}

	private static ImageDetails.ImageRole imageRole(@Nullable String alt) {
		return switch ((alt != null) ? alt.toLowerCase(Locale.ROOT) : "") {
			case "banner" -> ImageDetails.ImageRole.BANNER;
			case "thumbnail" -> ImageDetails.ImageRole.THUMBNAIL;
			default -> ImageDetails.ImageRole.OTHER;
		};
	}

	private Optional<FaqDetails> faq(Map<DocumentKey, DocumentEntry> entries) {
		DocumentEntry questionEntry = entries.get(DocumentKey.QUESTION);
		DocumentEntry answerEntry = entries.get(DocumentKey.ANSWER);
		String question = (questionEntry != null) ? this.textCleaner.multiline(questionEntry.value(), 2000,
				DocumentKey.QUESTION.label(), questionEntry.location()) : null;
		String answer = (answerEntry != null) ? this.textCleaner.multiline(answerEntry.value(), 20_000,
				DocumentKey.ANSWER.label(), answerEntry.location()) : null;
		if (question == null || answer == null) {
			warnIncomplete((questionEntry != null) ? questionEntry : answerEntry,
					"An FAQ needs both `Q` and `A`: the incomplete one was dropped.");
			return Optional.empty();
		}
		return Optional.of(new FaqDetails(question, answer));
	}

	private void warnIncomplete(@Nullable DocumentEntry entry, String message) {
		if (entry != null) {
			this.problems.warn(entry.location(), "incomplete", message);
		}
	}

}
