package dev.marquee.mutation;

import java.util.UUID;
import java.util.function.Function;

import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;
import org.jooq.Field;
import org.jooq.Table;

/**
 * Factory of the mappings of payload types: the written row and the {@code userErrors}.
 */
public final class MutationPayload {

	private MutationPayload() {
	}

	/** The mapping of a payload type with its {@code userErrors}. */
	public static TypeMapping<MutationResultRow> mapping(String type) {
		return MutationResultRow.mapping(type)
			.add(MutationResult.USER_ERRORS, MutationResultRow.list(MutationResult.USER_ERRORS));
	}

	/**
	 * The mapping of a payload type with the written row, which is read after the
	 * transaction.
	 * @param name the name of the payload's field; {@link MutationResult} has the row's
	 * key under the same name
	 */
	public static <T extends Table<?>> TypeMapping<MutationResultRow> mapping(String type, String name, T table,
			Function<T, Field<UUID>> key) {
		return mapping(type).toOne(name, table, (mutationResultRow, row, arguments) -> RowQuery.from(row)
			.where(key.apply(row).eq(mutationResultRow.key(name))));
	}

}
