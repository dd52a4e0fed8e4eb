package dev.marquee.ingest.jsonld;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.marquee.event.ImageDetails;
import dev.marquee.event.Price;
import dev.marquee.event.TicketTerms;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.organizer.OrganizerContact;
import dev.marquee.venue.VenueContact;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts of places, organizers, offers and images that few documents have.
 */
class JsonLdPartFactsReader {

	private static final Pattern AMOUNT = Pattern.compile("\\d{1,11}(?:\\.\\d{1,4})?");

	private final JsonLdValues values;

	JsonLdPartFactsReader(DocumentLocation location, DocumentProblems problems) {
		this.values = new JsonLdValues(location, problems);
	}

	/**
	 * The contact of a place.
	 * @param address its {@code PostalAddress}, or the place itself
	 */
	VenueContact venueContact(JsonLdNode place, JsonLdNode address) {
		return new VenueContact(
				this.values.singleLine(street(place, address), VenueContact.MAX_STREET_LENGTH,
						"location.address.streetAddress"),
				this.values.singleLine(address.text("postalCode"), VenueContact.MAX_POSTAL_CODE_LENGTH,
						"location.address.postalCode"),
				this.values.url(place.text("url", "@id"), "location.url"), telephone(place, "location.telephone"));
	}

	/** Null if {@code streetAddress} is the whole address, as on many sites. */
	private static @Nullable String street(JsonLdNode place, JsonLdNode address) {
		String street = address.text("streetAddress");
		if (street == null) {
			return null;
		}
		List<String> parts = List.of(street.split(",\\s*"));
		List<String> others = Stream
			.of(address.text("addressLocality"), address.text("addressRegion", "name"), address.text("postalCode"))
			.flatMap(Stream::ofNullable)
			.filter((other) -> !other.isBlank())
			.toList();
		boolean isWhole = parts.isEmpty() || parts.getFirst().equals(place.valueOrProperty("name"))
				|| parts.stream().skip(1).anyMatch((part) -> others.stream().anyMatch(part::contains));
		return isWhole ? null : street;
	}

	OrganizerContact organizerContact(JsonLdNode organizer) {
		JsonLdNode contact = organizer.nodes("contactPoint").stream().findFirst().orElse(organizer);
		String telephone = telephone(organizer, "organizer.telephone");
		String logo = this.values.imageUrl(organizer, "logo");
		return new OrganizerContact((logo != null) ? logo : this.values.imageUrl(organizer, "image"),
				email(Stream.of(organizer.text("email"), contact.text("email"))
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null)),
				(telephone != null) ? telephone : telephone(contact, "organizer.contactPoint.telephone"));
	}

	private @Nullable String telephone(JsonLdNode owner, String label) {
		String text = owner.text("telephone");
		return this.values.singleLine((text != null) ? text.replaceFirst("(?i)^tel:", "") : null,
				VenueContact.MAX_TELEPHONE_LENGTH, label);
	}

	private @Nullable String email(@Nullable String text) {
		String email = this.values.singleLine((text != null) ? text.replaceFirst("(?i)^mailto:", "") : null,
				OrganizerContact.MAX_EMAIL_LENGTH, "organizer.email");
		return (email != null && OrganizerContact.isEmail(email)) ? email : null;
	}

	/**
	 * The terms of an offer. An end of the sale before its start is dropped.
	 * @param price the lowest price of the offer
	 */
	TicketTerms terms(JsonLdNode event, JsonLdNode offer, Price price) {
		Instant saleStartsAt = instant(event, offer, "availabilityStarts", "validFrom");
		Instant saleEndsAt = instant(event, offer, "availabilityEnds", "validThrough");
		boolean isPeriod = saleStartsAt == null || saleEndsAt == null || !saleEndsAt.isBefore(saleStartsAt);
		return new TicketTerms(maxPrice(offer, price), saleStartsAt, isPeriod ? saleEndsAt : null,
				this.values.wholeNumber(offer, "inventoryLevel"),
				this.values.multiline(offer.text("description"), TicketTerms.MAX_DESCRIPTION_LENGTH,
						"offers.description"),
				this.values.singleLine(offer.text("category", "name"), TicketTerms.MAX_CATEGORY_LENGTH,
						"offers.category"));
	}

	private @Nullable Instant instant(JsonLdNode event, JsonLdNode offer, String property, String otherProperty) {
		Instant instant = this.values.instant(offer.text(property), event);
		return (instant != null) ? instant : this.values.instant(offer.text(otherProperty), event);
	}

	/** The {@code highPrice} of an {@code AggregateOffer}, or a {@code maxPrice}. */
	private static @Nullable BigDecimal maxPrice(JsonLdNode offer, Price price) {
		JsonLdNode specification = offer.nodes("priceSpecification").stream().findFirst().orElse(offer);
		BigDecimal lowest = price.amount();
		return (lowest == null) ? null
				: Stream.of(offer.text("highPrice"), specification.text("maxPrice"))
					.filter((text) -> text != null && AMOUNT.matcher(text.strip()).matches())
					.map((text) -> new BigDecimal(text.strip()))
					.filter((amount) -> amount.compareTo(lowest) > 0)
					.findFirst()
					.orElse(null);
	}

	/** schema.org has no property for alternative texts: they describe the image. */
	@Nullable String alt(JsonLdNode image) {
		return this.values.singleLine(image.text("description"), ImageDetails.MAX_ALT_LENGTH, "image.description");
	}

	@Nullable String caption(JsonLdNode image) {
		return this.values.multiline(image.text("caption", "name"), ImageDetails.MAX_CAPTION_LENGTH, "image.caption");
	}

}
