package dev.marquee.monitoring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import dev.marquee.graphql.Deadline;
import graphql.ExecutionInput;
import graphql.GraphQLError;
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
 * Looks on while requests are answered: measures them, and gives each the time that it
 * may take. What is logged meanwhile names the operation.
 */
final class WatchedRequests implements WebGraphQlInterceptor, PriorityOrdered {

	private static final Logger LOG = LoggerFactory.getLogger(WatchedRequests.class);

	/** What the operation is called in the logs. */
	private static final String OPERATION = "operation";

	private final RequestMeters meters;

	private final OperationNames names;

	private final BiFunction<ExecutionInput, ExecutionInput.Builder, ExecutionInput> deadline;

	WatchedRequests(RequestMeters meters, OperationNames names, Duration timeout) {
		this.meters = meters;
		this.names = names;
		this.deadline = (input, builder) -> builder.graphQLContext(Map.of(Deadline.class, new Deadline(timeout)))
			.build();
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		long begin = System.nanoTime();
		String label = this.names.label(request);
		request.configureExecutionInput(this.deadline);
		boolean isSocket = request instanceof WebSocketGraphQlRequest;
		return named(request, chain).map((response) -> {
			long nanos = System.nanoTime() - begin;
			List<GraphQLError> errors = response.getExecutionResult().getErrors();
			this.meters.record(label, errors, nanos);
			if (LOG.isDebugEnabled()) {
				LOG.debug("Answered in {} µs with {} errors", nanos / 1000, errors.size());
			}
			return watched(response, isSocket);
		});
	}

	private static Mono<WebGraphQlResponse> named(WebGraphQlRequest request, Chain chain) {
		@Nullable String name = OperationNames.given(request);
		if (name == null) {
			return chain.next(request);
		}
		return Mono.defer(() -> {
			MDC.put(OPERATION, name);
			return chain.next(request);
		}).doFinally((signal) -> MDC.remove(OPERATION));
	}

	private WebGraphQlResponse watched(WebGraphQlResponse response, boolean isSocket) {
		if (!(response.getData() instanceof Publisher<?> events)) {
			return response;
		}
		return response.transform((builder) -> builder.data(this.meters.subscription(events, isSocket)));
	}

	/** It sees what callers see: errors with the codes that others give them. */
	@Override
	public int getOrder() {
		return 1;
	}

}
