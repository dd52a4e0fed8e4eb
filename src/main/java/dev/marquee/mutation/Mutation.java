package dev.marquee.mutation;

import java.util.function.BiFunction;

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

	/** The mutation that executes a function. */
	static Mutation of(String name, Scope scope, BiFunction<Input, Viewer, MutationResult> execution) {
		return new Mutation() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public Scope scope() {
				return scope;
			}

			@Override
			public MutationResult execute(Input input, Viewer viewer) {
				return execution.apply(input, viewer);
			}

		};
	}

}
