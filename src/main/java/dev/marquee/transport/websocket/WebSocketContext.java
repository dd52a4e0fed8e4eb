package dev.marquee.transport.websocket;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import dev.marquee.security.ConnectionAuthenticator;
import dev.marquee.security.Credential;
import dev.marquee.transport.ClientMemory;
import dev.marquee.transport.ConnectionLimits;
import dev.marquee.transport.ConnectionRegistry;
import dev.marquee.transport.http.NamedDocumentResolver;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;

import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;

/**
 * The collaborators that all WebSockets share.
 *
 * @param executor runs their operations
 */
record WebSocketContext(WebGraphQlHandler handler, NamedDocumentResolver documents, Executor executor,
		ProtocolMessages messages, ConnectionRegistry connections, ConnectionLimits connectionLimits,
		ClientMemory memory, ConnectionAuthenticator connectionAuthenticator, WebSocketLimits limits) {

	void execute(WebGraphQlRequest request, Credential credential, Consumer<WebGraphQlResponse> onResponse,
			Consumer<Throwable> onFailure) {
		this.connectionAuthenticator.runAs(credential,
				() -> this.handler.handleRequest(request).subscribe(onResponse, onFailure));
	}

	static List<GraphQLError> memoryLimitExceeded() {
		return List.of(GraphqlErrorBuilder.newError()
			.message("Your connections hold too much memory. Complete operations, and read the messages that wait.")
			.errorType(ErrorType.BAD_REQUEST)
			.extensions(Map.of("code", "MEMORY_LIMIT_EXCEEDED"))
			.build());
	}

	static List<GraphQLError> internalError() {
		return List.of(GraphqlErrorBuilder.newError()
			.message("Internal error")
			.errorType(ErrorType.INTERNAL_ERROR)
			.extensions(Map.of("code", "INTERNAL_SERVER_ERROR"))
			.build());
	}

}
