package dev.marquee.live;

import java.time.Duration;

import dev.marquee.access.Credentials;
import dev.marquee.database.Pulse;
import dev.marquee.http.NamedDocuments;
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
	LiveConnections liveConnections(Credentials credentials, Pulse pulse,
			@Value("${marquee.longest-database-silence}") Duration longestSilence) {
		return new LiveConnections(credentials, pulse, longestSilence);
	}

	/** Together they fill no more than the pool's waiting room. */
	@Bean
	OperationThreads operationThreads(@Value("${marquee.most-waiting-requests}") int most) {
		return new OperationThreads(most);
	}

	@Bean
	SocketLimits socketLimits(@Value("${spring.graphql.websocket.connection-init-timeout}") Duration init,
			@Value("${marquee.subscriptions-per-connection}") int subscriptions,
			@Value("${marquee.operations-per-connection}") int operations) {
		return new SocketLimits(init, this.keepAlive, subscriptions, operations);
	}

	@Bean
	OperationStart operationStart(SocketLimits limits) {
		return new OperationStart(limits);
	}

	@Bean
	Callers callers(@Value("${marquee.connections-per-caller}") int mostOfKey,
			@Value("${marquee.connections-per-address}") int mostOfAddress) {
		return new Callers(mostOfKey, mostOfAddress);
	}

	@Bean
	Sockets sockets(WebGraphQlHandler handler, NamedDocuments documents, OperationThreads threads, JsonMapper json,
			LiveConnections connections, Callers callers, Credentials credentials, SocketLimits limits) {
		return new Sockets(handler, documents, threads, new Messages(json), connections, callers, credentials, limits);
	}

	@Bean
	SocketMapping socketMapping(Sockets sockets, GraphQlCorsProperties properties,
			@Value("${spring.graphql.http.path:/graphql}") String path) {
		@Nullable CorsConfiguration others = properties.toCorsConfiguration();
		return new SocketMapping(path, new SocketOpening(sockets, others));
	}

	@Bean
	EventStreams eventStreams(JsonMapper json, LiveConnections connections, Callers callers, Credentials credentials) {
		return new EventStreams(json, new EventStreams.House(connections, callers, credentials), this.keepAlive);
	}

	@Bean
	MeterBinder liveMeters(LiveConnections connections) {
		return Gauge.builder("marquee.connections", connections, LiveConnections::size)
			.description("Sockets and streams that are open")::register;
	}

}
