package dev.marquee.writing;

import dev.marquee.selection.Outcome;
import dev.marquee.selection.TypeMapping;

/**
 * The types that mutations return: what was written, and what was wrong with the input.
 */
public final class Payload {

	private Payload() {
	}

	/** A payload's mapping with its {@code userErrors}. */
	public static TypeMapping<Outcome> mapping(String type) {
		return Outcome.mapping(type).add(Written.USER_ERRORS, Outcome.list(Written.USER_ERRORS));
	}

}
