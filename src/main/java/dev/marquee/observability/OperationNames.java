package dev.marquee.observability;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.graphql.GraphQlRequest;

/**
 * What operations are called where that is written down: the names that are allowed by
 * themselves, and all others together, since anybody may make up names without end.
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

	/** By what name the operation is counted. */
	String label(GraphQlRequest request) {
		if (this.allowed.isEmpty()) {
			return OTHER;
		}
		String name = request.getOperationName();
		if (name == null) {
			Matcher beginning = OPERATION_START.matcher(request.getDocument());
			name = beginning.lookingAt() ? beginning.group(1) : OTHER;
		}
		return this.allowed.contains(name) ? name : OTHER;
	}

	/** The name that the request itself gives, if it is one. */
	static @Nullable String explicitName(GraphQlRequest request) {
		String name = request.getOperationName();
		return (name != null && NAME.matcher(name).matches()) ? name : null;
	}

}
