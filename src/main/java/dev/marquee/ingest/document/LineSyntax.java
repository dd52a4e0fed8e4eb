package dev.marquee.ingest.document;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes headings and keys in the lines of a listing document. Renderers of Markdown
 * differ: keys may be bold by asterisks or underscores or not at all, and headings may
 * have emphasis or other titles. A title of another renderer is a heading only if the
 * document has none with the form's own title, and keys that are not bold are keys only
 * if none is bold, so that text within a description is not taken for either.
 */
final class LineSyntax {

	/** Longer lines are text, whatever they begin with. */
	private static final int MAX_HEADING_LENGTH = 200;

	private static final Pattern HEADING = Pattern.compile(" {0,3}+#{1,6}+[ \\t]++(.{1,80}?)[ \\t]*+#*+\\s*+");

	private static final Pattern TOP_LEVEL_HEADING = Pattern.compile(" {0,3}+#{1,2}+[ \\t]++\\S.*+", Pattern.DOTALL);

	private static final Pattern UNDERLINE = Pattern.compile(" {0,3}+(?:={3,}+|-{3,}+)\\s*+");

	private static final Pattern EMPHASIS = Pattern.compile("^[*_]{1,3}+|[*_]{1,3}+:?$|:$");

	private static final Pattern BOLD_KEY = Pattern
		.compile("(\\s*+)(?:(?:[-*+]|\\d{1,3}[.)])[ \\t]++)?+(\\*\\*|__)([^*:]{1,40}?):?\\2:?(.*)", Pattern.DOTALL);

	private static final Pattern PLAIN_KEY = Pattern.compile("(\\s*+)(?:[-*+][ \\t]++)()([^*:]{1,40}+):(.*)",
			Pattern.DOTALL);

	private static final Pattern COUNT_KEY = Pattern.compile("(\\s*+)(?:[-*+][ \\t]++)()(total_interested_count):(.*)",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final Set<DocumentSection> ownTitles = EnumSet.noneOf(DocumentSection.class);

	private final boolean hasPlainKeys;

	/** The syntax of a document with these lines. */
	LineSyntax(List<String> lines) {
		boolean hasBoldKeys = false;
		for (String line : lines) {
			heading(line).flatMap(DocumentSection::withTitle).ifPresent(this.ownTitles::add);
			hasBoldKeys |= isBoldKey(line);
		}
		this.hasPlainKeys = !hasBoldKeys;
	}

	private static boolean isBoldKey(String line) {
		Matcher key = BOLD_KEY.matcher(line);
		return key.matches() && DocumentKey.withLabel(key.group(3), DocumentSection.EVENT).isPresent();
	}

	/**
	 * The lines with headings that begin with number signs, where the title of a section
	 * is underlined instead.
	 */
	static List<String> withoutUnderlines(List<String> lines) {
		List<String> headings = new ArrayList<>(lines);
		for (int i = 1; i < headings.size(); i++) {
			String title = headings.get(i - 1).strip();
			if (UNDERLINE.matcher(headings.get(i)).matches() && (DocumentSection.withTitle(title).isPresent()
					|| DocumentSection.withOtherTitle(title).isPresent())) {
				headings.set(i - 1, "## " + title);
				headings.set(i, "");
			}
		}
		return headings;
	}

	/** The section that begins with this line, if the line is its heading. */
	Optional<DocumentSection> section(String line) {
		Optional<String> title = heading(line);
		return title.flatMap(DocumentSection::withTitle)
			.or(() -> title.flatMap(DocumentSection::withOtherTitle)
				.filter((section) -> isTopLevelHeading(line) && !this.ownTitles.contains(section)));
	}

	/** The text of a heading without emphasis. */
	static Optional<String> heading(String line) {
		if (line.indexOf('#') < 0) {
			return Optional.empty();
		}
		String stripped = line.stripTrailing();
		if (stripped.length() > MAX_HEADING_LENGTH) {
			return Optional.empty();
		}
		Matcher heading = HEADING.matcher(stripped);
		return heading.matches() ? Optional.of(EMPHASIS.matcher(heading.group(1).strip()).replaceAll(""))
				: Optional.empty();
	}

	/** Whether the line is a heading of a level that sections have. */
	static boolean isTopLevelHeading(String line) {
		return line.indexOf('#') >= 0 && TOP_LEVEL_HEADING.matcher(line).matches();
	}

	/** The key of this section in the line, with its value in the same line. */
	Optional<KeyLine> key(String line, DocumentSection section) {
		Matcher matcher = BOLD_KEY.matcher(line);
		if (!matcher.matches() && !matcher.usePattern(COUNT_KEY).matches()
				&& !(this.hasPlainKeys && matcher.usePattern(PLAIN_KEY).matches())) {
			return Optional.empty();
		}
		int indent = matcher.group(1).length();
		String value = matcher.group(4);
		return DocumentKey.withLabel(matcher.group(3), section).map((key) -> new KeyLine(key, value, indent));
	}

	/**
	 * A line with a key.
	 *
	 * @param indent the number of characters before it
	 */
	record KeyLine(DocumentKey key, String value, int indent) {
	}

}
