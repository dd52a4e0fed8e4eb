package dev.marquee.query.execute;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.marquee.graphql.ResumableEvent;
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
 * Executes subscriptions whose events are already encoded: graphql-java starts the event
 * stream, but does not execute a selection for each event.
 */
final class RawJsonSubscriptionStrategy extends SubscriptionExecutionStrategy {

	RawJsonSubscriptionStrategy(DataFetcherExceptionHandler exceptionHandler) {
		super(exceptionHandler);
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

	/**
	 * Without an event stream the operation was not executed, so the result has errors
	 * and no data.
	 */
	private static ExecutionResult result(String key, @Nullable Object stream, ExecutionContext context) {
		if (stream == null) {
			return ExecutionResult.newExecutionResult().errors(context.getErrors()).build();
		}
		Publisher<ExecutionResult> events = Flux.from((Publisher<?>) stream)
			.map((event) -> new SubscriptionEventResult(key, (SubscriptionEvent) event));
		return new ExecutionResultImpl(events, context.getErrors());
	}

	/**
	 * The result of one event, for the transports.
	 */
	private static final class SubscriptionEventResult extends ExecutionResultImpl implements ResumableEvent {

		private final String responseKey;

		private final transient SubscriptionEvent event;

		SubscriptionEventResult(String responseKey, SubscriptionEvent subscriptionEvent) {
			super(Map.of(responseKey, subscriptionEvent.json()), null);
			this.responseKey = responseKey;
			this.event = subscriptionEvent;
		}

		@Override
		public String cursor() {
			return this.event.cursor();
		}

		@Override
		public byte[] json() {
			return this.event.encodeResult(this.responseKey);
		}

	}

}
