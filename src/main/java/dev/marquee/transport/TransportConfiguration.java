package dev.marquee.transport;

import java.time.Duration;

import dev.marquee.database.DatabaseProbe;
import dev.marquee.security.ConnectionAuthenticator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures what the transports of subscriptions share.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class TransportConfiguration {

	@Bean
	ConnectionRegistry connectionRegistry(ConnectionAuthenticator connectionAuthenticator, DatabaseProbe databaseProbe,
			@Value("${marquee.max-database-outage}") Duration maxOutage) {
		return new ConnectionRegistry(connectionAuthenticator, databaseProbe, maxOutage);
	}

	@Bean
	ConnectionLimits connectionLimits(@Value("${marquee.max-connections-per-key}") int perKey,
			@Value("${marquee.max-connections-per-address}") int perAddress) {
		return new ConnectionLimits(perKey, perAddress);
	}

	@Bean
	MeterBinder connectionMeters(ConnectionRegistry connections) {
		return Gauge.builder("marquee.connections.active", connections, ConnectionRegistry::size)
			.description("Open WebSockets and event streams")::register;
	}

}
