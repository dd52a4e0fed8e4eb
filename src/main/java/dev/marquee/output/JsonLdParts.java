package dev.marquee.output;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

	static Map<String, Object> place(ListedVenue venue) {
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
		return place;
	}

	static Map<String, Object> organizer(ListedOrganizer organizer) {
		Map<String, Object> organization = JsonLd.typed("Organization");
		organization.put("name", organizer.name());
		JsonLd.putPresent("url", organizer.url(), organization);
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

	/** The address of an image, or an object if more is known. */
	static Object image(ListedImage image) {
		if (image.caption() == null && (image.width() == null || image.height() == null)) {
			return image.url();
		}
		Map<String, Object> object = JsonLd.typed("ImageObject");
		object.put("url", image.url());
		JsonLd.putPresent("caption", image.caption(), object);
		JsonLd.putPresent("width", image.width(), object);
		JsonLd.putPresent("height", image.height(), object);
		return object;
	}

	/**
	 * An offer, or the range of offers of a ticket with several prices.
	 * @param page the page of the event, where tickets without an address are sold
	 * @param currency a currency for a free ticket
	 */
	static Map<String, Object> offer(ListedTicket ticket, @Nullable String page, @Nullable String currency) {
		ListedPrice price = ticket.price();
		ListedPrice maxPrice = ticket.maxPrice();
		Map<String, Object> offer = JsonLd.typed((price != null && maxPrice != null) ? "AggregateOffer" : "Offer");
		JsonLd.putPresent("name", ticket.name(), offer);
		JsonLd.putPresent("description", ticket.description(), offer);
		JsonLd.putPresent("category", ticket.category(), offer);
		JsonLd.putPresent("url", (ticket.url() != null) ? ticket.url() : page, offer);
		if (price != null) {
			offer.put((maxPrice != null) ? "lowPrice" : "price", price.amount());
			if (maxPrice != null) {
				offer.put("highPrice", maxPrice.amount());
			}
			offer.put("priceCurrency", price.currency());
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
