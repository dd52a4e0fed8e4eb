package dev.marquee.live;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import org.springframework.beans.factory.DisposableBean;

/**
 * Runs the operations of all sockets, each on a virtual thread, and so many at once.
 */
class OperationThreads implements Executor, DisposableBean {

	private final ExecutorService threads = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("socket-operation-", 1).factory());

	private final Semaphore turns;

	OperationThreads(int most) {
		this.turns = new Semaphore(most, true);
	}

	@Override
	public void execute(Runnable operation) {
		this.threads.execute(() -> {
			this.turns.acquireUninterruptibly();
			try {
				operation.run();
			}
			finally {
				this.turns.release();
			}
		});
	}

	@Override
	public void destroy() {
		this.threads.shutdown();
	}

}
