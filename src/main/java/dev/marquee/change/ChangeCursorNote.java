package dev.marquee.change;

import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;

/**
 * Notes where the log ends before a request that asks for it reads anything else: root
 * fields are answered one after the other, and a place that was found later than the data
 * would leave a gap.
 */
class ChangeCursorNote implements WebGraphQlInterceptor {

	static final String KEY = "changeCursor";

	private final ChangeLog log;

	ChangeCursorNote(ChangeLog log) {
		this.log = log;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		if (!request.getDocument().contains(KEY)) {
			return chain.next(request);
		}
		return Mono.fromCallable(this.log::now).flatMap((now) -> {
			request
				.configureExecutionInput((input, builder) -> builder.graphQLContext(Map.of(KEY, now.text())).build());
			return chain.next(request);
		});
	}

}
