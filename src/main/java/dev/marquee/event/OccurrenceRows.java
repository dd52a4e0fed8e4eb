package dev.marquee.event;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.marquee.db.tables.records.OccurrenceRecord;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.Record;
import org.jooq.impl.DSL;

import static dev.marquee.db.Tables.OCCURRENCE;

/**
 * The rows of events in the table {@code occurrence}.
 */
class OccurrenceRows {

	/** PostgreSQL has at most 65,535 bind values a statement. */
	private static final int BATCH_SIZE = 500;

	/** All columns but the generated ones. */
	private static final List<Field<?>> COLUMNS = List.of(OCCURRENCE.ID, OCCURRENCE.EVENT_ID, OCCURRENCE.ORIGINAL_START,
			OCCURRENCE.STARTS_AT, OCCURRENCE.START_LOCAL, OCCURRENCE.START_ZONE, OCCURRENCE.START_PRECISION,
			OCCURRENCE.START_ZONE_SOURCE, OCCURRENCE.ENDS_AT, OCCURRENCE.END_LOCAL, OCCURRENCE.END_ZONE,
			OCCURRENCE.END_PRECISION, OCCURRENCE.END_ZONE_SOURCE, OCCURRENCE.PREVIOUS_STARTS_AT,
			OCCURRENCE.PREVIOUS_START_LOCAL, OCCURRENCE.PREVIOUS_START_ZONE, OCCURRENCE.PREVIOUS_START_PRECISION,
			OCCURRENCE.PREVIOUS_START_ZONE_SOURCE, OCCURRENCE.STATUS, OCCURRENCE.CANCELLATION_REASON);

	private static final Map<Field<?>, Field<?>> UPDATES = COLUMNS.stream()
		.collect(Collectors.toUnmodifiableMap(Function.identity(), DSL::excluded));

	private final DSLContext dsl;

	OccurrenceRows(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * Replaces the rows of an event. Those that stay the same are not written.
	 * @return whether any were written
	 */
	boolean replace(UUID event, List<OccurrenceRecord> rows) {
		Map<UUID, List<Object>> stored = this.dsl.select(COLUMNS)
			.from(OCCURRENCE)
			.where(OCCURRENCE.EVENT_ID.eq(event))
			.fetchMap(OCCURRENCE.ID, OccurrenceRows::values);
		Set<UUID> removed = new HashSet<>(stored.keySet());
		rows.forEach((row) -> removed.remove(row.getId()));
		List<OccurrenceRecord> changed = rows.stream()
			.filter((row) -> !values(row).equals(stored.get(row.getId())))
			.toList();
		if (!removed.isEmpty()) {
			this.dsl.deleteFrom(OCCURRENCE).where(OCCURRENCE.ID.eq(DSL.any(removed.toArray(UUID[]::new)))).execute();
		}
		for (int begin = 0; begin < changed.size(); begin += BATCH_SIZE) {
			write(changed.subList(begin, Math.min(begin + BATCH_SIZE, changed.size())));
		}
		return !removed.isEmpty() || !changed.isEmpty();
	}

	private void write(List<OccurrenceRecord> rows) {
		InsertValuesStepN<OccurrenceRecord> insert = this.dsl.insertInto(OCCURRENCE, COLUMNS);
		for (OccurrenceRecord row : rows) {
			insert = insert.values(values(row));
		}
		insert.onConflict(OCCURRENCE.ID).doUpdate().set(UPDATES).execute();
	}

	private static List<Object> values(Record row) {
		return Arrays.asList(row.into(COLUMNS.toArray(Field<?>[]::new)).intoArray());
	}

}
