package dev.marquee.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.marquee.query.compile.RowVersion;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import static dev.marquee.db.Tables.EVENT_SEARCH;

/**
 * The columns of {@code event_search} for an occurrence of an event: time and status are
 * those of the occurrence, everything else is that of the event.
 */
final class OccurrenceColumns {

	/** The columns that an occurrence has of its own, under the same names. */
	static final Set<String> OWN = Set.of("starts_at", "over_at", "duration_class", "start_day", "end_day",
			"start_weekday", "start_time", "start_local");

	private OccurrenceColumns() {
	}

	/**
	 * All columns, and those that tell whether the occurrence is the first that fits.
	 * @param ofIndex the table whose index returns the rows: one of the other two
	 */
	static List<SelectFieldOrAsterisk> all(Name event, Name occurrence, Name ofIndex) {
		List<SelectFieldOrAsterisk> columns = new ArrayList<>(of(event, occurrence, ofIndex, (column) -> true));
		columns.add(DSL.field(occurrence.append("preceded_until")));
		columns.add(DSL.field(occurrence.append("preceded_day")));
		columns.add(DSL.field(occurrence.append("gap_class")));
		columns.add(RowVersion.transactionId(EVENT_SEARCH.as(event)));
		return columns;
	}

	/**
	 * The selected columns.
	 * @param ofIndex the table whose index returns the rows. Indexes end with the id of
	 * the event, and PostgreSQL knows their order only if the id is that of the same
	 * table.
	 */
	static List<Field<?>> of(Name event, Name occurrence, Name ofIndex, Predicate<String> selected) {
		return Stream.of(EVENT_SEARCH.fields())
			.map(Field::getName)
			.filter(selected)
			.<Field<?>>map((column) -> switch (column) {
				case String name when OWN.contains(name) -> DSL.field(occurrence.append(name));
				case "status" ->
					status(RecurringEvents.statusOf(event), RecurringEvents.statusOf(occurrence)).as("status");
				case "event_id" -> RecurringEvents.eventId(ofIndex);
				case "occurrence_id" -> DSL.field(occurrence.append("id")).as("occurrence_id");
				default -> DSL.field(event.append(column));
			})
			.toList();
	}

	/** The status that an occurrence has. */
	static Field<String> status(Field<String> ofEvent, Field<String> own) {
		return DSL.field("status_of_occurrence({0}, {1})", SQLDataType.CLOB, ofEvent, own);
	}

}
