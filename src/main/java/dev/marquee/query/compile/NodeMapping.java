package dev.marquee.query.compile;

import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Maps a type that implements {@code Node} to its table.
 *
 * @param prefix the prefix of its ids
 * @param key the key within the id
 * @param version the version that changes with every change of a row; null if every
 * change of a row changes the versions of the objects that contain it instead
 * @param findable the condition, besides the row policy, under which a row is found by
 * its id
 */
record NodeMapping(String prefix, Table<?> table, Function<Table<?>, Field<UUID>> key,
		@Nullable Function<Table<?>, Field<Long>> version, BiFunction<Table<?>, Compilation, Condition> findable) {

	/** The version of a row of a type whose rows have one. */
	Field<Long> versionOf(Table<?> row) {
		if (this.version == null) {
			throw new IllegalStateException("The objects with the ids " + this.prefix + "_… have no version");
		}
		return this.version.apply(row);
	}

}
