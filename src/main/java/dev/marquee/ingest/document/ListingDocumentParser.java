package dev.marquee.ingest.document;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.marquee.ingest.document.LineSyntax.KeyLine;
import dev.marquee.ingest.document.ListingDocument.DocumentEntry;
import dev.marquee.ingest.jsonld.JsonLdBlock;
import dev.marquee.ingest.jsonld.JsonLdContent;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.ingest.value.MarkdownSyntax;
import org.jspecify.annotations.Nullable;

/**
 * Parses the text of a listing document line by line.
 */
public class ListingDocumentParser {

	private final DocumentProblems problems;

	private final List<String> lines;

	private final LineSyntax syntax;

	private final LoosePartLines looseParts = new LoosePartLines();

	/** The index of the last heading of JSON-LD; -1 if there is none. */
	private final int jsonLdLine;

	private final Map<DocumentSection, Integer> sectionLines = new EnumMap<>(DocumentSection.class);

	private final List<DocumentEntry> entries = new ArrayList<>();

	private final JsonLdBlockCollector jsonLdBlocks = new JsonLdBlockCollector();

	private final StringBuilder value = new StringBuilder();

	private @Nullable DocumentSection section;

	private @Nullable DocumentKey key;

	private int keyLine;

	private int indent;

	private boolean isStrayTextReported;

	private boolean isInUnknownSection;

	private ListingDocumentParser(List<String> lines, DocumentProblems problems) {
		this.lines = lines;
		this.problems = problems;
		this.syntax = new LineSyntax(lines);
		this.jsonLdLine = lastJsonLdHeading();
	}

	public static ListingDocument parse(String text, DocumentProblems problems) {
		String lines = (text.indexOf('\n') < 0) ? text.replace('\r', '\n') : text;
		return new ListingDocumentParser(LineSyntax.withoutUnderlines(List.of(lines.split("\n", -1))), problems)
			.parse();
	}

	private int lastJsonLdHeading() {
		for (int line = this.lines.size() - 1; line >= 0; line--) {
			if (this.syntax.section(this.lines.get(line)).filter(DocumentSection.STRUCTURED_DATA::equals).isPresent()) {
				return line;
			}
		}
		return -1;
	}

	private ListingDocument parse() {
		int descriptionEnd = 0;
		for (int line = 0; line < this.lines.size(); line++) {
			if (line < descriptionEnd) {
				this.value.append('\n').append(this.lines.get(line));
				continue;
			}
			acceptLine(this.lines.get(line), line);
			if (this.key == DocumentKey.DESCRIPTION && this.keyLine == line + 1) {
				descriptionEnd = descriptionEnd(line);
			}
		}
		endEntry();
		this.jsonLdBlocks.finish();
		return new ListingDocument(this.sectionLines,
				Optional.ofNullable(this.isInUnknownSection ? null : this.section), this.entries,
				this.jsonLdBlocks.blocks());
	}

	private int descriptionEnd(int descriptionLine) {
		Set<DocumentKey> keys = this.entries.stream().map(DocumentEntry::key).collect(Collectors.toSet());
		DescriptionEnd.FoundEnd end = new DescriptionEnd(this.lines, this.syntax, keys, this.sectionLines.keySet())
			.find(descriptionLine + 1, this.jsonLdLine,
					(url) -> JsonLdContent.eventUrls(jsonLdBlocksAtEnd()).contains(url));
		if (end.isAmbiguous()) {
			this.problems.error(new DocumentLocation(DocumentSection.EVENT.title(), descriptionLine + 1),
					"description_ambiguous",
					"The description can end in several places, since it contains lines that look like the rest of the"
							+ " document: remove them.");
		}
		return end.line();
	}

	/** The blocks of JSON-LD after its last heading. */
	private List<JsonLdBlock> jsonLdBlocksAtEnd() {
		JsonLdBlockCollector collector = new JsonLdBlockCollector();
		for (int line = this.jsonLdLine + 1; line < this.lines.size(); line++) {
			collector.accept(this.lines.get(line), line + 1);
		}
		collector.finish();
		return collector.blocks();
	}

	private void acceptLine(String line, int index) {
		int number = index + 1;
		Optional<DocumentSection> heading = this.syntax.section(line);
		if (heading.isPresent() && mayBegin(heading.get(), index)) {
			beginSection(heading.get(), number);
		}
		else if (heading.isEmpty() && isUnknownHeading(line)) {
			skipSection(line, number);
		}
		else if (this.isInUnknownSection) {
			return;
		}
		else if (this.section == DocumentSection.STRUCTURED_DATA) {
			this.jsonLdBlocks.accept(line, number);
		}
		else if (!tryAcceptKey(line, number) && !tryAcceptPart(line, number)) {
			acceptText(line, number);
		}
	}

	/**
	 * A section begins only once, so that a heading within an answer does not replace it;
	 * JSON-LD is at the end.
	 */
	private boolean mayBegin(DocumentSection next, int index) {
		boolean mayBegin = (next == DocumentSection.STRUCTURED_DATA) ? index == this.jsonLdLine
				: !this.sectionLines.containsKey(next);
		if (!mayBegin) {
			this.problems.warn(DocumentLocation.ofLine(index + 1), "section_repeated",
					"The section `" + next.title() + "` occurs more than once: this heading was read as text.");
		}
		return mayBegin;
	}

	private void beginSection(DocumentSection next, int number) {
		endEntry();
		this.jsonLdBlocks.finish();
		this.section = next;
		this.isInUnknownSection = false;
		this.sectionLines.putIfAbsent(next, number);
	}

	/**
	 * A {@code #} within a code fence is not a heading.
	 */
	private boolean isUnknownHeading(String line) {
		return this.section != null && !this.jsonLdBlocks.isFenced() && LineSyntax.isTopLevelHeading(line);
	}

	private void skipSection(String line, int number) {
		endEntry();
		this.jsonLdBlocks.finish();
		this.isInUnknownSection = true;
		this.problems.warn(DocumentLocation.ofLine(number), "section_unknown",
				"The section " + UntrustedText.quote(line.strip()) + " is unknown and was skipped.");
	}

	private boolean tryAcceptKey(String line, int number) {
		if (this.section == null) {
			return false;
		}
		Optional<KeyLine> found = this.syntax.key(line, this.section).filter((key) -> !isWithinAnswer(key));
		found.ifPresent((key) -> beginEntry(key, number));
		return found.isPresent();
	}

	/** A question that is indented further than the others belongs to an answer. */
	private boolean isWithinAnswer(KeyLine found) {
		return found.key() == DocumentKey.QUESTION && this.key == DocumentKey.ANSWER && found.indent() > this.indent
				&& this.entries.getLast().key() == DocumentKey.QUESTION;
	}

	private boolean tryAcceptPart(String line, int number) {
		List<KeyLine> parts = (this.section != null) ? this.looseParts.read(line, this.section, this.entries, this.key)
				: List.of();
		parts.forEach((part) -> beginEntry(part, number));
		return !parts.isEmpty() || (this.section != null && LoosePartLines.isTableRow(line, this.section));
	}

	private void beginEntry(KeyLine found, int number) {
		endEntry();
		this.key = found.key();
		this.keyLine = number;
		this.indent = found.indent();
		this.value.append(found.value());
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
			String text = this.value.toString().strip();
			boolean isMarkdown = this.key == DocumentKey.DESCRIPTION || this.key == DocumentKey.ANSWER;
			this.entries.add(new DocumentEntry(this.key, this.keyLine,
					isMarkdown ? text : MarkdownSyntax.unescaped(text), this.indent));
		}
		this.key = null;
		this.value.setLength(0);
		this.isStrayTextReported = false;
	}

}
