package dev.marquee.ingest.document;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes headings and keys in the lines of a listing document.
 */
final class LineSyntax {

	private static final Pattern HEADING = Pattern.compile(" {0,3}+#{1,6}+[ \\t]++(.{1,80}?)[ \\t]*+#*+\\s*+");

	private static final Pattern TOP_LEVEL_HEADING = Pattern.compile(" {0,3}+#{1,2}+[ \\t]++\\S.*+", Pattern.DOTALL);

	private static final Pattern BOLD_KEY = Pattern.compile("\\s*+[-*+][ \\t]++\\*\\*([^*:]{1,40}):?\\*\\*:?(.*)",
			Pattern.DOTALL);

	private static final Pattern COUNT_KEY = Pattern.compile("\\s*+[-*+][ \\t]++(total_interested_count):(.*)",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private LineSyntax() {
	}

	/** The section that begins with this line, if the line is its heading. */
	static Optional<DocumentSection> section(String line) {
		if (line.indexOf('#') < 0) {
			return Optional.empty();
		}
		Matcher heading = HEADING.matcher(line);
		return heading.matches() ? DocumentSection.withTitle(heading.group(1)) : Optional.empty();
	}

	/** Whether the line is a heading of a level that sections have. */
	static boolean isTopLevelHeading(String line) {
		return line.indexOf('#') >= 0 && TOP_LEVEL_HEADING.matcher(line).matches();
	}

	/** The key of this section in the line, with its value in the same line. */
	static Optional<KeyLine> key(String line, DocumentSection section) {
		Matcher matcher = BOLD_KEY.matcher(line);
		if (!matcher.matches() && !matcher.usePattern(COUNT_KEY).matches()) {
			return Optional.empty();
		}
		String value = matcher.group(2);
		return DocumentKey.withLabel(matcher.group(1), section).map((key) -> new KeyLine(key, value));
	}

	/**
	 * A line with a key.
	 */
	record KeyLine(DocumentKey key, String value) {
	}

}
