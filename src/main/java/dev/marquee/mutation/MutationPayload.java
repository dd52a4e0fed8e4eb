package dev.marquee.mutation;

import java.util.UUID;
import java.util.function.Function;

import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;
import org.jooq.Field;
import org.jooq.Table;

/**
 * The types that mutations return: what was written, and what was wrong with the input.
 */
public final class MutationPayload {

	private MutationPayload() {
	}

	/** A payload's mapping with its {@code userErrors}. */
	public static TypeMapping<MutationResultRow> mapping(String type) {
		return MutationResultRow.mapping(type)
			.add(MutationResult.USER_ERRORS, MutationResultRow.list(MutationResult.USER_ERRORS));
	}

	/**
	 * A payload's mapping with a row, read again once it is stored.
	 * @param name of the payload's field, under which {@link MutationResult} has the
	 * row's key
	 */
	public static <T extends Table<?>> TypeMapping<MutationResultRow> mapping(String type, String name, T table,
			Function<T, Field<UUID>> key) {
		return mapping(type).toOne(name, table, (mutationResultRow, row, arguments) -> RowQuery.from(row)
			.where(key.apply(row).eq(mutationResultRow.key(name))));
	}

}
