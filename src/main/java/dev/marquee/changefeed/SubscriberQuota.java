package dev.marquee.changefeed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits how many subscribers this instance stores within a period, so that nobody can
 * fill the table: of all owners together, and half as many of one. Not thread-safe.
 */
final class SubscriberQuota {

	private final int total;

	private final Duration period;

	private final Clock clock;

	private final Map<String, Integer> owners = new HashMap<>();

	private int stored;

	private Instant periodEnd = Instant.MIN;

	SubscriberQuota(int total, Duration period, Clock clock) {
		this.total = total;
		this.period = period;
		this.clock = clock;
	}

	/** Counts another subscriber; false if it must not be stored. */
	boolean tryAcquire(String owner) {
		Instant now = this.clock.instant();
		if (!now.isBefore(this.periodEnd)) {
			this.periodEnd = now.plus(this.period);
			this.owners.clear();
			this.stored = 0;
		}
		if (this.stored >= this.total || this.owners.getOrDefault(owner, 0) >= (this.total + 1) / 2) {
			return false;
		}
		this.stored++;
		this.owners.merge(owner, 1, Integer::sum);
		return true;
	}

}
