package output;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import database.Database;
import database.ProcessUsage;
import load.HttpConnection;
import peer.Marquee;

/**
 * Measures the memory that a list takes, however long it is.
 *
 * @param bytes the length of the body
 * @param applicationMegabytes the most resident memory of the application while it sent the list
 * @param databaseMegabytes the most memory that a process of PostgreSQL had for itself
 */
public record WholeListTrial(String address, long bytes, double seconds, long applicationMegabytes, long databaseMegabytes) {

	private static final long INTERVAL_MILLIS = 20;

	public static WholeListTrial of(Database database, Marquee server, String address) throws Exception {
		ProcessUsage.resetPeak(server.pid());
		long[] result = new long[1];
		Thread reader = Thread.ofPlatform().start(() -> result[0] = read(server, address));
		long start = System.nanoTime();
		long memory = 0;
		while (reader.isAlive()) {
			memory = Math.max(memory, database.largestPrivateKilobytes());
			reader.join(INTERVAL_MILLIS);
		}
		return new WholeListTrial(address, result[0], (System.nanoTime() - start) / 1e9,
				ProcessUsage.peakResidentKilobytes(server.pid()) / 1024, memory / 1024);
	}

	private static long read(Marquee server, String address) {
		try (HttpConnection connection = new HttpConnection(server.port(), List.of())) {
			return connection.fetch(HttpConnection.encodeGet(address)).bytes();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A row of a table in Markdown. */
	public String row() {
		return String.format(Locale.ROOT, "| `%s` | %,.1f MB | %.1f s | %,d MB | %,d MB |", this.address, this.bytes / 1e6,
				this.seconds, this.applicationMegabytes, this.databaseMegabytes);
	}

}
