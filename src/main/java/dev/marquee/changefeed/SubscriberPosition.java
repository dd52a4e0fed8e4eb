package dev.marquee.changefeed;

import java.util.UUID;

import dev.marquee.graphql.DeliveryReceipts;
import org.jspecify.annotations.Nullable;

/**
 * The position of a subscriber that has a name: the cursor up to which it is known to
 * have received all changes.
 */
final class SubscriberPosition implements DeliveryReceipts {

	private final SubscriberPositions positions;

	private final UUID key;

	private final String owner;

	/** All changes up to this cursor have been sent. */
	private ChangeCursor sent;

	private ChangeCursor marked;

	private ChangeCursor acknowledged;

	/** The last event that was sent; null if it is known to have been received. */
	private @Nullable ChangeCursor unacknowledgedEvent;

	private SubscriberState state = SubscriberState.ACTIVE;

	/** Whether the table may have a row with the key. */
	private boolean stored;

	/** Whether this subscription has written the row. */
	private boolean written;

	/** Whether that row is of an earlier subscription, which the client has completed. */
	private boolean storedIsObsolete;

	/** Whether events have been received since the row was written. */
	private boolean moved;

	private long writtenAt;

	/**
	 * Creates a position.
	 * @param owner whose subscribers are counted together
	 * @param start the subscription begins after this cursor
	 */
	SubscriberPosition(SubscriberPositions positions, UUID key, String owner, ChangeCursor start) {
		this.positions = positions;
		this.key = key;
		this.owner = owner;
		this.sent = start;
		this.marked = start;
		this.acknowledged = start;
	}

	UUID key() {
		return this.key;
	}

	String owner() {
		return this.owner;
	}

	/** Takes over what is known of the row with the key. */
	synchronized void inheritRow(boolean isStored, boolean isObsolete) {
		this.stored = isStored;
		this.storedIsObsolete = isObsolete;
	}

	/**
	 * The subscriber has been sent an event, and before it all others up to its cursor.
	 */
	synchronized void sent(ChangeCursor cursor) {
		this.sent = cursor;
		this.unacknowledgedEvent = cursor;
	}

	/** There are no further events for the subscriber up to this cursor. */
	synchronized void caughtUp(ChangeCursor cursor) {
		this.sent = cursor;
		if (this.unacknowledgedEvent == null && this.state == SubscriberState.ACTIVE) {
			this.acknowledged = cursor;
		}
	}

	@Override
	public synchronized void mark() {
		this.marked = this.sent;
	}

	@Override
	public synchronized boolean acknowledge() {
		if (this.state != SubscriberState.ACTIVE || this.unacknowledgedEvent == null) {
			return true;
		}
		this.moved = true;
		if (this.unacknowledgedEvent.compareTo(this.marked) > 0) {
			this.acknowledged = this.marked;
			return false;
		}
		this.unacknowledgedEvent = null;
		this.acknowledged = this.sent;
		return true;
	}

	/** The subscriber is known to have received all changes up to this cursor. */
	synchronized ChangeCursor acknowledged() {
		return this.acknowledged;
	}

	@Override
	public void suspend() {
		synchronized (this) {
			if (this.state != SubscriberState.ACTIVE) {
				return;
			}
			this.state = SubscriberState.SUSPENDED;
		}
		this.positions.suspended(this);
	}

	@Override
	public void forget() {
		boolean hasRow;
		synchronized (this) {
			this.state = SubscriberState.FORGOTTEN;
			hasRow = this.stored;
		}
		this.positions.forgotten(this, hasRow);
	}

	synchronized boolean isSuspended() {
		return this.state == SubscriberState.SUSPENDED;
	}

	synchronized boolean isForgotten() {
		return this.state == SubscriberState.FORGOTTEN;
	}

	/** Whether the table may have a row with the key. */
	synchronized boolean isStored() {
		return this.stored;
	}

	/** Whether a row with the key must be deleted before another is written. */
	synchronized boolean isRowObsolete() {
		return this.stored && (this.storedIsObsolete || this.state == SubscriberState.FORGOTTEN);
	}

	/**
	 * Whether the row should be written.
	 * @param now by {@link System#nanoTime()}
	 * @param interval of a subscriber that receives events, in nanoseconds
	 * @param maxInterval of any other subscriber
	 */
	synchronized boolean isDue(long now, long interval, long maxInterval) {
		return switch (this.state) {
			case FORGOTTEN -> false;
			case SUSPENDED -> true;
			case ACTIVE -> !this.written || now - this.writtenAt >= (this.moved ? interval : maxInterval);
		};
	}

	/** Is called before the row is written with the cursor that this returns. */
	synchronized ChangeCursor beforeWrite() {
		this.stored = true;
		this.moved = false;
		return this.acknowledged;
	}

	/**
	 * Is called after the row was written.
	 * @param now by {@link System#nanoTime()}
	 */
	synchronized void written(long now) {
		this.written = true;
		this.writtenAt = now;
	}

	/** Is called if the row could not be written. */
	synchronized void writeFailed() {
		this.written = false;
	}

	/** Is called after the obsolete row was deleted. */
	synchronized void rowDeleted() {
		this.storedIsObsolete = false;
	}

	private enum SubscriberState {

		ACTIVE, SUSPENDED, FORGOTTEN

	}

}
