package dev.marquee.cost;

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
 * What one caller may still spend: it fills up all the time, and is full after a period.
 */
final class Account {

	/** What the context of a request holds for {@code Query.rateLimit}. */
	static final String LIMIT = "marquee.rateLimit.limit";

	static final String REMAINING = "marquee.rateLimit.remaining";

	static final String RESET_AT = "marquee.rateLimit.resetAt";

	static final String COST = "marquee.rateLimit.cost";

	private final int points;

	private final Duration period;

	private final Clock clock;

	private final Bucket bucket;

	Account(int points, Duration period, Clock clock) {
		this.points = points;
		this.period = period;
		this.clock = clock;
		this.bucket = Bucket.builder()
			.addLimit((limit) -> limit.capacity(points).refillGreedy(points, period))
			.withCustomTimePrecision(new TimeOf(clock))
			.build();
	}

	/**
	 * Takes points, and notes in the context of the request what is left.
	 * @throws Refusal when there are too few
	 */
	void take(long cost, GraphQLContext context) {
		ConsumptionProbe probe = this.bucket.tryConsumeAndReturnRemaining(cost);
		context.put(Account.class, this);
		if (!probe.isConsumed()) {
			long seconds = Math.max(1, seconds(Duration.ofNanos(probe.getNanosToWaitForRefill())));
			context.put(RetryAfter.class, new RetryAfter(seconds));
			throw Refusal.of("RATE_LIMITED",
					"You have spent what you may spend: " + probe.getRemainingTokens()
							+ " points are left, and this needs " + cost + ". Try again in " + seconds + " s.",
					Map.of("cost", cost, "limit", this.points, "remaining", probe.getRemainingTokens(), "retryAfter",
							seconds));
		}
		context.put(LIMIT, this.points);
		context.put(REMAINING, Math.toIntExact(probe.getRemainingTokens()));
		context.put(COST, Math.toIntExact(cost));
		context.put(RESET_AT, now().plusNanos(probe.getNanosToWaitForReset()).atOffset(ZoneOffset.UTC));
	}

	void giveBack(long points) {
		if (points > 0) {
			this.bucket.addTokens(points);
		}
	}

	/** The limit as the header {@code RateLimit-Policy} tells it. */
	String policy() {
		return "\"points\";q=" + this.points + ";w=" + this.period.toSeconds();
	}

	/** What is left as the header {@code RateLimit} tells it. */
	String rest() {
		long left = this.bucket.getAvailableTokens();
		long seconds = Math.ceilDiv((this.points - left) * this.period.toSeconds(), this.points);
		return "\"points\";r=" + left + ";t=" + seconds;
	}

	long left() {
		return this.bucket.getAvailableTokens();
	}

	int points() {
		return this.points;
	}

	private Instant now() {
		return this.clock.instant();
	}

	private static long seconds(Duration duration) {
		return duration.plusSeconds(1).minusNanos(1).toSeconds();
	}

	/** After how many seconds a request that was refused may succeed. */
	record RetryAfter(long seconds) {
	}

	private record TimeOf(Clock clock) implements TimeMeter {

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
