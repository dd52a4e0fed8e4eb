package dev.marquee.ingest.csv;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.DocumentReader;
import dev.marquee.ingest.format.DocumentText;
import dev.marquee.ingest.format.ListingField;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads the rows of tables, each as an event. A row that cannot be read does not concern
 * the others.
 */
@Component
class CsvDocumentReader implements DocumentReader {

	private final Clock clock;

	CsvDocumentReader(Clock clock) {
		this.clock = clock;
	}

	@Override
	public Set<DocumentFormat> formats() {
		return Set.of(DocumentFormat.CSV);
	}

	@Override
	public void read(SourceDocument document, DocumentFormat format, DocumentProblems problems,
			Consumer<SourceListing> listings) {
		Optional<Map<String, CsvField>> given = givenColumns(document.options().columns(), problems);
		if (given.isEmpty()) {
			return;
		}
		String text = DocumentText.decode(document.bytes(), problems);
		CsvTable table = CsvTable.detect(text, given.get());
		if (!areColumnsFound(table, given.get(), problems)) {
			return;
		}
		reportMapping(table, problems);
		CsvDates dates = new CsvDates(isDayFirst(table, problems), LocalDate.now(this.clock));
		boolean isQuoteOpen = text.chars().filter((character) -> character == '"').count() % 2 == 1;
		forEachRow(table, problems, (row, isLast) -> {
			DocumentProblems rowProblems = new DocumentProblems();
			if (isQuoteOpen && isLast && row.values().stream().anyMatch((value) -> value.indexOf('\n') >= 0)) {
				rowProblems.error(row.location(), "quote_open",
						"A quotation mark in this row is not closed: all lines after it are in one field.");
			}
			PartialListing listing = new CsvRowReader(row, rowProblems).read(dates, document.options().timeZone());
			listings.accept(listing(row, listing, rowProblems));
		});
	}

	private static SourceListing listing(CsvRow row, PartialListing listing, DocumentProblems problems) {
		CsvField start = (row.value(CsvField.START_DATE) != null) ? CsvField.START_DATE : CsvField.START;
		return SourceListing.builder(listing, row.location(), problems)
			.id(id(row))
			.location(ListingField.NAME, row.location(CsvField.NAME))
			.location(ListingField.URL, row.location(CsvField.URL))
			.location(ListingField.DESCRIPTION, row.location(CsvField.DESCRIPTION))
			.location(ListingField.TIME, row.location(start))
			.location(ListingField.COORDINATES, row.location(CsvField.LATITUDE))
			.build();
	}

	private static @Nullable ListingId id(CsvRow row) {
		String id = row.value(CsvField.ID);
		return (id != null) ? new ListingId(null, id) : null;
	}

	private static Optional<Map<String, CsvField>> givenColumns(Map<String, String> options,
			DocumentProblems problems) {
		Map<String, CsvField> given = new HashMap<>();
		for (Map.Entry<String, String> option : options.entrySet()) {
			Optional<CsvField> field = CsvField.ofTitle(option.getValue());
			if (field.isEmpty()) {
				problems.error(DocumentLocation.DOCUMENT, "field_unknown",
						"The column " + UntrustedText.quote(option.getKey()) + " is given as "
								+ UntrustedText.quote(option.getValue()) + ", which is no field: use one of "
								+ CsvField.titles() + ".");
				return Optional.empty();
			}
			given.put(option.getKey().strip(), field.get());
		}
		return Optional.of(given);
	}

	private static boolean areColumnsFound(CsvTable table, Map<String, CsvField> given, DocumentProblems problems) {
		List<String> headers = table.columns().headers().stream().map(String::strip).toList();
		List<String> missing = given.keySet().stream().filter((header) -> !headers.contains(header)).sorted().toList();
		if (!missing.isEmpty()) {
			problems.error(DocumentLocation.DOCUMENT, "column_missing",
					"The table has no column " + UntrustedText.quote(String.join(", ", missing)) + ": its columns are "
							+ UntrustedText.abbreviate(String.join(", ", headers), 500) + ".");
			return false;
		}
		if (!table.columns().isComplete()) {
			String lacking = table.columns().has(CsvField.NAME) ? "the start" : "the name";
			problems.error(DocumentLocation.ofLine((int) Math.max(1, table.headerLine())), "columns_unknown",
					"No column has " + lacking + " of the events: name the columns in the option `columns`. Found: "
							+ UntrustedText.abbreviate(table.columns().description(), 1000) + ".");
			return false;
		}
		return true;
	}

	private static void reportMapping(CsvTable table, DocumentProblems problems) {
		if (!table.columns().isKnownTable()) {
			problems.notice(DocumentLocation.ofLine((int) table.headerLine()), "columns_recognized",
					"The columns were read as " + UntrustedText.abbreviate(table.columns().description(), 1500)
							+ ". Name them in the option `columns` if this is wrong.");
		}
	}

	/**
	 * The order of day and month in {@code 05/06/2026}: as the other dates of the table
	 * show, or else month first, as most programs write it with slashes.
	 */
	private static boolean isDayFirst(CsvTable table, DocumentProblems problems) {
		int[] counts = new int[3];
		int[] firstAmbiguous = { 0 };
		forEachRow(table, new DocumentProblems(), (row, isLast) -> {
			for (CsvField field : List.of(CsvField.START, CsvField.START_DATE, CsvField.END, CsvField.END_DATE)) {
				String value = Objects.requireNonNullElse(row.value(field), "");
				Boolean showsDayFirst = value.contains("/") ? CsvDates.showsDayFirst(value) : null;
				counts[0] += Boolean.TRUE.equals(showsDayFirst) ? 1 : 0;
				counts[1] += Boolean.FALSE.equals(showsDayFirst) ? 1 : 0;
				if (CsvDates.isAmbiguous(value) && counts[2]++ == 0) {
					firstAmbiguous[0] = row.line();
				}
			}
		});
		boolean isDayFirst = counts[0] > counts[1];
		if (counts[2] > 0 && counts[0] == 0 && counts[1] == 0 && !table.columns().isKnownTable()) {
			problems.warn(DocumentLocation.ofLine(firstAmbiguous[0]), "date_order",
					"The dates of the table do not show whether the day or the month comes first: the month was read"
							+ " first. Write them as YYYY-MM-DD.");
		}
		return isDayFirst;
	}

	/** Passes on each row after the headers, and whether it is the last. */
	private static void forEachRow(CsvTable table, DocumentProblems problems, RowHandler handler) {
		CsvRow previous = null;
		int number = 0;
		try {
			for (CsvRecord row : table.rows()) {
				if (row.getStartingLineNumber() > table.headerLine()) {
					number++;
					CsvRow next = new CsvRow(table.columns(), row.getFields(), number,
							(int) row.getStartingLineNumber());
					if (previous != null && !previous.isEmpty()) {
						handler.handle(previous, false);
					}
					previous = next;
				}
			}
		}
		catch (CsvParseException ex) {
			problems.error(DocumentLocation.ofLine((previous != null) ? previous.line() + 1 : 1), "row_too_long",
					"The rows from here cannot be read: a field is longer than 1,000,000 characters, most likely since"
							+ " a quotation mark is not closed.");
		}
		if (previous != null && !previous.isEmpty()) {
			handler.handle(previous, true);
		}
	}

	/**
	 * Handles a row.
	 */
	@FunctionalInterface
	private interface RowHandler {

		void handle(CsvRow row, boolean isLast);

	}

}
