package dev.marquee.changefeed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import dev.marquee.query.execute.CompiledSubscription;
import dev.marquee.query.execute.SubscriptionEvent;

/**
 * The shared reader of the change log for all subscribers with the same compiled
 * subscription. It runs one statement per batch of changes, and its subscribers share the
 * rows.
 */
final class ChangeFeed {

	private final CompiledSubscription compiledSubscription;

	private final Set<FeedSubscriber> subscribers = new LinkedHashSet<>();

	/** The changes up to this position have been delivered to all subscribers. */
	private volatile ChangeCursor position;

	/**
	 * Atomic instead of guarded by the lock, so that waking a feed does not block while
	 * it delivers.
	 */
	private final AtomicInteger pendingRuns = new AtomicInteger();

	ChangeFeed(CompiledSubscription compiledSubscription, ChangeCursor position) {
		this.compiledSubscription = compiledSubscription;
		this.position = position;
	}

	CompiledSubscription compiledSubscription() {
		return this.compiledSubscription;
	}

	/**
	 * Reads the next batch after any cursor, without changing the position of the feed.
	 */
	ChangeBatch readAfter(ChangeCursor after) {
		List<CompiledSubscription.SubscriptionRow> rows = this.compiledSubscription
			.fetchRows(LogPosition.contextValues(after));
		List<ChangeItem> items = new ArrayList<>();
		ChangeCursor end = after;
		for (CompiledSubscription.SubscriptionRow subscriptionRow : rows) {
			// All cursors share one string, since it hardly ever changes.
			String epoch = subscriptionRow.epoch().equals(end.epoch()) ? end.epoch() : subscriptionRow.epoch();
			end = new ChangeCursor(epoch, subscriptionRow.generation(), subscriptionRow.xid(), subscriptionRow.id());
			Object json = subscriptionRow.json();
			if (json != null) {
				items.add(new ChangeItem(end, new SubscriptionEvent(end.encode(), json)));
			}
		}
		return new ChangeBatch(items, end, end.id() == Long.MAX_VALUE);
	}

	/**
	 * Attaches a subscriber that has received all changes up to the position of the feed,
	 * or more.
	 * @return false if the subscriber must catch up first
	 */
	synchronized boolean tryAttach(FeedSubscriber feedSubscriber, ChangeCursor delivered) {
		return delivered.compareTo(this.position) >= 0 && this.subscribers.add(feedSubscriber);
	}

	synchronized void detach(FeedSubscriber feedSubscriber) {
		this.subscribers.remove(feedSubscriber);
	}

	/** Reads to the end of the log and delivers the changes to all subscribers. */
	void advanceToEnd() {
		ChangeBatch changeBatch;
		do {
			changeBatch = readAfter(position());
			deliver(changeBatch);
		}
		while (!changeBatch.isAtEnd());
	}

	private synchronized ChangeCursor position() {
		return this.position;
	}

	private synchronized void deliver(ChangeBatch changeBatch) {
		// Iterates over a copy, since a subscriber may detach during delivery.
		for (FeedSubscriber feedSubscriber : List.copyOf(this.subscribers)) {
			if (!feedSubscriber.offer(changeBatch)) {
				this.subscribers.remove(feedSubscriber);
			}
		}
		this.position = changeBatch.endCursor();
	}

	/** The changes up to this cursor have been delivered to all subscribers. */
	ChangeCursor delivered() {
		return this.position;
	}

	/** Detaches all subscribers and ends their subscriptions with an error. */
	void failSubscribers(Throwable failure) {
		List<FeedSubscriber> failed;
		synchronized (this) {
			failed = List.copyOf(this.subscribers);
			this.subscribers.clear();
		}
		failed.forEach((feedSubscriber) -> feedSubscriber.terminate(failure));
	}

	/**
	 * Requests a run. Returns true if the caller must run the feed, and false if a run is
	 * in progress, which is then repeated.
	 */
	boolean tryStart() {
		return this.pendingRuns.getAndUpdate((runs) -> Math.min(runs + 1, 2)) == 0;
	}

	void markIdle() {
		this.pendingRuns.set(0);
	}

	/** Ends a run. Returns true if another one was requested meanwhile. */
	boolean completeRun() {
		return this.pendingRuns.decrementAndGet() > 0;
	}

	/**
	 * The rows of one statement.
	 *
	 * @param endCursor the position up to which the statement has read
	 * @param isAtEnd whether the statement reached the end of the log
	 */
	record ChangeBatch(List<ChangeItem> items, ChangeCursor endCursor, boolean isAtEnd) {
	}

	/**
	 * A change that matches the subscription, with the cursor after it.
	 */
	record ChangeItem(ChangeCursor cursor, SubscriptionEvent event) {
	}

}
