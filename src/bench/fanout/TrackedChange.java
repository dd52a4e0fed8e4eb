package fanout;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A change, and the time at which each subscriber received it.
 */
final class TrackedChange {

	/** By subscriber; 0 if it has not been received. Written by the subscribers' thread only. */
	private final long[] arrivals;

	private final CountDownLatch complete = new CountDownLatch(1);

	private volatile int missing;

	private volatile long committedAt;

	TrackedChange(int subscribers) {
		this.arrivals = new long[subscribers];
		this.missing = subscribers;
	}

	/** Records the time just before the commit is sent, so that the delay includes the commit. */
	void recordCommit(long nanos) {
		this.committedAt = nanos;
	}

	/** @return false if this subscriber has already received the change */
	@SuppressWarnings("NonAtomicOperationOnVolatileField")
	boolean recordArrival(int subscriber, long nanos) {
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

	long committedAt() {
		return this.committedAt;
	}

	long lastArrival() {
		return Arrays.stream(this.arrivals).max().orElseThrow();
	}

	/** The milliseconds from the commit to each arrival, in ascending order. */
	double[] delaysMillis() {
		return Arrays.stream(this.arrivals)
			.filter((nanos) -> nanos != 0)
			.mapToDouble((nanos) -> (nanos - this.committedAt) / 1e6)
			.sorted()
			.toArray();
	}

}
