package dev.marquee.ingest.jsonld;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.marquee.event.FaqDetails;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.TicketDetails;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.Coordinates;
import dev.marquee.ingest.value.CountryCodes;
import dev.marquee.ingest.value.DateTimeReader;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.PlaceText;
import dev.marquee.ingest.value.PriceReader;
import dev.marquee.ingest.value.SchemaOrgVocabulary;
import dev.marquee.ingest.value.StatedPrice;
import dev.marquee.ingest.value.TextCleaner;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.text.UrlNormalizer;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one schema.org event.
 */
class JsonLdReader {

	private static final Pattern PIXELS = Pattern.compile("(\\d{1,7})(?:\\.0+)?(?: ?px)?", Pattern.CASE_INSENSITIVE);

	/** A mail address instead of a name belongs to a person and is not published. */
	private static final Pattern EMAIL = Pattern.compile("\\S+@\\S+\\.\\S+");

	private static final Pattern WEB_ADDRESS = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);

	private final DocumentLocation location;

	private final DocumentProblems problems;

	private final TextCleaner textCleaner;

	private final JsonLdFactsReader facts;

	private final JsonLdPartFactsReader partFacts;

	private final JsonLdTermReader terms;

	private final @Nullable String base;

	/**
	 * Creates a reader.
	 * @param base the URL of the page; null if unknown
	 */
	JsonLdReader(DocumentLocation location, DocumentProblems problems, @Nullable String base) {
		this.location = location;
		this.problems = problems;
		this.base = base;
		this.textCleaner = new TextCleaner(problems, base);
		this.terms = new JsonLdTermReader(location, problems);
		this.facts = new JsonLdFactsReader(location, problems);
		this.partFacts = new JsonLdPartFactsReader(location, problems);
	}

	PartialListing read(JsonLdNode event, List<FaqDetails> faqs) {
		String url = this.textCleaner.url(event.text("url", "@id"), "url", this.location);
		return (this.base == null && url != null)
				? new JsonLdReader(this.location, this.problems, url).read(event, url, faqs) : read(event, url, faqs);
	}

	private PartialListing read(JsonLdNode event, @Nullable String eventUrl, List<FaqDetails> faqs) {
		VenueDetails venue = venue(event);
		DateTimeReader dates = new DateTimeReader(this.problems, (venue != null) ? venue.countryCode() : null, null);
		EventDates eventDates = new EventDates(dates, this.location, this.problems);
		Optional<DateTimeReader.DateTimeRange> start = eventDates.range(event, "startDate");
		PartialDateTime end = eventDates.end(event, start.map(DateTimeReader.DateTimeRange::start).orElse(null));
		ScheduledTimes times = new ScheduleReader(this.location, this.problems).read(event,
				start.map(DateTimeReader.DateTimeRange::start).orElse(null),
				(end != null) ? end : start.map(DateTimeReader.DateTimeRange::end).orElse(null));
		return PartialListing.builder()
			.name(singleLine(event.text("name"), Integer.MAX_VALUE, "name"))
			.url(eventUrl)
			.description(this.textCleaner.multiline(event.text("description"), Integer.MAX_VALUE, "description",
					this.location))
			.start(times.start())
			.end(times.end())
			.recurrence(times.recurrence())
			.previousStart(eventDates.dateTime(event, "previousStartDate"))
			.status(this.terms.status(event))
			.attendanceMode(this.terms.attendanceMode(event))
			.venue(venue)
			.organizers(organizers(event))
			.tickets(tickets(event, venue))
			.gallery(gallery(event))
			.faqs(faqs)
			.facts(this.facts.facts(event))
			.categories(this.facts.categories(event))
			.build();
	}

	private @Nullable String singleLine(@Nullable String text, int maxLength, String label) {
		return this.textCleaner.singleLine(text, maxLength, label, this.location);
	}

	private @Nullable String url(@Nullable String text, String label) {
		return this.textCleaner.url(text, label, this.location);
	}

	private @Nullable VenueDetails venue(JsonLdNode event) {
		return event.nodes("location")
			.stream()
			.filter((location) -> !JsonLdTermReader.isOnline(location))
			.map(this::toVenue)
			.flatMap(Optional::stream)
			.findFirst()
			.orElse(null);
	}

	private Optional<VenueDetails> toVenue(JsonLdNode place) {
		String name = singleLine(place.valueOrProperty("name"), 500, "location.name");
		JsonLdNode address = place.nodes("address").stream().findFirst().orElse(place);
		String city = singleLine(address.text("addressLocality"), 200, "location.address.addressLocality");
		String state = singleLine(address.text("addressRegion", "name"), 200, "location.address.addressRegion");
		String country = singleLine(address.text("addressCountry", "name"), 200, "location.address.addressCountry");
		String street = singleLine(address.text("streetAddress"), 1000, "location.address.streetAddress");
		String fullAddress = (street != null) ? street : singleLine(place.text("address"), 1000, "location.address");
		Optional<VenueDetails> text = (city == null && state == null)
				? PlaceText.read(Objects.requireNonNullElse((fullAddress != null) ? fullAddress : name, ""), null)
				: Optional.empty();
		String title = ListingLimits.firstWithinLimit(ListingLimits.MAX_NAME_LENGTH, name, fullAddress, city, state,
				country);
		if (title == null || SchemaOrgVocabulary.isOnline(title)) {
			return Optional.empty();
		}
		if (WEB_ADDRESS.matcher(title).matches()) {
			this.problems.warn(this.location, "place_url",
					"The place is only a URL, which does not name a venue, and was dropped.");
			return Optional.empty();
		}
		Optional<Coordinates> coordinates = coordinates(place);
		String countryOrText = (country != null) ? country : text.map(VenueDetails::country).orElse(null);
		return Optional
			.of(new VenueDetails(title, fullAddress, (city != null) ? city : text.map(VenueDetails::city).orElse(null),
					(state != null) ? state : text.map(VenueDetails::state).orElse(null), countryOrText,
					(countryOrText != null) ? CountryCodes.code(countryOrText).orElse(null) : null,
					coordinates.map(Coordinates::latitude).orElse(null),
					coordinates.map(Coordinates::longitude).orElse(null), this.partFacts.venueContact(place, address)));
	}

	private Optional<Coordinates> coordinates(JsonLdNode place) {
		JsonLdNode geo = place.nodes("geo").stream().findFirst().orElse(place);
		return Coordinates.parse(geo.text("latitude"), geo.text("longitude"), this.location, this.problems);
	}

	private List<OrganizerDetails> organizers(JsonLdNode event) {
		List<OrganizerDetails> organizers = new ArrayList<>();
		for (JsonLdNode node : event.nodes("organizer")) {
			String name = singleLine(node.valueOrProperty("name"), ListingLimits.MAX_NAME_LENGTH, "organizer.name");
			String url = url(node.text("url", "@id"), "organizer.url");
			String description = this.textCleaner.multiline(node.text("description"),
					ListingLimits.MAX_DESCRIPTION_LENGTH, "organizer.description", this.location);
			if (name != null && !EMAIL.matcher(name).matches()) {
				organizers.add(new OrganizerDetails(name, url,
						(url != null) ? UrlNormalizer.trailingPathNumber(url, 1).orElse(null) : null, description,
						this.partFacts.organizerContact(node)));
			}
		}
		return ListingLimits.truncate(ListingLimits.MAX_PARTS, organizers, this.location, this.problems);
	}

	private List<TicketDetails> tickets(JsonLdNode event, @Nullable VenueDetails venue) {
		PriceReader prices = new PriceReader(this.problems, (venue != null) ? venue.countryCode() : null);
		List<TicketDetails> tickets = offers(event).map((offer) -> ticket(event, offer, prices)).toList();
		return ListingLimits.truncate(ListingLimits.MAX_PARTS, tickets, this.location, this.problems);
	}

	/** The offers of an event; those within an {@code AggregateOffer} instead of it. */
	private static Stream<JsonLdNode> offers(JsonLdNode event) {
		return event.nodes("offers")
			.stream()
			.flatMap((offer) -> offer.nodes("offers").isEmpty() ? Stream.of(offer) : offer.nodes("offers").stream());
	}

	private TicketDetails ticket(JsonLdNode event, JsonLdNode offer, PriceReader prices) {
		JsonLdNode specification = offer.nodes("priceSpecification").stream().findFirst().orElse(offer);
		String amount = Stream
			.of(offer.text("price"), offer.text("lowPrice"), specification.text("price"),
					specification.text("minPrice"))
			.filter((text) -> text != null && !text.isBlank())
			.findFirst()
			.orElse(null);
		String currency = ListingLimits.firstWithinLimit(20, offer.text("priceCurrency"),
				specification.text("priceCurrency"));
		StatedPrice price = (amount != null) ? prices.readDecimalRange(amount.strip(), currency, this.location)
				: StatedPrice.UNKNOWN;
		Availability availability = this.terms.availability(offer);
		return new TicketDetails(singleLine(offer.text("name"), ListingLimits.MAX_NAME_LENGTH, "offers.name"),
				url(offer.text("url", "@id"), "offers.url"), price.lowest(), availability,
				this.partFacts.terms(event, offer, price.lowest()).or(price.terms()));
	}

	private List<ImageDetails> gallery(JsonLdNode event) {
		List<ImageDetails> gallery = event.nodes("image").stream().map(this::image).flatMap(Optional::stream).toList();
		return ListingLimits.truncate(ListingLimits.MAX_PARTS, gallery, this.location, this.problems);
	}

	/** A URL, or an {@code ImageObject}, which may state the size. */
	private Optional<ImageDetails> image(JsonLdNode image) {
		return Optional.ofNullable(url(image.imageUrl(), "image"))
			.map((url) -> new ImageDetails(url, this.partFacts.alt(image), ImageDetails.ImageRole.OTHER,
					pixels(image, "width"), pixels(image, "height"), this.partFacts.caption(image)));
	}

	/**
	 * A {@code QuantitativeValue} in pixels, which is schema.org's unit of images, or a
	 * {@code Distance} such as {@code 1200 px}; null if it is neither.
	 */
	private @Nullable Integer pixels(JsonLdNode image, String property) {
		String text = image.text(property, "value");
		if (text == null || text.isBlank()) {
			return null;
		}
		Matcher matcher = PIXELS.matcher(text.strip());
		int pixels = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
		if (pixels < 1 || pixels > ImageDetails.MAX_SIZE) {
			this.problems.warn(this.location, "size_unreadable",
					"The `" + property + "` of an image is not a number of pixels and was dropped.");
			return null;
		}
		return pixels;
	}

}
