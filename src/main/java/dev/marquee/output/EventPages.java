package dev.marquee.output;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * The addresses of the pages that show events.
 *
 * @param template the address of the site's own page of an event with {@code {id}},
 * {@code {slug}} and {@code {date}}; empty if the site has none
 */
public record EventPages(String template) {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{(id|slug|date)}");

	public EventPages {
		if (!template.isEmpty() && !template.matches("https?://\\S+")) {
			throw new IllegalArgumentException(
					"marquee.event-page must be an absolute URL such as https://site.example/events/{slug}, but is "
							+ template + ".");
		}
	}

	public boolean hasTemplate() {
		return !this.template.isEmpty();
	}

	/**
	 * The site's own page of an event or, if the site has none, the page that the listing
	 * names; null if there is neither.
	 */
	@Nullable String pageOf(ListedEvent event) {
		return hasTemplate() ? page(event.id(), event.slug(), event.start().date().toString()) : event.url();
	}

	public String page(String id, String slug, String date) {
		return this.template.replace("{id}", encode(id)).replace("{slug}", encode(slug)).replace("{date}", date);
	}

	/**
	 * The id or slug of the event that a page of the site shows.
	 * @param page the address; query and fragment do not count
	 * @return null if it is not such a page
	 */
	public @Nullable String idOrSlug(String page) {
		if (!hasTemplate()) {
			return null;
		}
		StringBuilder pattern = new StringBuilder();
		Matcher placeholder = PLACEHOLDER.matcher(this.template);
		int end = 0;
		while (placeholder.find()) {
			pattern.append(Pattern.quote(this.template.substring(end, placeholder.start())))
				.append(placeholder.group(1).equals("date") ? "[0-9-]+" : "([^/?#&]+)");
			end = placeholder.end();
		}
		pattern.append(Pattern.quote(this.template.substring(end))).append("/?(?:[?#&].*)?");
		Matcher matcher = Pattern.compile(pattern.toString()).matcher(page);
		try {
			return (matcher.matches() && matcher.groupCount() > 0)
					? UriUtils.decode(matcher.group(1), StandardCharsets.UTF_8) : null;
		}
		catch (IllegalArgumentException ex) {
			return null; // malformed percent-encoding
		}
	}

	private static String encode(String value) {
		return UriUtils.encode(value, StandardCharsets.UTF_8);
	}

}
