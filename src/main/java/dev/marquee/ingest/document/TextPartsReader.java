package dev.marquee.ingest.document;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import dev.marquee.ingest.value.TextCleaner;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lists of a listing document: tickets, pictures and questions.
 */
class TextPartsReader {

	private final ListingDocument document;

	private final DocumentProblems documentProblems;

	private final TextCleaner textCleaner;

	private final PriceReader prices;

	TextPartsReader(ListingDocument document, DocumentProblems documentProblems, @Nullable String country) {
		this.document = document;
		this.documentProblems = documentProblems;
		this.textCleaner = new TextCleaner(documentProblems);
		this.prices = new PriceReader(documentProblems, country);
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
	 * A part begins with its first key, or with a key that it already has.
	 */
	private <T> List<T> parts(DocumentSection documentSection, DocumentKey firstKey,
			Function<Map<DocumentKey, DocumentEntry>, Optional<T>> reader) {
		List<Map<DocumentKey, DocumentEntry>> groups = new ArrayList<>();
		for (DocumentEntry documentEntry : this.document.entries(documentSection)) {
			boolean startsPart = groups.isEmpty() || documentEntry.documentKey() == firstKey
					|| groups.getLast().containsKey(documentEntry.documentKey());
			if (startsPart) {
				groups.add(new EnumMap<>(DocumentKey.class));
			}
			groups.getLast().put(documentEntry.documentKey(), documentEntry);
		}
		List<T> parts = groups.stream().map(reader).flatMap(Optional::stream).toList();
		return ListingLimits.truncate(ListingLimits.MAX_PARTS, parts, this.document.headingLocation(documentSection),
				this.documentProblems);
	}

	private Optional<TicketDetails> ticket(Map<DocumentKey, DocumentEntry> entries) {
		DocumentEntry nameEntry = entries.get(DocumentKey.TICKET_NAME);
		DocumentEntry urlEntry = entries.get(DocumentKey.TICKET_URL);
		DocumentEntry priceEntry = entries.get(DocumentKey.TICKET_PRICE);
		String name = (nameEntry != null) ? this.textCleaner.singleLine(nameEntry.value(), 500,
				DocumentKey.TICKET_NAME.label(), nameEntry.location()) : null;
		String url = (urlEntry != null)
				? this.textCleaner.url(urlEntry.value(), DocumentKey.TICKET_URL.label(), urlEntry.location()) : null;
		Price price = (priceEntry != null) ? this.prices.read(priceEntry.value(), priceEntry.location())
				: Price.UNKNOWN;
		Availability availability = availability(entries.get(DocumentKey.AVAILABILITY));
		boolean isEmpty = name == null && url == null && price.priceKind() == Price.PriceKind.UNKNOWN
				&& availability == Availability.UNKNOWN;
		return isEmpty ? Optional.empty() : Optional.of(new TicketDetails(name, url, price, availability));
	}

	private Availability availability(@Nullable DocumentEntry documentEntry) {
		if (documentEntry == null || documentEntry.value().isEmpty()) {
			return Availability.UNKNOWN;
		}
		Availability availability = SchemaOrgVocabulary.availability(documentEntry.value());
		if (availability == null) {
			this.documentProblems.warn(documentEntry.location(), "availability_unknown",
					"this availability is not known: taken as unknown");
			return Availability.UNKNOWN;
		}
		return availability;
	}

	private Optional<ImageDetails> image(Map<DocumentKey, DocumentEntry> entries) {
		DocumentEntry urlEntry = entries.get(DocumentKey.IMAGE_URL);
		DocumentEntry altEntry = entries.get(DocumentKey.ALT_TEXT);
		if (urlEntry == null) {
			warnIncomplete(altEntry, "a picture without an address is left out");
			return Optional.empty();
		}
		String alt = (altEntry != null)
				? this.textCleaner.singleLine(altEntry.value(), 1000, DocumentKey.ALT_TEXT.label(), altEntry.location())
				: null;
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
		String question = (questionEntry != null)
				? this.textCleaner.multiline(questionEntry.value(), 2000, "the question", questionEntry.location())
				: null;
		String answer = (answerEntry != null)
				? this.textCleaner.multiline(answerEntry.value(), 20_000, "the answer", answerEntry.location()) : null;
		if (question == null || answer == null) {
			warnIncomplete((questionEntry != null) ? questionEntry : answerEntry,
					"a question without an answer, or the reverse, is left out");
			return Optional.empty();
		}
		return Optional.of(new FaqDetails(question, answer));
	}

	private void warnIncomplete(@Nullable DocumentEntry documentEntry, String message) {
		if (documentEntry != null) {
			this.documentProblems.warn(documentEntry.location(), "incomplete", message);
		}
	}

}
