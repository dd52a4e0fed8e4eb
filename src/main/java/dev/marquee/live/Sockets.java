package dev.marquee.live;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import dev.marquee.security.ConnectionAuthenticator;
import dev.marquee.security.Credential;
import dev.marquee.transport.http.NamedDocumentResolver;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;

import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;

/**
 * What all WebSockets have in common.
 *
 * @param threads where their operations run
 */
record Sockets(WebGraphQlHandler handler, NamedDocumentResolver documents, Executor threads, Messages messages,
		LiveConnections connections, Callers callers, ConnectionAuthenticator connectionAuthenticator,
		SocketLimits limits) {

	void execute(WebGraphQlRequest request, Credential credential, Consumer<WebGraphQlResponse> answered,
			Consumer<Throwable> failed) {
		this.connectionAuthenticator.runAs(credential,
				() -> this.handler.handleRequest(request).subscribe(answered, failed));
	}

	static List<GraphQLError> internal() {
		return List.of(GraphqlErrorBuilder.newError()
			.message("The operation has failed")
			.errorType(ErrorType.INTERNAL_ERROR)
			.extensions(Map.of("code", "INTERNAL_SERVER_ERROR"))
			.build());
	}

}
