package dev.marquee.changefeed;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.marquee.changefeed.ChangeFeed.ChangeBatch;
import dev.marquee.changefeed.ChangeFeed.ChangeItem;
import dev.marquee.query.execute.SubscriptionEvent;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One subscription of a client. It is told by its feed or, for as long as it is behind,
 * reads the log itself. A client that takes nothing for a while falls behind, and costs
 * nobody anything until it takes again.
 */
final class FeedSubscriber implements Subscription {

	/** How much may wait for a client before it falls behind. */
	static final int MAX_QUEUED = 256;

	/** What waits for most, while they are told of a change. */
	private static final int INITIAL_QUEUE_CAPACITY = 1;

	private final ChangeFeeds changeFeeds;

	private final ChangeFeed changeFeed;

	private final Subscriber<? super SubscriptionEvent> downstream;

	private final Queue<SubscriptionEvent> queue = new ArrayDeque<>(INITIAL_QUEUE_CAPACITY);

	private final AtomicInteger emitting = new AtomicInteger();

	private ChangeCursor position;

	private long demand;

	private boolean attached;

	private boolean catchingUp;

	private @Nullable Throwable failure;

	private volatile boolean cancelled;

	FeedSubscriber(ChangeFeeds changeFeeds, ChangeFeed changeFeed, ChangeCursor position,
			Subscriber<? super SubscriptionEvent> downstream) {
		this.changeFeeds = changeFeeds;
		this.changeFeed = changeFeed;
		this.position = position;
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
		}
	}

	/**
	 * Takes what the feed has read, as far as it is new.
	 * @return false if the listener is out of the feed from now on
	 */
	boolean offer(ChangeBatch changeBatch) {
		boolean attached = enqueue(changeBatch);
		drain();
		return attached && !this.cancelled;
	}

	private synchronized boolean enqueue(ChangeBatch changeBatch) {
		for (ChangeItem changeItem : changeBatch.items()) {
			if (changeItem.cursor().compareTo(this.position) > 0) {
				if (this.attached && this.queue.size() >= MAX_QUEUED) {
					this.attached = false;
					this.changeFeeds.metrics().recordSlowSubscriber();
					return false;
				}
				this.queue.add(changeItem.event());
				this.position = changeItem.cursor();
			}
		}
		if (changeBatch.endCursor().compareTo(this.position) > 0) {
			this.position = changeBatch.endCursor();
		}
		return true;
	}

	/** Lets the client know that nothing more will come. */
	void terminate(Throwable cause) {
		synchronized (this) {
			this.failure = cause;
		}
		drain();
	}

	/** Catches up with the feed, and joins it. */
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
		return this.queue.size() < MAX_QUEUED;
	}

	private synchronized void finishCatchUp() {
		this.catchingUp = false;
	}

	/** Hands over what waits, one at a time, and reads on when nothing does. */
	private void drain() {
		if (this.emitting.getAndIncrement() > 0) {
			return;
		}
		int missed = 1;
		do {
			for (SubscriptionEvent next = pollNext(); next != null && !this.cancelled; next = pollNext()) {
				this.downstream.onNext(next);
			}
			completeOrCatchUp();
			missed = this.emitting.addAndGet(-missed);
		}
		while (missed > 0);
	}

	private synchronized @Nullable SubscriptionEvent pollNext() {
		SubscriptionEvent next = (this.demand > 0) ? this.queue.poll() : null;
		if (next != null && this.demand < Long.MAX_VALUE) {
			this.demand--;
		}
		return next;
	}

	private void completeOrCatchUp() {
		Throwable cause;
		synchronized (this) {
			cause = this.queue.isEmpty() ? this.failure : null;
			boolean isBehind = !this.attached && !this.catchingUp && this.failure == null && this.queue.isEmpty();
			if (isBehind && !this.cancelled) {
				this.catchingUp = true;
				this.changeFeeds.execute(this::catchUp);
			}
		}
		if (cause != null && !this.cancelled) {
			cancel();
			this.downstream.onError(cause);
		}
	}

}
