package dev.marquee.graphql;

import java.util.Map;

import org.springframework.graphql.server.WebGraphQlRequest;

/**
 * The cursor of the last event that a client has received, from the SSE header
 * {@code Last-Event-ID}. The GraphQL context of the request holds it under this class.
 */
public record LastEventId(String cursor) {

	public void addTo(WebGraphQlRequest request) {
		request.configureExecutionInput(
				(input, builder) -> builder.graphQLContext(Map.of(LastEventId.class, this)).build());
	}

}
