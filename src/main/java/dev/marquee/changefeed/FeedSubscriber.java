package dev.marquee.changefeed;

import java.util.concurrent.atomic.AtomicInteger;

import dev.marquee.changefeed.ChangeFeed.ChangeBatch;
import dev.marquee.changefeed.ChangeFeed.ChangeItem;
import dev.marquee.graphql.MemoryAccount;
import dev.marquee.query.execute.SubscriptionEvent;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One subscription of a client. It receives changes from its feed or, while it is behind,
 * reads the log on its own. A client that requests nothing for a while falls behind, and
 * uses no resources of others until it requests again.
 */
final class FeedSubscriber implements Subscription {

	/** The number of queued events at which a client is detached from its feed. */
	static final int MAX_QUEUED = 256;

	private final ChangeFeeds changeFeeds;

	private final ChangeFeed changeFeed;

	private final Subscriber<? super SubscriptionEvent> downstream;

	private final @Nullable SubscriberPosition subscriberPosition;

	private final QueuedChanges queue;

	private final AtomicInteger emitting = new AtomicInteger();

	/** The subscriber has received or queued all changes up to this position. */
	private ChangeCursor position;

	/** The subscriber has received all changes up to this position. */
	private ChangeCursor received;

	private long demand;

	private boolean attached;

	private boolean catchingUp;

	private @Nullable Throwable failure;

	private volatile boolean cancelled;

	FeedSubscriber(ChangeFeeds changeFeeds, ChangeFeed changeFeed, ChangeCursor position, MemoryAccount memory,
			@Nullable SubscriberPosition subscriberPosition, Subscriber<? super SubscriptionEvent> downstream) {
		this.changeFeeds = changeFeeds;
		this.changeFeed = changeFeed;
		this.position = position;
		this.received = position;
		this.queue = new QueuedChanges(memory);
		this.subscriberPosition = subscriberPosition;
		this.downstream = downstream;
	}

	@Override
	public void request(long more) {
		synchronized (this) {
			this.demand = (this.demand + more < 0) ? Long.MAX_VALUE : this.demand + more;
		}
		drain();
	}

	@Override
	public void cancel() {
		if (!this.cancelled) {
			this.cancelled = true;
			this.changeFeed.detach(this);
			this.changeFeeds.releaseFeed(this.changeFeed);
			clearQueue();
		}
	}

	/**
	 * Queues the changes of a batch that are new to this subscriber.
	 * @return false if the subscriber must be detached from the feed
	 */
	boolean offer(ChangeBatch changeBatch) {
		boolean attached = enqueue(changeBatch);
		drain();
		return attached && countQueuedEvents() && !this.cancelled;
	}

	/**
	 * Counts the events that wait for the client. If they exceed a limit of its memory,
	 * they are dropped, and read again when the client requests the next event.
	 */
	private synchronized boolean countQueuedEvents() {
		if (this.queue.tryCount()) {
			return true;
		}
		clearQueue();
		this.position = this.received;
		if (this.attached) {
			this.attached = false;
			this.changeFeeds.metrics().recordSlowSubscriber();
		}
		return false;
	}

	private synchronized void clearQueue() {
		this.queue.clear();
	}

	private synchronized boolean enqueue(ChangeBatch changeBatch) {
		for (ChangeItem changeItem : changeBatch.items()) {
			if (changeItem.cursor().compareTo(this.position) > 0) {
				if (this.attached && this.queue.size() >= MAX_QUEUED) {
					this.attached = false;
					this.changeFeeds.metrics().recordSlowSubscriber();
					return false;
				}
				this.queue.add(changeItem);
				this.position = changeItem.cursor();
			}
		}
		// The same position may have another epoch now.
		if (changeBatch.endCursor().compareTo(this.position) >= 0) {
			this.position = changeBatch.endCursor();
		}
		return true;
	}

	/** Ends the subscription with an error, after the queued events. */
	void terminate(Throwable cause) {
		synchronized (this) {
			this.failure = cause;
		}
		drain();
	}

	/** Reads the log up to the position of the feed, and attaches to the feed. */
	void catchUp() {
		try {
			while (!this.cancelled && !attachToFeed() && hasCapacity()) {
				offer(this.changeFeed.readAfter(position()));
			}
			finishCatchUp();
			drain();
		}
		catch (RuntimeException ex) {
			if (ChangeErrorResolver.isPermanent(ex)) {
				terminate(ex);
				return;
			}
			this.changeFeeds.executeLater(this::catchUp);
		}
	}

	private boolean attachToFeed() {
		synchronized (this) {
			this.attached = true;
		}
		boolean isAttached = this.changeFeed.tryAttach(this, position());
		if (!isAttached) {
			synchronized (this) {
				this.attached = false;
			}
		}
		if (this.cancelled) {
			this.changeFeed.detach(this);
		}
		return isAttached;
	}

	private synchronized ChangeCursor position() {
		return this.position;
	}

	private synchronized boolean hasCapacity() {
		return this.demand > 0 && this.queue.size() < MAX_QUEUED;
	}

	private synchronized void finishCatchUp() {
		this.catchingUp = false;
	}

	/**
	 * Emits queued events, one thread at a time, and catches up when the queue is empty.
	 */
	private void drain() {
		if (this.emitting.getAndIncrement() > 0) {
			return;
		}
		int missed = 1;
		do {
			for (ChangeItem next = pollNext(); next != null && !this.cancelled; next = pollNext()) {
				this.downstream.onNext(next.event());
				if (this.subscriberPosition != null) {
					this.subscriberPosition.sent(next.cursor());
				}
			}
			completeOrCatchUp();
			missed = this.emitting.addAndGet(-missed);
		}
		while (missed > 0);
	}

	private synchronized @Nullable ChangeItem pollNext() {
		ChangeItem next = (this.demand > 0) ? this.queue.poll() : null;
		if (next == null) {
			return null;
		}
		if (this.demand < Long.MAX_VALUE) {
			this.demand--;
		}
		this.received = next.cursor();
		return next;
	}

	private void completeOrCatchUp() {
		Throwable cause;
		synchronized (this) {
			if (this.queue.isEmpty()) {
				clearQueue();
				this.received = this.position;
				if (this.subscriberPosition != null && !this.cancelled) {
					this.subscriberPosition.caughtUp(this.position);
				}
			}
			cause = this.queue.isEmpty() ? this.failure : null;
			boolean isBehind = !this.attached && !this.catchingUp && this.failure == null && this.queue.isEmpty();
			if (isBehind && this.demand > 0 && !this.cancelled) {
				this.catchingUp = true;
				this.changeFeeds.execute(this::catchUp);
			}
		}
		if (cause != null && !this.cancelled) {
			cancel();
			if (this.subscriberPosition != null && ChangeErrorResolver.isCursorExpired(cause)) {
				this.subscriberPosition.forget();
			}
			this.downstream.onError(cause);
		}
	}

}
