package dev.marquee.mutation;

import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.compile.TypeMapping;

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

}
