package dev.marquee.transport.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how many threads execute requests. Further requests wait in order, and without a
 * thread.
 */
final class RequestQueue {

	private final int concurrency;

	private final Executor executor;

	/** Requests that are executed. */
	private final AtomicInteger requests = new AtomicInteger();

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	RequestQueue(int concurrency, Executor executor) {
		this.concurrency = concurrency;
		this.executor = executor;
	}

	/** Whether a request may be executed now; {@link #completed()} must follow it. */
	boolean tryStart() {
		int executed = this.requests.get();
		while (executed < this.concurrency && !this.requests.compareAndSet(executed, executed + 1)) {
			executed = this.requests.get();
		}
		return executed < this.concurrency;
	}

	/** Executes a request when one before it is completed, as {@link #completed()}. */
	void add(Runnable request) {
		this.waiting.add(request);
		startNext();
	}

	void completed() {
		this.requests.decrementAndGet();
		if (!this.waiting.isEmpty()) {
			startNext();
		}
	}

	private void startNext() {
		while (!this.waiting.isEmpty() && tryStart()) {
			Runnable next = this.waiting.poll();
			if (next != null) {
				this.executor.execute(next);
				return;
			}
			this.requests.decrementAndGet();
		}
	}

}
