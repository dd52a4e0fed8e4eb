package dev.marquee.changefeed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import dev.marquee.query.execute.CompiledSubscription;
import dev.marquee.query.execute.SubscriptionEvent;

/**
 * What all subscribers are told that asked for the same: one statement for each stretch
 * of the log, whose rows they share.
 */
final class ChangeFeed {

	private final CompiledSubscription compiledSubscription;

	private final Set<FeedSubscriber> subscribers = new LinkedHashSet<>();

	/** Up to here all listeners have been told. */
	private volatile ChangeCursor position;

	/** Apart from all else, so that whoever wakes a feed does not wait while it tells. */
	private final AtomicInteger pendingRuns = new AtomicInteger();

	ChangeFeed(CompiledSubscription compiledSubscription, ChangeCursor position) {
		this.compiledSubscription = compiledSubscription;
		this.position = position;
	}

	CompiledSubscription compiledSubscription() {
		return this.compiledSubscription;
	}

	/** Reads on from any place; the feed itself does not move. */
	ChangeBatch readAfter(ChangeCursor after) {
		List<CompiledSubscription.SubscriptionRow> rows = this.compiledSubscription
			.fetchRows(LogPosition.contextValues(after));
		List<ChangeItem> items = new ArrayList<>();
		ChangeCursor end = after;
		for (CompiledSubscription.SubscriptionRow subscriptionRow : rows) {
			end = after.withPosition(subscriptionRow.majorPosition(), subscriptionRow.minorPosition());
			Object json = subscriptionRow.json();
			if (json != null) {
				items.add(new ChangeItem(end, new SubscriptionEvent(end.encode(), json)));
			}
		}
		return new ChangeBatch(items, end, end.id() == Long.MAX_VALUE);
	}

	/**
	 * Takes a listener in that has been told all up to where the feed is, or more.
	 * @return false if it must read on first
	 */
	synchronized boolean tryAttach(FeedSubscriber feedSubscriber, ChangeCursor delivered) {
		return delivered.compareTo(this.position) >= 0 && this.subscribers.add(feedSubscriber);
	}

	synchronized void detach(FeedSubscriber feedSubscriber) {
		this.subscribers.remove(feedSubscriber);
	}

	/** Reads on and tells all listeners, to the end of the log. */
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
		// Of a copy, since a listener may leave while it is told.
		for (FeedSubscriber feedSubscriber : List.copyOf(this.subscribers)) {
			if (!feedSubscriber.offer(changeBatch)) {
				this.subscribers.remove(feedSubscriber);
			}
		}
		this.position = changeBatch.endCursor();
	}

	/** The last transaction that all listeners have been told of. */
	long deliveredXid() {
		return this.position.xid();
	}

	/** Ends all listeners. */
	void failSubscribers(Throwable failure) {
		List<FeedSubscriber> failed;
		synchronized (this) {
			failed = List.copyOf(this.subscribers);
			this.subscribers.clear();
		}
		failed.forEach((feedSubscriber) -> feedSubscriber.terminate(failure));
	}

	/** Whether the caller is to run: not while another does, who will run again. */
	boolean tryStart() {
		return this.pendingRuns.getAndUpdate((turns) -> Math.min(turns + 1, 2)) == 0;
	}

	void markIdle() {
		this.pendingRuns.set(0);
	}

	/** Whether the caller is to run again. */
	boolean completeRun() {
		return this.pendingRuns.decrementAndGet() > 0;
	}

	/**
	 * What one statement has read.
	 *
	 * @param endCursor up to here everything has been read
	 * @param isAtEnd whether the log had nothing more
	 */
	record ChangeBatch(List<ChangeItem> items, ChangeCursor endCursor, boolean isAtEnd) {
	}

	/**
	 * One change.
	 */
	record ChangeItem(ChangeCursor cursor, SubscriptionEvent event) {
	}

}
