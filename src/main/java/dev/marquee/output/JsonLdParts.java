package dev.marquee.output;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.marquee.event.AccessibilityFeature;
import dev.marquee.event.Price.PriceKind;
import dev.marquee.output.ListedEvent.ListedImage;
import dev.marquee.output.ListedEvent.ListedOrganizer;
import dev.marquee.output.ListedEvent.ListedPerformer;
import dev.marquee.output.ListedEvent.ListedPrice;
import dev.marquee.output.ListedEvent.ListedTicket;
import dev.marquee.output.ListedEvent.ListedVenue;
import org.jspecify.annotations.Nullable;

/**
 * Describes the parts of an event with the vocabulary of schema.org.
 */
final class JsonLdParts {

	private JsonLdParts() {
	}

	/**
	 * A place.
	 * @param features the features of an event for disabled people, which schema.org only
	 * knows of places
	 */
	static Map<String, Object> place(ListedVenue venue, List<AccessibilityFeature> features) {
		Map<String, Object> address = JsonLd.typed("PostalAddress");
		JsonLd.putPresent("streetAddress", (venue.street() != null) ? venue.street() : venue.fullAddress(), address);
		JsonLd.putPresent("postalCode", venue.postalCode(), address);
		JsonLd.putPresent("addressLocality", venue.city(), address);
		JsonLd.putPresent("addressRegion", venue.state(), address);
		JsonLd.putPresent("addressCountry", (venue.countryCode() != null) ? venue.countryCode() : venue.country(),
				address);
		Map<String, Object> place = JsonLd.typed("Place");
		place.put("name", venue.name());
		place.put("address", (address.size() > 1) ? address : venue.name());
		if (venue.location() != null) {
			Map<String, Object> geo = JsonLd.typed("GeoCoordinates");
			geo.put("latitude", venue.location().latitude());
			geo.put("longitude", venue.location().longitude());
			place.put("geo", geo);
		}
		JsonLd.putPresent("url", venue.website(), place);
		JsonLd.putPresent("telephone", venue.telephone(), place);
		JsonLd.putList("amenityFeature", features.stream().<Object>map(JsonLdParts::feature).toList(), place);
		return place;
	}

	private static Map<String, Object> feature(AccessibilityFeature feature) {
		Map<String, Object> specification = JsonLd.typed("LocationFeatureSpecification");
		String name = feature.name().replace('_', ' ');
		specification.put("name", name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT));
		specification.put("value", true);
		return specification;
	}

	static Map<String, Object> organizer(ListedOrganizer organizer) {
		Map<String, Object> organization = JsonLd.typed("Organization");
		organization.put("name", organizer.name());
		JsonLd.putPresent("url", organizer.url(), organization);
		JsonLd.putPresent("description", organizer.description(), organization);
		JsonLd.putPresent("logo", organizer.logoUrl(), organization);
		JsonLd.putPresent("email", organizer.email(), organization);
		JsonLd.putPresent("telephone", organizer.telephone(), organization);
		return organization;
	}

	/** Whether a performer is a person or a group is not known; Google accepts both. */
	static Map<String, Object> performer(ListedPerformer performer) {
		Map<String, Object> group = JsonLd.typed("PerformingGroup");
		group.put("name", performer.name());
		JsonLd.putPresent("url", performer.url(), group);
		JsonLd.putPresent("image", performer.imageUrl(), group);
		JsonLd.putList("sameAs", List.copyOf(performer.sameAs()), group);
		return group;
	}

	/**
	 * The address of an image, or an object if more is known. schema.org has no property
	 * for alternative texts: they describe the image.
	 */
	static Object image(ListedImage image) {
		if (Stream.of(image.alt(), image.caption(), image.width(), image.height()).allMatch(Objects::isNull)) {
			return image.url();
		}
		Map<String, Object> object = JsonLd.typed("ImageObject");
		object.put("url", image.url());
		JsonLd.putPresent("description", image.alt(), object);
		JsonLd.putPresent("caption", image.caption(), object);
		JsonLd.putPresent("width", pixels(image.width()), object);
		JsonLd.putPresent("height", pixels(image.height()), object);
		return object;
	}

	/** A size with the code of pixels in UN/CEFACT: schema.org has no plain numbers. */
	private static @Nullable Map<String, Object> pixels(@Nullable Integer size) {
		if (size == null) {
			return null;
		}
		Map<String, Object> pixels = JsonLd.typed("QuantitativeValue");
		pixels.put("value", size);
		pixels.put("unitCode", "E37");
		return pixels;
	}

	/**
	 * An offer. Of a ticket with several prices, the price is the lowest one.
	 * @param page the page of the event, where tickets without an address are sold
	 * @param currency a currency for a free ticket
	 */
	static Map<String, Object> offer(ListedTicket ticket, @Nullable String page, @Nullable String currency) {
		ListedPrice price = ticket.price();
		ListedPrice maxPrice = ticket.maxPrice();
		Map<String, Object> offer = JsonLd.typed("Offer");
		JsonLd.putPresent("name", ticket.name(), offer);
		JsonLd.putPresent("description", ticket.description(), offer);
		JsonLd.putPresent("category", ticket.category(), offer);
		JsonLd.putPresent("url", (ticket.url() != null) ? ticket.url() : page, offer);
		if (price != null) {
			offer.put("price", price.amount());
			offer.put("priceCurrency", price.currency());
			if (maxPrice != null) {
				offer.put("priceSpecification", range(price, maxPrice));
			}
		}
		else if (ticket.priceKind() == PriceKind.FREE) {
			offer.put("price", BigDecimal.ZERO);
			JsonLd.putPresent("priceCurrency", currency, offer);
		}
		JsonLd.putPresent("availability", availability(ticket.availability()), offer);
		JsonLd.putPresent("validFrom", text(ticket.saleStartsAt()), offer);
		JsonLd.putPresent("validThrough", text(ticket.saleEndsAt()), offer);
		if (ticket.stock() != null) {
			Map<String, Object> level = JsonLd.typed("QuantitativeValue");
			level.put("value", ticket.stock());
			offer.put("inventoryLevel", level);
		}
		return offer;
	}

	private static Map<String, Object> range(ListedPrice min, ListedPrice max) {
		Map<String, Object> specification = JsonLd.typed("PriceSpecification");
		specification.put("minPrice", min.amount());
		specification.put("maxPrice", max.amount());
		specification.put("priceCurrency", min.currency());
		return specification;
	}

	private static @Nullable String text(@Nullable Instant instant) {
		return (instant != null) ? instant.toString() : null;
	}

	/** A currency for free tickets: that of another ticket. */
	static @Nullable String currencyOf(ListedEvent event) {
		return event.tickets()
			.stream()
			.map(ListedTicket::price)
			.filter(Objects::nonNull)
			.map(ListedPrice::currency)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String availability(String availability) {
		String type = switch (availability) {
			case "IN_STOCK" -> "InStock";
			case "LIMITED" -> "LimitedAvailability";
			case "PRE_ORDER" -> "PreOrder";
			case "SOLD_OUT" -> "SoldOut";
			case "DISCONTINUED" -> "Discontinued";
			default -> null;
		};
		return (type != null) ? JsonLd.CONTEXT + "/" + type : null;
	}

}
