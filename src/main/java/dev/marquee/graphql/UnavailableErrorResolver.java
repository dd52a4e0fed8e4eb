package dev.marquee.graphql;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.language.OperationDefinition;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;

/**
 * Resolves errors of an unavailable database or an exhausted connection pool to the code
 * {@code SERVICE_UNAVAILABLE}. A response without any data gets the status 503 and
 * {@code Retry-After}.
 */
@Component
class UnavailableErrorResolver extends DataFetcherExceptionResolverAdapter implements WebGraphQlInterceptor {

	static final String CODE = "SERVICE_UNAVAILABLE";

	/** The database is probed more often than that. */
	static final String RETRY_AFTER_SECONDS = "1";

	private static final String READ_UNAVAILABLE = "The service is unavailable: retry in a second.";

	private static final String WRITE_UNAVAILABLE = """
			The service is unavailable and the outcome of this mutation is unknown. \
			If it had an `Idempotency-Key`, retry it in a second with the same key; it is executed at most once.""";

	@Override
	protected @Nullable GraphQLError resolveToSingleError(Throwable exception, DataFetchingEnvironment environment) {
		if (!isUnavailable(exception)) {
			return null;
		}
		boolean isMutation = environment.getOperationDefinition()
			.getOperation() == OperationDefinition.Operation.MUTATION;
		return GraphqlErrorBuilder.newError(environment)
			.message("%s", isMutation ? WRITE_UNAVAILABLE : READ_UNAVAILABLE)
			.errorType(ErrorType.INTERNAL_ERROR)
			.extensions(Map.of("code", CODE))
			.build();
	}

	/**
	 * Whether the cause is a failed connection (SQLSTATE class 08), a shutdown of the
	 * database (57P) or insufficient resources (53).
	 */
	static boolean isUnavailable(Throwable exception) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLTransientConnectionException || isFailedRollback(cause)) {
				return true;
			}
			if (cause instanceof SQLException sql && sql.getSQLState() != null
					&& sql.getSQLState().matches("08...|57P..|53...")) {
				return true;
			}
		}
		return false;
	}

	/**
	 * After a lost connection the rollback fails too. Its exception has the original
	 * failure as application exception or, after a failed commit, no cause in the
	 * application.
	 */
	private static boolean isFailedRollback(Throwable exception) {
		return exception instanceof TransactionSystemException rollback
				&& (rollback.getApplicationException() == null || isUnavailable(rollback.getApplicationException()));
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return chain.next(request).map(UnavailableErrorResolver::withServiceUnavailableStatus);
	}

	/**
	 * Sets the status only for a response without data; the endpoint reads it from the
	 * context.
	 */
	private static WebGraphQlResponse withServiceUnavailableStatus(WebGraphQlResponse response) {
		List<GraphQLError> errors = response.getExecutionResult().getErrors();
		if (errors.isEmpty() || errors.stream().noneMatch(UnavailableErrorResolver::isUnavailableError)
				|| hasData(response)) {
			return response;
		}
		WebGraphQlResponse unavailable = new WebGraphQlResponse(
				new DefaultExecutionGraphQlResponse(response.getExecutionInput(),
						ExecutionResult.newExecutionResult()
							.errors(errors)
							.extensions(response.getExecutionResult().getExtensions())
							.build()));
		unavailable.getResponseHeaders().putAll(response.getResponseHeaders());
		unavailable.getResponseHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		response.getExecutionInput().getGraphQLContext().put(HttpStatus.class, HttpStatus.SERVICE_UNAVAILABLE);
		return unavailable;
	}

	private static boolean isUnavailableError(GraphQLError error) {
		return error.getExtensions() != null && CODE.equals(error.getExtensions().get("code"));
	}

	private static boolean hasData(WebGraphQlResponse response) {
		Object data = response.getData();
		return (data instanceof Map<?, ?> fields) ? fields.values().stream().anyMatch((value) -> value != null)
				: data != null;
	}

}
