package dev.marquee.observability;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import dev.marquee.database.Deadline;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition.Operation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;

import org.springframework.core.PriorityOrdered;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;

/**
 * Measures requests, sets their {@link Deadline}, and puts the operation name into the
 * MDC.
 */
final class RequestMetricsInterceptor extends SimplePerformantInstrumentation
		implements WebGraphQlInterceptor, PriorityOrdered {

	private static final Logger LOG = LoggerFactory.getLogger(RequestMetricsInterceptor.class);

	/** The MDC key of the operation name. */
	private static final String MDC_OPERATION = "operation";

	private final RequestMetrics metrics;

	private final OperationNames operationNames;

	private final BiFunction<ExecutionInput, ExecutionInput.Builder, ExecutionInput> addDeadline;

	RequestMetricsInterceptor(RequestMetrics metrics, OperationNames operationNames, Duration timeout) {
		this.metrics = metrics;
		this.operationNames = operationNames;
		this.addDeadline = (input, builder) -> builder.graphQLContext(Map.of(Deadline.class, new Deadline(timeout)))
			.build();
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		long begin = System.nanoTime();
		String label = this.operationNames.label(request);
		request.configureExecutionInput(this.addDeadline);
		boolean isWebSocket = request instanceof WebSocketGraphQlRequest;
		return withOperationInLogs(request, chain).map((response) -> {
			long nanos = System.nanoTime() - begin;
			List<GraphQLError> errors = response.getExecutionResult().getErrors();
			this.metrics.record(label, kind(response), errors, nanos);
			if (LOG.isDebugEnabled()) {
				LOG.debug("Executed in {} µs with {} errors", nanos / 1000, errors.size());
			}
			return observeSubscription(response, isWebSocket);
		});
	}

	/** Notes the kind of the operation, which only the parsed document tells. */
	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		ExecutionContext request = parameters.getExecutionContext();
		request.getGraphQLContext().put(Operation.class, request.getOperationDefinition().getOperation());
		return super.beginExecuteOperation(parameters, state);
	}

	private static @Nullable Operation kind(WebGraphQlResponse response) {
		return response.getExecutionInput().getGraphQLContext().get(Operation.class);
	}

	private static Mono<WebGraphQlResponse> withOperationInLogs(WebGraphQlRequest request, Chain chain) {
		@Nullable String name = OperationNames.explicitName(request);
		if (name == null) {
			return chain.next(request);
		}
		return Mono.defer(() -> {
			MDC.put(MDC_OPERATION, name);
			return chain.next(request);
		}).doFinally((signal) -> MDC.remove(MDC_OPERATION));
	}

	private WebGraphQlResponse observeSubscription(WebGraphQlResponse response, boolean isWebSocket) {
		if (!(response.getData() instanceof Publisher<?> events)) {
			return response;
		}
		return response.transform((builder) -> builder.data(this.metrics.observeSubscription(events, isWebSocket)));
	}

	/**
	 * Runs outside of the interceptors that assign error codes, to see the errors as
	 * clients do; and before the instrumentations that reject operations.
	 */
	@Override
	public int getOrder() {
		return 1;
	}

}
