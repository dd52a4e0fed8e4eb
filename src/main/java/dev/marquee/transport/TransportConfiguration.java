package dev.marquee.transport;

import java.time.Duration;

import dev.marquee.database.DatabaseProbe;
import dev.marquee.security.ConnectionAuthenticator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

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

	/**
	 * By default all clients together hold a quarter of the heap, those of one owner half
	 * of that.
	 */
	@Bean
	ClientMemory clientMemory(@Value("${marquee.client-memory:#{null}}") @Nullable DataSize total,
			@Value("${marquee.client-memory-per-owner:#{null}}") @Nullable DataSize perOwner,
			@Value("${marquee.client-memory-per-connection}") DataSize perConnection) {
		long all = (total != null) ? total.toBytes() : Runtime.getRuntime().maxMemory() / 4;
		return new ClientMemory(all, (perOwner != null) ? perOwner.toBytes() : all / 2, perConnection.toBytes());
	}

	@Bean
	MeterBinder connectionMeters(ConnectionRegistry connections, ClientMemory memory) {
		return (registry) -> {
			Gauge.builder("marquee.connections.active", connections, ConnectionRegistry::size)
				.description("Open WebSockets and event streams")
				.register(registry);
			Gauge.builder("marquee.client.memory", memory, ClientMemory::heldBytes)
				.description("Estimated heap that clients make the server hold")
				.baseUnit("bytes")
				.register(registry);
		};
	}

}
