package dev.marquee.transport.sse;

import java.time.Duration;

import dev.marquee.security.ConnectionAuthenticator;
import dev.marquee.transport.ClientMemory;
import dev.marquee.transport.ConnectionLimits;
import dev.marquee.transport.ConnectionRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures subscriptions over server-sent events.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class EventStreamConfiguration {

	@Bean
	EventStreams eventStreams(JsonMapper json, ConnectionRegistry connections, ConnectionLimits limits,
			ClientMemory memory, ConnectionAuthenticator connectionAuthenticator,
			@Value("${spring.graphql.websocket.keep-alive}") Duration keepAlive) {
		return new EventStreams(json, connections, limits, memory, connectionAuthenticator, keepAlive);
	}

}
