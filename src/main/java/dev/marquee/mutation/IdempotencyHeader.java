package dev.marquee.mutation;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.marquee.graphql.BadUserInputException;
import graphql.GraphQLContext;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Passes the header {@code Idempotency-Key} of a request to its mutations.
 */
@Component
class IdempotencyHeader implements WebGraphQlInterceptor {

	static final String NAME = "Idempotency-Key";

	private static final Pattern KEY_PATTERN = Pattern.compile("[!-~]{1,255}");

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		String key = request.getHeaders().getFirst(NAME);
		if (key != null) {
			request.configureExecutionInput((input, builder) -> builder.graphQLContext(Map.of(NAME, key)).build());
		}
		return chain.next(request);
	}

	/**
	 * The key of the request; empty if it has none.
	 * @throws BadUserInputException if the key is malformed
	 */
	static Optional<String> from(GraphQLContext context) {
		Optional<String> key = context.getOrEmpty(NAME);
		if (key.isPresent() && !KEY_PATTERN.matcher(key.get()).matches()) {
			throw new BadUserInputException(NAME, "`" + NAME
					+ "` must consist of 1 to 255 printable ASCII characters without spaces, such as a UUID.");
		}
		return key;
	}

}
