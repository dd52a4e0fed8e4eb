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
 * The header {@code Idempotency-Key} of a request, for the mutations in it.
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
	 * The key that the request came with.
	 * @throws BadUserInputException when it is not of the form that keys have
	 */
	static Optional<String> from(GraphQLContext context) {
		Optional<String> key = context.getOrEmpty(NAME);
		if (key.isPresent() && !KEY_PATTERN.matcher(key.get()).matches()) {
			throw new BadUserInputException(NAME,
					"`" + NAME + "` must have 1 to 255 letters, digits or signs of ASCII, such as a UUID.");
		}
		return key;
	}

}
