package dev.marquee.live;

import java.time.Duration;

import dev.marquee.database.DatabaseProbe;
import dev.marquee.security.ConnectionAuthenticator;
import dev.marquee.transport.http.NamedDocumentResolver;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Puts the transports where the settings say.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class LiveConfiguration {

	private final Duration keepAlive;

	LiveConfiguration(@Value("${spring.graphql.websocket.keep-alive}") Duration keepAlive) {
		this.keepAlive = keepAlive;
	}

	@Bean
	static WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallConnections() {
		return (factory) -> factory.setProtocol(LendingProtocol.class.getName());
	}

	@Bean
	LiveConnections liveConnections(ConnectionAuthenticator connectionAuthenticator, DatabaseProbe databaseProbe,
			@Value("${marquee.max-database-outage}") Duration longestSilence) {
		return new LiveConnections(connectionAuthenticator, databaseProbe, longestSilence);
	}

	/** Together they fill no more than the pool's waiting room. */
	@Bean
	OperationThreads operationThreads(@Value("${marquee.max-queued-requests}") int most) {
		return new OperationThreads(most);
	}

	@Bean
	SocketLimits socketLimits(@Value("${spring.graphql.websocket.connection-init-timeout}") Duration init,
			@Value("${marquee.max-subscriptions-per-connection}") int subscriptions,
			@Value("${marquee.max-concurrent-operations-per-connection}") int operations) {
		return new SocketLimits(init, this.keepAlive, subscriptions, operations);
	}

	@Bean
	OperationStart operationStart(SocketLimits limits) {
		return new OperationStart(limits);
	}

	@Bean
	Callers callers(@Value("${marquee.max-connections-per-key}") int mostOfKey,
			@Value("${marquee.max-connections-per-address}") int mostOfAddress) {
		return new Callers(mostOfKey, mostOfAddress);
	}

	@Bean
	Sockets sockets(WebGraphQlHandler handler, NamedDocumentResolver documents, OperationThreads threads,
			JsonMapper json, LiveConnections connections, Callers callers,
			ConnectionAuthenticator connectionAuthenticator, SocketLimits limits) {
		return new Sockets(handler, documents, threads, new Messages(json), connections, callers,
				connectionAuthenticator, limits);
	}

	@Bean
	SocketMapping socketMapping(Sockets sockets, GraphQlCorsProperties properties,
			@Value("${spring.graphql.http.path:/graphql}") String path) {
		@Nullable CorsConfiguration others = properties.toCorsConfiguration();
		return new SocketMapping(path, new SocketOpening(sockets, others));
	}

	@Bean
	EventStreams eventStreams(JsonMapper json, LiveConnections connections, Callers callers,
			ConnectionAuthenticator connectionAuthenticator) {
		return new EventStreams(json, new EventStreams.House(connections, callers, connectionAuthenticator),
				this.keepAlive);
	}

	@Bean
	MeterBinder liveMeters(LiveConnections connections) {
		return Gauge.builder("marquee.connections.active", connections, LiveConnections::size)
			.description("Sockets and streams that are open")::register;
	}

}
