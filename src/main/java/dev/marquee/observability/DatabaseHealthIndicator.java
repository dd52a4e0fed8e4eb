package dev.marquee.observability;

import dev.marquee.database.DatabaseProbe;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The health of the database according to {@link DatabaseProbe}: whether it responds and
 * can be used, which a standby cannot. A health request reads the last result of the
 * probe and never waits for the database.
 */
@Component("database")
class DatabaseHealthIndicator implements HealthIndicator, MeterBinder {

	private final DatabaseProbe probe;

	DatabaseHealthIndicator(DatabaseProbe databaseProbe) {
		this.probe = databaseProbe;
	}

	@Override
	public Health health() {
		return (this.probe.isUsable() ? Health.up() : Health.down()).build();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("marquee.database.up", this.probe, (probe) -> probe.isUp() ? 1 : 0)
			.description("Whether the database responds (1 or 0)")
			.register(registry);
		Gauge.builder("marquee.database.usable", this.probe, (probe) -> probe.isUsable() ? 1 : 0)
			.description("Whether the database responds and can be used: a standby cannot (1 or 0)")
			.register(registry);
	}

}
