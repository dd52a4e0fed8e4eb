package dev.marquee.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import graphql.GraphQLContext;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/**
 * The token bucket of one caller. It refills continuously, from empty to full within one
 * period.
 */
final class RateLimitBucket {

	/** Context keys of the values of {@code Query.rateLimit}. */
	static final String LIMIT = "marquee.rateLimit.limit";

	static final String REMAINING = "marquee.rateLimit.remaining";

	static final String RESET_AT = "marquee.rateLimit.resetAt";

	static final String COST = "marquee.rateLimit.cost";

	private final int capacity;

	private final Duration period;

	private final Clock clock;

	private final Bucket bucket;

	RateLimitBucket(int capacity, Duration period, Clock clock) {
		this.capacity = capacity;
		this.period = period;
		this.clock = clock;
		this.bucket = Bucket.builder()
			.addLimit((limit) -> limit.capacity(capacity).refillGreedy(capacity, period))
			.withCustomTimePrecision(new ClockTimeMeter(clock))
			.build();
	}

	/**
	 * Takes points from the bucket and stores its state in the context of the request.
	 * @throws OperationRejectedException if too few points remain
	 */
	void consume(long cost, GraphQLContext context) {
		ConsumptionProbe probe = this.bucket.tryConsumeAndReturnRemaining(cost);
		context.put(RateLimitBucket.class, this);
		if (!probe.isConsumed()) {
			long seconds = Math.max(1, ceilSeconds(Duration.ofNanos(probe.getNanosToWaitForRefill())));
			context.put(RetryAfter.class, new RetryAfter(seconds));
			throw OperationRejectedException.of("RATE_LIMITED",
					"Rate limit exceeded: the request costs " + cost + " points, " + probe.getRemainingTokens()
							+ " remain. Retry in " + seconds + " s.",
					Map.of("cost", cost, "limit", this.capacity, "remaining", probe.getRemainingTokens(), "retryAfter",
							seconds));
		}
		context.put(LIMIT, this.capacity);
		context.put(REMAINING, Math.toIntExact(probe.getRemainingTokens()));
		context.put(COST, Math.toIntExact(cost));
		context.put(RESET_AT, now().plusNanos(probe.getNanosToWaitForReset()).atOffset(ZoneOffset.UTC));
	}

	void refund(long points) {
		if (points > 0) {
			this.bucket.addTokens(points);
		}
	}

	/** The value of the {@code RateLimit-Policy} header: quota and window in seconds. */
	String policyHeader() {
		return "\"points\";q=" + this.capacity + ";w=" + this.period.toSeconds();
	}

	/**
	 * The value of the {@code RateLimit} header: remaining points and seconds until the
	 * bucket is full.
	 */
	String rateLimitHeader() {
		long remaining = this.bucket.getAvailableTokens();
		long seconds = Math.ceilDiv((this.capacity - remaining) * this.period.toSeconds(), this.capacity);
		return "\"points\";r=" + remaining + ";t=" + seconds;
	}

	long remainingPoints() {
		return this.bucket.getAvailableTokens();
	}

	int capacity() {
		return this.capacity;
	}

	private Instant now() {
		return this.clock.instant();
	}

	private static long ceilSeconds(Duration duration) {
		return duration.plusSeconds(1).minusNanos(1).toSeconds();
	}

	/** The seconds after which a rejected request can succeed. */
	record RetryAfter(long seconds) {
	}

	private record ClockTimeMeter(Clock clock) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			Instant now = this.clock.instant();
			return now.getEpochSecond() * 1_000_000_000L + now.getNano();
		}

		@Override
		public boolean isWallClockBased() {
			return true;
		}

	}

}
