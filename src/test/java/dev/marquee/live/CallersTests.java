package dev.marquee.live;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The count of connections.
 */
class CallersTests {

	@Test
	void eachCallerHasSoManyAndNoMore() {
		Callers callers = new Callers(3, 2);
		Caller address = new Caller("192.0.2.1", false);
		Caller key = new Caller("KEY one", true);
		assertThat(callers.enter(address)).isTrue();
		assertThat(callers.isFull(address)).isFalse();
		assertThat(callers.enter(address)).isTrue();
		assertThat(callers.isFull(address)).isTrue();
		assertThat(callers.enter(address)).isFalse();
		assertThat(callers.enter(new Caller("192.0.2.2", false))).isTrue();
		assertThat(callers.enter(key) && callers.enter(key) && callers.enter(key)).isTrue();
		assertThat(callers.enter(key)).isFalse();
		callers.leave(address);
		assertThat(callers.enter(address)).isTrue();
		assertThat(callers.enter(address)).isFalse();
	}

}
