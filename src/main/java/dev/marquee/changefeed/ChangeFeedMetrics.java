package dev.marquee.changefeed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Meters of the delivery of changes.
 */
final class ChangeFeedMetrics {

	private static final long MAX_LAG_NANOS = Duration.ofHours(1).toNanos();

	private final Timer deliveryLag;

	private final Counter slowSubscribers;

	ChangeFeedMetrics(MeterRegistry registry) {
		this.deliveryLag = Timer.builder("marquee.changefeed.delivery.lag")
			.description("Time from commit of a change to its delivery to every subscriber of a feed")
			.serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
					Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
					Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30))
			.register(registry);
		this.slowSubscribers = Counter.builder("marquee.changefeed.slow.subscribers")
			.description("Subscribers detached from their feed because their queue was full")
			.register(registry);
	}

	/**
	 * Records the time from writing a change to its delivery to all subscribers of a
	 * feed. An hour or more is ignored: the announcement was stale.
	 */
	void recordDelivery(long nanos) {
		if (nanos < MAX_LAG_NANOS) {
			this.deliveryLag.record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	void recordSlowSubscriber() {
		this.slowSubscribers.increment();
	}

}
