package dev.marquee.transport.websocket;

import java.util.ArrayList;
import java.util.List;

import dev.marquee.graphql.DeliveryReceipts;

/**
 * Learns what the client of a socket has received: a client handles messages in order, so
 * its pong shows that it has handled all messages before the ping, and so does the close
 * frame with which it answers one.
 */
final class SubscriptionReceipts {

	private static final long MIN_PING_INTERVAL_NANOS = 2_000_000_000L;

	/** All sockets together are sent at most a thousand pings a second. */
	private static final long PING_INTERVAL_NANOS_PER_SOCKET = 1_000_000L;

	/**
	 * Those of the subscriptions with a name. The list is replaced instead of modified,
	 * since most sockets have at most one.
	 */
	private List<DeliveryReceipts> open = List.of();

	private volatile boolean unmarkedEvents;

	private volatile int unansweredPings;

	private volatile long markedAt = System.nanoTime() - MIN_PING_INTERVAL_NANOS;

	/** Whether the next pong answers the ping of the last mark. */
	private boolean awaitsPong;

	private boolean closing;

	private boolean closed;

	synchronized void add(DeliveryReceipts receipts) {
		if (this.closed) {
			receipts.suspend();
			return;
		}
		List<DeliveryReceipts> more = new ArrayList<>(this.open.size() + 1);
		more.addAll(this.open);
		more.add(receipts);
		this.open = List.copyOf(more);
	}

	synchronized void remove(DeliveryReceipts receipts) {
		List<DeliveryReceipts> fewer = new ArrayList<>(this.open);
		fewer.remove(receipts);
		this.open = List.copyOf(fewer);
	}

	/** Is called after an event of a subscription with receipts was sent. */
	void eventSent() {
		this.unmarkedEvents = true;
	}

	/**
	 * Whether a ping should be sent to learn about events.
	 * @param now by {@link System#nanoTime()}
	 * @param sockets how many sockets are open
	 */
	boolean isPingDue(long now, int sockets) {
		return this.unmarkedEvents && this.unansweredPings == 0
				&& now - this.markedAt > Math.max(MIN_PING_INTERVAL_NANOS, sockets * PING_INTERVAL_NANOS_PER_SOCKET);
	}

	/** Is called before a ping is sent. */
	synchronized void beforePing(long now) {
		this.unansweredPings++;
		if (this.unansweredPings == 1 && !this.closing) {
			this.unmarkedEvents = false;
			this.markedAt = now;
			this.awaitsPong = true;
			this.open.forEach(DeliveryReceipts::mark);
		}
	}

	/** A pong that answers no ping is allowed, and ignored. */
	synchronized void pongReceived() {
		if (this.unansweredPings == 0) {
			return;
		}
		this.unansweredPings--;
		if (this.awaitsPong) {
			this.awaitsPong = false;
			acknowledge();
		}
	}

	private void acknowledge() {
		for (DeliveryReceipts receipts : this.open) {
			if (!receipts.acknowledge()) {
				this.unmarkedEvents = true;
			}
		}
	}

	/**
	 * Is called before a close frame is sent, after which events are dropped instead of
	 * sent.
	 */
	synchronized void beforeClose() {
		if (!this.closing) {
			this.closing = true;
			this.awaitsPong = false;
			this.open.forEach(DeliveryReceipts::mark);
		}
	}

	/**
	 * Ends all subscriptions; their subscribers may return.
	 * @param answered whether the client has answered the close frame
	 */
	synchronized void close(boolean answered) {
		if (answered) {
			acknowledge();
		}
		this.open.forEach(DeliveryReceipts::suspend);
		this.open = List.of();
		this.closed = true;
	}

}
