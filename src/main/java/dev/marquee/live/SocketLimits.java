package dev.marquee.live;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;

import org.springframework.graphql.execution.ErrorType;

/**
 * What a WebSocket is held to.
 *
 * @param init how long a client may take to greet
 * @param silence how long nothing may be sent
 * @param subscriptions how many it may carry at once
 * @param operations how many may run at once; more wait
 */
record SocketLimits(Duration init, Duration silence, int subscriptions, int operations) {

	List<GraphQLError> tooManySubscriptions() {
		return List.of(GraphqlErrorBuilder.newError()
			.message("A connection has at most %d subscriptions. End one first, or connect once more.",
					this.subscriptions)
			.errorType(ErrorType.BAD_REQUEST)
			.extensions(Map.of("code", "TOO_MANY_SUBSCRIPTIONS"))
			.build());
	}

}
