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
 * Takes one listing document apart, line by line.
 */
public class ListingDocumentParser {

	private static final Pattern HEADING = Pattern.compile(" {0,3}+#{1,6}+[ \\t]++(.{1,80}?)[ \\t]*+#*+\\s*+");

	private static final Pattern TOP_LEVEL_HEADING = Pattern.compile(" {0,3}+#{1,2}+[ \\t]++\\S.*+", Pattern.DOTALL);

	private static final Pattern BOLD_KEY = Pattern.compile("\\s*+[-*+][ \\t]++\\*\\*([^*:]{1,40}):?\\*\\*:?(.*)",
			Pattern.DOTALL);

	private static final Pattern COUNT_KEY = Pattern.compile("\\s*+[-*+][ \\t]++(total_interested_count):(.*)",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final DocumentProblems documentProblems;

	private final Map<DocumentSection, Integer> sectionLines = new EnumMap<>(DocumentSection.class);

	private final List<DocumentEntry> entries = new ArrayList<>();

	private final JsonLdBlockCollector jsonLdBlocks = new JsonLdBlockCollector();

	private final StringBuilder value = new StringBuilder();

	private @Nullable DocumentSection documentSection;

	private @Nullable DocumentKey documentKey;

	private int keyLine;

	private boolean isStrayTextReported;

	private boolean isInUnknownSection;

	private ListingDocumentParser(DocumentProblems documentProblems) {
		this.documentProblems = documentProblems;
	}

	public static ListingDocument parse(String text, DocumentProblems documentProblems) {
		ListingDocumentParser parser = new ListingDocumentParser(documentProblems);
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
		else if (this.documentSection == DocumentSection.STRUCTURED_DATA) {
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
		this.documentSection = next;
		this.isInUnknownSection = false;
		this.sectionLines.putIfAbsent(next, number);
	}

	/**
	 * A description may have headings of its own, and what is fenced in is not Markdown.
	 */
	private boolean isUnknownHeading(String line) {
		boolean isCandidate = this.documentSection != null && this.documentKey != DocumentKey.DESCRIPTION
				&& !this.jsonLdBlocks.isFenced();
		return isCandidate && line.indexOf('#') >= 0 && TOP_LEVEL_HEADING.matcher(line).matches();
	}

	private void skipSection(String line, int number) {
		endEntry();
		this.jsonLdBlocks.finish();
		this.isInUnknownSection = true;
		this.documentProblems.warn(DocumentLocation.ofLine(number), "section_unknown",
				"the section " + UntrustedText.quote(line.strip()) + " is not known: left out");
	}

	private boolean tryAcceptKey(String line, int number) {
		Matcher matcher = BOLD_KEY.matcher(line);
		boolean isKey = matcher.matches() || matcher.usePattern(COUNT_KEY).matches();
		if (this.documentSection == null || !isKey) {
			return false;
		}
		Optional<DocumentKey> found = DocumentKey.withLabel(matcher.group(1), this.documentSection);
		if (found.isEmpty()) {
			return false;
		}
		endEntry();
		this.documentKey = found.get();
		this.keyLine = number;
		this.value.append(matcher.group(2));
		return true;
	}

	/**
	 * A line that belongs to a long value, or to nothing. Only the first of several
	 * strays is told.
	 */
	private void acceptText(String line, int number) {
		if (this.documentKey != null && this.documentKey.isMultiline()) {
			this.value.append('\n').append(line);
			return;
		}
		if (!line.isBlank() && !this.isStrayTextReported) {
			String title = (this.documentSection != null) ? this.documentSection.title()
					: DocumentLocation.DOCUMENT.section();
			this.documentProblems.warn(new DocumentLocation(title, number), "stray_text",
					"this text belongs to no key and is left out");
			this.isStrayTextReported = true;
		}
	}

	private void endEntry() {
		if (this.documentKey != null) {
			this.entries.add(new DocumentEntry(this.documentKey, this.keyLine, this.value.toString().strip()));
		}
		this.documentKey = null;
		this.value.setLength(0);
		this.isStrayTextReported = false;
	}

	private ListingDocument finish() {
		endEntry();
		this.jsonLdBlocks.finish();
		return new ListingDocument(this.sectionLines,
				Optional.ofNullable(this.isInUnknownSection ? null : this.documentSection), this.entries,
				this.jsonLdBlocks.blocks());
	}

}
