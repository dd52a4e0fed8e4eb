package dev.marquee.observability;

import dev.marquee.database.DatabaseProbe;
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
class DatabaseHealthIndicator implements HealthIndicator, MeterBinder {

	private final DatabaseProbe probe;

	DatabaseHealthIndicator(DatabaseProbe databaseProbe) {
		this.probe = databaseProbe;
	}

	@Override
	public Health health() {
		return (this.probe.isUp() ? Health.up() : Health.down()).build();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("marquee.database.up", this.probe, (beats) -> beats.isUp() ? 1 : 0)
			.description("Whether the database answers: 1 or 0")
			.register(registry);
	}

}
