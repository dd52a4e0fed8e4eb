package dev.marquee.ingest;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.marquee.ingest.document.DocumentDecoder;
import dev.marquee.ingest.document.DocumentKey;
import dev.marquee.ingest.document.DocumentSection;
import dev.marquee.ingest.document.ListingDocument;
import dev.marquee.ingest.document.ListingDocumentParser;
import dev.marquee.ingest.document.TextSectionsReader;
import dev.marquee.ingest.document.TruncationCheck;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.DocumentReader;
import dev.marquee.ingest.format.ListingField;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.jsonld.JsonLdContent;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.text.UrlIdentity;
import dev.marquee.venue.TimeZoneFinder;

import org.springframework.stereotype.Component;

/**
 * Reads documents with one listing: text with a heading for each section, and JSON-LD at
 * the end.
 */
@Component
class ListingTextReader implements DocumentReader {

	private final ListingAssembler assembler;

	private final Clock clock;

	ListingTextReader(TimeZoneFinder zones, Clock clock) {
		this.assembler = new ListingAssembler(zones);
		this.clock = clock;
	}

	@Override
	public Set<DocumentFormat> formats() {
		return Set.of(DocumentFormat.LISTING_TEXT);
	}

	@Override
	public void read(SourceDocument document, DocumentFormat format, DocumentProblems problems,
			Consumer<SourceListing> listings) {
		DocumentProblems own = new DocumentProblems();
		Optional<SourceListing> listing = read(document.bytes(), own);
		if (listing.isEmpty()) {
			problems.addAll(own);
		}
		listing.ifPresent(listings);
	}

	/**
	 * Reads a document and completes its listing.
	 * @param fileName identifies the listing if the document has no URL
	 */
	ReadResult read(String fileName, byte[] bytes) {
		DocumentProblems problems = new DocumentProblems();
		SourceDocument document = new SourceDocument(fileName, bytes);
		return read(bytes, problems)
			.map((listing) -> this.assembler.assemble(listing, document, DocumentFormat.LISTING_TEXT, true))
			.orElseGet(() -> ReadResult.ofErrors(fileName, problems.toList()));
	}

	private Optional<SourceListing> read(byte[] bytes, DocumentProblems problems) {
		return DocumentDecoder.decode(bytes, problems).flatMap((text) -> read(text, problems));
	}

	private Optional<SourceListing> read(String text, DocumentProblems problems) {
		DocumentProblems ofParser = new DocumentProblems();
		ListingDocument document = ListingDocumentParser.parse(text, ofParser);
		if (document.isUnstructured()) {
			problems.error(DocumentLocation.DOCUMENT, "format_unknown",
					"This looks like text that is not a listing, since it has none of its headings, such as"
							+ " `# Event Details`: set `format` if it is of another format.");
			return Optional.empty();
		}
		problems.addAll(ofParser);
		boolean isTruncated = TruncationCheck.warnIfTruncated(text, document, problems);
		PartialListing page = new TextSectionsReader(document, problems, LocalDate.now(this.clock)).read();
		JsonLdContent jsonLd = JsonLdContent.read(document.jsonLdBlocks(), page, problems);
		checkSameEvent(page, jsonLd.partialListing(), document, problems);
		SourceListing.SourceListingBuilder listing = SourceListing.builder(page, DocumentLocation.DOCUMENT, problems)
			.jsonLd(jsonLd.partialListing())
			.structuredData(jsonLd.source())
			.groups(jsonLd.groups())
			.isTruncated(isTruncated);
		locations(document).forEach(listing::location);
		return Optional.of(listing.build());
	}

	private static Map<ListingField, DocumentLocation> locations(ListingDocument document) {
		Map<ListingField, DocumentLocation> locations = new EnumMap<>(ListingField.class);
		locations.put(ListingField.NAME, document.locationOf(DocumentKey.NAME));
		locations.put(ListingField.URL, document.locationOf(DocumentKey.EVENT_URL));
		locations.put(ListingField.DESCRIPTION, document.locationOf(DocumentKey.DESCRIPTION));
		locations.put(ListingField.TIME, document.locationOf(DocumentKey.TIME));
		locations.put(ListingField.COORDINATES, document.locationOf(DocumentKey.LATITUDE));
		locations.put(ListingField.STRUCTURED_DATA, document.headingLocation(DocumentSection.STRUCTURED_DATA));
		return locations;
	}

	/**
	 * The JSON-LD must be that of the event in the text: otherwise one of them has been
	 * forged.
	 */
	private static void checkSameEvent(PartialListing text, PartialListing jsonLd, ListingDocument document,
			DocumentProblems problems) {
		String textUrl = text.url();
		String jsonLdUrl = jsonLd.url();
		if (textUrl != null && jsonLdUrl != null && !UrlIdentity.of(textUrl).equals(UrlIdentity.of(jsonLdUrl))) {
			problems.error(document.locationOf(DocumentKey.EVENT_URL), "different_events",
					"`Event URL` and the JSON-LD `url` are those of different events, " + UntrustedText.quote(textUrl)
							+ " and " + UntrustedText.quote(jsonLdUrl) + ": fix the one that is wrong.");
		}
	}

}
