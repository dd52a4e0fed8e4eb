package dev.marquee.observability;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import graphql.GraphQLError;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Metrics of GraphQL requests: durations, errors by code, and subscriptions. The number
 * of values of each label is bounded.
 */
final class RequestMetrics {

	private static final Duration[] BUCKETS = List.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
		.stream()
		.map(Duration::ofMillis)
		.toArray(Duration[]::new);

	private static final int MAX_ERROR_CODES = 50;

	private final MeterRegistry registry;

	private final Map<String, Timer> successTimers = new HashMap<>();

	private final Map<String, Timer> errorTimers = new HashMap<>();

	private final Map<String, Counter> errorCounters = new ConcurrentHashMap<>();

	private final SubscriptionMetrics webSocketSubscriptions;

	private final SubscriptionMetrics sseSubscriptions;

	RequestMetrics(MeterRegistry registry, OperationNames names) {
		this.registry = registry;
		names.allowed().forEach(this::registerTimers);
		registerTimers(OperationNames.OTHER);
		this.webSocketSubscriptions = new SubscriptionMetrics(registry, "websocket");
		this.sseSubscriptions = new SubscriptionMetrics(registry, "sse");
	}

	private void registerTimers(String operation) {
		this.successTimers.put(operation, timer(operation, "success"));
		this.errorTimers.put(operation, timer(operation, "error"));
	}

	private Timer timer(String operation, String outcome) {
		return Timer.builder("marquee.requests")
			.description("GraphQL requests over all transports; for subscriptions, the time to start")
			.tags("operation", operation, "outcome", outcome)
			.serviceLevelObjectives(BUCKETS)
			.register(this.registry);
	}

	void record(String operation, List<GraphQLError> errors, long nanos) {
		Timer timer = (errors.isEmpty() ? this.successTimers : this.errorTimers).get(operation);
		if (timer != null) {
			timer.record(nanos, TimeUnit.NANOSECONDS);
		}
		errors.forEach(this::countError);
	}

	private void countError(GraphQLError error) {
		Map<String, Object> extensions = error.getExtensions();
		String code = (extensions != null) ? String.valueOf(extensions.get("code")) : "none";
		if (this.errorCounters.size() >= MAX_ERROR_CODES && !this.errorCounters.containsKey(code)) {
			code = OperationNames.OTHER;
		}
		this.errorCounters
			.computeIfAbsent(code,
					(missing) -> Counter.builder("marquee.errors")
						.description("GraphQL errors by extensions.code")
						.tags("code", missing)
						.register(this.registry))
			.increment();
	}

	Flux<?> observeSubscription(Publisher<?> events, boolean isWebSocket) {
		return (isWebSocket ? this.webSocketSubscriptions : this.sseSubscriptions).observe(events);
	}

	/**
	 * Metrics of the subscriptions over one transport.
	 */
	private static final class SubscriptionMetrics {

		private final AtomicInteger active = new AtomicInteger();

		private final Counter delivered;

		SubscriptionMetrics(MeterRegistry registry, String transport) {
			Gauge.builder("marquee.subscriptions.active", this.active, AtomicInteger::get)
				.description("Active subscriptions")
				.tags("transport", transport)
				.register(registry);
			this.delivered = Counter.builder("marquee.subscription.events")
				.description("Subscription events sent")
				.tags("transport", transport)
				.register(registry);
		}

		Flux<?> observe(Publisher<?> events) {
			return Flux.from(events)
				.doOnSubscribe((subscription) -> this.active.incrementAndGet())
				.doOnNext((event) -> this.delivered.increment())
				.doFinally((signal) -> this.active.decrementAndGet());
		}

	}

}
