package dev.marquee.ingest.document;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.ingest.document.ListingDocument.DocumentEntry;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import org.jspecify.annotations.Nullable;

/**
 * Parses the text of a listing document line by line.
 */
public class ListingDocumentParser {

	private static final Pattern HEADING = Pattern.compile(" {0,3}+#{1,6}+[ \\t]++(.{1,80}?)[ \\t]*+#*+\\s*+");

	private static final Pattern TOP_LEVEL_HEADING = Pattern.compile(" {0,3}+#{1,2}+[ \\t]++\\S.*+", Pattern.DOTALL);

	private static final Pattern BOLD_KEY = Pattern.compile("\\s*+[-*+][ \\t]++\\*\\*([^*:]{1,40}):?\\*\\*:?(.*)",
			Pattern.DOTALL);

	private static final Pattern COUNT_KEY = Pattern.compile("\\s*+[-*+][ \\t]++(total_interested_count):(.*)",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final DocumentProblems problems;

	private final Map<DocumentSection, Integer> sectionLines = new EnumMap<>(DocumentSection.class);

	private final List<DocumentEntry> entries = new ArrayList<>();

	private final JsonLdBlockCollector jsonLdBlocks = new JsonLdBlockCollector();

	private final StringBuilder value = new StringBuilder();

	private @Nullable DocumentSection section;

	private @Nullable DocumentKey key;

	private int keyLine;

	private boolean isStrayTextReported;

	private boolean isInUnknownSection;

	private ListingDocumentParser(DocumentProblems problems) {
		this.problems = problems;
	}

	public static ListingDocument parse(String text, DocumentProblems problems) {
		ListingDocumentParser parser = new ListingDocumentParser(problems);
		int number = 0;
		for (String line : text.split("\n", -1)) {
			number++;
			parser.acceptLine(line, number);
		}
		return parser.finish();
	}

	private void acceptLine(String line, int number) {
		Optional<DocumentSection> heading = sectionOf(line);
		if (heading.isPresent()) {
			beginSection(heading.get(), number);
		}
		else if (isUnknownHeading(line)) {
			skipSection(line, number);
		}
		else if (this.isInUnknownSection) {
			return;
		}
		else if (this.section == DocumentSection.STRUCTURED_DATA) {
			this.jsonLdBlocks.accept(line, number);
		}
		else if (!tryAcceptKey(line, number)) {
			acceptText(line, number);
		}
	}

	private static Optional<DocumentSection> sectionOf(String line) {
		if (line.indexOf('#') < 0) {
			return Optional.empty();
		}
		Matcher heading = HEADING.matcher(line);
		return heading.matches() ? DocumentSection.withTitle(heading.group(1)) : Optional.empty();
	}

	private void beginSection(DocumentSection next, int number) {
		endEntry();
		this.jsonLdBlocks.finish();
		this.section = next;
		this.isInUnknownSection = false;
		this.sectionLines.putIfAbsent(next, number);
	}

	/**
	 * Descriptions may contain headings, and a {@code #} within a code fence is not one.
	 */
	private boolean isUnknownHeading(String line) {
		boolean isCandidate = this.section != null && this.key != DocumentKey.DESCRIPTION
				&& !this.jsonLdBlocks.isFenced();
		return isCandidate && line.indexOf('#') >= 0 && TOP_LEVEL_HEADING.matcher(line).matches();
	}

	private void skipSection(String line, int number) {
		endEntry();
		this.jsonLdBlocks.finish();
		this.isInUnknownSection = true;
		this.problems.warn(DocumentLocation.ofLine(number), "section_unknown",
				"The section " + UntrustedText.quote(line.strip()) + " is unknown and was skipped.");
	}

	private boolean tryAcceptKey(String line, int number) {
		Matcher matcher = BOLD_KEY.matcher(line);
		boolean isKey = matcher.matches() || matcher.usePattern(COUNT_KEY).matches();
		if (this.section == null || !isKey) {
			return false;
		}
		Optional<DocumentKey> found = DocumentKey.withLabel(matcher.group(1), this.section);
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
	 * Appends the line to a multi-line value or, without one, reports it as stray text:
	 * once per key, for the first stray line only.
	 */
	private void acceptText(String line, int number) {
		if (this.key != null && this.key.isMultiline()) {
			this.value.append('\n').append(line);
			return;
		}
		if (!line.isBlank() && !this.isStrayTextReported) {
			String title = (this.section != null) ? this.section.title() : DocumentLocation.DOCUMENT.section();
			this.problems.warn(new DocumentLocation(title, number), "stray_text",
					"The text belongs to no key and was ignored.");
			this.isStrayTextReported = true;
		}
	}

	private void endEntry() {
		if (this.key != null) {
			this.entries.add(new DocumentEntry(this.key, this.keyLine, this.value.toString().strip()));
		}
		this.key = null;
		this.value.setLength(0);
		this.isStrayTextReported = false;
	}

	private ListingDocument finish() {
		endEntry();
		this.jsonLdBlocks.finish();
		return new ListingDocument(this.sectionLines,
				Optional.ofNullable(this.isInUnknownSection ? null : this.section), this.entries,
				this.jsonLdBlocks.blocks());
	}

}
