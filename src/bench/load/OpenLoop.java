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
 * Requests by a schedule that does not wait for answers. A request that finds no free connection is late, and its time
 * counts all the same from when it was due.
 */
final class OpenLoop {

	private static final int LEAD_SECONDS = 2;

	private OpenLoop() {
	}

	/** One connection to what is asked; used by one thread. */
	interface Client {

		void request(int number) throws Exception;

	}

	/** What comes before the window is asked at the same rate, and only makes both sides warm. */
	static Latencies run(List<? extends Client> clients, double rate, int seconds) throws Exception {
		int before = (int) (rate * LEAD_SECONDS);
		int total = before + (int) Math.max(1, rate * seconds);
		long[] nanos = new long[total];
		AtomicInteger next = new AtomicInteger();
		long start = System.nanoTime() + 10_000_000;
		long giveUp = start + (long) (2.0 * (LEAD_SECONDS + seconds) * 1e9);
		List<Callable<Void>> loops = clients.stream().map((client) -> (Callable<Void>) () -> {
			for (int number = next.getAndIncrement(); number < total; number = next.getAndIncrement()) {
				long due = start + (long) (number / rate * 1e9);
				for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
					LockSupport.parkNanos(wait);
				}
				if (System.nanoTime() > giveUp) {
					throw new IllegalStateException("Overloaded at " + (long) rate + " requests a second");
				}
				client.request(number);
				nanos[number] = System.nanoTime() - due;
			}
			return null;
		}).toList();
		try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
			for (Future<Void> loop : threads.invokeAll(loops)) {
				loop.get();
			}
		}
		long window = System.nanoTime() - start - (long) (before / rate * 1e9);
		return Latencies.of(rate, Arrays.copyOfRange(nanos, before, total), total - before, window);
	}

}
