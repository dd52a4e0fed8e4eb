package dev.marquee.graphql;

import java.util.Map;

import org.springframework.graphql.server.WebGraphQlRequest;

/**
 * The last event that a client has got, as its transport says; in the context of a
 * request by this class.
 */
public record LastEventId(String cursor) {

	public void addTo(WebGraphQlRequest request) {
		request.configureExecutionInput(
				(input, builder) -> builder.graphQLContext(Map.of(LastEventId.class, this)).build());
	}

}
