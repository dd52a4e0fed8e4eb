package dev.marquee.graphql;

import java.util.Map;

import org.springframework.graphql.server.WebGraphQlRequest;

/**
 * Marks a request whose method promises to change nothing, as GET does (RFC 9110, section
 * 9.2.1), by what it may be answered with.
 */
public enum SafeMethod {

	/** By one answer: only queries are executed. */
	ANSWER,

	/** By a stream of events: subscriptions are executed too. */
	STREAM;

	public void mark(WebGraphQlRequest request) {
		request.configureExecutionInput(
				(input, builder) -> builder.graphQLContext(Map.of(SafeMethod.class, this)).build());
	}

}
