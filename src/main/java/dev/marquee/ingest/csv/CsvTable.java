package dev.marquee.ingest.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

/**
 * The dialect of a table: what separates its fields, and where its headers are.
 *
 * @param headerLine the line of the headers, counted from 1
 */
record CsvTable(String text, char separator, CsvColumns columns, long headerLine) {

	/** Some tables begin with a title. */
	private static final int MAX_LINES_BEFORE_HEADERS = 10;

	private static final int MAX_FIELD_LENGTH = 1_000_000;

	/** Excel's own line that states the separator, such as {@code sep=;}. */
	private static final String SEPARATOR_LINE = "(?is)sep=(?:.|\\t)\\R.*";

	/**
	 * Finds the dialect by which the most fields are recognized.
	 */
	static CsvTable detect(String text, Map<String, CsvField> given) {
		boolean hasSeparatorLine = text.matches(SEPARATOR_LINE);
		Stream<Character> separators = hasSeparatorLine ? Stream.of(text.charAt(4)) : Stream.of(',', ';', '\t', '|');
		return separators.map((separator) -> withHeaders(text, separator, given))
			.max(Comparator.comparing((CsvTable table) -> table.columns().isComplete())
				.thenComparingInt((table) -> table.columns().indexes().size())
				.thenComparingInt((table) -> table.columns().headers().size()))
			.orElseThrow();
	}

	private static CsvTable withHeaders(String text, char separator, Map<String, CsvField> given) {
		CsvTable best = new CsvTable(text, separator, CsvColumns.recognize(List.of(), given), 0);
		for (CsvRecord row : firstRows(text, separator)) {
			CsvColumns columns = CsvColumns.recognize(row.getFields(), given);
			boolean isBetter = columns.indexes().size() > best.columns().indexes().size();
			if (isBetter || best.headerLine() == 0) {
				best = new CsvTable(text, separator, columns, row.getStartingLineNumber());
			}
			if (columns.isComplete()) {
				return best;
			}
		}
		return best;
	}

	private static List<CsvRecord> firstRows(String text, char separator) {
		List<CsvRecord> rows = new ArrayList<>();
		try {
			for (CsvRecord row : reader(text, separator)) {
				rows.add(row);
				if (rows.size() > MAX_LINES_BEFORE_HEADERS) {
					break;
				}
			}
		}
		catch (CsvParseException ex) {
			// The rows before the one that cannot be read may have the headers.
		}
		return rows;
	}

	/** The rows with their headers. */
	CsvReader<CsvRecord> rows() {
		return reader(this.text, this.separator);
	}

	/**
	 * FastCSV accepts either blanks before quotation marks or text after them, but not
	 * both.
	 */
	private static CsvReader<CsvRecord> reader(String text, char separator) {
		boolean hasBlankBeforeQuote = text.contains(separator + " \"");
		return CsvReader.builder()
			.fieldSeparator(separator)
			.skipEmptyLines(true)
			.allowExtraFields(true)
			.allowMissingFields(true)
			.allowExtraCharsAfterClosingQuote(!hasBlankBeforeQuote)
			.trimWhitespacesAroundQuotes(hasBlankBeforeQuote)
			.maxBufferSize(MAX_FIELD_LENGTH)
			.ofCsvRecord(text);
	}

}
