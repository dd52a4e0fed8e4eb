package fanout;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One change, and when each subscriber heard of it.
 */
final class Change {

	/** By subscriber; 0 for one that has not heard of it. Written by the subscribers' thread only. */
	private final long[] arrivals;

	private final CountDownLatch complete = new CountDownLatch(1);

	private volatile int missing;

	private volatile long committed;

	Change(int subscribers) {
		this.arrivals = new long[subscribers];
		this.missing = subscribers;
	}

	/** The moment before the commit is sent, so that the commit itself counts too. */
	void commits(long nanos) {
		this.committed = nanos;
	}

	/** @return false if this subscriber has heard of it before */
	@SuppressWarnings("NonAtomicOperationOnVolatileField")
	boolean arrive(int subscriber, long nanos) {
		if (this.arrivals[subscriber] != 0) {
			return false;
		}
		this.arrivals[subscriber] = nanos;
		this.missing--;
		if (this.missing == 0) {
			this.complete.countDown();
		}
		return true;
	}

	boolean await(long seconds) throws InterruptedException {
		return this.complete.await(seconds, TimeUnit.SECONDS);
	}

	int missing() {
		return this.missing;
	}

	long committed() {
		return this.committed;
	}

	long last() {
		return Arrays.stream(this.arrivals).max().orElseThrow();
	}

	/** From the commit to each arrival, in milliseconds, the shortest first. */
	double[] millis() {
		return Arrays.stream(this.arrivals)
			.filter((nanos) -> nanos != 0)
			.mapToDouble((nanos) -> (nanos - this.committed) / 1e6)
			.sorted()
			.toArray();
	}

}
