package dev.marquee.transport.websocket;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

import dev.marquee.security.ConnectionAuthenticator;
import dev.marquee.transport.ClientMemory;
import dev.marquee.transport.ConnectionLimits;
import dev.marquee.transport.ConnectionRegistry;
import dev.marquee.transport.http.NamedDocumentResolver;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlHandler;

/**
 * Configures subscriptions and other operations over WebSocket.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class WebSocketConfiguration {

	@Bean
	static WebServerFactoryCustomizer<JettyServletWebServerFactory> webSocketServer() {
		return (factory) -> factory.addServerCustomizers((server) -> server
			.addBean(new WebSocketMappings(WebSocketServerComponents.ensureWebSocketComponents(server))));
	}

	@Bean
	WebSocketLimits webSocketLimits(@Value("${spring.graphql.websocket.connection-init-timeout}") Duration initTimeout,
			@Value("${spring.graphql.websocket.keep-alive}") Duration keepAlive,
			@Value("${marquee.max-subscriptions-per-connection}") int subscriptions,
			@Value("${marquee.max-concurrent-operations-per-connection}") int operations) {
		return new WebSocketLimits(initTimeout, keepAlive, subscriptions, operations);
	}

	@Bean
	WebSocketInstrumentation webSocketInstrumentation(WebSocketLimits limits) {
		return new WebSocketInstrumentation(limits);
	}

	/**
	 * The operations of all sockets together wait for no more connections of the pool
	 * than HTTP requests may. When an instance fails, all of its clients start here at
	 * once.
	 */
	@Bean
	BoundedExecutor webSocketExecutor(@Value("${marquee.max-queued-requests}") int concurrency) {
		ThreadFactory threads = Thread.ofVirtual().name("websocket-operation-", 1).factory();
		return new BoundedExecutor((operation) -> threads.newThread(operation).start(), concurrency);
	}

	@Bean
	WebSocketContext webSocketContext(WebGraphQlHandler handler, NamedDocumentResolver documents,
			BoundedExecutor executor, JsonMapper json, ConnectionRegistry connections,
			ConnectionLimits connectionLimits, ClientMemory memory, ConnectionAuthenticator connectionAuthenticator,
			WebSocketLimits limits) {
		return new WebSocketContext(handler, documents, executor, new ProtocolMessages(json), connections,
				connectionLimits, memory, connectionAuthenticator, limits);
	}

	@Bean
	WebSocketMapping webSocketMapping(WebSocketContext context, JsonMapper json,
			@Value("${spring.graphql.http.path:/graphql}") String path) {
		return new WebSocketMapping(path, new WebSocketUpgrade(context, json));
	}

}
