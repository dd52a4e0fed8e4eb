package dev.marquee.query.compile;

import java.util.UUID;
import java.util.function.Function;

import org.jooq.Field;
import org.jooq.Table;

/**
 * Maps a type that implements {@code Node} to its table: the prefix of its ids, the key
 * within the id, and the version that changes with every change of a row.
 */
record NodeMapping(String prefix, Table<?> table, Function<Table<?>, Field<UUID>> key,
		Function<Table<?>, Field<Long>> version) {

	@SuppressWarnings("unchecked") // an alias has the table's own type
	static <T extends Table<?>> NodeMapping of(String prefix, T table, Function<T, Field<UUID>> key,
			Function<T, Field<Long>> version) {
		return new NodeMapping(prefix, table, (row) -> key.apply((T) row), (row) -> version.apply((T) row));
	}

}
