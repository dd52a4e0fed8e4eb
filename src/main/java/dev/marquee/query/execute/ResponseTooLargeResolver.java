package dev.marquee.query.execute;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.marquee.query.json.RawJson;
import dev.marquee.query.json.ResponseTooLargeException;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.language.OperationDefinition;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;

/**
 * Resolves responses that are too large to the error code {@code RESPONSE_TOO_LARGE}.
 * Root fields are measured as they are read; a response that graphql-java itself has
 * made, by introspection, is measured here.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class ResponseTooLargeResolver extends DataFetcherExceptionResolverAdapter
		implements SubscriptionExceptionResolver, WebGraphQlInterceptor {

	/**
	 * The SQLSTATE that the function {@code response_too_large} raises, and that of
	 * PostgreSQL for values that exceed its own limits.
	 */
	private static final Set<String> SQL_STATES = Set.of("MQ413", "54000");

	/** The quotes, the colon and the comma of a member. */
	private static final int MEMBER_OVERHEAD = 4;

	private static final int OTHER_VALUE_LENGTH = 5;

	private final int maxBytes;

	ResponseTooLargeResolver(int maxBytes) {
		this.maxBytes = maxBytes;
	}

	@Override
	protected @Nullable GraphQLError resolveToSingleError(Throwable exception, DataFetchingEnvironment environment) {
		if (!(exception instanceof ResponseTooLargeException)) {
			return null;
		}
		boolean isMutation = environment.getOperationDefinition()
			.getOperation() == OperationDefinition.Operation.MUTATION;
		return error(GraphqlErrorBuilder.newError(environment),
				isMutation ? " The mutation of this field may have been executed." : "");
	}

	@Override
	public Mono<List<GraphQLError>> resolveException(Throwable exception) {
		return isTooLarge(exception) ? Mono.just(List.of(error(GraphqlErrorBuilder.newError(), ""))) : Mono.empty();
	}

	private GraphQLError error(GraphqlErrorBuilder<?> error, String addition) {
		return error
			.message("%s",
					"The response is larger than " + this.maxBytes
							+ " bytes: request smaller pages, fewer levels or fewer long texts." + addition)
			.errorType(ErrorType.BAD_REQUEST)
			.extensions(Map.of("code", "RESPONSE_TOO_LARGE", "limit", this.maxBytes))
			.build();
	}

	/** Whether a statement was ended because its result is too large. */
	static boolean isTooLarge(Throwable exception) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (cause instanceof ResponseTooLargeException
					|| (cause instanceof SQLException sql && SQL_STATES.contains(String.valueOf(sql.getSQLState())))) {
				return true;
			}
		}
		return false;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return chain.next(request).map(this::checked);
	}

	private WebGraphQlResponse checked(WebGraphQlResponse response) {
		return (response.getData() instanceof Map<?, ?> data && isIntrospection(data) && length(data) > this.maxBytes)
				? new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(response.getExecutionInput(),
						ExecutionResult.newExecutionResult()
							.data(null)
							.addError(error(GraphqlErrorBuilder.newError(), ""))
							.build()))
				: response;
	}

	private static boolean isIntrospection(Map<?, ?> data) {
		for (Object value : data.values()) {
			if (value instanceof Map || value instanceof Collection) {
				return true;
			}
		}
		return false;
	}

	/** The approximate number of bytes of a value as JSON. */
	private static long length(@Nullable Object value) {
		return switch (value) {
			case RawJson rawJson -> rawJson.utf8().length;
			case CharSequence text -> text.length() + MEMBER_OVERHEAD;
			case Map<?, ?> members -> members.entrySet()
				.stream()
				.mapToLong((member) -> length(member.getKey()) + length(member.getValue()))
				.sum();
			case Collection<?> elements -> elements.stream().mapToLong((element) -> length(element) + 1).sum();
			case null, default -> OTHER_VALUE_LENGTH;
		};
	}

}
