package dev.marquee.query.compile;

import java.util.UUID;
import java.util.function.Function;

import org.jooq.Field;
import org.jooq.Table;

/**
 * How {@code node(id:)} finds the rows of a type: by the prefix of its ids, and by the
 * key within the id. The version tells whether a row is still the same.
 */
record NodeMapping(String prefix, Table<?> table, Function<Table<?>, Field<UUID>> key,
		Function<Table<?>, Field<Long>> version) {

	@SuppressWarnings("unchecked") // an alias has the table's own type
	static <T extends Table<?>> NodeMapping of(String prefix, T table, Function<T, Field<UUID>> key,
			Function<T, Field<Long>> version) {
		return new NodeMapping(prefix, table, (row) -> key.apply((T) row), (row) -> version.apply((T) row));
	}

}
