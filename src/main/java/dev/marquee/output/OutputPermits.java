package dev.marquee.output;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.marquee.transport.http.HttpErrorException;

/**
 * Limits how many lists are sent at once. A list occupies a connection to the database
 * until its client has read most of it, so lists must not take all connections, and one
 * address must not take all lists.
 */
final class OutputPermits {

	private final Duration maxWait;

	private final int perAddress;

	private final Map<String, Integer> acquired = new HashMap<>();

	private int available;

	/**
	 * Creates permits, half of which one address may have.
	 * @param count how many lists are sent at once
	 * @param maxWait how long to wait for a permit
	 */
	OutputPermits(int count, Duration maxWait) {
		this.available = count;
		this.perAddress = Math.ceilDiv(count, 2);
		this.maxWait = maxWait;
	}

	/**
	 * Waits for a permit.
	 * @param address the address of the client
	 * @throws HttpErrorException if there is none in time
	 */
	synchronized void acquire(String address) {
		long deadline = System.nanoTime() + this.maxWait.toNanos();
		try {
			while (this.available == 0 || this.acquired.getOrDefault(address, 0) >= this.perAddress) {
				long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
				if (millis <= 0) {
					throw unavailable();
				}
				wait(millis);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw unavailable();
		}
		this.available--;
		this.acquired.merge(address, 1, Integer::sum);
	}

	private static HttpErrorException unavailable() {
		return HttpErrorException.unavailable("Too many lists are being sent: retry in a moment.");
	}

	synchronized void release(String address) {
		this.available++;
		this.acquired.computeIfPresent(address, (same, count) -> (count > 1) ? count - 1 : null);
		notifyAll();
	}

}
