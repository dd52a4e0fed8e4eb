package dev.marquee.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jooq.UpdatableRecord;
import org.jooq.impl.DSL;

/**
 * Replaces the rows that belong to events where they differ, since every write increments
 * the version of an event. The rows of all these events in a table take one statement
 * each to be read, deleted and inserted.
 */
class PartReplacements {

	private final DSLContext dsl;

	private final UUID[] events;

	private final Map<TableField<?, UUID>, TableReplacement<?>> tables = new LinkedHashMap<>();

	PartReplacements(DSLContext dsl, Collection<UUID> events) {
		this.dsl = dsl;
		this.events = events.toArray(UUID[]::new);
	}

	/** Collects the rows of one of the events; without rows, it loses those it has. */
	PartWriter of(UUID event) {
		return new ReplacingPartWriter(event);
	}

	/** Writes what differs. */
	void execute() {
		this.tables.values().forEach(TableReplacement::execute);
		this.tables.clear();
	}

	@SuppressWarnings("unchecked")
	private <R extends UpdatableRecord<R>> TableReplacement<R> table(TableField<R, UUID> eventId) {
		return (TableReplacement<R>) this.tables.computeIfAbsent(eventId,
				(added) -> new TableReplacement<>(this.dsl, eventId, this.events));
	}

	private final class ReplacingPartWriter implements PartWriter {

		private final UUID event;

		ReplacingPartWriter(UUID event) {
			this.event = event;
		}

		@Override
		public <R extends UpdatableRecord<R>> void write(TableField<R, UUID> eventId, List<R> rows) {
			table(eventId).replace(this.event, rows);
		}

		@Override
		public <R extends UpdatableRecord<R>> void write(TableField<R, UUID> eventId, PartIds<R> ids, List<R> rows) {
			ids.takeOver(rows, table(eventId).stored(this.event));
			write(eventId, rows);
		}

	}

	/**
	 * The rows in one table.
	 */
	private static final class TableReplacement<R extends UpdatableRecord<R>> {

		private final DSLContext dsl;

		private final TableField<R, UUID> eventId;

		private final Map<UUID, ? extends List<R>> stored;

		private final List<UUID> changed = new ArrayList<>();

		private final List<R> rows = new ArrayList<>();

		TableReplacement(DSLContext dsl, TableField<R, UUID> eventId, UUID[] events) {
			this.dsl = dsl;
			this.eventId = eventId;
			var table = Objects.requireNonNull(eventId.getTable());
			var key = Objects.requireNonNull(table.getPrimaryKey());
			this.stored = dsl.selectFrom(table)
				.where(eventId.eq(DSL.any(events)))
				.orderBy(key.getFields())
				.fetchGroups(eventId);
		}

		List<R> stored(UUID event) {
			List<R> present = this.stored.get(event);
			return (present != null) ? List.copyOf(present) : List.of();
		}

		void replace(UUID event, List<R> newRows) {
			if (!newRows.equals(stored(event))) {
				this.changed.add(event);
				this.rows.addAll(newRows);
			}
		}

		void execute() {
			var table = Objects.requireNonNull(this.eventId.getTable());
			List<UUID> emptied = this.changed.stream().filter(this.stored::containsKey).toList();
			if (!emptied.isEmpty()) {
				this.dsl.deleteFrom(table).where(this.eventId.eq(DSL.any(emptied.toArray(UUID[]::new)))).execute();
			}
			PartInserts.insert(this.dsl, table, this.rows);
		}

	}

}
