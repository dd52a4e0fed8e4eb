package dev.marquee.mutation;

import java.util.function.BiFunction;
import java.util.function.Consumer;

import dev.marquee.query.compile.AccessContext;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

/**
 * A field of the type {@code Mutation} with an argument {@code input}.
 */
public interface Mutation {

	/** The field's name in the schema. */
	String name();

	/** The scope that a viewer needs to execute it. */
	Scope scope();

	/**
	 * Does what takes long, before the transaction begins. Errors in the input are
	 * reported by {@link #execute}.
	 */
	default void prepare(Input input) {
	}

	/**
	 * Executes the mutation in the current transaction. If it adds errors to the input,
	 * the transaction is rolled back and the returned result is ignored.
	 */
	MutationResult execute(Input input, Viewer viewer);

	/**
	 * Whether nothing is to be written: the transaction is rolled back after the payload
	 * was read in it.
	 */
	default boolean isDryRun(Input input) {
		return false;
	}

	/** The access rights with which the payload is read. */
	default AccessContext payloadAccess(Input input, Viewer viewer) {
		return viewer.accessContext();
	}

	/** Creates a mutation that executes a function. */
	static Mutation of(String name, Scope scope, BiFunction<Input, Viewer, MutationResult> execution) {
		return of(name, scope, (input) -> {
		}, execution);
	}

	/** Creates a mutation that executes a function after a preparation. */
	static Mutation of(String name, Scope scope, Consumer<Input> preparation,
			BiFunction<Input, Viewer, MutationResult> execution) {
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
			public void prepare(Input input) {
				preparation.accept(input);
			}

			@Override
			public MutationResult execute(Input input, Viewer viewer) {
				return execution.apply(input, viewer);
			}

		};
	}

}
