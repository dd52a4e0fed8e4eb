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
final class Follower implements Runnable {

	private static final int LONGEST_PAUSE_MILLIS = 500;

	private final Transport transport;

	private final List<URI> addresses;

	private final Random random;

	private final String begin;

	private final List<Told> told = new ArrayList<>();

	private final Map<String, Integer> endings = new TreeMap<>();

	private volatile long slowness;

	private volatile boolean over;

	private @Nullable Thread thread;

	Follower(Transport transport, List<URI> addresses, String begin, long seed) {
		this.transport = transport;
		this.addresses = addresses;
		this.begin = begin;
		this.random = new Random(seed);
	}

	Follower start() {
		this.thread = Thread.ofVirtual().start(this);
		return this;
	}

	@Override
	public void run() {
		while (!this.over) {
			try {
				Thread.sleep(this.random.nextInt(LONGEST_PAUSE_MILLIS));
				this.transport.follow(this.addresses, this.addresses.get(this.random.nextInt(this.addresses.size())),
						this);
			}
			catch (IOException ex) {
				ended(String.valueOf(ex.getMessage()));
			}
			catch (InterruptedException ex) {
				ended("killed");
			}
		}
	}

	private synchronized void ended(String how) {
		this.endings.merge(how, 1, Integer::sum);
	}

	/** Notes a change, and takes its time for it. */
	void hear(Told change) throws InterruptedException {
		note(change);
		Thread.sleep(this.slowness);
	}

	synchronized void note(Told change) {
		this.told.add(change);
	}

	String begin() {
		return this.begin;
	}

	/** The place to go on from. */
	synchronized String last() {
		return this.told.isEmpty() ? this.begin : this.told.getLast().cursor();
	}

	synchronized List<Told> told() {
		return List.copyOf(this.told);
	}

	/** Ends its connection without a word; it begins anew with its last cursor. */
	void kill() {
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	void slowness(long millis) {
		this.slowness = millis;
	}

	void end() throws InterruptedException {
		this.over = true;
		if (this.thread != null) {
			this.thread.interrupt();
			this.thread.join();
		}
	}

	@Override
	public synchronized String toString() {
		return this.transport + " " + this.endings;
	}

	/**
	 * How a subscriber hears.
	 */
	interface Transport {

		/**
		 * Tells the follower what follows its last change until the connection ends.
		 * @param all where else one could go
		 * @throws IOException when it was lost, with the reason
		 * @throws InterruptedException when the follower is killed
		 */
		void follow(List<URI> all, URI address, Follower follower) throws IOException, InterruptedException;

	}

}
