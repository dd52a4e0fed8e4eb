package dev.marquee.changefeed;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import dev.marquee.graphql.UnavailableErrorResolver;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;

/**
 * Resolves cursors whose following changes are no longer retained to the error code
 * {@code CURSOR_EXPIRED}.
 */
@Order(0)
class ChangeErrorResolver extends DataFetcherExceptionResolverAdapter implements SubscriptionExceptionResolver {

	/** The SQLSTATE that the function {@code require_change_retained} raises. */
	private static final String CURSOR_EXPIRED_STATE = "MQ410";

	@Override
	protected @Nullable GraphQLError resolveToSingleError(Throwable exception, DataFetchingEnvironment environment) {
		return isCursorExpired(exception) ? cursorExpired(GraphqlErrorBuilder.newError(environment)) : null;
	}

	@Override
	public Mono<List<GraphQLError>> resolveException(Throwable exception) {
		return isCursorExpired(exception) ? Mono.just(List.of(cursorExpired(GraphqlErrorBuilder.newError())))
				: Mono.empty();
	}

	private static GraphQLError cursorExpired(GraphqlErrorBuilder<?> error) {
		return error.message(
				"The changes after this cursor are no longer retained. Reload the data and continue from a new `changeCursor`.")
			.errorType(ErrorType.BAD_REQUEST)
			.extensions(Map.of("code", "CURSOR_EXPIRED"))
			.build();
	}

	static boolean isCursorExpired(Throwable exception) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql && CURSOR_EXPIRED_STATE.equals(sql.getSQLState())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether a retry cannot succeed. Only an unavailable or overloaded database is worth
	 * a retry.
	 */
	static boolean isPermanent(Throwable exception) {
		return !(exception instanceof DataAccessResourceFailureException
				|| exception instanceof TransientDataAccessException
				|| exception instanceof RecoverableDataAccessException
				|| UnavailableErrorResolver.isUnavailable(exception));
	}

}
