package dev.marquee.mutation;

import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

/**
 * One intention of somebody who writes: a field of the type {@code Mutation} with an
 * argument {@code input}.
 */
public interface Mutation {

	/** The field's name in the schema. */
	String name();

	/** What somebody must have to call it. */
	Scope scope();

	/**
	 * Does it in the transaction at hand. When problems have been noted in the input,
	 * that is rolled back and what is returned does not matter.
	 */
	MutationResult execute(Input input, Viewer viewer);

}
