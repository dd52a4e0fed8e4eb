package dev.marquee.ingest;

import java.time.Clock;
import java.time.LocalDate;
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
import dev.marquee.ingest.merge.VenuePointCheck;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.text.UrlIdentity;
import dev.marquee.text.UrlNormalizer;
import dev.marquee.venue.TimeZoneFinder;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads listing documents: text with a heading for each section, and JSON-LD at the end.
 * Where both parts have a field, they are merged.
 */
@Component
class ListingTextReader {

	/** The source of documents without a URL. */
	private static final String FILE_SOURCE = "file";

	private final TimeZoneFinder zones;

	private final Clock clock;

	ListingTextReader(TimeZoneFinder zones, Clock clock) {
		this.zones = zones;
		this.clock = clock;
	}

	/**
	 * Reads a document.
	 * @param fileName identifies the listing if the document has no URL
	 */
	ReadResult read(String fileName, byte[] bytes) {
		DocumentProblems problems = new DocumentProblems();
		Optional<String> text = DocumentDecoder.decode(bytes, problems);
		if (text.isEmpty()) {
			return new ReadResult(null, problems.toList(), false);
		}
		ListingDocument document = ListingDocumentParser.parse(text.get(), problems);
		boolean isTruncated = TruncationCheck.warnIfTruncated(text.get(), document, problems);
		Listing listing = toListing(fileName, document, problems).orElse(null);
		return new ReadResult(problems.hasErrors() ? null : listing, problems.toList(), isTruncated);
	}

	/**
	 * Loads the zone boundaries if the document needs them and they are not loaded: that
	 * takes seconds, for which no transaction should wait.
	 */
	void loadZonesFor(byte[] document) {
		if (!this.zones.areBoundariesLoaded()) {
			read("", document);
		}
	}

	private Optional<Listing> toListing(String fileName, ListingDocument document, DocumentProblems problems) {
		PartialListing text = new TextSectionsReader(document, problems, LocalDate.now(this.clock)).read();
		JsonLdContent jsonLd = JsonLdContent.read(document.jsonLdBlocks(), text, problems);
		checkSameEvent(text, jsonLd.partialListing(), document, problems);
		DocumentLocation jsonLdHeading = document.headingLocation(DocumentSection.STRUCTURED_DATA);
		PartialListing merged = new PartialListingMerger(jsonLdHeading, problems).merge(text, jsonLd.partialListing());
		VenueDetails place = new VenuePointCheck(this.zones, problems).check(merged.venue(),
				document.locationOf(DocumentKey.LATITUDE));
		VenueDetails venue = venue(merged, place, document, problems);
		ZoneId venueZone = venueZone(place, merged, jsonLd.partialListing());
		EventTimeResolver times = new EventTimeResolver(venueZone, document.locationOf(DocumentKey.TIME), problems);
		Optional<EventTime> start = times.start(text.start(), jsonLd.partialListing().start());
		String name = requireName(merged, document, problems);
		validateDescription(merged, document, problems);
		if (start.isEmpty()) {
			problems.error(document.locationOf(DocumentKey.TIME), "start_missing",
					"The start is required: set `Event Start and End Date` or the JSON-LD `startDate`.");
		}
		if (start.isEmpty() || name == null) {
			return Optional.empty();
		}
		EventTime end = times.end(text.end(), jsonLd.partialListing().end(), start.get()).orElse(null);
		return Optional.of(new Listing(source(fileName, merged),
				new EventDetails(merged.url(), name, merged.description(), start.get(), end,
						previousStart(merged, venueZone),
						Objects.requireNonNullElse(merged.status(), EventStatus.SCHEDULED),
						Objects.requireNonNullElse(merged.attendanceMode(), AttendanceMode.UNKNOWN),
						merged.interestedCount(), merged.categories(), merged.tickets(), merged.gallery(),
						merged.faqs(), merged.recurrence(), jsonLd.source()),
				venue, merged.organizers()));
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

	private static @Nullable EventTime previousStart(PartialListing merged, @Nullable ZoneId venueZone) {
		return new EventTimeResolver(venueZone, DocumentLocation.DOCUMENT, new DocumentProblems())
			.start(null, merged.previousStart())
			.orElse(null);
	}

	/**
	 * A name that is too long is an error: truncating it would change its meaning.
	 */
	private static @Nullable String requireName(PartialListing merged, ListingDocument document,
			DocumentProblems problems) {
		DocumentLocation location = document.locationOf(DocumentKey.NAME);
		String name = merged.name();
		if (name == null) {
			problems.error(location, "name_missing", "The name is required: set `Event Name` or the JSON-LD `name`.");
		}
		else if (isLongerThan(ListingLimits.MAX_NAME_LENGTH, name)) {
			problems.error(location, "name_too_long",
					"The name exceeds " + ListingLimits.MAX_NAME_LENGTH + " characters: shorten it.");
		}
		return name;
	}

	/**
	 * A description that is too long is an error: truncating it would lose information.
	 */
	private static void validateDescription(PartialListing merged, ListingDocument document,
			DocumentProblems problems) {
		if (merged.description() != null && isLongerThan(ListingLimits.MAX_DESCRIPTION_LENGTH, merged.description())) {
			problems.error(document.locationOf(DocumentKey.DESCRIPTION), "description_too_long",
					"The description exceeds " + ListingLimits.MAX_DESCRIPTION_LENGTH + " characters: shorten it.");
		}
	}

	private static boolean isLongerThan(int maxLength, String text) {
		return text.codePointCount(0, text.length()) > maxLength;
	}

	/**
	 * The venue of an online event has no coordinates; without city and address too, the
	 * event has no venue.
	 */
	private static @Nullable VenueDetails venue(PartialListing merged, @Nullable VenueDetails venue,
			ListingDocument document, DocumentProblems problems) {
		if (venue == null || merged.attendanceMode() != AttendanceMode.ONLINE) {
			return venue;
		}
		if (venue.latitude() != null) {
			problems.warn(document.locationOf(DocumentKey.LATITUDE), "coordinates_online",
					"The event is online: its coordinates were dropped.");
		}
		boolean hasAddress = Stream.of(venue.city(), venue.fullAddress()).anyMatch(Objects::nonNull);
		return hasAddress ? new VenueDetails(venue.name(), venue.fullAddress(), venue.city(), venue.state(),
				venue.country(), venue.countryCode(), null, null) : null;
	}

	/**
	 * The zone of the stated venue, for online events too.
	 */
	private @Nullable ZoneId venueZone(@Nullable VenueDetails venue, PartialListing merged, PartialListing jsonLd) {
		PartialDateTime start = (merged.start() != null) ? merged.start() : jsonLd.start();
		return (venue != null && start != null) ? this.zones
			.find(venue, start.local(), (zone) -> isStated(zone, start) || isStated(zone, jsonLd.start()))
			.orElse(null) : null;
	}

	/** Whether a document states this zone, by an offset or an abbreviation. */
	private static boolean isStated(ZoneId zone, @Nullable PartialDateTime dateTime) {
		return dateTime != null && dateTime.states(zone);
	}

	private static Listing.Source source(String fileName, PartialListing merged) {
		String url = merged.url();
		if (url == null) {
			return new Listing.Source(FILE_SOURCE, fileName, true, null, merged.affiliateId(), fileName);
		}
		Optional<String> number = UrlIdentity.siteNumber(url);
		return new Listing.Source(UrlNormalizer.siteHost(url), number.orElseGet(() -> UrlIdentity.of(url)),
				number.isPresent(), url, merged.affiliateId(), fileName);
	}

	/**
	 * The result of reading one document.
	 *
	 * @param listing null if the document has errors
	 * @param isTruncated whether the document seems to be truncated
	 */
	record ReadResult(@Nullable Listing listing, List<DocumentProblem> problems, boolean isTruncated) {
	}

}
