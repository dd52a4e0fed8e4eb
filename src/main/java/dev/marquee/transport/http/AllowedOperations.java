package dev.marquee.transport.http;

import java.util.Map;

import org.springframework.graphql.server.WebGraphQlRequest;

/**
 * The operations that a request with a safe method, such as GET, may execute (RFC 9110,
 * section 9.2.1). They depend on the form of the response.
 */
enum AllowedOperations {

	/** A single response: only queries may be executed. */
	QUERIES,

	/** An event stream: subscriptions may be executed too. */
	QUERIES_AND_SUBSCRIPTIONS;

	void addTo(WebGraphQlRequest request) {
		request.configureExecutionInput(
				(input, builder) -> builder.graphQLContext(Map.of(AllowedOperations.class, this)).build());
	}

}
