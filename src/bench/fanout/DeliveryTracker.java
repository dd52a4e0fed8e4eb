package fanout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tracks which subscribers have received the changes in flight.
 */
final class DeliveryTracker {

	private static final int MAX_ERRORS = 20;

	private static final int MAX_ERROR_LENGTH = 300;

	private final Map<Integer, TrackedChange> changes = new ConcurrentHashMap<>();

	private final AtomicLong count = new AtomicLong();

	private final AtomicInteger duplicates = new AtomicInteger();

	private final AtomicInteger outOfOrder = new AtomicInteger();

	private final AtomicInteger missed = new AtomicInteger();

	private final List<String> errors = new CopyOnWriteArrayList<>();

	void expect(int number, TrackedChange change) {
		this.changes.put(number, change);
	}

	void recordArrival(int number, int subscriber, long nanos) {
		TrackedChange change = this.changes.get(number);
		if (change != null && change.recordArrival(subscriber, nanos)) {
			this.count.lazySet(this.count.getPlain() + 1);
			return;
		}
		this.duplicates.incrementAndGet();
	}

	void recordOutOfOrder() {
		this.outOfOrder.incrementAndGet();
	}

	void addError(String text) {
		if (this.errors.size() < MAX_ERRORS) {
			this.errors.add((text.length() > MAX_ERROR_LENGTH) ? text.substring(0, MAX_ERROR_LENGTH) + "…" : text);
		}
	}

	/** Waits until all subscribers have received the change, and counts those that have not as missed. */
	void awaitDelivery(TrackedChange change, long seconds) throws InterruptedException {
		if (!change.await(seconds)) {
			this.missed.addAndGet(change.missing());
		}
	}

	long count() {
		return this.count.get();
	}

	/** Deliveries of a change that the subscriber had already received. */
	int duplicates() {
		return this.duplicates.get();
	}

	/** Deliveries that arrived after a later change. */
	int outOfOrder() {
		return this.outOfOrder.get();
	}

	int missed() {
		return this.missed.get();
	}

	List<String> errors() {
		return List.copyOf(this.errors);
	}

}
