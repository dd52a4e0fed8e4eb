package dev.marquee.graphql;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;

/**
 * Resolves errors of an unavailable database or an exhausted connection pool to the code
 * {@code SERVICE_UNAVAILABLE}. A response without any data gets the status 503 and
 * {@code Retry-After}. It wraps the interceptors that use the database.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
public class UnavailableErrorResolver extends DataFetcherExceptionResolverAdapter
		implements SubscriptionExceptionResolver, WebGraphQlInterceptor {

	static final String CODE = "SERVICE_UNAVAILABLE";

	/** The database is probed more often than that. */
	static final String RETRY_AFTER_SECONDS = "1";

	private static final String READ_UNAVAILABLE = "The service is unavailable: retry in a second.";

	private static final String WRITE_UNAVAILABLE = """
			The service is unavailable and the outcome of this mutation is unknown. \
			If it had an `Idempotency-Key`, retry it in a second with the same key; it is executed at most once.""";

	private static final String NOTHING_WRITTEN = """
			The service cannot write at the moment. Nothing was changed: retry in a second.""";

	/**
	 * The SQLSTATEs of a transaction that PostgreSQL refused, so that its outcome is
	 * known: a read-only server such as a standby (25006, and 55000 from functions that a
	 * standby does not have), a conflict with concurrent transactions (40001, 40P01).
	 */
	private static final Pattern REFUSED = Pattern.compile("25006|40001|40P01|55000");

	/**
	 * The SQLSTATEs of a failed connection (class 08), a terminated transaction (25P03,
	 * 25P04), insufficient resources such as a full disk (53), a shutdown (57P) and
	 * errors of the operating system (58).
	 */
	private static final Pattern UNAVAILABLE = Pattern.compile("08...|25P0[34]|53...|57P..|58...");

	@Override
	protected @Nullable GraphQLError resolveToSingleError(Throwable exception, DataFetchingEnvironment environment) {
		if (!isUnavailable(exception)) {
			return null;
		}
		boolean isMutation = environment.getOperationDefinition()
			.getOperation() == OperationDefinition.Operation.MUTATION;
		String writeMessage = hasState(exception, REFUSED) ? NOTHING_WRITTEN : WRITE_UNAVAILABLE;
		return unavailable(GraphqlErrorBuilder.newError(environment), isMutation ? writeMessage : READ_UNAVAILABLE);
	}

	@Override
	public Mono<List<GraphQLError>> resolveException(Throwable exception) {
		return isUnavailable(exception)
				? Mono.just(List.of(unavailable(GraphqlErrorBuilder.newError(), READ_UNAVAILABLE))) : Mono.empty();
	}

	private static GraphQLError unavailable(GraphqlErrorBuilder<?> error, String message) {
		return error.message("%s", message)
			.errorType(ErrorType.INTERNAL_ERROR)
			.extensions(Map.of("code", CODE))
			.build();
	}

	/**
	 * Whether a retry may succeed, since the database was unavailable or refused to
	 * write.
	 */
	public static boolean isUnavailable(Throwable exception) {
		return isCausedBy(exception, (cause) -> cause instanceof SQLTransientConnectionException
				|| (cause instanceof TransactionSystemException rollback && rollback.getApplicationException() == null))
				|| hasState(exception, UNAVAILABLE) || hasState(exception, REFUSED);
	}

	private static boolean hasState(Throwable exception, Pattern states) {
		return isCausedBy(exception, (cause) -> cause instanceof SQLException sql && sql.getSQLState() != null
				&& states.matcher(sql.getSQLState()).matches());
	}

	/**
	 * After a lost connection the rollback fails too. Its exception has the original
	 * failure as application exception or, after a failed commit, no cause in the
	 * application.
	 */
	private static boolean isCausedBy(Throwable exception, Predicate<Throwable> condition) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (condition.test(cause) || (cause instanceof TransactionSystemException rollback
					&& rollback.getApplicationException() != null
					&& isCausedBy(rollback.getApplicationException(), condition))) {
				return true;
			}
		}
		return false;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return chain.next(request)
			.onErrorResume(UnavailableErrorResolver::isUnavailable, (_) -> Mono.just(unavailable(request)))
			.map(UnavailableErrorResolver::withServiceUnavailableStatus);
	}

	/** The response if an interceptor needs the database before the execution. */
	private static WebGraphQlResponse unavailable(WebGraphQlRequest request) {
		return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(),
				ExecutionResult.newExecutionResult()
					.addError(unavailable(GraphqlErrorBuilder.newError(), READ_UNAVAILABLE))
					.build()));
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
