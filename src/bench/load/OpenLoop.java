package load;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests by a schedule that does not wait for responses. If no connection is free, the request is sent late, and its
 * latency still counts from the time at which it was due.
 */
final class OpenLoop {

	private static final int WARM_UP_SECONDS = 2;

	private OpenLoop() {
	}

	/** A connection that is used by one thread. */
	interface RequestSender {

		void send(int number) throws Exception;

	}

	/** Warms up at the same rate for {@value #WARM_UP_SECONDS} s, which are not counted. */
	static Latencies run(List<? extends RequestSender> senders, double rate, int seconds) throws Exception {
		int warmUp = (int) (rate * WARM_UP_SECONDS);
		int total = warmUp + (int) Math.max(1, rate * seconds);
		long[] nanos = new long[total];
		AtomicInteger next = new AtomicInteger();
		long start = System.nanoTime() + 10_000_000;
		long giveUp = start + (long) (2.0 * (WARM_UP_SECONDS + seconds) * 1e9);
		List<Callable<Void>> loops = senders.stream().map((sender) -> (Callable<Void>) () -> {
			for (int number = next.getAndIncrement(); number < total; number = next.getAndIncrement()) {
				long due = start + (long) (number / rate * 1e9);
				for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
					LockSupport.parkNanos(wait);
				}
				if (System.nanoTime() > giveUp) {
					throw new IllegalStateException("Overloaded at " + (long) rate + " requests per second");
				}
				sender.send(number);
				nanos[number] = System.nanoTime() - due;
			}
			return null;
		}).toList();
		try (ExecutorService threads = Executors.newFixedThreadPool(senders.size())) {
			for (Future<Void> loop : threads.invokeAll(loops)) {
				loop.get();
			}
		}
		long window = System.nanoTime() - start - (long) (warmUp / rate * 1e9);
		return Latencies.of(rate, Arrays.copyOfRange(nanos, warmUp, total), total - warmUp, window);
	}

}
