package dev.marquee.packaged.ledger;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A subscriber that records every change it receives, and resumes from the last one after
 * each disconnect.
 */
final class ResumingSubscriber implements Runnable {

	private static final int MAX_PAUSE_MILLIS = 500;

	private final SubscriberTransport subscriberTransport;

	private final List<URI> addresses;

	private final Random random;

	private final String startCursor;

	private final List<DeliveredChange> received = new ArrayList<>();

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
			}
			catch (InterruptedException ex) {
				recordDisconnect("killed");
			}
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
		return this.received.isEmpty() ? this.startCursor : this.received.getLast().cursor();
	}

	synchronized List<DeliveredChange> received() {
		return List.copyOf(this.received);
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
