package dev.marquee.monitoring;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.marquee.selection.StatementWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Measures the statements that answer requests, with the wait for a connection.
 */
final class WatchedStatements implements StatementWatch {

	private final Map<Kind, Timer> timers = new EnumMap<>(Kind.class);

	WatchedStatements(MeterRegistry registry) {
		for (Kind kind : Kind.values()) {
			this.timers.put(kind, Timer.builder("marquee.statements")
				.description("Statements of compiled selections")
				.tags("kind", kind.name().toLowerCase(Locale.ROOT))
				.serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(25),
						Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(2500), Duration.ofSeconds(10))
				.register(registry));
		}
	}

	@Override
	public <T extends @Nullable Object> T during(Kind kind, String sql, Supplier<T> execution) {
		long begin = System.nanoTime();
		try {
			return execution.get();
		}
		finally {
			Objects.requireNonNull(this.timers.get(kind)).record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
		}
	}

}
