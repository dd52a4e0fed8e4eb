package dev.marquee.ingest.html;

import java.util.stream.Collectors;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as microformats, in the terms of schema.org: h-event (microformats2) and its
 * predecessor hCalendar, whose class names have no prefix.
 */
final class Microformats {

	private static final int MAX_EVENTS = 1000;

	private Microformats() {
	}

	static ArrayNode read(Document page) {
		ArrayNode events = PageMarkup.emptyList();
		page.select(".h-event, .vevent")
			.stream()
			.filter((element) -> element.closest(".h-event .h-event, .vevent .vevent") == null)
			.limit(MAX_EVENTS)
			.forEach((element) -> events.add(event(element)));
		return events;
	}

	private static ObjectNode event(Element root) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("@type", "Event");
		put(json, "name", text(root, ".p-name, .summary"));
		put(json, "startDate", time(root, ".dt-start, .dtstart"));
		put(json, "endDate", time(root, ".dt-end, .dtend"));
		put(json, "duration", time(root, ".dt-duration, .duration"));
		put(json, "description", text(root, ".e-content, .p-description, .description, .p-summary"));
		put(json, "url", url(root, ".u-url, a.url, .url a", "href"));
		put(json, "image", url(root, ".u-photo, .u-featured, img.photo", "src"));
		put(json, "eventStatus", text(root, ".p-status, .status"));
		put(json, "keywords",
				root.select(".p-category, .category").stream().map(Element::text).collect(Collectors.joining(", ")));
		Element organizer = root.selectFirst(".p-organizer, .organizer, .p-author");
		if (organizer != null) {
			json.set("organizer", card(organizer, "Organization"));
		}
		Element location = root.selectFirst(".p-location, .location");
		if (location != null) {
			json.set("location", place(location));
		}
		return json;
	}

	private static ObjectNode card(Element element, String type) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("@type", type);
		String name = text(element, ".p-name, .fn, .org");
		put(json, "name", (name != null) ? name : element.text());
		put(json, "url", element.hasAttr("href") ? element.absUrl("href") : url(element, ".u-url, a.url", "href"));
		return json;
	}

	private static ObjectNode place(Element element) {
		ObjectNode json = card(element, "Place");
		ObjectNode address = json.putObject("address");
		put(address, "streetAddress", text(element, ".p-street-address, .street-address"));
		put(address, "addressLocality", text(element, ".p-locality, .locality"));
		put(address, "addressRegion", text(element, ".p-region, .region"));
		put(address, "postalCode", text(element, ".p-postal-code, .postal-code"));
		put(address, "addressCountry", text(element, ".p-country-name, .country-name"));
		ObjectNode geo = json.putObject("geo");
		put(geo, "latitude", value(element, ".p-latitude, .latitude"));
		put(geo, "longitude", value(element, ".p-longitude, .longitude"));
		return json;
	}

	private static void put(ObjectNode json, String name, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			json.put(name, value);
		}
	}

	private static @Nullable String text(Element root, String selector) {
		Element element = root.selectFirst(selector);
		return (element != null) ? PageMarkup.text(element) : null;
	}

	/** The value class pattern allows a date and a time in separate elements. */
	private static @Nullable String time(Element root, String selector) {
		Element element = root.selectFirst(selector);
		if (element == null) {
			return null;
		}
		Elements values = element.select(".value, .value-title");
		return values.isEmpty() ? machineValue(element)
				: values.stream().map(Microformats::machineValue).collect(Collectors.joining("T"));
	}

	private static @Nullable String value(Element root, String selector) {
		Element element = root.selectFirst(selector);
		return (element != null) ? machineValue(element) : null;
	}

	private static String machineValue(Element element) {
		boolean isAbbreviation = element.nameIs("abbr");
		for (String attribute : isAbbreviation ? new String[] { "title" }
				: new String[] { "datetime", "content", "value", "title" }) {
			if (element.hasAttr(attribute)) {
				return element.attr(attribute).strip();
			}
		}
		return element.text().strip();
	}

	private static @Nullable String url(Element root, String selector, String attribute) {
		Element element = root.selectFirst(selector);
		if (element == null) {
			return null;
		}
		String url = element.absUrl(attribute);
		return url.isEmpty() ? element.attr(attribute) : url;
	}

}
