package dev.marquee.observability;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import graphql.GraphQLError;
import graphql.language.OperationDefinition.Operation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
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

	private final Map<RequestLabels, Timer> timers = new ConcurrentHashMap<>();

	private final Map<String, Counter> errorCounters = new ConcurrentHashMap<>();

	private final SubscriptionMetrics webSocketSubscriptions;

	private final SubscriptionMetrics sseSubscriptions;

	RequestMetrics(MeterRegistry registry, OperationNames names) {
		this.registry = registry;
		Stream.concat(names.allowed().stream(), Stream.of(OperationNames.OTHER)).forEach(this::registerSuccessTimers);
		this.webSocketSubscriptions = new SubscriptionMetrics(registry, "websocket");
		this.sseSubscriptions = new SubscriptionMetrics(registry, "sse");
	}

	/** Registers timers early, so that rates are known from the first request on. */
	private void registerSuccessTimers(String operation) {
		for (Operation kind : Operation.values()) {
			RequestLabels labels = RequestLabels.ofSuccess(operation, kind);
			this.timers.put(labels, timer(labels));
		}
	}

	private Timer timer(RequestLabels labels) {
		return Timer.builder("marquee.requests")
			.description("GraphQL requests over all transports; for subscriptions, the time to start")
			.tags("operation", labels.operation(), "kind", labels.kind(), "outcome", labels.outcome(), "code",
					labels.code())
			.serviceLevelObjectives(BUCKETS)
			.register(this.registry);
	}

	/**
	 * Records a request.
	 * @param operation the label of its operation name
	 * @param kind the kind of its operation; null if its document or variables are
	 * invalid
	 */
	void record(String operation, @Nullable Operation kind, List<GraphQLError> errors, long nanos) {
		RequestLabels labels = errors.isEmpty() ? RequestLabels.ofSuccess(operation, kind)
				: RequestLabels.ofError(operation, kind, boundedCode(errors.getFirst()));
		this.timers.computeIfAbsent(labels, this::timer).record(nanos, TimeUnit.NANOSECONDS);
		errors.forEach(this::countError);
	}

	private String boundedCode(GraphQLError error) {
		Map<String, Object> extensions = error.getExtensions();
		String code = (extensions != null) ? String.valueOf(extensions.get("code")) : RequestLabels.NONE;
		return (this.errorCounters.size() < MAX_ERROR_CODES || this.errorCounters.containsKey(code)) ? code
				: OperationNames.OTHER;
	}

	private void countError(GraphQLError error) {
		this.errorCounters
			.computeIfAbsent(boundedCode(error),
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

	/**
	 * The labels of a request.
	 *
	 * @param code the code of the first error
	 */
	private record RequestLabels(String operation, String kind, String outcome, String code) {

		static final String NONE = "none";

		static RequestLabels ofSuccess(String operation, @Nullable Operation kind) {
			return new RequestLabels(operation, label(kind), "success", NONE);
		}

		static RequestLabels ofError(String operation, @Nullable Operation kind, String code) {
			return new RequestLabels(operation, label(kind), "error", code);
		}

		private static String label(@Nullable Operation kind) {
			return switch (kind) {
				case QUERY -> "query";
				case MUTATION -> "mutation";
				case SUBSCRIPTION -> "subscription";
				case null -> NONE;
			};
		}

	}

}
