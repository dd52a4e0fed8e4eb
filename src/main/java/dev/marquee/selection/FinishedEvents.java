package dev.marquee.selection;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.marquee.graphql.Resumable;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.execution.Async;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FetchedValue;
import graphql.execution.MergedField;
import graphql.execution.NonNullableFieldValidator;
import graphql.execution.SubscriptionExecutionStrategy;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Executes subscriptions whose events are finished: the engine starts the stream as
 * graphql-java does, and then has nothing more to do with it.
 */
final class FinishedEvents extends SubscriptionExecutionStrategy {

	FinishedEvents(DataFetcherExceptionHandler exceptions) {
		super(exceptions);
	}

	@Override
	public CompletableFuture<ExecutionResult> execute(ExecutionContext context,
			ExecutionStrategyParameters parameters) {
		String key = parameters.getFields().getKeys().getFirst();
		MergedField field = Objects.requireNonNull(parameters.getFields().getSubField(key));
		Object fetched = fetchField(context,
				parameters.transform((builder) -> builder.field(field)
					.path(parameters.getPath().segment(key))
					.nonNullFieldValidator(new NonNullableFieldValidator(context))));
		return Async.toCompletableFuture(fetched)
			.thenApply((value) -> result(key, FetchedValue.getFetchedValue(value), context));
	}

	/** Without a stream nothing was executed, so that the result has no data at all. */
	private static ExecutionResult result(String key, @Nullable Object stream, ExecutionContext context) {
		if (stream == null) {
			return ExecutionResult.newExecutionResult().errors(context.getErrors()).build();
		}
		Publisher<ExecutionResult> events = Flux.from((Publisher<?>) stream)
			.map((told) -> new FinishedEvent(key, (Told) told));
		return new ExecutionResultImpl(events, context.getErrors());
	}

	/**
	 * One event as transports take it.
	 */
	private static final class FinishedEvent extends ExecutionResultImpl implements Resumable {

		private final String key;

		private final transient Told told;

		FinishedEvent(String key, Told told) {
			super(Map.of(key, told.json()), null);
			this.key = key;
			this.told = told;
		}

		@Override
		public String cursor() {
			return this.told.cursor();
		}

		@Override
		public byte[] json() {
			return this.told.result(this.key);
		}

	}

}
