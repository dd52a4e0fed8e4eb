package dev.marquee.intake;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Objects;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventDetails;
import dev.marquee.event.EventStatus;
import dev.marquee.event.EventTime;
import dev.marquee.text.WebAddress;
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
	private static final int LEAST_DIGITS = 6;

	private final ZoneFinder zones;

	ListingTextReader(ZoneFinder zones) {
		this.zones = zones;
	}

	/**
	 * @param fileName what the listing is called when it has no address of its own
	 */
	Reading read(String fileName, byte[] bytes) {
		Problems problems = new Problems();
		Optional<String> text = DocumentText.decode(bytes, problems);
		if (text.isEmpty()) {
			return new Reading(null, problems.toList(), false);
		}
		ListingDocument document = ListingDocumentParser.parse(text.get(), problems);
		boolean isCut = Ending.isCut(text.get(), document, problems);
		Listing listing = listing(fileName, document, problems).orElse(null);
		return new Reading(problems.areFatal() ? null : listing, problems.toList(), isCut);
	}

	private Optional<Listing> listing(String fileName, ListingDocument document, Problems problems) {
		Draft page = new PageReader(document, problems).read();
		StructuredData data = StructuredData.read(document.jsonBlocks(), page, problems);
		Where dataHeading = document.heading(Section.STRUCTURED_DATA);
		Draft draft = new Reconciliation(dataHeading, problems).merge(page, data.draft());
		VenueDetails venue = venue(draft, document, problems);
		TimeReconciliation times = new TimeReconciliation(zone(draft, data.draft()), document.where(Key.TIME),
				problems);
		Optional<EventTime> start = times.start(page.start(), data.draft().start());
		String name = name(draft, document, problems);
		checkDescription(draft, document, problems);
		if (start.isEmpty()) {
			problems.error(document.where(Key.TIME), "start_missing", "there is no start that can be read");
		}
		if (start.isEmpty() || name == null) {
			return Optional.empty();
		}
		EventTime end = times.end(page.end(), data.draft().end(), start.get()).orElse(null);
		return Optional.of(new Listing(source(fileName, draft), new EventDetails(draft.url(), name, draft.description(),
				start.get(), end, Objects.requireNonNullElse(draft.status(), EventStatus.SCHEDULED),
				Objects.requireNonNullElse(draft.attendanceMode(), AttendanceMode.UNKNOWN), draft.interestedCount(),
				draft.categories(), draft.tickets(), draft.gallery(), draft.faqs(), data.source()), venue,
				draft.organizers()));
	}

	private static @Nullable String name(Draft draft, ListingDocument document, Problems problems) {
		Where where = document.where(Key.NAME);
		String name = draft.name();
		if (name == null) {
			problems.error(where, "name_missing", "there is no name");
		}
		else if (isLongerThan(Limits.NAME, name)) {
			problems.error(where, "name_too_long",
					"a name may have " + Limits.NAME + " characters: cutting it would change it");
		}
		return name;
	}

	private static void checkDescription(Draft draft, ListingDocument document, Problems problems) {
		if (draft.description() != null && isLongerThan(Limits.DESCRIPTION, draft.description())) {
			problems.error(document.where(Key.DESCRIPTION), "description_too_long",
					"a description may have " + Limits.DESCRIPTION + " characters: cutting it would lose what it says");
		}
	}

	private static boolean isLongerThan(int longest, String text) {
		return text.codePointCount(0, text.length()) > longest;
	}

	/**
	 * An online event has no point on the earth; where it is also given no address, it
	 * has no venue at all.
	 */
	private static @Nullable VenueDetails venue(Draft draft, ListingDocument document, Problems problems) {
		VenueDetails venue = draft.venue();
		if (venue == null || draft.attendanceMode() != AttendanceMode.ONLINE) {
			return venue;
		}
		if (venue.latitude() != null) {
			problems.warn(document.where(Key.LATITUDE), "coordinates_online",
					"the event is online: its coordinates are left out");
		}
		boolean isSomewhere = Stream.of(venue.city(), venue.fullAddress()).anyMatch(Objects::nonNull);
		return isSomewhere ? new VenueDetails(venue.name(), venue.fullAddress(), venue.city(), venue.state(),
				venue.country(), venue.countryCode(), null, null) : null;
	}

	/**
	 * An online event too takes place in the zone of the venue that is given.
	 */
	private @Nullable ZoneId zone(Draft draft, Draft data) {
		VenueDetails venue = draft.venue();
		Moment start = (draft.start() != null) ? draft.start() : data.start();
		return (venue != null && start != null) ? this.zones.find(venue, start.local()).orElse(null) : null;
	}

	private static Listing.Source source(String fileName, Draft draft) {
		String url = draft.url();
		if (url == null) {
			return new Listing.Source("file", fileName, null, draft.affiliateId());
		}
		return new Listing.Source(WebAddress.site(url), WebAddress.trailingNumber(url, LEAST_DIGITS).orElse(url), url,
				draft.affiliateId());
	}

	/**
	 * What came of reading.
	 *
	 * @param listing null when the document has errors
	 * @param isCut whether the document seems to have lost its end
	 */
	record Reading(@Nullable Listing listing, List<Problem> problems, boolean isCut) {
	}

}
