package dev.marquee.observability;

import java.time.Duration;

import dev.marquee.database.EmbeddedPostgresServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the embedded PostgreSQL runs, or has ended only a short while ago. It is a part
 * of this process to its supervisor, so the process is not healthy without it. An
 * external PostgreSQL has no influence.
 */
@Component("embeddedPostgres")
class EmbeddedPostgresHealthIndicator implements HealthIndicator {

	private final ObjectProvider<EmbeddedPostgresServer> server;

	private final Duration maxOutage;

	EmbeddedPostgresHealthIndicator(ObjectProvider<EmbeddedPostgresServer> server,
			@Value("${marquee.max-embedded-outage}") Duration maxOutage) {
		this.server = server;
		this.maxOutage = maxOutage;
	}

	@Override
	public Health health() {
		boolean isDown = this.server.stream().anyMatch((each) -> each.downtime().compareTo(this.maxOutage) > 0);
		return (isDown ? Health.down() : Health.up()).build();
	}

}
