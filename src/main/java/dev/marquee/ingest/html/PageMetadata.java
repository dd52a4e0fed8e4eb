package dev.marquee.ingest.html;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.marquee.ingest.jsonld.EventNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a page says about itself in its head: its URL, OpenGraph and description.
 */
final class PageMetadata {

	private final Document page;

	private final @Nullable String sourceUrl;

	PageMetadata(Document page, @Nullable String sourceUrl) {
		this.page = page;
		this.sourceUrl = sourceUrl;
	}

	/**
	 * What relative URLs are resolved against: the base of the page or where it comes
	 * from, else its canonical URL; null if unknown.
	 */
	@Nullable String baseUrl() {
		return this.page.baseUri().isEmpty() ? canonicalUrl() : this.page.baseUri();
	}

	/** The event that OpenGraph describes, if it has a start. */
	List<EventNode> events() {
		String start = meta("event:start_time", "og:event:start_time", "event:start", "og:start_time");
		String name = meta("og:title");
		if (start == null || name == null) {
			return List.of();
		}
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("@type", "Event");
		json.put("name", name);
		json.put("startDate", start);
		put(json, "endDate", meta("event:end_time", "og:event:end_time", "event:end", "og:end_time"));
		String latitude = meta("event:location:latitude", "og:latitude", "place:location:latitude");
		String locality = meta("og:locality", "business:contact_data:locality");
		if (latitude != null || locality != null) {
			addLocation(json, latitude, locality);
		}
		return List.of(new EventNode(json, "OpenGraph", json));
	}

	private void addLocation(ObjectNode json, @Nullable String latitude, @Nullable String locality) {
		ObjectNode location = json.putObject("location");
		location.put("@type", "Place");
		ObjectNode address = location.putObject("address");
		put(address, "streetAddress", meta("og:street-address", "business:contact_data:street_address"));
		put(address, "addressLocality", locality);
		put(address, "addressRegion", meta("og:region", "business:contact_data:region"));
		put(address, "addressCountry", meta("og:country-name", "business:contact_data:country_name"));
		ObjectNode geo = location.putObject("geo");
		put(geo, "latitude", latitude);
		put(geo, "longitude", meta("event:location:longitude", "og:longitude", "place:location:longitude"));
	}

	/** Completes the only event of the page. */
	void complete(ObjectNode event) {
		putIfAbsent(event, "url",
				Stream.of(canonicalUrl(), this.sourceUrl).filter(Objects::nonNull).findFirst().orElse(null));
		putIfAbsent(event, "description", meta("og:description", "description", "twitter:description"));
		putIfAbsent(event, "image", meta("og:image:secure_url", "og:image", "twitter:image"));
		putIfAbsent(event, "name", meta("og:title"));
	}

	/**
	 * The canonical URL. That of the home page on another page is a mistake of the site.
	 */
	private @Nullable String canonicalUrl() {
		return Stream.of(href("link[rel=canonical]"), meta("og:url"))
			.filter((url) -> url != null && url.matches("https?://[^/]+/.+"))
			.findFirst()
			.orElse(null);
	}

	private @Nullable String href(String selector) {
		Element link = this.page.selectFirst(selector);
		return (link != null) ? link.absUrl("href") : null;
	}

	/** The content of the first of these properties or names that is not blank. */
	private @Nullable String meta(String... names) {
		for (String name : names) {
			for (Element meta : this.page
				.select("meta[property=" + quoted(name) + "], meta[name=" + quoted(name) + "]")) {
				if (!meta.attr("content").isBlank()) {
					return meta.attr("content").strip();
				}
			}
		}
		return null;
	}

	private static String quoted(String name) {
		return '"' + name + '"';
	}

	private static void put(ObjectNode json, String name, @Nullable String value) {
		if (value != null) {
			json.put(name, value);
		}
	}

	private static void putIfAbsent(ObjectNode json, String name, @Nullable String value) {
		if (!json.has(name)) {
			put(json, name, value);
		}
	}

}
