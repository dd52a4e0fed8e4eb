package dev.marquee.change;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import dev.marquee.database.Trouble;
import dev.marquee.selection.Stream;
import dev.marquee.selection.Told;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All feeds that somebody listens to. Few threads run their statements, so that however
 * many there are, the rest of the database's connections are for those who ask.
 */
class Feeds implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);

	private static final int MOST_STATEMENTS_AT_ONCE = 3;

	private static final long PAUSE_MILLIS = 500;

	private static final long UNKNOWN = 0;

	private final ChangeLog log;

	private final Map<Stream, Shared> feeds = new ConcurrentHashMap<>();

	private final ExecutorService executor = Executors.newFixedThreadPool(MOST_STATEMENTS_AT_ONCE,
			Thread.ofPlatform().daemon().name("changes-", 1).factory());

	private final Trouble trouble = new Trouble(LOG, "The log of changes cannot be read now; it is tried again",
			"The log of changes can be read again");

	private final FeedMeters meters;

	/** When the oldest change was written of those announced last, as the JVM counts. */
	private volatile long written;

	Feeds(ChangeLog log, FeedMeters meters) {
		this.log = log;
		this.meters = meters;
	}

	/**
	 * What a stream tells from a place on. Whoever asks for the same as another shares
	 * the feed, and nothing is kept of their request.
	 * @param after the place; null for now
	 */
	Publisher<Told> from(Stream stream, @Nullable ChangeCursor after) {
		ChangeCursor now = this.log.now();
		ChangeCursor begin = (after != null) ? after : now;
		Shared shared = this.feeds.get(stream);
		Stream same = (shared != null) ? shared.feed().stream() : stream;
		return (subscriber) -> subscriber.onSubscribe(new Listener(this, joined(same, now), begin, subscriber));
	}

	private Feed joined(Stream stream, ChangeCursor now) {
		return this.feeds
			.compute(stream,
					(same, known) -> (known != null) ? new Shared(known.feed(), known.listeners() + 1)
							: new Shared(new Feed(stream, now), 1))
			.feed();
	}

	void left(Feed feed) {
		this.feeds.computeIfPresent(feed.stream(),
				(same, shared) -> (shared.listeners() > 1) ? new Shared(shared.feed(), shared.listeners() - 1) : null);
	}

	int size() {
		return this.feeds.size();
	}

	/** There may be something new in the log. */
	void wake() {
		this.written = UNKNOWN;
		wakeAll();
	}

	private void wakeAll() {
		this.feeds.values().forEach((shared) -> wake(shared.feed()));
	}

	/**
	 * There is something new in the log.
	 * @param age how long ago the oldest of it was written
	 */
	void wake(Duration age) {
		this.written = System.nanoTime() - age.toNanos();
		wakeAll();
	}

	/**
	 * The last transaction that all have been told of; the largest number if none
	 * listens.
	 */
	long told() {
		return this.feeds.values().stream().mapToLong((shared) -> shared.feed().told()).min().orElse(Long.MAX_VALUE);
	}

	FeedMeters meters() {
		return this.meters;
	}

	private void wake(Feed feed) {
		if (feed.start()) {
			run(() -> advance(feed));
		}
	}

	private void advance(Feed feed) {
		try {
			do {
				long oldest = this.written;
				feed.advance();
				this.trouble.isOver();
				if (oldest != UNKNOWN) {
					this.meters.told(System.nanoTime() - oldest);
				}
			}
			while (feed.goesOn());
		}
		catch (RuntimeException ex) {
			if (ChangeErrors.isFinal(ex)) {
				feed.stop();
				feed.fail(ex);
				return;
			}
			this.trouble.goesOn(ex);
			later(() -> advance(feed));
		}
	}

	void run(Runnable task) {
		try {
			this.executor.execute(task);
		}
		catch (RejectedExecutionException ex) {
			LOG.debug("Not run any more", ex);
		}
	}

	/** Runs something again after a while: the database may be back then. */
	void later(Runnable task) {
		CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS, this::run).execute(task);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	private record Shared(Feed feed, int listeners) {
	}

}
