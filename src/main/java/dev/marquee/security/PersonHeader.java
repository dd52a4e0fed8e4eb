package dev.marquee.security;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.marquee.security.Viewer.PrincipalType;
import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * The header {@code Marquee-Person}, by which a site names the visitor on whose behalf it
 * sends a request. A request whose header is invalid, or whose key may not act for
 * visitors, is refused as a whole: it would show the state of another person or of none.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
public final class PersonHeader implements WebGraphQlInterceptor {

	public static final String NAME = "Marquee-Person";

	private static final int MAX_LENGTH = 200;

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		List<String> values = request.getHeaders().get(NAME);
		if (values == null || values.stream().allMatch(String::isBlank)) {
			return chain.next(request);
		}
		Viewer viewer = (SecurityContextHolder.getContext()
			.getAuthentication() instanceof ViewerAuthentication authentication) ? authentication.viewer()
					: Viewer.ANONYMOUS;
		return refusal(values, viewer).map((refusal) -> Mono.just(respond(request, refusal))).orElseGet(() -> {
			Viewer acting = viewer.actingFor(values.getFirst().strip());
			request.configureExecutionInput((input, builder) -> builder.graphQLContext(acting::addTo).build());
			return chain.next(request);
		});
	}

	private static Optional<Refusal> refusal(List<String> values, Viewer viewer) {
		if (viewer.principalType() == PrincipalType.ANONYMOUS) {
			return Optional.of(new Refusal(ErrorType.UNAUTHORIZED, "UNAUTHENTICATED", "`" + NAME
					+ "` requires `Authorization: Bearer` with a key that has the scope `interests:write`."));
		}
		if (!viewer.hasScope(Scope.INTERESTS_WRITE)) {
			return Optional.of(new Refusal(ErrorType.FORBIDDEN, "FORBIDDEN",
					"`" + NAME + "` requires a key that has the scope `interests:write`."));
		}
		if (values.size() > 1) {
			return Optional.of(Refusal.invalid("`" + NAME + "` must be given once."));
		}
		return isValid(values.getFirst().strip()) ? Optional.empty() : Optional
			.of(Refusal.invalid("`" + NAME + "` must have 1 to " + MAX_LENGTH + " printable ASCII characters."));
	}

	private static boolean isValid(String person) {
		return person.length() <= MAX_LENGTH && person.chars().allMatch((letter) -> letter >= ' ' && letter <= '~');
	}

	private static WebGraphQlResponse respond(WebGraphQlRequest request, Refusal refusal) {
		ExecutionResult result = ExecutionResult.newExecutionResult()
			.addError(GraphqlErrorBuilder.newError()
				.message("%s", refusal.message())
				.errorType(refusal.type())
				.extensions(Map.of("code", refusal.code()))
				.build())
			.build();
		return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result));
	}

	/**
	 * The value in the payload of {@code connection_init}, in which clients send what
	 * they send as headers over HTTP; null if it has none.
	 */
	public static @Nullable String fromPayload(Map<?, ?> payload) {
		String value = member(payload);
		return (value == null && payload.get("headers") instanceof Map<?, ?> headers) ? member(headers) : value;
	}

	private static @Nullable String member(Map<?, ?> members) {
		for (Map.Entry<?, ?> member : members.entrySet()) {
			if (NAME.equalsIgnoreCase(String.valueOf(member.getKey())) && member.getValue() instanceof String value) {
				return value;
			}
		}
		return null;
	}

	private record Refusal(ErrorType type, String code, String message) {

		static Refusal invalid(String message) {
			return new Refusal(ErrorType.BAD_REQUEST, "BAD_USER_INPUT", message);
		}

	}

}
