package dev.marquee.transport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limits of open connections.
 */
class ConnectionLimitsTests {

	@Test
	void ownerAcquiresUpToItsLimit() {
		ConnectionLimits callers = new ConnectionLimits(3, 2);
		ConnectionOwner address = new ConnectionOwner("192.0.2.1", false);
		ConnectionOwner key = new ConnectionOwner("KEY one", true);
		assertThat(callers.tryAcquire(address)).isTrue();
		assertThat(callers.isExhausted(address)).isFalse();
		assertThat(callers.tryAcquire(address)).isTrue();
		assertThat(callers.isExhausted(address)).isTrue();
		assertThat(callers.tryAcquire(address)).isFalse();
		assertThat(callers.tryAcquire(new ConnectionOwner("192.0.2.2", false))).isTrue();
		assertThat(callers.tryAcquire(key) && callers.tryAcquire(key) && callers.tryAcquire(key)).isTrue();
		assertThat(callers.tryAcquire(key)).isFalse();
		callers.release(address);
		assertThat(callers.tryAcquire(address)).isTrue();
		assertThat(callers.tryAcquire(address)).isFalse();
	}

}
