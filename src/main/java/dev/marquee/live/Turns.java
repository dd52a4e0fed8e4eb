package dev.marquee.live;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is among the operations of a socket: so many run at once, and others wait
 * in order. While much waits, the socket is not read.
 */
final class Turns {

	/** How much may wait before nothing more is read. */
	private static final int MUCH = 1 << 16;

	private final Executor threads;

	private final int most;

	private final Runnable readOn;

	private int running;

	private @Nullable Queue<Turn> waiting;

	private int waitingBytes;

	private boolean full;

	Turns(Executor threads, int most, Runnable readOn) {
		this.threads = threads;
		this.most = most;
		this.readOn = readOn;
	}

	/**
	 * Runs something when it is its turn.
	 * @param bytes how much it keeps in memory until then
	 */
	void take(int bytes, Runnable operation) {
		synchronized (this) {
			if (this.running >= this.most) {
				Queue<Turn> queue = (this.waiting != null) ? this.waiting : new ArrayDeque<>();
				queue.add(new Turn(bytes, operation));
				this.waiting = queue;
				this.waitingBytes += bytes;
				return;
			}
			this.running++;
		}
		run(operation);
	}

	private void run(Runnable operation) {
		this.threads.execute(() -> {
			try {
				operation.run();
			}
			finally {
				goOn();
			}
		});
	}

	private void goOn() {
		Turn next;
		boolean readsOn;
		synchronized (this) {
			next = (this.waiting != null) ? this.waiting.poll() : null;
			if (next == null) {
				this.running--;
				this.waiting = null;
			}
			else {
				this.waitingBytes -= next.bytes();
			}
			readsOn = this.full && this.waitingBytes < MUCH / 2;
			this.full &= !readsOn;
		}
		if (next != null) {
			run(next.operation());
		}
		if (readsOn) {
			this.readOn.run();
		}
	}

	/**
	 * Whether so much waits that nothing more should be read before it is said that it
	 * may go on.
	 */
	synchronized boolean areMany() {
		this.full = this.waitingBytes >= MUCH;
		return this.full;
	}

	/** Forgets those that wait. */
	synchronized void clear() {
		this.waiting = null;
		this.waitingBytes = 0;
	}

	/**
	 * One that waits.
	 */
	private record Turn(int bytes, Runnable operation) {
	}

}
