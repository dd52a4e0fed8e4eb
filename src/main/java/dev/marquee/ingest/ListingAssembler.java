package dev.marquee.ingest;

import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventDetails;
import dev.marquee.event.EventFacts;
import dev.marquee.event.EventRecurrence;
import dev.marquee.event.EventStatus;
import dev.marquee.event.EventTime;
import dev.marquee.event.SourceRevision;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.ListingField;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.EventTimeResolver;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.merge.PartialListingMerger;
import dev.marquee.ingest.merge.VenuePointCheck;
import dev.marquee.ingest.merge.RecurrenceAligner;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.AddressCountry;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.StatusWords;
import dev.marquee.text.Hashes;
import dev.marquee.venue.TimeZoneFinder;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Completes what a reader has read of a listing: merges its parts, resolves its times in
 * the venue's zone, and checks what is required and what has a limit.
 */
@Component
class ListingAssembler {

	private final TimeZoneFinder zones;

	ListingAssembler(TimeZoneFinder zones) {
		this.zones = zones;
	}

	/** Whether the zone boundaries are loaded, which takes seconds. */
	boolean isPrepared() {
		return this.zones.areBoundariesLoaded();
	}

	/**
	 * Completes a listing.
	 * @param isOnly whether the document has no other listing
	 */
	ReadResult assemble(SourceListing source, SourceDocument document, DocumentFormat format, boolean isOnly) {
		PartialListing merged = merge(source);
		ListingOrigin origin = ListingOrigin.of(source, merged, document, isOnly && !format.isCollection());
		DocumentProblems problems = source.problems();
		boolean isUnreadable = problems.hasErrors() && merged.equals(PartialListing.EMPTY);
		Listing listing = isUnreadable ? null : toListing(source, merged, origin, document, format).orElse(null);
		return new ReadResult(origin.label(), problems.hasErrors() ? null : listing, problems.toList(),
				source.isTruncated(), hash(source));
	}

	private static PartialListing merge(SourceListing source) {
		if (source.jsonLd().equals(PartialListing.EMPTY)) {
			return source.text();
		}
		return source.text().equals(PartialListing.EMPTY) ? source.jsonLd()
				: new PartialListingMerger(source.locationOf(ListingField.STRUCTURED_DATA), source.problems())
					.merge(source.text(), source.jsonLd());
	}

	/** Records print all their components. */
	private static UUID hash(SourceListing source) {
		String groups = source.groups().isEmpty() ? "" : "\n" + source.groups();
		ByteBuffer hash = ByteBuffer
			.wrap(Hashes.sha256(source.text() + "\n" + source.jsonLd() + '\n' + source.structuredData() + groups));
		return new UUID(hash.getLong(), hash.getLong());
	}

	private Optional<Listing> toListing(SourceListing source, PartialListing merged, ListingOrigin origin,
			SourceDocument document, DocumentFormat format) {
		DocumentProblems problems = source.problems();
		VenueDetails place = new VenuePointCheck(this.zones, problems).check(
				AddressCountry.complete(merged.venue(), merged.tickets(), merged.start(), source.location(), problems),
				source.locationOf(ListingField.COORDINATES));
		VenueDetails venue = venue(merged, place, source);
		ZoneId venueZone = venueZone(place, merged, source);
		EventTimeResolver times = new EventTimeResolver(venueZone, source.locationOf(ListingField.TIME), problems);
		ZoneId stated = (venueZone != null) ? null : document.options().timeZone();
		Optional<EventTime> start = times.start(inZone(stated, source.text().start()),
				inZone(stated, source.jsonLd().start()));
		String name = requireName(merged, source, format);
		validateDescription(merged, source);
		if (start.isEmpty()) {
			problems.error(source.locationOf(ListingField.TIME), "start_missing",
					"The start is required: set " + format.startField() + ".");
		}
		if (start.isEmpty() || name == null) {
			return Optional.empty();
		}
		EventTime end = times
			.end(inZone(stated, source.text().end()), inZone(stated, source.jsonLd().end()), start.get())
			.orElse(null);
		return Optional.of(new Listing(origin.source(), new EventDetails(merged.url(), name, merged.description(),
				start.get(), end, previousStart(merged, (venueZone != null) ? venueZone : start.get().zone()),
				status(merged, source), Objects.requireNonNullElse(merged.attendanceMode(), AttendanceMode.UNKNOWN),
				merged.interestedCount(), merged.categories(), merged.tickets(), merged.gallery(), merged.faqs(),
				recurrence(source, merged, start.get()), source.structuredData(), facts(source, merged)), venue,
				merged.organizers(), origin.groups(source.groups())));
	}

	/**
	 * The status that is stated. One at the head or end of the name wins over
	 * {@code SCHEDULED}, which many sites state of every event.
	 */
	private static EventStatus status(PartialListing merged, SourceListing source) {
		EventStatus stated = Objects.requireNonNullElse(merged.status(), EventStatus.SCHEDULED);
		Optional<EventStatus> inName = Stream.of(source.text().name(), source.jsonLd().name())
			.flatMap((name) -> Stream.ofNullable(StatusWords.inName(name)))
			.findFirst();
		if (stated != EventStatus.SCHEDULED || inName.isEmpty()) {
			return stated;
		}
		source.problems()
			.warn(source.locationOf(ListingField.NAME), "status_in_name", "The name says that the status is `"
					+ inName.get() + "`, which no other part of the document states: the name wins.");
		return inName.get();
	}

	private static @Nullable EventRecurrence recurrence(SourceListing source, PartialListing merged, EventTime start) {
		PartialDateTime stated = (source.text().start() != null) ? source.text().start() : source.jsonLd().start();
		EventRecurrence recurrence = merged.recurrence();
		return (recurrence != null && stated != null) ? new RecurrenceAligner(stated, start).align(recurrence)
				: recurrence;
	}

	private static EventFacts facts(SourceListing source, PartialListing merged) {
		return merged.facts()
			.or(EventFacts.builder()
				.revision(new SourceRevision(source.revision().sequence(), source.revision().modifiedAt()))
				.build());
	}

	private static @Nullable PartialDateTime inZone(@Nullable ZoneId zone, @Nullable PartialDateTime dateTime) {
		return (dateTime != null && dateTime.zone() == null && zone != null) ? dateTime.withZone(zone) : dateTime;
	}

	/**
	 * The former start, which is in the zone of the start if the venue determines none.
	 */
	private static @Nullable EventTime previousStart(PartialListing merged, ZoneId zone) {
		return new EventTimeResolver(zone, DocumentLocation.DOCUMENT, new DocumentProblems())
			.start(null, merged.previousStart())
			.orElse(null);
	}

	/**
	 * A name that is too long is an error: truncating it would change its meaning.
	 */
	private static @Nullable String requireName(PartialListing merged, SourceListing source, DocumentFormat format) {
		String name = merged.name();
		if (name == null) {
			source.problems()
				.error(source.locationOf(ListingField.NAME), "name_missing",
						"The name is required: set " + format.nameField() + ".");
		}
		else if (isLongerThan(ListingLimits.MAX_NAME_LENGTH, name)) {
			source.problems()
				.error(source.locationOf(ListingField.NAME), "name_too_long",
						"The name exceeds " + ListingLimits.MAX_NAME_LENGTH + " characters: shorten it.");
		}
		return name;
	}

	/**
	 * A description that is too long is an error: truncating it would lose information.
	 */
	private static void validateDescription(PartialListing merged, SourceListing source) {
		if (merged.description() != null && isLongerThan(ListingLimits.MAX_DESCRIPTION_LENGTH, merged.description())) {
			source.problems()
				.error(source.locationOf(ListingField.DESCRIPTION), "description_too_long",
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
			SourceListing source) {
		if (venue == null || merged.attendanceMode() != AttendanceMode.ONLINE) {
			return venue;
		}
		if (venue.latitude() != null) {
			source.problems()
				.warn(source.locationOf(ListingField.COORDINATES), "coordinates_online",
						"The event is online: its coordinates were dropped.");
		}
		boolean hasAddress = Stream.of(venue.city(), venue.fullAddress()).anyMatch(Objects::nonNull);
		return hasAddress ? new VenueDetails(venue.name(), venue.fullAddress(), venue.city(), venue.state(),
				venue.country(), venue.countryCode(), null, null, venue.contact()) : null;
	}

	/**
	 * The zone of the stated venue, for online events too.
	 */
	private @Nullable ZoneId venueZone(@Nullable VenueDetails venue, PartialListing merged, SourceListing source) {
		PartialDateTime start = (merged.start() != null) ? merged.start() : source.jsonLd().start();
		return (venue != null && start != null) ? this.zones
			.find(venue, start.local(), (zone) -> isStated(zone, start) || isStated(zone, source.jsonLd().start()))
			.orElse(null) : null;
	}

	/** Whether a document states this zone, by an offset or an abbreviation. */
	private static boolean isStated(ZoneId zone, @Nullable PartialDateTime dateTime) {
		return dateTime != null && dateTime.states(zone);
	}

}
