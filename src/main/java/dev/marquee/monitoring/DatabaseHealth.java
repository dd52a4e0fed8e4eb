package dev.marquee.monitoring;

import dev.marquee.database.Pulse;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Says whether the database answers, from what is known already: who asks never waits for
 * it.
 */
@Component("database")
class DatabaseHealth implements HealthIndicator, MeterBinder {

	private final Pulse pulse;

	DatabaseHealth(Pulse pulse) {
		this.pulse = pulse;
	}

	@Override
	public Health health() {
		return (this.pulse.isBeating() ? Health.up() : Health.down()).build();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("marquee.database.up", this.pulse, (beats) -> beats.isBeating() ? 1 : 0)
			.description("Whether the database answers: 1 or 0")
			.register(registry);
	}

}
