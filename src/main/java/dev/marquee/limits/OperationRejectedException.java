package dev.marquee.limits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;

import org.springframework.graphql.execution.ErrorType;

/**
 * The end of a request that asks for too much, before anything of it is executed.
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

	/** Something is more than its limit. */
	static OperationRejectedException limitExceeded(String code, String message, long limit) {
		return new OperationRejectedException(code, message, Map.of("limit", limit));
	}

	/**
	 * Refuses what is more than its limit.
	 * @param subject what there is too much of, as a sentence's subject with {@code %,d}
	 */
	static void rejectIfAbove(long actual, long limit, String code, String subject) {
		if (actual > limit) {
			throw limitExceeded(code, String.format(Locale.ROOT, subject, actual)
					+ String.format(Locale.ROOT, ", and may have at most %,d.", limit), limit);
		}
	}

}
