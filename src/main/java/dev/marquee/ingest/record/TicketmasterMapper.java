package dev.marquee.ingest.record;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.event.CategoryDetails;
import dev.marquee.event.EventFacts;
import dev.marquee.event.EventStatus;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.event.TicketTerms;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.ListingField;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.record.RecordValues.Place;
import dev.marquee.ingest.value.CategoryNames;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.PriceReader;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.performer.PerformerDetails;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads events of Ticketmaster's Discovery API, version 2.
 */
class TicketmasterMapper implements RecordMapper {

	private static final String AUTHORITY = "ticketmaster.com";

	@Override
	public DocumentFormat format() {
		return DocumentFormat.TICKETMASTER;
	}

	@Override
	public boolean isEvent(ApiRecord candidate) {
		return candidate.has("name") && candidate.get("dates").has("start");
	}

	@Override
	public SourceListing read(ApiRecord event, DocumentProblems problems) {
		RecordValues values = new RecordValues(problems);
		List<ApiRecord> venues = event.all("_embedded", "venues");
		VenueDetails venue = venues.stream().flatMap((place) -> venue(place, values).stream()).findFirst().orElse(null);
		ZoneId zone = values.zone(event.text("dates", "timezone"), event.location("dates"));
		PartialListing listing = PartialListing.builder()
			.name(values.line(event.text("name"), Integer.MAX_VALUE, event.location("name")))
			.url(values.url(event.text("url"), event.location("url")))
			.description(description(event, values))
			.start(time(event.get("dates", "start"), zone, values))
			.end(time(event.get("dates", "end"), zone, values))
			.status(status(event))
			.categories(categories(event, problems))
			.venue(venue)
			.organizers(organizers(event, values))
			.tickets(tickets(event, venue, values))
			.gallery(gallery(event, values))
			.facts(EventFacts.builder().performers(performers(event, values)).build())
			.build();
		String id = event.text("id");
		return SourceListing.builder(listing, event.location(), problems)
			.id((id != null) ? new ListingId(AUTHORITY, id) : null)
			.location(ListingField.NAME, event.location("name"))
			.location(ListingField.URL, event.location("url"))
			.location(ListingField.DESCRIPTION, event.locationOfFirst("description", "info"))
			.location(ListingField.TIME, event.location("dates"))
			.location(ListingField.COORDINATES, event.location("_embedded"))
			.build();
	}

	private static @Nullable String description(ApiRecord event, RecordValues values) {
		String description = values.lines(event.text("description"), event.location("description"));
		return (description != null) ? description : values.lines(event.text("info"), event.location("info"));
	}

	/**
	 * The local date and time; an approximate end is none. A date that is not known yet
	 * has a placeholder.
	 */
	private static @Nullable PartialDateTime time(ApiRecord time, @Nullable ZoneId zone, RecordValues values) {
		if (time.isTrue("dateTBD") || time.isTrue("dateTBA") || time.isTrue("approximate")) {
			return null;
		}
		String date = time.text("localDate");
		String local = (time.isTrue("timeTBA") || time.isTrue("noSpecificTime")) ? null : time.text("localTime");
		String instant = time.text("dateTime");
		String text = (date == null) ? instant : (local != null) ? date + "T" + local : date;
		return values.dateTime(text, zone, time.location((date == null) ? "dateTime" : "localDate"));
	}

	private static @Nullable EventStatus status(ApiRecord event) {
		return switch (Objects.requireNonNullElse(event.text("dates", "status", "code"), "")) {
			case "onsale", "offsale" -> EventStatus.SCHEDULED;
			case "canceled", "cancelled" -> EventStatus.CANCELLED;
			case "postponed" -> EventStatus.POSTPONED;
			case "rescheduled" -> EventStatus.RESCHEDULED;
			default -> null;
		};
	}

	private static List<CategoryDetails> categories(ApiRecord event, DocumentProblems problems) {
		return CategoryNames.categories(event.all("classifications")
			.stream()
			.flatMap((classification) -> Stream.of("segment", "genre", "subGenre")
				.flatMap((level) -> Stream.ofNullable(classification.text(level, "name"))))
			.filter((name) -> !name.equals("Undefined"))
			.distinct()
			.toList(), event.location("classifications"), problems);
	}

	private static Optional<VenueDetails> venue(ApiRecord venue, RecordValues values) {
		String street = Stream.of(venue.text("address", "line1"), venue.text("address", "line2"))
			.filter(Objects::nonNull)
			.reduce((first, second) -> first + ", " + second)
			.orElse(null);
		return values.venue(new Place(venue.text("name"), street, venue.text("postalCode"), venue.text("city", "name"),
				venue.text("state", "name"), venue.get("country").firstText("countryCode", "name"),
				venue.text("location", "latitude"), venue.text("location", "longitude"), venue.text("url"), null),
				venue.location());
	}

	private static List<OrganizerDetails> organizers(ApiRecord event, RecordValues values) {
		return event.firstOf("promoter")
			.flatMap((promoter) -> Optional.ofNullable(
					values.line(promoter.text("name"), ListingLimits.MAX_NAME_LENGTH, promoter.location("name"))))
			.map((name) -> new OrganizerDetails(name, null, null, null))
			.stream()
			.toList();
	}

	private static List<PerformerDetails> performers(ApiRecord event, RecordValues values) {
		List<PerformerDetails> performers = event.all("_embedded", "attractions").stream().flatMap((attraction) -> {
			String name = values.line(attraction.text("name"), ListingLimits.MAX_NAME_LENGTH,
					attraction.location("name"));
			return Stream.ofNullable(name)
				.map((known) -> new PerformerDetails(known,
						values.url(attraction.text("url"), attraction.location("url")), null, List.of()));
		}).toList();
		return ListingLimits.truncate(ListingLimits.MAX_PARTS, performers, event.location("_embedded"),
				values.problems());
	}

	/** A ticket for each range of prices, or one of which only the sale is known. */
	private static List<TicketDetails> tickets(ApiRecord event, @Nullable VenueDetails venue, RecordValues values) {
		PriceReader prices = new PriceReader(values.problems(), (venue != null) ? venue.countryCode() : null);
		ApiRecord sale = event.get("sales", "public");
		TicketTerms terms = new TicketTerms(null, RecordValues.instant(sale.text("startDateTime")),
				RecordValues.instant(sale.text("endDateTime")), null, null, null);
		String url = values.url(event.text("url"), event.location("url"));
		List<TicketDetails> tickets = event.all("priceRanges")
			.stream()
			.filter((range) -> range.has("min"))
			.map((range) -> ticket(range, url, terms, prices, values))
			.toList();
		boolean isSaleKnown = terms.saleStartsAt() != null || terms.saleEndsAt() != null;
		return (tickets.isEmpty() && isSaleKnown)
				? List.of(new TicketDetails(null, url, Price.UNKNOWN, Availability.UNKNOWN, terms)) : tickets;
	}

	private static TicketDetails ticket(ApiRecord range, @Nullable String url, TicketTerms terms, PriceReader prices,
			RecordValues values) {
		String currency = range.text("currency");
		Price lowest = prices.readDecimal(Objects.requireNonNull(range.text("min")), currency, range.location("min"));
		String max = range.text("max");
		BigDecimal highest = (max != null) ? prices.readDecimal(max, currency, range.location("max")).amount() : null;
		boolean isRange = lowest.amount() != null && highest != null && highest.compareTo(lowest.amount()) > 0;
		return new TicketDetails(values.line(range.text("type"), ListingLimits.MAX_NAME_LENGTH, range.location("type")),
				url, lowest, Availability.UNKNOWN, terms.withMaxPrice(isRange ? highest : null));
	}

	/** The same picture in ten sizes, of which the largest that is no placeholder. */
	private static List<ImageDetails> gallery(ApiRecord event, RecordValues values) {
		return event.all("images")
			.stream()
			.filter((image) -> !image.isTrue("fallback") && image.has("url"))
			.max(Comparator.comparingInt((image) -> Objects.requireNonNullElse(image.count("width"), 0)))
			.flatMap((image) -> values.image(image.text("url"), image.count("width"), image.count("height"), null,
					image.location("url")))
			.stream()
			.toList();
	}

}
