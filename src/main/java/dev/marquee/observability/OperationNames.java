package dev.marquee.observability;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.graphql.GraphQlRequest;

/**
 * The operation names in metrics, logs and traces. In metrics only allowed names are
 * labels of their own; all others share one, since clients can invent any number of
 * names.
 */
final class OperationNames {

	static final String OTHER = "other";

	private static final Pattern OPERATION_START = Pattern
		.compile("[\\s,]*+(?:query|mutation|subscription)\\s++([_A-Za-z][_0-9A-Za-z]*+)");

	private static final Pattern NAME = Pattern.compile("[_A-Za-z][_0-9A-Za-z]{0,99}");

	private final Set<String> allowed;

	OperationNames(Set<String> allowed) {
		this.allowed = Set.copyOf(allowed);
	}

	Set<String> allowed() {
		return this.allowed;
	}

	/** Returns the operation's label in metrics. */
	String label(GraphQlRequest request) {
		if (this.allowed.isEmpty()) {
			return OTHER;
		}
		String name = request.getOperationName();
		if (name == null) {
			Matcher start = OPERATION_START.matcher(request.getDocument());
			name = start.lookingAt() ? start.group(1) : OTHER;
		}
		return this.allowed.contains(name) ? name : OTHER;
	}

	/**
	 * Returns the {@code operationName} of the request; null if absent or not a valid
	 * GraphQL name of at most 100 characters.
	 */
	static @Nullable String explicitName(GraphQlRequest request) {
		String name = request.getOperationName();
		return (name != null && NAME.matcher(name).matches()) ? name : null;
	}

}
