package dev.marquee.ingest.value;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Markdown (CommonMark 0.31) in single values: links, images and backslash escapes.
 */
public final class MarkdownSyntax {

	private static final Pattern LINK = Pattern
		.compile("!?\\[((?:[^\\[\\]\\\\]|\\\\.)*+)\\]\\(\\s*+<?((?:[^\\s<>()]|\\([^\\s<>()]*+\\))++)>?"
				+ "(?:\\s++[\"'][^\"']*+[\"'])?\\s*+\\)");

	private static final Pattern AUTOLINK = Pattern.compile("<([a-zA-Z][a-zA-Z0-9+.-]*+:[^\\s<>]*+)>");

	private static final Pattern ESCAPE = Pattern.compile("\\\\([!-/:-@\\[-`{-~])");

	private MarkdownSyntax() {
	}

	/** The address in an autolink or a link, or the text itself. */
	public static String address(String text) {
		String stripped = text.strip();
		Matcher autolink = AUTOLINK.matcher(stripped);
		if (autolink.matches()) {
			return autolink.group(1);
		}
		Link link = link(stripped);
		return (link != null) ? link.address() : stripped;
	}

	/** The link or image that the text consists of; null if it is none. */
	public static @Nullable Link link(String text) {
		Matcher link = LINK.matcher(text.strip());
		return link.matches() ? new Link(unescaped(link.group(1)), link.group(2)) : null;
	}

	/** The images in a line. */
	public static List<Link> images(String line) {
		return (line.indexOf('!') >= 0) ? LINK.matcher(line)
			.results()
			.filter((link) -> link.group().startsWith("!"))
			.map((link) -> new Link(unescaped(link.group(1)), link.group(2)))
			.toList() : List.of();
	}

	/** The text without the backslashes before ASCII punctuation. */
	public static String unescaped(String text) {
		return (text.indexOf('\\') >= 0) ? ESCAPE.matcher(text).replaceAll("$1") : text;
	}

	/**
	 * A link or image with its text.
	 */
	public record Link(String text, String address) {
	}

}
