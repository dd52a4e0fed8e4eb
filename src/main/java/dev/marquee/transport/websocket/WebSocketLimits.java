package dev.marquee.transport.websocket;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;

import org.springframework.graphql.execution.ErrorType;

/**
 * The limits of one WebSocket.
 *
 * @param initTimeout how long a client may take to send {@code connection_init}
 * @param keepAlive after how long without a message a ping is sent
 * @param subscriptions how many may be open at once
 * @param operations how many may run at once; more wait
 */
record WebSocketLimits(Duration initTimeout, Duration keepAlive, int subscriptions, int operations) {

	List<GraphQLError> tooManySubscriptions() {
		return List.of(GraphqlErrorBuilder.newError()
			.message("A connection may have at most %d subscriptions. Complete one first, or open another connection.",
					this.subscriptions)
			.errorType(ErrorType.BAD_REQUEST)
			.extensions(Map.of("code", "TOO_MANY_SUBSCRIPTIONS"))
			.build());
	}

}
