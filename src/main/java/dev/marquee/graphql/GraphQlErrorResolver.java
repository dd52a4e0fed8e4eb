package dev.marquee.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.UnknownOperationException;
import graphql.introspection.GoodFaithIntrospection.BadFaithIntrospectionError;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Adds a stable {@code extensions.code}, with the names that Apollo Server uses, and the
 * request id to every error, and drops errors beyond {@code marquee.limits.errors}. It
 * wraps all other interceptors except the {@code ViewerInterceptor}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class GraphQlErrorResolver extends DataFetcherExceptionResolverAdapter implements WebGraphQlInterceptor {

	private static final Logger LOG = LoggerFactory.getLogger(GraphQlErrorResolver.class);

	private static final String CODE = "code";

	private static final String INTERNAL_CODE = "INTERNAL_SERVER_ERROR";

	/** The details of an internal error are only in the log, under the request id. */
	private static final String INTERNAL_MESSAGE = "Internal error. Report it with the `requestId`.";

	/** A message may quote what the client sent, which can have 1 MB. */
	private static final int MAX_MESSAGE_LENGTH = 2_000;

	private final int maxErrors;

	GraphQlErrorResolver(@Value("${marquee.limits.errors}") int maxErrors) {
		this.maxErrors = maxErrors;
	}

	@Override
	protected @Nullable GraphQLError resolveToSingleError(Throwable exception, DataFetchingEnvironment environment) {
		return switch (exception) {
			case UnauthenticatedException unauthenticated -> error(environment, unauthenticated.getMessage(),
					ErrorType.UNAUTHORIZED, Map.of(CODE, "UNAUTHENTICATED"));
			case ForbiddenException forbidden ->
				error(environment, forbidden.getMessage(), ErrorType.FORBIDDEN, Map.of(CODE, "FORBIDDEN"));
			case BadUserInputException input ->
				badRequest(environment, input.getMessage(), Map.of(CODE, input.code(), "argument", input.argument()));
			case NonNullableValueCoercedAsNullException missing ->
				badRequest(environment, missing.getMessage(), Map.of(CODE, "BAD_USER_INPUT"));
			case QueryTimeoutException timeout -> badRequest(environment,
					"The operation timed out: request fewer levels or smaller pages.", Map.of(CODE, "TIMEOUT"));
			default -> null;
		};
	}

	private static GraphQLError badRequest(DataFetchingEnvironment environment, @Nullable String message,
			Map<String, Object> extensions) {
		return error(environment, message, ErrorType.BAD_REQUEST, extensions);
	}

	private static GraphQLError error(DataFetchingEnvironment environment, @Nullable String message, ErrorType type,
			Map<String, Object> extensions) {
		return GraphqlErrorBuilder.newError(environment)
			.message("%s", message)
			.errorType(type)
			.extensions(extensions)
			.build();
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return chain.next(request)
			.onErrorResume(RuntimeException.class, (exception) -> Mono.just(internalError(request, exception)))
			.map((response) -> complete(response, request.getId()));
	}

	/** Handles a failure of graphql-java outside any field. */
	private static WebGraphQlResponse internalError(WebGraphQlRequest request, RuntimeException exception) {
		LOG.error("GraphQL execution failed for request {}", request.getId(), exception);
		GraphQLError error = GraphqlErrorBuilder.newError()
			.message(INTERNAL_MESSAGE)
			.errorType(ErrorType.INTERNAL_ERROR)
			.build();
		return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(),
				ExecutionResult.newExecutionResult().addError(error).build()));
	}

	private WebGraphQlResponse complete(WebGraphQlResponse response, String request) {
		List<GraphQLError> errors = response.getExecutionResult().getErrors();
		if (errors.isEmpty()) {
			return response;
		}
		List<GraphQLError> complete = errors.stream()
			.limit(this.maxErrors)
			.map((error) -> complete(error, request))
			.toList();
		return response.transform((builder) -> builder.errors(complete));
	}

	private static GraphQLError complete(GraphQLError error, String request) {
		Map<String, Object> given = (error.getExtensions() != null) ? error.getExtensions() : Map.of();
		Map<String, Object> extensions = new LinkedHashMap<>();
		extensions.put(CODE, given.getOrDefault(CODE, code(error)));
		given.forEach(extensions::putIfAbsent);
		extensions.put("requestId", request);
		return CodedError.of(error, message(error, extensions.get(CODE)), extensions);
	}

	private static String message(GraphQLError error, @Nullable Object code) {
		return INTERNAL_CODE.equals(code) ? INTERNAL_MESSAGE : shorten(String.valueOf(error.getMessage()));
	}

	private static String shorten(String message) {
		return (message.length() <= MAX_MESSAGE_LENGTH) ? message
				: message.substring(0, message.offsetByCodePoints(0, MAX_MESSAGE_LENGTH / 2)) + "…";
	}

	private static String code(GraphQLError error) {
		if (error instanceof UnknownOperationException) {
			return "OPERATION_RESOLUTION_FAILURE";
		}
		if (error instanceof BadFaithIntrospectionError) {
			return "GRAPHQL_VALIDATION_FAILED";
		}
		return switch (error.getErrorType()) {
			case graphql.ErrorType.InvalidSyntax -> "GRAPHQL_PARSE_FAILED";
			case graphql.ErrorType.ValidationError -> "GRAPHQL_VALIDATION_FAILED";
			case graphql.ErrorType.OperationNotSupported -> "OPERATION_RESOLUTION_FAILURE";
			case ErrorType.BAD_REQUEST -> "BAD_REQUEST";
			case ErrorType.UNAUTHORIZED -> "UNAUTHENTICATED";
			case ErrorType.FORBIDDEN -> "FORBIDDEN";
			default -> INTERNAL_CODE;
		};
	}

}
