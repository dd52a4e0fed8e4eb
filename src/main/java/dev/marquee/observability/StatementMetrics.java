package dev.marquee.observability;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.marquee.query.execute.StatementObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Measures the duration of query statements, including the wait for a connection.
 */
final class StatementMetrics implements StatementObserver {

	private final Map<StatementKind, Timer> timers = new EnumMap<>(StatementKind.class);

	StatementMetrics(MeterRegistry registry) {
		for (StatementKind statementKind : StatementKind.values()) {
			this.timers.put(statementKind, Timer.builder("marquee.statements")
				.description("Statements of compiled queries")
				.tags("kind", statementKind.name().toLowerCase(Locale.ROOT))
				.serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(25),
						Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(2500), Duration.ofSeconds(10))
				.register(registry));
		}
	}

	@Override
	public <T extends @Nullable Object> T observe(StatementKind statementKind, String sql, Supplier<T> execution) {
		long begin = System.nanoTime();
		try {
			return execution.get();
		}
		finally {
			Objects.requireNonNull(this.timers.get(statementKind))
				.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
		}
	}

}
