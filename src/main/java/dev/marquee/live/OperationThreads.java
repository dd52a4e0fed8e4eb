package dev.marquee.live;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;

/**
 * Runs the operations of all sockets, each on a virtual thread, and so many at once. The
 * others wait in order, without a thread: when an instance is gone, all of its clients
 * begin here at once.
 */
class OperationThreads implements Executor, DisposableBean {

	private final ExecutorService threads = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("socket-operation-", 1).factory());

	private final int most;

	private final Queue<Runnable> waiting = new ArrayDeque<>();

	private int running;

	OperationThreads(int most) {
		this.most = most;
	}

	@Override
	public void execute(Runnable operation) {
		synchronized (this.waiting) {
			if (this.running >= this.most) {
				this.waiting.add(operation);
				return;
			}
			this.running++;
		}
		begin(operation);
	}

	private void begin(Runnable operation) {
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
		Runnable next = next();
		if (next != null) {
			begin(next);
		}
	}

	private @Nullable Runnable next() {
		synchronized (this.waiting) {
			Runnable next = this.waiting.poll();
			if (next == null) {
				this.running--;
			}
			return next;
		}
	}

	@Override
	public void destroy() {
		synchronized (this.waiting) {
			this.waiting.clear();
		}
		this.threads.shutdown();
	}

}
