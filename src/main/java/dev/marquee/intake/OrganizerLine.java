package dev.marquee.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An organizer as a page writes it: {@code Name (https://address)}, or only a name.
 */
record OrganizerLine(String name, @Nullable String url) {

	private static final Pattern ADDRESS_BEGIN = Pattern.compile("\\(\\s*+([a-zA-Z][a-zA-Z0-9+.-]*+:)");

	static OrganizerLine read(String text) {
		Matcher begin = ADDRESS_BEGIN.matcher(text);
		if (!text.endsWith(")") || !begin.find()) {
			return new OrganizerLine(text, null);
		}
		return new OrganizerLine(text.substring(0, begin.start()).strip(),
				text.substring(begin.start(1), text.length() - 1));
	}

}
