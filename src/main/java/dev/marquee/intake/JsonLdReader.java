package dev.marquee.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.event.Image;
import dev.marquee.event.Price;
import dev.marquee.event.Ticket.Availability;
import dev.marquee.event.Ticket;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.text.WebAddress;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one event of schema.org says.
 */
class JsonLdReader {

	private final Where where;

	private final Problems problems;

	private final Cleaner cleaner;

	JsonLdReader(Where where, Problems problems) {
		this.where = where;
		this.problems = problems;
		this.cleaner = new Cleaner(problems);
	}

	Draft read(JsonLdNode event) {
		VenueDetails venue = venue(event);
		return new Draft(line(event.text("name"), Integer.MAX_VALUE, "the event's name"),
				url(event.text("url"), "the event's url"),
				this.cleaner.block(event.text("description"), Integer.MAX_VALUE, "the event's description", this.where),
				moment(event.text("startDate"), "startDate"), moment(event.text("endDate"), "endDate"),
				Optional.ofNullable(event.text("eventStatus", "@id")).map(Vocabulary::status).orElse(null),
				Optional.ofNullable(event.text("eventAttendanceMode", "@id"))
					.map(Vocabulary::attendanceMode)
					.orElse(null),
				0, List.of(), venue, organizers(event), null, tickets(event, venue), gallery(event), List.of());
	}

	private @Nullable String line(@Nullable String text, int longest, String what) {
		return this.cleaner.line(text, longest, what, this.where);
	}

	private @Nullable String url(@Nullable String text, String what) {
		return this.cleaner.url(text, what, this.where);
	}

	private @Nullable Moment moment(@Nullable String text, String what) {
		if (text == null || text.isBlank()) {
			return null;
		}
		Optional<Moment> moment = new MomentReader(this.problems).read(text, this.where);
		if (moment.isEmpty()) {
			this.problems.warn(this.where, "date_unreadable", what + " cannot be read: left out");
		}
		return moment.orElse(null);
	}

	private @Nullable VenueDetails venue(JsonLdNode event) {
		return event.all("location")
			.stream()
			.filter((location) -> !location.isA("VirtualLocation"))
			.map(this::place)
			.flatMap(Optional::stream)
			.findFirst()
			.orElse(null);
	}

	private Optional<VenueDetails> place(JsonLdNode place) {
		String name = line(place.valueOr("name"), 500, "the venue's name");
		JsonLdNode address = place.all("address").stream().findFirst().orElse(place);
		String city = line(address.text("addressLocality"), 200, "the venue's city");
		String state = line(address.text("addressRegion", "name"), 200, "the venue's region");
		String country = line(address.text("addressCountry", "name"), 200, "the venue's country");
		String street = line(address.text("streetAddress"), 1000, "the venue's street");
		String fullAddress = (street != null) ? street : line(place.text("address"), 1000, "the venue's address");
		String title = Limits.first(Limits.NAME, name, fullAddress, city, state, country);
		if (title == null || Vocabulary.isOnline(title)) {
			return Optional.empty();
		}
		Optional<Coordinates> point = point(place);
		return Optional.of(new VenueDetails(title, fullAddress, city, state, country,
				(country != null) ? Countries.code(country).orElse(null) : null,
				point.map(Coordinates::latitude).orElse(null), point.map(Coordinates::longitude).orElse(null)));
	}

	private Optional<Coordinates> point(JsonLdNode place) {
		JsonLdNode geo = place.all("geo").stream().findFirst().orElse(place);
		return Coordinates.read(geo.text("latitude"), geo.text("longitude"), this.where, this.problems);
	}

	private List<OrganizerDetails> organizers(JsonLdNode event) {
		List<OrganizerDetails> organizers = new ArrayList<>();
		for (JsonLdNode node : event.all("organizer")) {
			String name = line(node.valueOr("name"), Limits.NAME, "the organizer's name");
			String url = url(node.text("url"), "the organizer's url");
			String description = this.cleaner.block(node.text("description"), Limits.DESCRIPTION,
					"the organizer's description", this.where);
			if (name != null) {
				organizers.add(new OrganizerDetails(name, url,
						(url != null) ? WebAddress.trailingNumber(url, 1).orElse(null) : null, description));
			}
		}
		return Limits.atMost(Limits.PARTS, organizers, this.where, this.problems);
	}

	private List<Ticket> tickets(JsonLdNode event, @Nullable VenueDetails venue) {
		PriceReader prices = new PriceReader(this.problems, (venue != null) ? venue.countryCode() : null);
		List<Ticket> tickets = event.all("offers").stream().map((offer) -> ticket(offer, prices)).toList();
		return Limits.atMost(Limits.PARTS, tickets, this.where, this.problems);
	}

	private Ticket ticket(JsonLdNode offer, PriceReader prices) {
		JsonLdNode specification = offer.all("priceSpecification").stream().findFirst().orElse(offer);
		String amount = Stream.of(offer.text("price"), offer.text("lowPrice"), specification.text("price"))
			.filter((text) -> text != null && !text.isBlank())
			.findFirst()
			.orElse(null);
		String currency = Limits.first(3, offer.text("priceCurrency"), specification.text("priceCurrency"));
		Price price = (amount != null) ? prices.readPlain(amount.strip(), currency, this.where) : Price.UNKNOWN;
		Availability availability = Optional.ofNullable(offer.text("availability", "@id"))
			.map(Vocabulary::availability)
			.orElse(Availability.UNKNOWN);
		return new Ticket(line(offer.text("name"), Limits.NAME, "the offer's name"),
				url(offer.text("url"), "the offer's url"), price, availability);
	}

	private List<Image> gallery(JsonLdNode event) {
		List<Image> gallery = event.all("image")
			.stream()
			.flatMap((image) -> Optional.ofNullable(url(image.valueOr("url"), "the image")).stream())
			.map((url) -> new Image(url, null, Image.Role.OTHER))
			.toList();
		return Limits.atMost(Limits.PARTS, gallery, this.where, this.problems);
	}

}
