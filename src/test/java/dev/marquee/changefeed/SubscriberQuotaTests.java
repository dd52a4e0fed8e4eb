package dev.marquee.changefeed;

import java.time.Duration;
import java.time.Instant;

import dev.marquee.TestClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many subscribers an instance stores.
 */
class SubscriberQuotaTests {

	private final TestClock clock = new TestClock();

	private final SubscriberQuota quota = new SubscriberQuota(4, Duration.ofHours(1), this.clock);

	@Test
	void oneOwnerHasHalfOfThePlaces() {
		assertThat(this.quota.tryAcquire("a")).isTrue();
		assertThat(this.quota.tryAcquire("a")).isTrue();
		assertThat(this.quota.tryAcquire("a")).isFalse();
		assertThat(this.quota.tryAcquire("b")).isTrue();
		assertThat(this.quota.tryAcquire("c")).isTrue();
		assertThat(this.quota.tryAcquire("d")).isFalse();
	}

	@Test
	void placesAreFreeAgainInTheNextPeriod() {
		Instant now = Instant.parse("2026-11-27T01:00:00Z");
		this.clock.fixAt(now);
		assertThat(this.quota.tryAcquire("a") && this.quota.tryAcquire("a")).isTrue();
		this.clock.fixAt(now.plus(Duration.ofMinutes(59)));
		assertThat(this.quota.tryAcquire("a")).isFalse();
		this.clock.fixAt(now.plus(Duration.ofMinutes(60)));
		assertThat(this.quota.tryAcquire("a")).isTrue();
	}

}
