package dev.marquee.output;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.marquee.transport.http.HttpErrorException;

import org.springframework.http.HttpStatus;

/**
 * Limits how many lists are sent at once. A list occupies a connection to the database
 * until its client has read most of it, so lists must not take all connections.
 */
final class OutputPermits {

	private final Semaphore permits;

	private final Duration maxWait;

	OutputPermits(int count, Duration maxWait) {
		this.permits = new Semaphore(count);
		this.maxWait = maxWait;
	}

	/**
	 * Waits for a permit.
	 * @throws HttpErrorException if there is none in time
	 */
	void acquire() {
		try {
			if (this.permits.tryAcquire(this.maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw HttpErrorException.of(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE",
				"Too many lists are being sent: retry in a moment.");
	}

	void release() {
		this.permits.release();
	}

}
