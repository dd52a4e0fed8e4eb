package dev.marquee.transport.websocket;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * Runs a limited number of tasks at once on another executor. The others wait in order,
 * and without a thread.
 */
final class BoundedExecutor implements Executor, AutoCloseable {

	private final Executor executor;

	private final int concurrency;

	private int running;

	/** There are as many executors as sockets, and most never queue anything. */
	private @Nullable Queue<Runnable> waiting;

	BoundedExecutor(Executor executor, int concurrency) {
		this.executor = executor;
		this.concurrency = concurrency;
	}

	@Override
	public void execute(Runnable task) {
		synchronized (this) {
			if (this.running >= this.concurrency) {
				Queue<Runnable> queue = (this.waiting != null) ? this.waiting : new ArrayDeque<>();
				queue.add(task);
				this.waiting = queue;
				return;
			}
			this.running++;
		}
		start(task);
	}

	private void start(Runnable task) {
		this.executor.execute(() -> {
			try {
				task.run();
			}
			finally {
				startNext();
			}
		});
	}

	private void startNext() {
		Runnable next = next();
		if (next != null) {
			start(next);
		}
	}

	private synchronized @Nullable Runnable next() {
		Runnable next = (this.waiting != null) ? this.waiting.poll() : null;
		if (next == null) {
			this.running--;
			this.waiting = null;
		}
		return next;
	}

	/** Drops the tasks that wait. Those that run go on to their end. */
	@Override
	public synchronized void close() {
		this.waiting = null;
	}

}
