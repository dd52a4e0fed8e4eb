package dev.marquee.live;

import java.util.Map;

import dev.marquee.graphql.ResumedFrom;
import dev.marquee.graphql.SafeMethod;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import org.reactivestreams.Publisher;
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
 * carry one, and say perhaps from where to go on.
 */
class LiveRequests implements WebGraphQlInterceptor {

	private static final String RESUMED = "Last-Event-ID";

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		if (request instanceof WebSocketGraphQlRequest) {
			return chain.next(request);
		}
		boolean isEventStream = request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM);
		if (request.getAttributes().get(SafeMethod.class.getName()) instanceof SafeMethod method) {
			method.mark(request);
		}
		String last = request.getHeaders().getFirst(RESUMED);
		if (last != null && !last.isEmpty() && isEventStream) {
			request.configureExecutionInput((input,
					builder) -> builder.graphQLContext(Map.of(ResumedFrom.class, new ResumedFrom(last))).build());
		}
		return isEventStream ? chain.next(request) : chain.next(request).map(LiveRequests::refuseStream);
	}

	private static WebGraphQlResponse refuseStream(WebGraphQlResponse response) {
		if (!(response.getData() instanceof Publisher<?>)) {
			return response;
		}
		GraphQLError error = GraphqlErrorBuilder.newError()
			.message("Subscribe over WebSocket (graphql-transport-ws), or with `Accept: text/event-stream`.")
			.errorType(ErrorType.BAD_REQUEST)
			.extensions(Map.of("code", "OPERATION_NOT_SUPPORTED"))
			.build();
		return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(response.getExecutionInput(),
				ExecutionResult.newExecutionResult().addError(error).build()));
	}

}
