package dev.marquee.ingest.record;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventFacts;
import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.event.TicketTerms;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.ListingField;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.ListingRevision;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.record.RecordValues.Place;
import dev.marquee.ingest.value.CategoryNames;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.PriceReader;
import dev.marquee.ingest.value.StatedPrice;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.text.PlainText;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads events of the REST API of The Events Calendar for WordPress
 * ({@code /wp-json/tribe/events/v1/events}).
 */
class EventsCalendarMapper implements RecordMapper {

	private static final String AUTHORITY = "tribe";

	@Override
	public DocumentFormat format() {
		return DocumentFormat.EVENTS_CALENDAR;
	}

	@Override
	public boolean isEvent(ApiRecord candidate) {
		return candidate.has("title") && candidate.has("start_date");
	}

	@Override
	public SourceListing read(ApiRecord event, DocumentProblems problems) {
		RecordValues values = new RecordValues(problems);
		reportVisibility(event, problems);
		VenueDetails venue = event.all("venue")
			.stream()
			.flatMap((place) -> venue(place, values).stream())
			.findFirst()
			.orElse(null);
		String title = event.text("title");
		PartialListing listing = PartialListing.builder()
			.name(values.line((title != null) ? PlainText.singleLine(title) : null, Integer.MAX_VALUE,
					event.location("title")))
			.url(values.url(event.text("url"), event.location("url")))
			.description(values.lines(event.firstText("description", "excerpt"),
					event.locationOfFirst("description", "excerpt")))
			.start(time(event, "start_date", values))
			.end(time(event, "end_date", values))
			.attendanceMode(attendanceMode(event, venue))
			.categories(CategoryNames.categories(event.all("categories")
				.stream()
				.flatMap((category) -> Stream.ofNullable(category.text("name")))
				.toList(), event.location("categories"), problems))
			.venue(venue)
			.organizers(organizers(event, values))
			.tickets(tickets(event, venue, values))
			.gallery(event.all("image")
				.stream()
				.flatMap((image) -> values
					.image(image.text("url"), image.count("width"), image.count("height"), null, image.location("url"))
					.stream())
				.toList())
			.facts(EventFacts.builder()
				.joinUrl(values.url(event.text("virtual_url"), event.location("virtual_url")))
				.tags(values.tags(event.all("tags").stream().map((tag) -> tag.text("name")), event.location("tags")))
				.build())
			.build();
		String modified = event.text("modified_utc");
		String id = event.text("global_id");
		return SourceListing.builder(listing, event.location(), problems)
			.id((id != null) ? new ListingId(AUTHORITY, id) : null)
			.revision(new ListingRevision(null,
					(modified != null) ? RecordValues.instant(modified.replace(' ', 'T') + 'Z') : null))
			.location(ListingField.NAME, event.location("title"))
			.location(ListingField.URL, event.location("url"))
			.location(ListingField.DESCRIPTION, event.location("description"))
			.location(ListingField.TIME, event.location("start_date"))
			.location(ListingField.COORDINATES, event.location("venue"))
			.build();
	}

	private static void reportVisibility(ApiRecord event, DocumentProblems problems) {
		String status = event.text("status");
		if (status != null && !status.equals("publish")) {
			problems.error(event.location("status"), "not_public",
					"The event is not published: publish it at its source first.");
		}
		else if (event.isTrue("hide_from_listings")) {
			problems.warn(event.location("hide_from_listings"), "not_listed",
					"The event is not listed publicly at its source: check whether it may be listed here.");
		}
	}

	/**
	 * A local time such as {@code 2026-03-20 19:30:00}; of whole days, the date counts.
	 */
	private static @Nullable PartialDateTime time(ApiRecord event, String member, RecordValues values) {
		String text = event.text(member);
		ZoneId zone = values.zone(event.text("timezone"), event.location("timezone"));
		return (text != null)
				? values.dateTime(event.isTrue("all_day") ? text.replaceFirst(" .*", "") : text.replace(' ', 'T'), zone,
						event.location(member))
				: null;
	}

	private static @Nullable AttendanceMode attendanceMode(ApiRecord event, @Nullable VenueDetails venue) {
		return event.isTrue("is_virtual") ? ((venue != null) ? AttendanceMode.MIXED : AttendanceMode.ONLINE) : null;
	}

	private static Optional<VenueDetails> venue(ApiRecord venue, RecordValues values) {
		return values.venue(
				new Place(venue.text("venue"), venue.text("address"), venue.text("zip"), venue.text("city"),
						venue.firstText("state", "province", "stateprovince"), venue.text("country"),
						venue.text("geo_lat"), venue.text("geo_lng"), venue.text("website"), venue.text("phone")),
				venue.location());
	}

	private static List<OrganizerDetails> organizers(ApiRecord event, RecordValues values) {
		return event.all("organizer").stream().flatMap((organizer) -> {
			String name = values.line(organizer.text("organizer"), ListingLimits.MAX_NAME_LENGTH,
					organizer.location("organizer"));
			return Stream.ofNullable(name)
				.map((known) -> new OrganizerDetails(known,
						values.url(organizer.firstText("website", "url"), organizer.location("url")), null,
						values.lines(organizer.text("description"), organizer.location("description"))));
		}).toList();
	}

	/** The lowest and the highest cost, or the cost as the site writes it. */
	private static List<TicketDetails> tickets(ApiRecord event, @Nullable VenueDetails venue, RecordValues values) {
		PriceReader prices = new PriceReader(values.problems(), (venue != null) ? venue.countryCode() : null);
		ApiRecord details = event.get("cost_details");
		List<String> amounts = details.all("values")
			.stream()
			.flatMap((value) -> Stream.ofNullable(value.text()))
			.filter((text) -> text.matches("\\d{1,11}(?:\\.\\d{1,4})?"))
			.sorted(Comparator.comparing(BigDecimal::new))
			.toList();
		String cost = event.text("cost");
		if (amounts.isEmpty()) {
			StatedPrice price = (cost != null) ? prices.readRange(cost, event.location("cost")) : null;
			return (price != null) ? List.of(ticket(price.lowest(), price.highest())) : List.of();
		}
		BigDecimal lowest = new BigDecimal(amounts.getFirst());
		BigDecimal highest = new BigDecimal(amounts.getLast());
		if (highest.signum() == 0) {
			return List.of(ticket(Price.FREE, null));
		}
		Price price = prices.readDecimal(amounts.getFirst(), details.text("currency_code"), details.location("values"));
		boolean isRange = price.amount() != null && highest.compareTo(lowest) > 0;
		return List.of(ticket(price, isRange ? highest : null));
	}

	private static TicketDetails ticket(Price price, @Nullable BigDecimal highest) {
		return new TicketDetails(null, null, price, Availability.UNKNOWN, TicketTerms.UNKNOWN.withMaxPrice(highest));
	}

}
