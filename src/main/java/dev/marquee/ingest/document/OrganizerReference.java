package dev.marquee.ingest.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.ingest.value.MarkdownSyntax;
import org.jspecify.annotations.Nullable;

/**
 * An organizer as a listing document writes it: {@code Name (https://url)} or a name
 * only.
 */
record OrganizerReference(String name, @Nullable String url) {

	private static final Pattern URL_START = Pattern
		.compile("\\(\\s*+<?((?:https?|javascript|data|ftp|mailto):|//|www\\.)", Pattern.CASE_INSENSITIVE);

	static OrganizerReference parse(String text) {
		MarkdownSyntax.Link link = MarkdownSyntax.link(text);
		if (link != null) {
			return new OrganizerReference(link.text(), link.address());
		}
		int start = text.endsWith(")") ? urlStart(text) : -1;
		if (start < 0) {
			return new OrganizerReference(text, null);
		}
		String url = text.substring(start + 1, text.length() - 1).strip();
		return new OrganizerReference(text.substring(0, start).strip(), url.replaceAll("^<|>$", ""));
	}

	/** The position of the first bracket before a URL; -1 if there is none. */
	private static int urlStart(String text) {
		Matcher urlStart = URL_START.matcher(text);
		return urlStart.find() ? urlStart.start() : -1;
	}

}
