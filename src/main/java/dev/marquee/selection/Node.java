package dev.marquee.selection;

import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;

/**
 * How {@code node(id:)} finds the rows of a type: by the prefix of its ids, and by the
 * key within the id.
 */
record Node(String prefix, Table<?> table, BiFunction<Table<?>, Field<UUID>, Condition> hasKey) {

	@SuppressWarnings("unchecked") // an alias has the table's own type
	static <T extends Table<?>> Node of(String prefix, T table, Function<T, Field<UUID>> key) {
		return new Node(prefix, table, (row, value) -> key.apply((T) row).eq(value));
	}

}
