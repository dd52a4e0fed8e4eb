package dev.marquee.changefeed;

import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;

/**
 * Reads the end of the change log before a request that selects {@code changeCursor}
 * reads any other data. Root fields are resolved one after the other, so a cursor read
 * after the data would leave a gap.
 */
class ChangeCursorInterceptor implements WebGraphQlInterceptor {

	static final String CONTEXT_KEY = "changeCursor";

	private final ChangeLog log;

	ChangeCursorInterceptor(ChangeLog log) {
		this.log = log;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		if (!request.getDocument().contains(CONTEXT_KEY)) {
			return chain.next(request);
		}
		return Mono.fromCallable(this.log::currentCursor).flatMap((now) -> {
			request.configureExecutionInput(
					(input, builder) -> builder.graphQLContext(Map.of(CONTEXT_KEY, now.encode())).build());
			return chain.next(request);
		});
	}

}
