package fanout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has arrived of the changes under way.
 */
final class Deliveries {

	private static final int MOST_TROUBLES = 20;

	private static final int LONGEST_TROUBLE = 300;

	private final Map<Integer, Change> changes = new ConcurrentHashMap<>();

	private final AtomicLong count = new AtomicLong();

	private final AtomicInteger repeated = new AtomicInteger();

	private final AtomicInteger disordered = new AtomicInteger();

	private final AtomicInteger missed = new AtomicInteger();

	private final List<String> troubles = new CopyOnWriteArrayList<>();

	void expect(int number, Change change) {
		this.changes.put(number, change);
	}

	void arrive(int number, int subscriber, long nanos) {
		Change change = this.changes.get(number);
		if (change != null && change.arrive(subscriber, nanos)) {
			this.count.lazySet(this.count.getPlain() + 1);
			return;
		}
		this.repeated.incrementAndGet();
	}

	void disorder() {
		this.disordered.incrementAndGet();
	}

	void trouble(String text) {
		if (this.troubles.size() < MOST_TROUBLES) {
			this.troubles.add((text.length() > LONGEST_TROUBLE) ? text.substring(0, LONGEST_TROUBLE) + "…" : text);
		}
	}

	/** Waits until all have heard of a change; who has not by then has missed it. */
	void complete(Change change, long seconds) throws InterruptedException {
		if (!change.await(seconds)) {
			this.missed.addAndGet(change.missing());
		}
	}

	long count() {
		return this.count.get();
	}

	/** What came twice, or what nobody waits for any more. */
	int repeated() {
		return this.repeated.get();
	}

	/** What came after a later change. */
	int disordered() {
		return this.disordered.get();
	}

	int missed() {
		return this.missed.get();
	}

	List<String> troubles() {
		return List.copyOf(this.troubles);
	}

}
