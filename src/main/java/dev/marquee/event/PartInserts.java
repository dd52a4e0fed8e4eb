package dev.marquee.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.TableRecord;
import org.jooq.UpdatableRecord;

/**
 * Collects the rows of new events and inserts those of a table together, since each
 * statement fires triggers.
 */
class PartInserts implements PartWriter {

	/** A statement has at most 65,535 parameters, and no table has 100 columns. */
	private static final int MAX_ROWS = 64;

	private final DSLContext dsl;

	private final Map<Table<?>, List<TableRecord<?>>> rows = new LinkedHashMap<>();

	PartInserts(DSLContext dsl) {
		this.dsl = dsl;
	}

	@Override
	public <R extends UpdatableRecord<R>> void write(TableField<R, UUID> eventId, List<R> rowsOfEvent) {
		this.rows.computeIfAbsent(Objects.requireNonNull(eventId.getTable()), (table) -> new ArrayList<>())
			.addAll(rowsOfEvent);
	}

	@Override
	public <R extends UpdatableRecord<R>> void write(TableField<R, UUID> eventId, PartIds<R> ids, List<R> rowsOfEvent) {
		write(eventId, rowsOfEvent);
	}

	/** Inserts the rows. */
	void execute() {
		this.rows.forEach((table, rowsOfTable) -> insert(this.dsl, table, rowsOfTable));
		this.rows.clear();
	}

	/**
	 * Inserts rows with few different statements: the numbers of rows are powers of two,
	 * so that PostgreSQL has most of them prepared.
	 */
	static void insert(DSLContext dsl, Table<?> table, List<? extends TableRecord<?>> rows) {
		int from = 0;
		while (from < rows.size()) {
			int count = Math.min(MAX_ROWS, Integer.highestOneBit(rows.size() - from));
			dsl.insertInto(table).set(rows.subList(from, from + count)).execute();
			from += count;
		}
	}

}
