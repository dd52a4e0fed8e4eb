package dev.marquee.output;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.marquee.transport.http.HttpErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests {@link OutputPermits}.
 */
@Timeout(60)
class OutputPermitsTests {

	private static final Duration SHORT = Duration.ofMillis(20);

	@Test
	void oneAddressGetsHalfOfThePermits() {
		OutputPermits permits = new OutputPermits(5, SHORT);
		for (int i = 0; i < 3; i++) {
			permits.acquire("a");
		}
		assertThatExceptionOfType(HttpErrorException.class).isThrownBy(() -> permits.acquire("a"));
		permits.acquire("b");
		permits.acquire("c");
		assertThatExceptionOfType(HttpErrorException.class).isThrownBy(() -> permits.acquire("d"));
	}

	@Test
	void onlyPermitIsForEveryAddress() {
		OutputPermits permits = new OutputPermits(1, SHORT);
		permits.acquire("a");
		assertThatExceptionOfType(HttpErrorException.class).isThrownBy(() -> permits.acquire("b"));
		permits.release("a");
		permits.acquire("b");
	}

	@Test
	void releasedPermitGoesToAWaitingAddress() {
		OutputPermits permits = new OutputPermits(2, Duration.ofSeconds(50));
		permits.acquire("a");
		CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> permits.acquire("a"));
		permits.acquire("b");
		assertThat(waiting).isNotDone();
		permits.release("a");
		waiting.join();
	}

}
