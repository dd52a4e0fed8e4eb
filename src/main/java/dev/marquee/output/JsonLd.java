package dev.marquee.output;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventStatus;
import dev.marquee.event.Price.PriceKind;
import dev.marquee.output.ListedEvent.ListedCategory;
import dev.marquee.output.ListedEvent.ListedFaq;
import dev.marquee.output.ListedEvent.ListedImage;
import dev.marquee.output.ListedEvent.ListedOrganizer;
import dev.marquee.output.ListedEvent.ListedPrice;
import dev.marquee.output.ListedEvent.ListedTicket;
import dev.marquee.output.ListedEvent.ListedVenue;
import org.jspecify.annotations.Nullable;

/**
 * Describes events with the vocabulary of schema.org, with the properties that Google
 * requires or recommends.
 */
final class JsonLd {

	static final String CONTEXT = "https://schema.org";

	private final EventPages pages;

	JsonLd(EventPages pages) {
		this.pages = pages;
	}

	/** The event without a context. */
	Map<String, Object> event(ListedEvent event) {
		Map<String, Object> object = typed("Event");
		object.put("name", event.name());
		putPresent("url", this.pages.pageOf(event), object);
		putPresent("description", event.description(), object);
		object.put("startDate", IsoTimes.text(event.start()));
		if (event.end() != null) {
			object.put("endDate", IsoTimes.text(event.end()));
		}
		if (event.previousStart() != null) {
			object.put("previousStartDate", IsoTimes.text(event.previousStart()));
		}
		object.put("eventStatus", CONTEXT + "/Event" + status(event.status()));
		putPresent("eventAttendanceMode", attendanceMode(event), object);
		putList("location", locations(event), object);
		putList("image", event.gallery().stream().<Object>map(ListedImage::url).toList(), object);
		putList("organizer", event.organizers().stream().<Object>map(JsonLd::organizer).toList(), object);
		putList("offers", event.tickets().stream().<Object>map((ticket) -> offer(ticket, event)).toList(), object);
		if (event.isFree() != null) {
			object.put("isAccessibleForFree", event.isFree());
		}
		putList("keywords", event.categories().stream().<Object>map(ListedCategory::name).toList(), object);
		return object;
	}

	/** The questions of an event as a page of its own; null if there are none. */
	@Nullable Map<String, Object> faqPage(ListedEvent event) {
		if (event.faqs().isEmpty()) {
			return null;
		}
		Map<String, Object> page = typed("FAQPage");
		page.put("mainEntity", event.faqs().stream().map(JsonLd::question).toList());
		return page;
	}

	private static Map<String, Object> question(ListedFaq faq) {
		Map<String, Object> answer = typed("Answer");
		answer.put("text", faq.answer());
		Map<String, Object> question = typed("Question");
		question.put("name", faq.question());
		question.put("acceptedAnswer", answer);
		return question;
	}

	private static String status(EventStatus status) {
		return switch (status) {
			case SCHEDULED -> "Scheduled";
			case CANCELLED -> "Cancelled";
			case POSTPONED -> "Postponed";
			case RESCHEDULED -> "Rescheduled";
			case MOVED_ONLINE -> "MovedOnline";
		};
	}

	private static @Nullable String attendanceMode(ListedEvent event) {
		if (event.isOnline()) {
			return CONTEXT + "/OnlineEventAttendanceMode";
		}
		return switch (event.attendanceMode()) {
			case OFFLINE -> CONTEXT + "/OfflineEventAttendanceMode";
			case MIXED -> CONTEXT + "/MixedEventAttendanceMode";
			case ONLINE, UNKNOWN -> null;
		};
	}

	private List<Object> locations(ListedEvent event) {
		List<Object> locations = new ArrayList<>();
		if (event.venue() != null && !event.isOnline()) {
			locations.add(place(event.venue()));
		}
		if (event.isOnline() || event.attendanceMode() == AttendanceMode.MIXED) {
			Map<String, Object> virtual = typed("VirtualLocation");
			putPresent("url", (event.url() != null) ? event.url() : this.pages.pageOf(event), virtual);
			locations.add(virtual);
		}
		return locations;
	}

	private static Map<String, Object> place(ListedVenue venue) {
		Map<String, Object> address = typed("PostalAddress");
		putPresent("streetAddress", venue.fullAddress(), address);
		putPresent("addressLocality", venue.city(), address);
		putPresent("addressRegion", venue.state(), address);
		putPresent("addressCountry", (venue.countryCode() != null) ? venue.countryCode() : venue.country(), address);
		Map<String, Object> place = typed("Place");
		place.put("name", venue.name());
		place.put("address", (address.size() > 1) ? address : venue.name());
		if (venue.location() != null) {
			Map<String, Object> geo = typed("GeoCoordinates");
			geo.put("latitude", venue.location().latitude());
			geo.put("longitude", venue.location().longitude());
			place.put("geo", geo);
		}
		return place;
	}

	private static Map<String, Object> organizer(ListedOrganizer organizer) {
		Map<String, Object> organization = typed("Organization");
		organization.put("name", organizer.name());
		putPresent("url", organizer.url(), organization);
		return organization;
	}

	private Map<String, Object> offer(ListedTicket ticket, ListedEvent event) {
		Map<String, Object> offer = typed("Offer");
		putPresent("name", ticket.name(), offer);
		putPresent("url", (ticket.url() != null) ? ticket.url() : this.pages.pageOf(event), offer);
		ListedPrice price = ticket.price();
		if (price != null) {
			offer.put("price", price.amount());
			offer.put("priceCurrency", price.currency());
		}
		else if (ticket.priceKind() == PriceKind.FREE) {
			offer.put("price", BigDecimal.ZERO);
			putPresent("priceCurrency", currencyOf(event), offer);
		}
		putPresent("availability", availability(ticket.availability()), offer);
		return offer;
	}

	/** A currency for free tickets: that of another ticket. */
	private static @Nullable String currencyOf(ListedEvent event) {
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
		return (type != null) ? CONTEXT + "/" + type : null;
	}

	static Map<String, Object> typed(String type) {
		Map<String, Object> object = new LinkedHashMap<>();
		object.put("@type", type);
		return object;
	}

	private static void putPresent(String name, @Nullable Object value, Map<String, Object> object) {
		if (value != null) {
			object.put(name, value);
		}
	}

	/** Puts the only value itself, or a list of several. */
	private static void putList(String name, List<Object> values, Map<String, Object> object) {
		if (!values.isEmpty()) {
			object.put(name, (values.size() == 1) ? values.getFirst() : values);
		}
	}

}
