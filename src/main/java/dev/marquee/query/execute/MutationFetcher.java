package dev.marquee.query.execute;

import dev.marquee.database.Deadline;
import dev.marquee.query.compile.OperationContext;
import dev.marquee.query.execute.MutationExecutor.PayloadReader;
import dev.marquee.query.json.RawJson;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Executes a mutation, then reads the selection of its payload.
 */
final class MutationFetcher implements DataFetcher<@Nullable RawJson> {

	private final MutationExecutor mutationExecutor;

	private final SelectionFetcher selectionFetcher;

	MutationFetcher(MutationExecutor mutationExecutor, SelectionFetcher selectionFetcher) {
		this.mutationExecutor = mutationExecutor;
		this.selectionFetcher = selectionFetcher;
	}

	@Override
	public @Nullable RawJson get(DataFetchingEnvironment environment) {
		this.selectionFetcher.validate(environment);
		Deadline.of(environment.getGraphQlContext()).exclude(() -> this.mutationExecutor.prepare(environment));
		return this.mutationExecutor.execute(environment, new PayloadReader() {

			@Override
			public @Nullable RawJson read(String mutationResult) {
				return MutationFetcher.this.selectionFetcher.get(environment, payload(environment, mutationResult));
			}

			@Override
			public @Nullable RawJson readUncommitted(String mutationResult) {
				return MutationFetcher.this.selectionFetcher.getUncached(environment,
						payload(environment, mutationResult));
			}

		});
	}

	private OperationContext payload(DataFetchingEnvironment environment, String mutationResult) {
		return OperationContext.of(environment, this.mutationExecutor.payloadAccess(environment), mutationResult);
	}

}
