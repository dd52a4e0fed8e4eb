package dev.marquee.changefeed;

import java.util.ArrayDeque;
import java.util.Queue;

import dev.marquee.changefeed.ChangeFeed.ChangeItem;
import dev.marquee.graphql.MemoryAccount;
import org.jspecify.annotations.Nullable;

/**
 * The changes that wait for a subscriber, and the memory that is counted for them. They
 * can be dropped, since they are in the log. Not thread-safe.
 */
final class QueuedChanges {

	/** Most clients have at most one queued change. */
	private static final int INITIAL_CAPACITY = 1;

	private final Queue<ChangeItem> items = new ArrayDeque<>(INITIAL_CAPACITY);

	private final MemoryAccount memory;

	/** The heap of the queued changes. */
	private int bytes;

	/** How much of it is counted. */
	private int countedBytes;

	QueuedChanges(MemoryAccount memory) {
		this.memory = memory;
	}

	void add(ChangeItem item) {
		this.items.add(item);
		this.bytes += item.event().heapBytes();
	}

	@Nullable ChangeItem poll() {
		ChangeItem next = this.items.poll();
		if (next != null) {
			this.bytes -= next.event().heapBytes();
		}
		return next;
	}

	int size() {
		return this.items.size();
	}

	boolean isEmpty() {
		return this.items.isEmpty();
	}

	/**
	 * Counts what has been added and removed since the last time. It is not counted
	 * earlier, because most changes are sent at once.
	 * @return false if the queue exceeds a limit
	 */
	boolean tryCount() {
		int more = this.bytes - this.countedBytes;
		if (more > 0 && !this.memory.tryAcquireDroppable(more)) {
			return false;
		}
		if (more < 0) {
			this.memory.release(-more);
		}
		this.countedBytes += more;
		return true;
	}

	void clear() {
		this.items.clear();
		this.bytes = 0;
		if (this.countedBytes > 0) {
			this.memory.release(this.countedBytes);
			this.countedBytes = 0;
		}
	}

}
