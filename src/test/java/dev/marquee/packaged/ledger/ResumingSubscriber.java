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
 * A subscriber that notes all it is told, and goes on from there whatever happens to it.
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

	/** Notes a change, and takes its time for it. */
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

	/** The place to go on from. */
	synchronized String lastCursor() {
		return this.received.isEmpty() ? this.startCursor : this.received.getLast().cursor();
	}

	synchronized List<DeliveredChange> received() {
		return List.copyOf(this.received);
	}

	/** Ends its connection without a word; it begins anew with its last cursor. */
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
	 * How a subscriber hears.
	 */
	interface SubscriberTransport {

		/**
		 * Tells the follower what follows its last change until the connection ends.
		 * @param all where else one could go
		 * @throws IOException when it was lost, with the reason
		 * @throws InterruptedException when the follower is killed
		 */
		void follow(List<URI> all, URI address, ResumingSubscriber resumingSubscriber)
				throws IOException, InterruptedException;

	}

}
