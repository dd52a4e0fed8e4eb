package output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import load.HttpConnection;

/**
 * Requests outputs over several connections at once, each of which sends its next request when it has read the response.
 */
final class OutputLoad {

	private final int port;

	private final int connections;

	OutputLoad(int port, int connections) {
		this.port = port;
		this.connections = connections;
	}

	/**
	 * Sends requests for some time. Requests that were sent in time are all answered and counted.
	 * @param status the status that all responses must have
	 */
	Answers send(Supplier<byte[]> requests, int status, double seconds) throws Exception {
		long start = System.nanoTime();
		long deadline = start + (long) (seconds * 1e9);
		List<Callable<long[]>> senders = new ArrayList<>();
		for (int i = 0; i < this.connections; i++) {
			senders.add(() -> sendUntil(deadline, requests, status));
		}
		long count = 0;
		long bytes = 0;
		try (ExecutorService threads = Executors.newFixedThreadPool(this.connections)) {
			for (Future<long[]> sender : threads.invokeAll(senders)) {
				count += sender.get()[0];
				bytes += sender.get()[1];
			}
		}
		return new Answers(count, bytes, (System.nanoTime() - start) / 1e9);
	}

	private long[] sendUntil(long deadline, Supplier<byte[]> requests, int status) throws IOException {
		long count = 0;
		long bytes = 0;
		try (HttpConnection connection = new HttpConnection(this.port, List.of())) {
			do {
				HttpConnection.Response response = connection.fetch(requests.get());
				if (response.status() != status) {
					throw new IOException("HTTP " + response.status() + " instead of " + status);
				}
				count++;
				bytes += response.bytes();
			}
			while (System.nanoTime() < deadline);
		}
		return new long[] { count, bytes };
	}

	/**
	 * What was answered in a period.
	 *
	 * @param bytes the length of all bodies
	 */
	record Answers(long count, long bytes, double seconds) {
	}

}
