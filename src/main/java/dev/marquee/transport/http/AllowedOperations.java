package dev.marquee.transport.http;

import java.util.Map;

import org.springframework.graphql.server.WebGraphQlRequest;

/**
 * Marks a request whose method promises to change nothing, as GET does (RFC 9110, section
 * 9.2.1), by what it may be answered with.
 */
public enum AllowedOperations {

	/** By one answer: only queries are executed. */
	QUERIES,

	/** By a stream of events: subscriptions are executed too. */
	QUERIES_AND_SUBSCRIPTIONS;

	public void addTo(WebGraphQlRequest request) {
		request.configureExecutionInput(
				(input, builder) -> builder.graphQLContext(Map.of(AllowedOperations.class, this)).build());
	}

}
