package dev.marquee.security;

import java.util.function.BiFunction;

import graphql.ExecutionInput;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Adds the viewer to the GraphQL context of each request.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ViewerInterceptor implements WebGraphQlInterceptor {

	private static final BiFunction<ExecutionInput, ExecutionInput.Builder, ExecutionInput> ADD_ANONYMOUS_VIEWER = addViewer(
			Viewer.ANONYMOUS);

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		request.configureExecutionInput((authentication instanceof ViewerAuthentication viewerAuthentication)
				? addViewer(viewerAuthentication.viewer()) : ADD_ANONYMOUS_VIEWER);
		return chain.next(request);
	}

	private static BiFunction<ExecutionInput, ExecutionInput.Builder, ExecutionInput> addViewer(Viewer viewer) {
		return (input, builder) -> builder.graphQLContext(viewer::addTo).build();
	}

}
