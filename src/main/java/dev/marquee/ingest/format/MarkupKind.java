package dev.marquee.ingest.format;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kinds of XML and HTML documents, by their root element.
 */
final class MarkupKind {

	/** White space, the declaration, an instruction, a comment or the document type. */
	private static final Pattern PROLOGUE_PART = Pattern.compile(
			"\\s++|<\\?.*?\\?>|<!--.*?-->|<!doctype\\b[^\\[>]*+(?:\\[.*?\\]\\s*+)?>",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern HTML_DOCTYPE = Pattern.compile("<!doctype\\s+html\\b", Pattern.CASE_INSENSITIVE);

	private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z][\\w:.-]*+)");

	private static final Map<String, String> OTHER_ROOTS = Map.of("svg", "a picture", "urlset", "a sitemap",
			"sitemapindex", "a sitemap", "icalendar", "xCal, the XML form of iCalendar: export it as iCalendar", "kml",
			"KML", "gpx", "GPX");

	private MarkupKind() {
	}

	/** Empty if the text has no element. */
	static Optional<DetectedFormat> detect(String head) {
		Matcher prologue = PROLOGUE_PART.matcher(head);
		int begin = 0;
		while (prologue.region(begin, head.length()).lookingAt()) {
			begin = prologue.end();
		}
		if (HTML_DOCTYPE.matcher(head.substring(0, begin)).find()) {
			return Optional.of(DetectedFormat.certain(DocumentFormat.HTML));
		}
		Matcher element = ELEMENT.matcher(head).region(begin, head.length());
		if (!element.lookingAt()) {
			return Optional.empty();
		}
		String root = element.group(1).toLowerCase(Locale.ROOT);
		String localName = root.substring(root.indexOf(':') + 1);
		return Optional.of(switch (localName) {
			case "rss", "rdf", "feed", "channel" -> DetectedFormat.certain(DocumentFormat.FEED);
			case "html" -> DetectedFormat.certain(DocumentFormat.HTML);
			default -> other(root, localName, head.startsWith("<?xml"));
		});
	}

	private static DetectedFormat other(String root, String localName, boolean isXml) {
		String known = OTHER_ROOTS.get(localName);
		if (known != null) {
			return DetectedFormat.other(known);
		}
		return isXml ? DetectedFormat.other("XML with the root element `" + root + "`")
				: DetectedFormat.likely(DocumentFormat.HTML);
	}

}
