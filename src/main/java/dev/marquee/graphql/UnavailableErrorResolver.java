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
 * What callers are told while the database is away or too many ask: the code
 * {@code SERVICE_UNAVAILABLE} and, if nothing at all could be answered, the status 503
 * and when to come again.
 */
@Component
class UnavailableErrorResolver extends DataFetcherExceptionResolverAdapter implements WebGraphQlInterceptor {

	static final String CODE = "SERVICE_UNAVAILABLE";

	/** In seconds; the database is looked after more often than that. */
	static final String RETRY_AFTER_SECONDS = "1";

	private static final String READ_UNAVAILABLE = "This cannot be answered just now: ask again in a moment.";

	private static final String WRITE_UNAVAILABLE = """
			This cannot be done just now. Send it again in a moment, with the same Idempotency-Key if it had one: \
			then it happens once, even if it was done already and only the answer was lost.""";

	@Override
	protected @Nullable GraphQLError resolveToSingleError(Throwable exception, DataFetchingEnvironment environment) {
		if (!isUnavailable(exception)) {
			return null;
		}
		boolean writes = environment.getOperationDefinition().getOperation() == OperationDefinition.Operation.MUTATION;
		return GraphqlErrorBuilder.newError(environment)
			.message("%s", writes ? WRITE_UNAVAILABLE : READ_UNAVAILABLE)
			.errorType(ErrorType.INTERNAL_ERROR)
			.extensions(Map.of("code", CODE))
			.build();
	}

	/**
	 * Whether the database was not reached (class 08), went away or is about to (57P), or
	 * has no room for one more (53).
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
	 * A rollback fails too when the connection is gone, and tells less: what it was for
	 * or, after a commit that failed, not even that.
	 */
	private static boolean isFailedRollback(Throwable exception) {
		return exception instanceof TransactionSystemException rollback
				&& (rollback.getApplicationException() == null || isUnavailable(rollback.getApplicationException()));
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return chain.next(request).map(UnavailableErrorResolver::withServiceUnavailableStatus);
	}

	/** An answer without data may have a status of its own; see the endpoint. */
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
