package dev.marquee.ingest.csv;

import java.util.List;

import dev.marquee.ingest.problem.DocumentLocation;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table.
 *
 * @param number counted from 1, without the headers
 * @param line where it begins in the document, counted from 1
 */
record CsvRow(CsvColumns columns, List<String> values, int number, int line) {

	/** The value of a field; null if the table or the row has none. */
	@Nullable String value(CsvField field) {
		Integer index = this.columns.indexes().get(field);
		if (index == null || index >= this.values.size()) {
			return null;
		}
		String value = this.values.get(index).strip();
		return value.isEmpty() || value.equalsIgnoreCase("null") ? null : value;
	}

	boolean isEmpty() {
		return this.values.stream().allMatch(String::isBlank);
	}

	DocumentLocation location() {
		return new DocumentLocation(DocumentLocation.DOCUMENT.section(), this.line, "row " + this.number);
	}

	DocumentLocation location(CsvField field) {
		return this.columns.has(field) ? location().at("row " + this.number + ", column " + this.columns.header(field))
				: location();
	}

}
