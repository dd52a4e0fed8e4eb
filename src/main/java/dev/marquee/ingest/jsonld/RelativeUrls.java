package dev.marquee.ingest.jsonld;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Resolves relative URLs in JSON-LD (RFC 3986, section 5).
 */
final class RelativeUrls {

	private static final Set<String> URL_TERMS = Set.of("url", "image", "contentUrl", "thumbnailUrl", "logo", "photo",
			"sameAs", "@id", "mainEntityOfPage", "embedUrl");

	private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

	private final @Nullable URI base;

	RelativeUrls(@Nullable String base) {
		this.base = (base != null) ? toUri(base) : null;
	}

	/** Whether the values of a term are URLs. */
	static boolean isUrl(String term) {
		return URL_TERMS.contains(term);
	}

	/** Replaces the relative URLs within an object. */
	void resolveIn(ObjectNode object) {
		for (String name : object.propertyNames()) {
			JsonNode value = object.get(name);
			if (value.isString() && URL_TERMS.contains(name)) {
				object.put(name, resolve(value.asString()));
			}
			else if (value instanceof ArrayNode array) {
				resolveIn(array, URL_TERMS.contains(name));
			}
			else if (value instanceof ObjectNode nested) {
				resolveIn(nested);
			}
		}
	}

	private void resolveIn(ArrayNode array, boolean hasUrls) {
		for (int i = 0; i < array.size(); i++) {
			if (array.get(i) instanceof ObjectNode nested) {
				resolveIn(nested);
			}
			else if (hasUrls && array.get(i).isString()) {
				array.set(i, JsonNodeFactory.instance.stringNode(resolve(array.get(i).asString())));
			}
		}
	}

	String resolve(String text) {
		String url = text.strip();
		if (url.isEmpty() || ABSOLUTE.matcher(url).matches()) {
			return text;
		}
		if (this.base == null) {
			return url.startsWith("//") ? "https:" + url : text;
		}
		URI relative = toUri(url.replace(" ", "%20").replace("|", "%7C"));
		return (relative != null) ? this.base.resolve(relative).toString() : text;
	}

	private static @Nullable URI toUri(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

}
