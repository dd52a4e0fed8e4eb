package dev.marquee.output;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * The addresses of the pages that show events.
 *
 * @param template the address of the site's own page of an event with {@code {id}},
 * {@code {slug}} and {@code {date}}; empty if the site has none
 */
record EventPages(String template) {

	EventPages {
		if (!template.isEmpty() && !template.matches("https?://\\S+")) {
			throw new IllegalArgumentException(
					"marquee.event-page must be an absolute URL such as https://site.example/events/{slug}, but is "
							+ template + ".");
		}
	}

	boolean hasTemplate() {
		return !this.template.isEmpty();
	}

	/**
	 * The site's own page of an event or, if the site has none, the page that the listing
	 * names; null if there is neither.
	 */
	@Nullable String pageOf(ListedEvent event) {
		return hasTemplate() ? page(event.id(), event.slug(), event.start().date().toString()) : event.url();
	}

	String page(String id, String slug, String date) {
		return this.template.replace("{id}", encode(id)).replace("{slug}", encode(slug)).replace("{date}", date);
	}

	private static String encode(String value) {
		return UriUtils.encode(value, StandardCharsets.UTF_8);
	}

}
