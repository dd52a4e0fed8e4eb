package dev.marquee.change;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.marquee.change.Feed.Item;
import dev.marquee.change.Feed.Stretch;
import dev.marquee.selection.Told;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One subscription of a client. It is told by its feed or, for as long as it is behind,
 * reads the log itself. A client that takes nothing for a while falls behind, and costs
 * nobody anything until it takes again.
 */
final class Listener implements Subscription {

	/** How much may wait for a client before it falls behind. */
	static final int MOST_WAITING = 256;

	/** What waits for most, while they are told of a change. */
	private static final int FEW = 1;

	private final Feeds feeds;

	private final Feed feed;

	private final Subscriber<? super Told> subscriber;

	private final Queue<Told> waiting = new ArrayDeque<>(FEW);

	private final AtomicInteger emitting = new AtomicInteger();

	private ChangeCursor position;

	private long demand;

	private boolean joined;

	private boolean reading;

	private @Nullable Throwable failure;

	private volatile boolean over;

	Listener(Feeds feeds, Feed feed, ChangeCursor position, Subscriber<? super Told> subscriber) {
		this.feeds = feeds;
		this.feed = feed;
		this.position = position;
		this.subscriber = subscriber;
	}

	@Override
	public void request(long more) {
		synchronized (this) {
			this.demand = (this.demand + more < 0) ? Long.MAX_VALUE : this.demand + more;
		}
		emit();
	}

	@Override
	public void cancel() {
		if (!this.over) {
			this.over = true;
			this.feed.leave(this);
			this.feeds.left(this.feed);
		}
	}

	/**
	 * Takes what the feed has read, as far as it is new.
	 * @return false if the listener is out of the feed from now on
	 */
	boolean tell(Stretch stretch) {
		boolean stays = take(stretch);
		emit();
		return stays && !this.over;
	}

	private synchronized boolean take(Stretch stretch) {
		for (Item item : stretch.items()) {
			if (item.cursor().compareTo(this.position) > 0) {
				if (this.joined && this.waiting.size() >= MOST_WAITING) {
					this.joined = false;
					this.feeds.meters().fellBehind();
					return false;
				}
				this.waiting.add(item.told());
				this.position = item.cursor();
			}
		}
		if (stretch.end().compareTo(this.position) > 0) {
			this.position = stretch.end();
		}
		return true;
	}

	/** Lets the client know that nothing more will come. */
	void fail(Throwable cause) {
		synchronized (this) {
			this.failure = cause;
		}
		emit();
	}

	/** Catches up with the feed, and joins it. */
	void read() {
		try {
			while (!this.over && !joins() && hasRoom()) {
				tell(this.feed.read(position()));
			}
			stopReading();
			emit();
		}
		catch (RuntimeException ex) {
			if (ChangeErrors.isFinal(ex)) {
				fail(ex);
				return;
			}
			this.feeds.later(this::read);
		}
	}

	private boolean joins() {
		synchronized (this) {
			this.joined = true;
		}
		boolean joins = this.feed.join(this, position());
		if (!joins) {
			synchronized (this) {
				this.joined = false;
			}
		}
		if (this.over) {
			this.feed.leave(this);
		}
		return joins;
	}

	private synchronized ChangeCursor position() {
		return this.position;
	}

	private synchronized boolean hasRoom() {
		return this.waiting.size() < MOST_WAITING;
	}

	private synchronized void stopReading() {
		this.reading = false;
	}

	/** Hands over what waits, one at a time, and reads on when nothing does. */
	private void emit() {
		if (this.emitting.getAndIncrement() > 0) {
			return;
		}
		int missed = 1;
		do {
			for (Told next = next(); next != null && !this.over; next = next()) {
				this.subscriber.onNext(next);
			}
			endOrReadOn();
			missed = this.emitting.addAndGet(-missed);
		}
		while (missed > 0);
	}

	private synchronized @Nullable Told next() {
		Told next = (this.demand > 0) ? this.waiting.poll() : null;
		if (next != null && this.demand < Long.MAX_VALUE) {
			this.demand--;
		}
		return next;
	}

	private void endOrReadOn() {
		Throwable cause;
		synchronized (this) {
			cause = this.waiting.isEmpty() ? this.failure : null;
			boolean isBehind = !this.joined && !this.reading && this.failure == null && this.waiting.isEmpty();
			if (isBehind && !this.over) {
				this.reading = true;
				this.feeds.run(this::read);
			}
		}
		if (cause != null && !this.over) {
			cancel();
			this.subscriber.onError(cause);
		}
	}

}
