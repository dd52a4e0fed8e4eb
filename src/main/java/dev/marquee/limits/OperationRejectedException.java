package dev.marquee.limits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;

import org.springframework.graphql.execution.ErrorType;

/**
 * Thrown if a request exceeds a limit, before any of it is executed.
 */
final class OperationRejectedException extends AbortExecutionException {

	private OperationRejectedException(String code, String message, Map<String, Object> details) {
		super(List.of(GraphqlErrorBuilder.newError()
			.message("%s", message)
			.errorType(ErrorType.BAD_REQUEST)
			.extensions(extensions(code, details))
			.build()));
	}

	private static Map<String, Object> extensions(String code, Map<String, Object> details) {
		Map<String, Object> extensions = new LinkedHashMap<>();
		extensions.put("code", code);
		extensions.putAll(details);
		return extensions;
	}

	static OperationRejectedException of(String code, String message, Map<String, Object> details) {
		return new OperationRejectedException(code, message, details);
	}

	/** A limit is exceeded; {@code extensions.limit} is its value. */
	static OperationRejectedException limitExceeded(String code, String message, long limit) {
		return new OperationRejectedException(code, message, Map.of("limit", limit));
	}

	/**
	 * Rejects a value above its limit.
	 * @param clause the first clause of the message, which states the value as
	 * {@code %,d}
	 */
	static void rejectIfAbove(long actual, long limit, String code, String clause) {
		if (actual > limit) {
			throw limitExceeded(code, String.format(Locale.ROOT, clause, actual)
					+ String.format(Locale.ROOT, "; the limit is %,d.", limit), limit);
		}
	}

}
