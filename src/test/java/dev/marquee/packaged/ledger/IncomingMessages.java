package dev.marquee.packaged.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A queue of the messages of a connection, which fails if the connection ends or is
 * silent for too long.
 */
final class IncomingMessages {

	/** More than three keep-alive intervals of the server. */
	private static final int MAX_SILENCE_SECONDS = 7;

	private final BlockingQueue<QueuedMessage> queue = new LinkedBlockingQueue<>();

	void add(String text) {
		this.queue.add(new QueuedMessage(text, false));
	}

	void end(String reason) {
		this.queue.add(new QueuedMessage(reason, true));
	}

	String next() throws IOException, InterruptedException {
		QueuedMessage next = this.queue.poll(MAX_SILENCE_SECONDS, TimeUnit.SECONDS);
		if (next == null) {
			throw new IOException("silent");
		}
		if (next.isEnd()) {
			throw new IOException(next.text());
		}
		return next.text();
	}

	/**
	 * Waits for the adding thread to end, even if interrupted, and returns the remaining
	 * messages.
	 */
	List<String> drainAfter(Thread adding) {
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
		List<QueuedMessage> rest = new ArrayList<>();
		this.queue.drainTo(rest);
		return rest.stream().filter((queuedMessage) -> !queuedMessage.isEnd()).map(QueuedMessage::text).toList();
	}

	private record QueuedMessage(String text, boolean isEnd) {
	}

}
