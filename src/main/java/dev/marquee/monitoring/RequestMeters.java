package dev.marquee.monitoring;

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
 * What is measured of requests: how long they take, which errors they get, and what
 * subscriptions tell. No label has values without end.
 */
final class RequestMeters {

	private static final Duration[] BUCKETS = List.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
		.stream()
		.map(Duration::ofMillis)
		.toArray(Duration[]::new);

	private static final int MOST_CODES = 50;

	private final MeterRegistry registry;

	private final Map<String, Timer> answered = new HashMap<>();

	private final Map<String, Timer> failed = new HashMap<>();

	private final Map<String, Counter> errors = new ConcurrentHashMap<>();

	private final Subscriptions sockets;

	private final Subscriptions streams;

	RequestMeters(MeterRegistry registry, OperationNames names) {
		this.registry = registry;
		names.allowed().forEach(this::add);
		add(OperationNames.OTHER);
		this.sockets = new Subscriptions(registry, "websocket");
		this.streams = new Subscriptions(registry, "sse");
	}

	private void add(String operation) {
		this.answered.put(operation, timer(operation, "success"));
		this.failed.put(operation, timer(operation, "error"));
	}

	private Timer timer(String operation, String outcome) {
		return Timer.builder("marquee.requests")
			.description("GraphQL requests, over whatever transport; of subscriptions, their beginning")
			.tags("operation", operation, "outcome", outcome)
			.serviceLevelObjectives(BUCKETS)
			.register(this.registry);
	}

	void record(String operation, List<GraphQLError> errors, long nanos) {
		Timer timer = (errors.isEmpty() ? this.answered : this.failed).get(operation);
		if (timer != null) {
			timer.record(nanos, TimeUnit.NANOSECONDS);
		}
		errors.forEach(this::count);
	}

	private void count(GraphQLError error) {
		Map<String, Object> extensions = error.getExtensions();
		String code = (extensions != null) ? String.valueOf(extensions.get("code")) : "none";
		if (this.errors.size() >= MOST_CODES && !this.errors.containsKey(code)) {
			code = OperationNames.OTHER;
		}
		this.errors
			.computeIfAbsent(code,
					(missing) -> Counter.builder("marquee.errors")
						.description("Errors in answers, by their extensions.code")
						.tags("code", missing)
						.register(this.registry))
			.increment();
	}

	Flux<?> subscription(Publisher<?> events, boolean isSocket) {
		return (isSocket ? this.sockets : this.streams).watch(events);
	}

	/**
	 * The subscriptions over one transport.
	 */
	private static final class Subscriptions {

		private final AtomicInteger open = new AtomicInteger();

		private final Counter delivered;

		Subscriptions(MeterRegistry registry, String transport) {
			Gauge.builder("marquee.subscriptions", this.open, AtomicInteger::get)
				.description("Subscriptions that are open")
				.tags("transport", transport)
				.register(registry);
			this.delivered = Counter.builder("marquee.subscriptions.delivered")
				.description("Events handed to the transport")
				.tags("transport", transport)
				.register(registry);
		}

		Flux<?> watch(Publisher<?> events) {
			return Flux.from(events)
				.doOnSubscribe((subscription) -> this.open.incrementAndGet())
				.doOnNext((event) -> this.delivered.increment())
				.doFinally((signal) -> this.open.decrementAndGet());
		}

	}

}
