package dev.marquee.ingest.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An organizer as a listing document writes it: {@code Name (https://url)} or a name
 * only.
 */
record OrganizerReference(String name, @Nullable String url) {

	private static final Pattern URL_START = Pattern.compile("\\(\\s*+([a-zA-Z][a-zA-Z0-9+.-]*+:)");

	static OrganizerReference parse(String text) {
		Matcher urlStart = URL_START.matcher(text);
		if (!text.endsWith(")") || !urlStart.find()) {
			return new OrganizerReference(text, null);
		}
		return new OrganizerReference(text.substring(0, urlStart.start()).strip(),
				text.substring(urlStart.start(1), text.length() - 1));
	}

}
