package dev.marquee.ingest;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventDetails;
import dev.marquee.event.EventStatus;
import dev.marquee.event.EventTime;
import dev.marquee.ingest.document.DocumentDecoder;
import dev.marquee.ingest.document.DocumentKey;
import dev.marquee.ingest.document.DocumentSection;
import dev.marquee.ingest.document.ListingDocument;
import dev.marquee.ingest.document.ListingDocumentParser;
import dev.marquee.ingest.document.TextSectionsReader;
import dev.marquee.ingest.document.TruncationCheck;
import dev.marquee.ingest.jsonld.JsonLdContent;
import dev.marquee.ingest.merge.EventTimeResolver;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.merge.PartialListingMerger;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.TimeZoneFinder;
import dev.marquee.text.UrlNormalizer;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads listing documents: text with a heading for each section, and JSON-LD at the end.
 */
@Component
class ListingTextReader {

	/**
	 * A shorter number may be a year or the third of a page's parts: it names no event.
	 */
	private static final int MIN_ID_DIGITS = 6;

	private final TimeZoneFinder zones;

	ListingTextReader(TimeZoneFinder zones) {
		this.zones = zones;
	}

	/**
	 * @param fileName what the listing is called when it has no address of its own
	 */
	ReadResult read(String fileName, byte[] bytes) {
		DocumentProblems documentProblems = new DocumentProblems();
		Optional<String> text = DocumentDecoder.decode(bytes, documentProblems);
		if (text.isEmpty()) {
			return new ReadResult(null, documentProblems.toList(), false);
		}
		ListingDocument document = ListingDocumentParser.parse(text.get(), documentProblems);
		boolean isTruncated = TruncationCheck.warnIfTruncated(text.get(), document, documentProblems);
		Listing listing = toListing(fileName, document, documentProblems).orElse(null);
		return new ReadResult(documentProblems.hasErrors() ? null : listing, documentProblems.toList(), isTruncated);
	}

	private Optional<Listing> toListing(String fileName, ListingDocument document, DocumentProblems documentProblems) {
		PartialListing page = new TextSectionsReader(document, documentProblems).read();
		JsonLdContent data = JsonLdContent.read(document.jsonLdBlocks(), page, documentProblems);
		DocumentLocation jsonLdHeading = document.headingLocation(DocumentSection.STRUCTURED_DATA);
		PartialListing partialListing = new PartialListingMerger(jsonLdHeading, documentProblems).merge(page,
				data.partialListing());
		VenueDetails venue = venue(partialListing, document, documentProblems);
		EventTimeResolver times = new EventTimeResolver(venueZone(partialListing, data.partialListing()),
				document.locationOf(DocumentKey.TIME), documentProblems);
		Optional<EventTime> start = times.start(page.start(), data.partialListing().start());
		String name = requireName(partialListing, document, documentProblems);
		validateDescription(partialListing, document, documentProblems);
		if (start.isEmpty()) {
			documentProblems.error(document.locationOf(DocumentKey.TIME), "start_missing",
					"there is no start that can be read");
		}
		if (start.isEmpty() || name == null) {
			return Optional.empty();
		}
		EventTime end = times.end(page.end(), data.partialListing().end(), start.get()).orElse(null);
		return Optional.of(new Listing(source(fileName, partialListing),
				new EventDetails(partialListing.url(), name, partialListing.description(), start.get(), end,
						Objects.requireNonNullElse(partialListing.status(), EventStatus.SCHEDULED),
						Objects.requireNonNullElse(partialListing.attendanceMode(), AttendanceMode.UNKNOWN),
						partialListing.interestedCount(), partialListing.categories(), partialListing.tickets(),
						partialListing.gallery(), partialListing.faqs(), data.source()),
				venue, partialListing.organizers()));
	}

	private static @Nullable String requireName(PartialListing partialListing, ListingDocument document,
			DocumentProblems documentProblems) {
		DocumentLocation documentLocation = document.locationOf(DocumentKey.NAME);
		String name = partialListing.name();
		if (name == null) {
			documentProblems.error(documentLocation, "name_missing", "there is no name");
		}
		else if (isLongerThan(ListingLimits.MAX_NAME_LENGTH, name)) {
			documentProblems.error(documentLocation, "name_too_long",
					"a name may have " + ListingLimits.MAX_NAME_LENGTH + " characters: cutting it would change it");
		}
		return name;
	}

	private static void validateDescription(PartialListing partialListing, ListingDocument document,
			DocumentProblems documentProblems) {
		if (partialListing.description() != null
				&& isLongerThan(ListingLimits.MAX_DESCRIPTION_LENGTH, partialListing.description())) {
			documentProblems.error(document.locationOf(DocumentKey.DESCRIPTION), "description_too_long",
					"a description may have " + ListingLimits.MAX_DESCRIPTION_LENGTH
							+ " characters: cutting it would lose what it says");
		}
	}

	private static boolean isLongerThan(int maxLength, String text) {
		return text.codePointCount(0, text.length()) > maxLength;
	}

	/**
	 * An online event has no point on the earth; where it is also given no address, it
	 * has no venue at all.
	 */
	private static @Nullable VenueDetails venue(PartialListing partialListing, ListingDocument document,
			DocumentProblems documentProblems) {
		VenueDetails venue = partialListing.venue();
		if (venue == null || partialListing.attendanceMode() != AttendanceMode.ONLINE) {
			return venue;
		}
		if (venue.latitude() != null) {
			documentProblems.warn(document.locationOf(DocumentKey.LATITUDE), "coordinates_online",
					"the event is online: its coordinates are left out");
		}
		boolean hasAddress = Stream.of(venue.city(), venue.fullAddress()).anyMatch(Objects::nonNull);
		return hasAddress ? new VenueDetails(venue.name(), venue.fullAddress(), venue.city(), venue.state(),
				venue.country(), venue.countryCode(), null, null) : null;
	}

	/**
	 * An online event too takes place in the zone of the venue that is given.
	 */
	private @Nullable ZoneId venueZone(PartialListing partialListing, PartialListing data) {
		VenueDetails venue = partialListing.venue();
		PartialDateTime start = (partialListing.start() != null) ? partialListing.start() : data.start();
		return (venue != null && start != null) ? this.zones.find(venue, start.local()).orElse(null) : null;
	}

	private static Listing.Source source(String fileName, PartialListing partialListing) {
		String url = partialListing.url();
		if (url == null) {
			return new Listing.Source("file", fileName, null, partialListing.affiliateId());
		}
		return new Listing.Source(UrlNormalizer.siteHost(url),
				UrlNormalizer.trailingPathNumber(url, MIN_ID_DIGITS).orElse(url), url, partialListing.affiliateId());
	}

	/**
	 * What came of reading.
	 *
	 * @param listing null when the document has errors
	 * @param isTruncated whether the document seems to have lost its end
	 */
	record ReadResult(@Nullable Listing listing, List<DocumentProblem> problems, boolean isTruncated) {
	}

}
