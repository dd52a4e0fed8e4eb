package dev.marquee.live;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.marquee.access.Credential;
import dev.marquee.access.Credentials;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;

import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;

/**
 * What all WebSockets have in common.
 *
 * @param initTimeout how long a client may take to greet
 * @param keepAlive how long nothing may be sent
 * @param mostStreams how many subscriptions a socket may carry at once
 */
record Sockets(WebGraphQlHandler handler, Messages messages, LiveConnections connections, Callers callers,
		Credentials credentials, Duration initTimeout, Duration keepAlive, int mostStreams) {

	void execute(WebGraphQlRequest request, Credential credential, Consumer<WebGraphQlResponse> answered,
			Consumer<Throwable> failed) {
		this.credentials.present(credential, () -> this.handler.handleRequest(request).subscribe(answered, failed));
	}

	List<GraphQLError> tooMany() {
		return List.of(GraphqlErrorBuilder.newError()
			.message("A connection has at most %d subscriptions. End one first, or connect once more.",
					this.mostStreams)
			.errorType(ErrorType.BAD_REQUEST)
			.extensions(Map.of("code", "TOO_MANY_SUBSCRIPTIONS"))
			.build());
	}

}
