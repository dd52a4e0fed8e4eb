package dev.marquee.ingest.record;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventFacts;
import dev.marquee.event.EventStatus;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.ListingField;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.ListingRevision;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.record.RecordValues.Place;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.PlaceText;
import dev.marquee.ingest.value.PriceReader;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads events of Meetup's GraphQL API, and of its REST API, version 2 and 3.
 */
class MeetupMapper implements RecordMapper {

	private static final String AUTHORITY = "meetup.com";

	@Override
	public DocumentFormat format() {
		return DocumentFormat.MEETUP;
	}

	@Override
	public boolean isEvent(ApiRecord candidate) {
		boolean hasStart = candidate.has("dateTime") || candidate.has("local_date")
				|| (candidate.has("time") && candidate.has("name"));
		return hasStart && (candidate.has("title") || candidate.has("name"));
	}

	@Override
	public SourceListing read(ApiRecord event, DocumentProblems problems) {
		RecordValues values = new RecordValues(problems);
		List<ApiRecord> venues = Stream.concat(event.all("venues").stream(), event.all("venue").stream()).toList();
		List<VenueDetails> places = venues.stream()
			.filter((venue) -> !isOnline(venue))
			.map((venue) -> venue(venue, values))
			.flatMap(Optional::stream)
			.toList();
		VenueDetails venue = places.isEmpty() ? null : places.getFirst();
		if (places.size() > 1) {
			problems.warn(event.location("venues"), "several_venues",
					"The event has " + places.size() + " venues: only the first is used.");
		}
		PartialDateTime start = start(event, values);
		if ("DRAFT".equalsIgnoreCase(event.text("status"))) {
			problems.error(event.location("status"), "not_public",
					"The event is a draft: publish it at its source first.");
		}
		Instant modifiedAt = millis(event.text("updated"));
		PartialListing listing = PartialListing.builder()
			.name(values.line(event.firstText("title", "name"), Integer.MAX_VALUE,
					event.locationOfFirst("title", "name")))
			.url(values.url(event.firstText("eventUrl", "link", "event_url"),
					event.locationOfFirst("eventUrl", "link", "event_url")))
			.description(values.lines(event.text("description"), event.location("description")))
			.start(start)
			.end(end(event, start, values))
			.status(status(event))
			.attendanceMode(attendanceMode(event, venues, venue))
			.interestedCount(going(event))
			.venue(venue)
			.organizers(organizers(event, values))
			.tickets(tickets(event, venue, values))
			.gallery(gallery(event, values))
			.facts(EventFacts.builder()
				.capacity(positive(event.count("rsvp_limit"), event.count("maxTickets")))
				.tags(values.tags(
						event.get("topics").find((topic) -> topic.has("name")).map((topic) -> topic.text("name")),
						event.location("topics")))
				.build())
			.build();
		String id = event.text("id");
		return SourceListing.builder(listing, event.location(), problems)
			.id((id != null) ? new ListingId(AUTHORITY, id) : null)
			.revision(new ListingRevision(null, modifiedAt))
			.location(ListingField.NAME, event.locationOfFirst("title", "name"))
			.location(ListingField.URL, event.locationOfFirst("eventUrl", "link", "event_url"))
			.location(ListingField.DESCRIPTION, event.location("description"))
			.location(ListingField.TIME, event.locationOfFirst("dateTime", "local_date", "time"))
			.location(ListingField.COORDINATES, event.locationOfFirst("venues", "venue"))
			.build();
	}

	private static @Nullable PartialDateTime start(ApiRecord event, RecordValues values) {
		ZoneId zone = values.zone(event.text("group", "timezone"), event.location("group"));
		String date = event.text("local_date");
		String time = event.text("local_time");
		if (event.has("dateTime")) {
			return values.dateTime(event.text("dateTime"), zone, event.location("dateTime"));
		}
		Instant instant = millis(event.text("time"));
		ZoneId offset = (zone != null) ? zone : offset(event.text("utc_offset"));
		if (instant != null && offset != null) {
			return RecordValues.of(instant.atZone(offset));
		}
		if (date != null) {
			return values.dateTime((time != null) ? date + "T" + time : date, offset, event.location("local_date"));
		}
		return (instant != null) ? RecordValues.of(instant.atZone(ZoneOffset.UTC)) : null;
	}

	private static @Nullable PartialDateTime end(ApiRecord event, @Nullable PartialDateTime start,
			RecordValues values) {
		String end = event.text("endTime");
		if (end == null || start == null) {
			return RecordValues.after(start, RecordValues.duration(event.text("duration")));
		}
		return values.dateTime(end, start.zone(), event.location("endTime"));
	}

	private static @Nullable Instant millis(@Nullable String text) {
		return (text != null && text.matches("\\d{1,15}")) ? Instant.ofEpochMilli(Long.parseLong(text)) : null;
	}

	/** In milliseconds. */
	private static @Nullable ZoneId offset(@Nullable String text) {
		boolean isOffset = text != null && text.matches("-?\\d{1,8}");
		int seconds = isOffset ? Integer.parseInt(Objects.requireNonNull(text)) / 1000 : Integer.MAX_VALUE;
		return (Math.abs((long) seconds) <= 18 * 3600) ? ZoneOffset.ofTotalSeconds(seconds) : null;
	}

	private static boolean isOnline(ApiRecord venue) {
		String name = venue.text("name");
		return "online".equalsIgnoreCase(venue.text("venueType")) || (name != null && PlaceText.isOnline(name));
	}

	/** Meetup itself writes {@code meetup1} where it does not know the postal code. */
	private static Optional<VenueDetails> venue(ApiRecord venue, RecordValues values) {
		String postalCode = venue.firstText("postalCode", "zip");
		boolean isKnown = postalCode != null && !postalCode.startsWith("meetup");
		return values.venue(new Place(venue.text("name"), venue.firstText("address", "address_1"),
				isKnown ? postalCode : null, venue.text("city"), venue.text("state"),
				venue.firstText("country", "localized_country_name"), venue.firstText("lat", "latitude"),
				venue.firstText("lon", "lng", "longitude"), null, venue.text("phone")), venue.location());
	}

	private static @Nullable EventStatus status(ApiRecord event) {
		return switch (Objects.requireNonNullElse(event.text("status"), "").toUpperCase(Locale.ROOT)) {
			case "CANCELLED", "CANCELED", "CANCELLED_PERM" -> EventStatus.CANCELLED;
			case "ACTIVE", "PUBLISHED", "UPCOMING", "PAST", "AUTOSCHED", "PENDING" -> EventStatus.SCHEDULED;
			default -> null;
		};
	}

	private static @Nullable AttendanceMode attendanceMode(ApiRecord event, List<ApiRecord> venues,
			@Nullable VenueDetails venue) {
		boolean isOnline = event.isTrue("isOnline") || event.isTrue("is_online_event")
				|| venues.stream().anyMatch(MeetupMapper::isOnline);
		return switch (Objects.requireNonNullElse(event.text("eventType"), "")) {
			case "PHYSICAL" -> AttendanceMode.OFFLINE;
			case "ONLINE" -> AttendanceMode.ONLINE;
			case "HYBRID" -> AttendanceMode.MIXED;
			default -> isOnline ? ((venue != null) ? AttendanceMode.MIXED : AttendanceMode.ONLINE)
					: (venue != null) ? AttendanceMode.OFFLINE : null;
		};
	}

	/** How many people said that they will come. */
	private static int going(ApiRecord event) {
		return Stream
			.of(event.count("rsvps", "yesCount"), event.count("rsvps", "totalCount"),
					event.count("going", "totalCount"), event.count("going"), event.count("yes_rsvp_count"))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(0);
	}

	private static @Nullable Integer positive(@Nullable Integer first, @Nullable Integer second) {
		return Stream.of(first, second).filter((count) -> count != null && count > 0).findFirst().orElse(null);
	}

	private static List<OrganizerDetails> organizers(ApiRecord event, RecordValues values) {
		ApiRecord group = event.get("group");
		String name = values.line(group.text("name"), ListingLimits.MAX_NAME_LENGTH, group.location("name"));
		String urlName = group.text("urlname");
		String link = group.firstText("link", "groupUrl");
		String address = (link != null) ? link : (urlName != null) ? "https://www.meetup.com/" + urlName + "/" : null;
		return (name != null)
				? List.of(new OrganizerDetails(name, values.url(address, group.location("urlname")), urlName, null))
				: List.of();
	}

	private static List<TicketDetails> tickets(ApiRecord event, @Nullable VenueDetails venue, RecordValues values) {
		return event.firstOf("feeSettings", "fee").filter((fee) -> fee.has("amount")).map((fee) -> {
			PriceReader prices = new PriceReader(values.problems(), (venue != null) ? venue.countryCode() : null);
			Price price = prices.readDecimal(Objects.requireNonNull(fee.text("amount")), fee.text("currency"),
					fee.location("amount"));
			return List.of(new TicketDetails(null, null, price, Availability.UNKNOWN));
		}).orElse(List.of());
	}

	private static List<ImageDetails> gallery(ApiRecord event, RecordValues values) {
		return event.firstOf("featuredEventPhoto", "imageUrl", "featured_photo", "photo_url")
			.flatMap((photo) -> values.image(
					(photo.text() != null) ? photo.text()
							: photo.firstText("highResUrl", "source", "highres_link", "standardUrl", "photo_link"),
					null, null, null, photo.location()))
			.stream()
			.toList();
	}

}
