package dev.marquee.packaged.ledger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

import dev.marquee.GraphQlTestClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A subscriber that records every change it receives, and resumes from the last one after
 * each disconnect; if that has expired, from the end of the log.
 */
final class ResumingSubscriber implements Runnable {

	/** The message of the exception of a transport whose cursor was refused. */
	static final String EXPIRED = "error CURSOR_EXPIRED";

	private static final int MAX_PAUSE_MILLIS = 500;

	private final SubscriberTransport subscriberTransport;

	private final List<URI> addresses;

	private final Random random;

	private final String startCursor;

	private final List<DeliveredChange> received = new ArrayList<>();

	/**
	 * The cursors from which it continued after its own had expired, by what it had
	 * received.
	 */
	private final NavigableMap<Integer, String> reloads = new TreeMap<>();

	private final Map<String, Integer> disconnectReasons = new TreeMap<>();

	private volatile long delayMillis;

	private volatile boolean stopped;

	private @Nullable Thread thread;

	ResumingSubscriber(SubscriberTransport subscriberTransport, List<URI> addresses, String startCursor, long seed) {
		this.subscriberTransport = subscriberTransport;
		this.addresses = addresses;
		this.startCursor = startCursor;
		this.random = new Random(seed);
	}

	ResumingSubscriber start() {
		this.thread = Thread.ofVirtual().start(this);
		return this;
	}

	@Override
	public void run() {
		while (!this.stopped) {
			try {
				Thread.sleep(this.random.nextInt(MAX_PAUSE_MILLIS));
				this.subscriberTransport.follow(this.addresses,
						this.addresses.get(this.random.nextInt(this.addresses.size())), this);
			}
			catch (IOException ex) {
				recordDisconnect(String.valueOf(ex.getMessage()));
				if (EXPIRED.equals(ex.getMessage())) {
					reload();
				}
			}
			catch (InterruptedException ex) {
				recordDisconnect("killed");
			}
		}
	}

	/** Continues from the end of the log, as a client that loads its data again. */
	private void reload() {
		try (HttpClient client = HttpClient.newHttpClient()) {
			URI address = this.addresses.get(this.random.nextInt(this.addresses.size()));
			String response = client
				.send(HttpRequest.newBuilder(address)
					.timeout(Duration.ofSeconds(4))
					.header("Content-Type", "application/json")
					.POST(BodyPublishers.ofString("{\"query\":\"{ changeCursor }\"}"))
					.build(), BodyHandlers.ofString())
				.body();
			JsonNode cursor = GraphQlTestClient.JSON.readTree(response).at("/data/changeCursor");
			synchronized (this) {
				cursor.asStringOpt().ifPresent((text) -> this.reloads.put(this.received.size(), text));
			}
		}
		catch (IOException | JacksonException ex) {
			recordDisconnect("no cursor");
		}
		catch (InterruptedException ex) {
			recordDisconnect("killed");
		}
	}

	private synchronized void recordDisconnect(String reason) {
		this.disconnectReasons.merge(reason, 1, Integer::sum);
	}

	/**
	 * Records a change, and delays for as long as {@link #delayEachChange(long)} says.
	 */
	void receive(DeliveredChange change) throws InterruptedException {
		append(change);
		Thread.sleep(this.delayMillis);
	}

	synchronized void append(DeliveredChange change) {
		this.received.add(change);
	}

	String startCursor() {
		return this.startCursor;
	}

	/** Returns the cursor to resume from. */
	synchronized String lastCursor() {
		String reloaded = this.reloads.get(this.received.size());
		if (reloaded != null) {
			return reloaded;
		}
		return this.received.isEmpty() ? this.startCursor : this.received.getLast().cursor();
	}

	synchronized List<DeliveredChange> received() {
		return List.copyOf(this.received);
	}

	/**
	 * Returns the cursors from which it continued, by the number of changes received
	 * before.
	 */
	synchronized NavigableMap<Integer, String> reloads() {
		return new TreeMap<>(this.reloads);
	}

	/** Aborts the connection; the subscriber reconnects with its last cursor. */
	void kill() {
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	void delayEachChange(long millis) {
		this.delayMillis = millis;
	}

	void stop() throws InterruptedException {
		this.stopped = true;
		if (this.thread != null) {
			this.thread.interrupt();
			this.thread.join();
		}
	}

	@Override
	public synchronized String toString() {
		return this.subscriberTransport + " " + this.disconnectReasons;
	}

	/**
	 * A transport for subscriptions.
	 */
	interface SubscriberTransport {

		/**
		 * Delivers the changes after the last cursor to the subscriber until the
		 * connection ends.
		 * @param all the addresses of all instances
		 * @param address the address to connect to first
		 * @throws IOException if the connection ends, with the reason
		 * @throws InterruptedException if the subscriber is killed
		 */
		void follow(List<URI> all, URI address, ResumingSubscriber resumingSubscriber)
				throws IOException, InterruptedException;

	}

}
