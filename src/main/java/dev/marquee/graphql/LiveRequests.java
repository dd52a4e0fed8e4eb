package dev.marquee.graphql;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.MediaType;

/**
 * What holds for requests that begin a subscription: they come over a transport that can
 * carry one, say perhaps from where to go on, and are not too many on one connection.
 */
class LiveRequests implements WebGraphQlInterceptor {

	private static final String RESUMED = "Last-Event-ID";

	private final int most;

	LiveRequests(int most) {
		this.most = most;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		String last = request.getHeaders().getFirst(RESUMED);
		if (last != null && !last.isEmpty() && isEventStream(request)) {
			request.configureExecutionInput((input,
					builder) -> builder.graphQLContext(Map.of(ResumedFrom.class, new ResumedFrom(last))).build());
		}
		return chain.next(request).map((response) -> limit(request, response));
	}

	private WebGraphQlResponse limit(WebGraphQlRequest request, WebGraphQlResponse response) {
		if (!(response.getData() instanceof Publisher<?> publisher) || isEventStream(request)) {
			return response;
		}
		if (!(request instanceof WebSocketGraphQlRequest socket)) {
			return refused(response, "OPERATION_NOT_SUPPORTED",
					"Subscribe over WebSocket (graphql-transport-ws), or with `Accept: text/event-stream`.");
		}
		AtomicInteger open = (AtomicInteger) socket.getSessionInfo()
			.getAttributes()
			.computeIfAbsent(LiveRequests.class.getName(), (missing) -> new AtomicInteger());
		if (open.incrementAndGet() > this.most) {
			open.decrementAndGet();
			return refused(response, "TOO_MANY_SUBSCRIPTIONS",
					"A connection has at most " + this.most + " subscriptions. End one first, or connect once more.");
		}
		return response
			.transform((builder) -> builder.data(Flux.from(publisher).doFinally((signal) -> open.decrementAndGet())));
	}

	private static boolean isEventStream(WebGraphQlRequest request) {
		return !(request instanceof WebSocketGraphQlRequest)
				&& request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM);
	}

	private static WebGraphQlResponse refused(WebGraphQlResponse response, String code, String message) {
		GraphQLError error = GraphqlErrorBuilder.newError()
			.message("%s", message)
			.errorType(ErrorType.BAD_REQUEST)
			.extensions(Map.of("code", code))
			.build();
		return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(response.getExecutionInput(),
				ExecutionResult.newExecutionResult().addError(error).build()));
	}

}
