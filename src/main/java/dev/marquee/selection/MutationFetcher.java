package dev.marquee.selection;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Lets a mutation happen, and answers with what is selected of its payload.
 */
final class MutationFetcher implements DataFetcher<@Nullable Json> {

	private final Mutations mutations;

	private final SelectionFetcher selections;

	MutationFetcher(Mutations mutations, SelectionFetcher selections) {
		this.mutations = mutations;
		this.selections = selections;
	}

	@Override
	public @Nullable Json get(DataFetchingEnvironment environment) {
		this.selections.prepare(environment);
		String outcome = this.mutations.execute(environment);
		return this.selections.get(environment, Operation.of(environment, outcome));
	}

}
