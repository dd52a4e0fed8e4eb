package dev.marquee.packaged.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What comes over a connection, as long as anything does.
 */
final class Signals {

	/** More than thrice what the server lets pass between two signs of life. */
	private static final int LONGEST_SILENCE_SECONDS = 7;

	private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

	void add(String text) {
		this.signals.add(new Signal(text, false));
	}

	void end(String reason) {
		this.signals.add(new Signal(reason, true));
	}

	String next() throws IOException, InterruptedException {
		Signal next = this.signals.poll(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS);
		if (next == null) {
			throw new IOException("silent");
		}
		if (next.isEnd()) {
			throw new IOException(next.text());
		}
		return next.text();
	}

	/** What had come when whoever adds was done, however often one is interrupted. */
	List<String> rest(Thread adding) {
		boolean isInterrupted = false;
		while (adding.isAlive()) {
			try {
				adding.join();
			}
			catch (InterruptedException ex) {
				isInterrupted = true;
			}
		}
		if (isInterrupted) {
			Thread.currentThread().interrupt();
		}
		List<Signal> rest = new ArrayList<>();
		this.signals.drainTo(rest);
		return rest.stream().filter((signal) -> !signal.isEnd()).map(Signal::text).toList();
	}

	private record Signal(String text, boolean isEnd) {
	}

}
