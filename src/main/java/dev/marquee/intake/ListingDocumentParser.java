package dev.marquee.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.intake.ListingDocument.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Takes one listing document apart, line by line.
 */
class ListingDocumentParser {

	private static final Pattern HEADING = Pattern.compile(" {0,3}+#{1,6}+[ \\t]++(.{1,80}?)[ \\t]*+#*+\\s*+");

	private static final Pattern HIGH_HEADING = Pattern.compile(" {0,3}+#{1,2}+[ \\t]++\\S.*+", Pattern.DOTALL);

	private static final Pattern BOLD_KEY = Pattern.compile("\\s*+[-*+][ \\t]++\\*\\*([^*:]{1,40}):?\\*\\*:?(.*)",
			Pattern.DOTALL);

	private static final Pattern COUNT_KEY = Pattern.compile("\\s*+[-*+][ \\t]++(total_interested_count):(.*)",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final Problems problems;

	private final Map<Section, Integer> headings = new EnumMap<>(Section.class);

	private final List<Entry> entries = new ArrayList<>();

	private final JsonBlocks jsonBlocks = new JsonBlocks();

	private final StringBuilder value = new StringBuilder();

	private @Nullable Section section;

	private @Nullable Key key;

	private int keyLine;

	private boolean isStrayTold;

	private boolean isSkipping;

	private ListingDocumentParser(Problems problems) {
		this.problems = problems;
	}

	static ListingDocument parse(String text, Problems problems) {
		ListingDocumentParser parser = new ListingDocumentParser(problems);
		int number = 0;
		for (String line : text.split("\n", -1)) {
			number++;
			parser.accept(line, number);
		}
		return parser.finish();
	}

	private void accept(String line, int number) {
		Optional<Section> heading = sectionOf(line);
		if (heading.isPresent()) {
			begin(heading.get(), number);
		}
		else if (isForeignHeading(line)) {
			skip(line, number);
		}
		else if (this.isSkipping) {
			return;
		}
		else if (this.section == Section.STRUCTURED_DATA) {
			this.jsonBlocks.accept(line, number);
		}
		else if (!acceptKey(line, number)) {
			acceptText(line, number);
		}
	}

	private static Optional<Section> sectionOf(String line) {
		if (line.indexOf('#') < 0) {
			return Optional.empty();
		}
		Matcher heading = HEADING.matcher(line);
		return heading.matches() ? Section.titled(heading.group(1)) : Optional.empty();
	}

	private void begin(Section next, int number) {
		endEntry();
		this.jsonBlocks.end();
		this.section = next;
		this.isSkipping = false;
		this.headings.putIfAbsent(next, number);
	}

	/**
	 * A description may have headings of its own, and what is fenced in is not Markdown.
	 */
	private boolean isForeignHeading(String line) {
		boolean mayBe = this.section != null && this.key != Key.DESCRIPTION && !this.jsonBlocks.isFenced();
		return mayBe && line.indexOf('#') >= 0 && HIGH_HEADING.matcher(line).matches();
	}

	private void skip(String line, int number) {
		endEntry();
		this.jsonBlocks.end();
		this.isSkipping = true;
		this.problems.warn(Where.inDocument(number), "section_unknown",
				"the section " + Quotation.of(line.strip()) + " is not known: left out");
	}

	private boolean acceptKey(String line, int number) {
		Matcher matcher = BOLD_KEY.matcher(line);
		boolean isKey = matcher.matches() || matcher.usePattern(COUNT_KEY).matches();
		if (this.section == null || !isKey) {
			return false;
		}
		Optional<Key> found = Key.labelled(matcher.group(1), this.section);
		if (found.isEmpty()) {
			return false;
		}
		endEntry();
		this.key = found.get();
		this.keyLine = number;
		this.value.append(matcher.group(2));
		return true;
	}

	/**
	 * A line that belongs to a long value, or to nothing. Only the first of several
	 * strays is told.
	 */
	private void acceptText(String line, int number) {
		if (this.key != null && this.key.isLong()) {
			this.value.append('\n').append(line);
			return;
		}
		if (!line.isBlank() && !this.isStrayTold) {
			String title = (this.section != null) ? this.section.title() : Where.DOCUMENT.section();
			this.problems.warn(new Where(title, number), "stray_text", "this text belongs to no key and is left out");
			this.isStrayTold = true;
		}
	}

	private void endEntry() {
		if (this.key != null) {
			this.entries.add(new Entry(this.key, this.keyLine, this.value.toString().strip()));
		}
		this.key = null;
		this.value.setLength(0);
		this.isStrayTold = false;
	}

	private ListingDocument finish() {
		endEntry();
		this.jsonBlocks.end();
		return new ListingDocument(this.headings, Optional.ofNullable(this.isSkipping ? null : this.section),
				this.entries, this.jsonBlocks.toList());
	}

}
