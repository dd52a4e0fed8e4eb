package dev.marquee.monitoring;

import dev.marquee.database.Pulse;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Says whether the database answers, from what is known already: who asks never waits for
 * it.
 */
@Component("database")
class DatabaseHealth implements HealthIndicator {

	private final Pulse pulse;

	DatabaseHealth(Pulse pulse) {
		this.pulse = pulse;
	}

	@Override
	public Health health() {
		return (this.pulse.isBeating() ? Health.up() : Health.down()).build();
	}

}
