package dev.marquee.ingest.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.marquee.ingest.document.LineSyntax.KeyLine;
import dev.marquee.ingest.document.ListingDocument.DocumentEntry;
import dev.marquee.ingest.value.MarkdownSyntax;
import org.jspecify.annotations.Nullable;

/**
 * Reads tickets, images and FAQs that are written without keys: as tables, images,
 * headings or lists of Markdown. The first key of a part has no indent, the others have
 * one, so that they stay together.
 */
final class LoosePartLines {

	private static final Pattern DELIMITER_ROW = Pattern.compile("\\s*+\\|?+(?:\\s*+:?+-++:?+\\s*+\\|?+)++\\s*+");

	private static final Pattern CELL_BORDER = Pattern.compile("(?<!\\\\)\\|");

	private static final Pattern URL_LINE = Pattern
		.compile("\\s*+(?:[-*+]\\s++|\\d{1,3}[.)]\\s++)?+<?((?:https?:)?//[^\\s<>]++)>?\\s*+");

	/** {@code ### Question}, {@code **Question?**} or {@code 1. Question?} */
	private static final Pattern QUESTION = Pattern.compile(
			"\\s*+(?:#{3,6}\\s++(.{2,300}?)\\s*+#*+|(?:(?:[-*+]|\\d{1,3}[.)])\\s++)?+(?:\\*\\*|__)(.{2,300}?\\?)(?:\\*\\*|__)"
					+ "|(?:\\d{1,3}[.)]|[-*+])\\s++([^*_].{2,300}?\\?))(\\s.*)?");

	private static final Pattern SHORT_KEY = Pattern
		.compile("\\s*+(?:[-*+]\\s++)?+(Q|A|Question|Answer)\\s?\\d{0,3}[:.]\\s++(.*)", Pattern.CASE_INSENSITIVE);

	/** {@code - Box seats: $80} */
	private static final Pattern PRICED_ITEM = Pattern.compile(
			"\\s*+(?:[-*+]|\\d{1,3}[.)])\\s++(?:\\*\\*|__)?([^:*|]{1,100}?)(?:\\*\\*|__)?(?:\\s*+:|\\s++\\p{Pd})\\s*+(?:\\*\\*|__)?\\s*+((?=.*(?:\\p{Nd}|\\p{Sc})).{1,100}|free|gratis|kostenlos|gratuit)",
			Pattern.CASE_INSENSITIVE);

	private List<Optional<DocumentKey>> columns = List.of();

	/**
	 * The keys that the line stands for; empty if it is none of these forms, or if the
	 * section has keys.
	 * @param key the key whose value the line may continue
	 */
	List<KeyLine> read(String line, DocumentSection section, List<DocumentEntry> entries, @Nullable DocumentKey key) {
		if (line.length() > 1000) {
			return List.of();
		}
		return switch (section) {
			case TICKETS -> isTableRow(line, section) ? row(line, section) : pricedItem(line);
			case GALLERY -> isTableRow(line, section) ? row(line, section) : images(line);
			case FAQS -> isTableRow(line, section) ? row(line, section) : question(line, entries, key);
			default -> List.of();
		};
	}

	/** Whether the line is a row of a table in a section where tables are read. */
	static boolean isTableRow(String line, DocumentSection section) {
		return line.stripLeading().startsWith("|") && switch (section) {
			case TICKETS, GALLERY, FAQS -> true;
			default -> false;
		};
	}

	private List<KeyLine> row(String line, DocumentSection section) {
		if (DELIMITER_ROW.matcher(line).matches()) {
			return List.of();
		}
		String stripped = line.strip();
		List<String> cells = Stream
			.of(CELL_BORDER.split(stripped.substring(1,
					stripped.length() - (stripped.endsWith("|") && stripped.length() > 1 ? 1 : 0)), -1))
			.map(String::strip)
			.toList();
		List<Optional<DocumentKey>> header = cells.stream()
			.map((cell) -> DocumentKey.withLabel(cell.replaceAll("[*_]", ""), section))
			.toList();
		if (header.stream().filter(Optional::isPresent).count() >= Math.min(2, cells.size())) {
			this.columns = header;
			return List.of();
		}
		List<KeyLine> row = new ArrayList<>();
		for (int i = 0; i < Math.min(cells.size(), this.columns.size()); i++) {
			Optional<DocumentKey> column = this.columns.get(i);
			String cell = cells.get(i);
			if (column.isPresent() && !cell.isEmpty()) {
				row.add(new KeyLine(column.get(), cell, row.isEmpty() ? 0 : 1));
			}
		}
		return row;
	}

	private static List<KeyLine> images(String line) {
		List<KeyLine> keys = new ArrayList<>();
		for (MarkdownSyntax.Link image : MarkdownSyntax.images(line)) {
			keys.add(new KeyLine(DocumentKey.IMAGE_URL, image.address(), 0));
			keys.add(new KeyLine(DocumentKey.ALT_TEXT, image.text(), 1));
		}
		Matcher url = URL_LINE.matcher(line);
		if (keys.isEmpty() && url.matches()) {
			keys.add(new KeyLine(DocumentKey.IMAGE_URL, url.group(1), 0));
		}
		return keys;
	}

	private static List<KeyLine> pricedItem(String line) {
		Matcher item = PRICED_ITEM.matcher(line);
		return item.matches() ? List.of(new KeyLine(DocumentKey.TICKET_NAME, item.group(1), 0),
				new KeyLine(DocumentKey.TICKET_PRICE, item.group(2), 1)) : List.of();
	}

	/**
	 * A question with the beginning of its answer, which the next lines continue. If the
	 * section has keys, such a line belongs to the answer.
	 */
	private static List<KeyLine> question(String line, List<DocumentEntry> entries, @Nullable DocumentKey key) {
		Matcher shortKey = SHORT_KEY.matcher(line);
		if (shortKey.matches()) {
			return DocumentKey.withLabel(shortKey.group(1), DocumentSection.FAQS)
				.map((found) -> new KeyLine(found, shortKey.group(2), (found == DocumentKey.QUESTION) ? 0 : 1))
				.stream()
				.toList();
		}
		boolean hasKeys = key == DocumentKey.QUESTION
				|| (key == DocumentKey.ANSWER && !entries.isEmpty() && entries.getLast().indent() != HEADING_INDENT);
		Matcher question = QUESTION.matcher(line);
		if (hasKeys || !question.matches()) {
			return List.of();
		}
		String text = Stream.of(question.group(1), question.group(2), question.group(3))
			.filter((group) -> group != null)
			.findFirst()
			.orElseThrow();
		String answer = (question.group(4) != null) ? question.group(4) : "";
		return List.of(new KeyLine(DocumentKey.QUESTION, LineSyntax.heading("# " + text).orElse(text), HEADING_INDENT),
				new KeyLine(DocumentKey.ANSWER, answer, HEADING_INDENT + 1));
	}

	/** Marks questions without a key, which only such questions follow. */
	private static final int HEADING_INDENT = -2;

}
