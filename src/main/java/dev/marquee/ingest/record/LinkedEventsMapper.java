package dev.marquee.ingest.record;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventFacts;
import dev.marquee.event.EventStatus;
import dev.marquee.event.IdentifierDetails;
import dev.marquee.event.IdentifierDetails.IdentifierKind;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.event.TicketTerms;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.ListingField;
import dev.marquee.ingest.format.ListingGroups;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.ListingReference;
import dev.marquee.ingest.format.ListingRevision;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.record.RecordOccurrences.Timing;
import dev.marquee.ingest.record.RecordValues.Place;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.PriceReader;
import dev.marquee.ingest.value.SchemaOrgVocabulary;
import dev.marquee.ingest.value.StatedPrice;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads events of the LinkedEvents API, version 1, which Helsinki and other cities use.
 * Their texts are in one or several languages.
 */
class LinkedEventsMapper implements RecordMapper {

	/** Ids begin with their data source, such as {@code helsinki:}. */
	private static final String AUTHORITY = "linkedevents";

	@Override
	public DocumentFormat format() {
		return DocumentFormat.LINKED_EVENTS;
	}

	@Override
	public boolean isEvent(ApiRecord candidate) {
		return candidate.has("start_time") && candidate.has("name");
	}

	@Override
	public SourceListing read(ApiRecord event, DocumentProblems problems) {
		RecordValues values = new RecordValues(problems);
		String language = RecordLanguages.main(event, "name", problems);
		RecordOccurrences occurrences = occurrences(event, values, problems);
		boolean isOnline = Objects.requireNonNullElse(event.text("location", "id"), "").endsWith(":internet")
				|| Objects.requireNonNullElse(event.text("location", "@id"), "").contains(":internet");
		VenueDetails venue = isOnline ? null : venue(event, language, values).orElse(null);
		if ("draft".equals(event.text("publication_status")) || event.isTrue("deleted")) {
			problems.error(event.location("publication_status"), "not_public",
					"The event is a draft or was deleted at its source.");
		}
		Instant modifiedAt = RecordValues.instant(event.text("last_modified_time"));
		PartialListing listing = PartialListing.builder()
			.name(values.line(event.localized(language, "name"), Integer.MAX_VALUE, event.location("name")))
			.url(values.url(event.localized(language, "info_url"), event.location("info_url")))
			.description(description(event, language, values))
			.start(occurrences.start())
			.end(occurrences.end())
			.recurrence(occurrences.recurrence())
			.status(Optional.ofNullable(event.text("event_status"))
				.map(SchemaOrgVocabulary::status)
				.orElse((EventStatus) null))
			.attendanceMode(isOnline ? AttendanceMode.ONLINE : null)
			.venue(venue)
			.organizers(organizers(event, language, values))
			.tickets(tickets(event, language, venue, values))
			.gallery(gallery(event, language, values))
			.facts(facts(event, language, values))
			.build();
		String id = event.text("id");
		return SourceListing.builder(listing, event.location(), problems)
			.id((id != null) ? new ListingId(AUTHORITY, id) : null)
			.groups(new ListingGroups(reference(event.get("super_event")), parts(event), null))
			.revision(new ListingRevision(null, modifiedAt))
			.location(ListingField.NAME, event.location("name"))
			.location(ListingField.URL, event.location("info_url"))
			.location(ListingField.DESCRIPTION, event.locationOfFirst("description", "short_description"))
			.location(ListingField.TIME, event.location("start_time"))
			.location(ListingField.COORDINATES, event.location("location"))
			.build();
	}

	/**
	 * Of a recurring event, {@code sub_events} are its dates: as records, or as
	 * references to records that the document may not have.
	 */
	private static RecordOccurrences occurrences(ApiRecord event, RecordValues values, DocumentProblems problems) {
		List<Timing> dates = event.all("sub_events")
			.stream()
			.filter((date) -> date.has("start_time"))
			.map((date) -> timing(date, values))
			.flatMap(Optional::stream)
			.toList();
		if (!dates.isEmpty() && !"umbrella".equals(event.text("super_event_type"))) {
			return RecordOccurrences.of(dates);
		}
		Optional<Timing> own = timing(event, values);
		boolean isSeries = "recurring".equals(event.text("super_event_type"));
		if (isSeries) {
			problems.warn(event.location("super_event_type"), "series",
					"The record is a series, whose dates are records of their own: only its first date was read. Import"
							+ " the records of its dates instead, or request it with `include=sub_events`.");
		}
		return new RecordOccurrences(own.map(Timing::start).orElse(null),
				isSeries ? null : own.map(Timing::end).orElse(null), null);
	}

	/** The parts of an event that only has others within it. */
	private static List<ListingReference> parts(ApiRecord event) {
		return !"umbrella".equals(event.text("super_event_type")) ? List.of()
				: event.all("sub_events")
					.stream()
					.flatMap((part) -> Stream.ofNullable(reference(part)))
					.limit(ListingGroups.MAX_CHILDREN)
					.toList();
	}

	/**
	 * Another event, by its id or an address such as
	 * {@code https://api.example/v1/event/helsinki:abc/}.
	 */
	private static @Nullable ListingReference reference(ApiRecord event) {
		String id = Objects.requireNonNullElse(event.firstText("id", "@id"), "")
			.replaceFirst("/$", "")
			.replaceFirst(".*/", "");
		return id.isEmpty() ? null : new ListingReference(new ListingId(AUTHORITY, id), null, null, false);
	}

	private static Optional<Timing> timing(ApiRecord event, RecordValues values) {
		PartialDateTime start = values.dateTime(event.text("start_time"), null, event.location("start_time"));
		PartialDateTime end = values.dateTime(event.text("end_time"), null, event.location("end_time"));
		return Optional.ofNullable(start).map((from) -> new Timing(from, end));
	}

	private static @Nullable String description(ApiRecord event, @Nullable String language, RecordValues values) {
		String whole = values.lines(event.localized(language, "description"), event.location("description"));
		return (whole != null) ? whole
				: values.lines(event.localized(language, "short_description"), event.location("short_description"));
	}

	private static Optional<VenueDetails> venue(ApiRecord event, @Nullable String language, RecordValues values) {
		ApiRecord place = event.get("location");
		List<ApiRecord> point = place.all("position", "coordinates");
		boolean hasPoint = point.size() >= 2;
		return values.venue(
				new Place(place.localized(language, "name"), place.localized(language, "street_address"),
						place.text("postal_code"), place.localized(language, "address_locality"),
						place.localized(language, "address_region"), place.localized(language, "address_country"),
						hasPoint ? point.get(1).text() : null, hasPoint ? point.get(0).text() : null,
						place.localized(language, "info_url"), place.localized(language, "telephone")),
				event.location("location"));
	}

	private static List<OrganizerDetails> organizers(ApiRecord event, @Nullable String language, RecordValues values) {
		return Optional
			.ofNullable(values.line(event.localized(language, "provider"), ListingLimits.MAX_NAME_LENGTH,
					event.location("provider")))
			.map((name) -> new OrganizerDetails(name, null, null, null))
			.stream()
			.toList();
	}

	private static List<TicketDetails> tickets(ApiRecord event, @Nullable String language, @Nullable VenueDetails venue,
			RecordValues values) {
		PriceReader prices = new PriceReader(new DocumentProblems(), (venue != null) ? venue.countryCode() : null);
		List<TicketDetails> tickets = event.all("offers").stream().map((offer) -> {
			String text = values.line(offer.localized(language, "price"), TicketTerms.MAX_DESCRIPTION_LENGTH,
					offer.location("price"));
			String details = values.line(offer.localized(language, "description"), TicketTerms.MAX_DESCRIPTION_LENGTH,
					offer.location("description"));
			StatedPrice price = offer.isTrue("is_free") ? StatedPrice.of(Price.FREE)
					: (text != null) ? prices.readRange(text, offer.location("price")) : StatedPrice.UNKNOWN;
			boolean isTextLost = text != null && price.lowest().amount() == null && !offer.isTrue("is_free");
			TicketTerms terms = new TicketTerms(price.highest(), null, null, null, isTextLost ? text : details, null);
			return new TicketDetails(null,
					values.url(offer.localized(language, "info_url"), offer.location("info_url")), price.lowest(),
					Availability.UNKNOWN, terms);
		}).toList();
		return ListingLimits.truncate(ListingLimits.MAX_PARTS, tickets, event.location("offers"), values.problems());
	}

	private static List<ImageDetails> gallery(ApiRecord event, @Nullable String language, RecordValues values) {
		return event.all("images").stream().flatMap((image) -> {
			String photographer = values.line(image.text("photographer_name"), ImageDetails.MAX_CAPTION_LENGTH,
					image.location("photographer_name"));
			String alt = image.localized(language, "alt_text");
			return values
				.image(image.text("url"), null, null, (alt != null) ? alt : image.text("name"), image.location("url"))
				.map((found) -> found.withCaption(photographer))
				.stream();
		}).limit(ListingLimits.MAX_PARTS).toList();
	}

	private static EventFacts facts(ApiRecord event, @Nullable String language, RecordValues values) {
		Stream<@Nullable String> keywords = event.all("keywords")
			.stream()
			.map((word) -> word.localized(language, "name"));
		List<String> languages = event.all("in_language")
			.stream()
			.map((reference) -> reference.firstText("@id", "id"))
			.filter(Objects::nonNull)
			.map((id) -> id.replaceFirst("/$", "").replaceFirst(".*[/:]", ""))
			.toList();
		Stream<IdentifierDetails> id = Stream.ofNullable(event.text("@id"))
			.filter((iri) -> iri.length() <= IdentifierDetails.MAX_LENGTH)
			.map((iri) -> new IdentifierDetails(IdentifierKind.ID, iri));
		Stream<IdentifierDetails> pages = event.all("external_links")
			.stream()
			.map((link) -> values.url(link.text("link"), link.location("link")))
			.filter(Objects::nonNull)
			.map((url) -> new IdentifierDetails(IdentifierKind.SAME_AS, url));
		return EventFacts.builder()
			.tags(values.tags(keywords, event.location("keywords")))
			.languages(RecordLanguages.of(languages))
			.capacity(event.count("maximum_attendee_capacity"))
			.remainingCapacity(event.count("remaining_attendee_capacity"))
			.ages(RecordValues.ages(event.count("audience_min_age"), event.count("audience_max_age")))
			.identifiers(Stream.concat(id, pages).distinct().limit(IdentifierDetails.MAX_COUNT).toList())
			.build();
	}

}
