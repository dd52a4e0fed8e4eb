package dev.marquee.changefeed;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import dev.marquee.database.OutageLog;
import dev.marquee.graphql.MemoryAccount;
import dev.marquee.query.execute.CompiledSubscription;
import dev.marquee.query.execute.SubscriptionEvent;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feeds that have subscribers. A small thread pool runs their statements, so that any
 * number of feeds leaves most database connections to requests.
 */
class ChangeFeeds implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(ChangeFeeds.class);

	private static final int MAX_CONCURRENT_STATEMENTS = 3;

	private static final long RETRY_DELAY_MILLIS = 500;

	private static final long UNKNOWN = 0;

	private final Map<CompiledSubscription, SharedFeed> feeds = new ConcurrentHashMap<>();

	private final ExecutorService executor = Executors.newFixedThreadPool(MAX_CONCURRENT_STATEMENTS,
			Thread.ofPlatform().daemon().name("change-feed-", 1).factory());

	private final OutageLog outageLog = new OutageLog(LOG, "Cannot read the change log; retrying",
			"Change log readable again");

	private final ChangeFeedMetrics metrics;

	/**
	 * When the oldest of the changes announced last was written, in terms of
	 * {@link System#nanoTime()}; {@link #UNKNOWN} if that was not announced.
	 */
	private volatile long oldestWriteNanos;

	/** When the feeds were woken last, by {@link System#nanoTime()}. */
	private volatile long lastWakeNanos = System.nanoTime();

	ChangeFeeds(ChangeFeedMetrics metrics) {
		this.metrics = metrics;
	}

	/**
	 * Returns the events of a subscription after a cursor. Equal subscriptions share a
	 * feed, which retains nothing of the later requests.
	 * @param requestedAt a time before {@code now} was read, by {@link System#nanoTime()}
	 * @param now the current end of the log
	 * @param start the cursor
	 * @param memory counts the events that wait for the subscriber
	 * @param position learns what is sent to a subscriber that has a name; null for
	 * others
	 */
	Publisher<SubscriptionEvent> publisher(CompiledSubscription compiledSubscription, long requestedAt,
			ChangeCursor now, ChangeCursor start, MemoryAccount memory, @Nullable SubscriberPosition position) {
		SharedFeed sharedFeed = this.feeds.get(compiledSubscription);
		CompiledSubscription same = (sharedFeed != null) ? sharedFeed.changeFeed().compiledSubscription()
				: compiledSubscription;
		return (subscriber) -> {
			ChangeFeed changeFeed = acquireFeed(same, now);
			subscriber.onSubscribe(new FeedSubscriber(this, changeFeed, start, memory, position, subscriber));
			// A feed that was new then has not been woken for what was written since.
			if (this.lastWakeNanos - requestedAt >= 0) {
				wake(changeFeed);
			}
		};
	}

	private ChangeFeed acquireFeed(CompiledSubscription compiledSubscription, ChangeCursor now) {
		return this.feeds
			.compute(compiledSubscription,
					(same, existing) -> (existing != null)
							? new SharedFeed(existing.changeFeed(), existing.subscriberCount() + 1)
							: new SharedFeed(new ChangeFeed(compiledSubscription, now), 1))
			.changeFeed();
	}

	void releaseFeed(ChangeFeed changeFeed) {
		this.feeds.computeIfPresent(changeFeed.compiledSubscription(),
				(same, sharedFeed) -> (sharedFeed.subscriberCount() > 1)
						? new SharedFeed(sharedFeed.changeFeed(), sharedFeed.subscriberCount() - 1) : null);
	}

	int size() {
		return this.feeds.size();
	}

	/** Wakes all feeds, for changes whose age is unknown. */
	void wake() {
		this.oldestWriteNanos = UNKNOWN;
		wakeAll();
	}

	private void wakeAll() {
		this.lastWakeNanos = System.nanoTime();
		this.feeds.values().forEach((sharedFeed) -> wake(sharedFeed.changeFeed()));
	}

	/**
	 * Wakes all feeds.
	 * @param age the time since the oldest of the new changes was written
	 */
	void wake(Duration age) {
		this.oldestWriteNanos = System.nanoTime() - age.toNanos();
		wakeAll();
	}

	/**
	 * The last transaction of a generation that all feeds have delivered, apart from
	 * those that have delivered none; {@link Long#MAX_VALUE} without feeds.
	 */
	long deliveredXid(int generation) {
		return this.feeds.values()
			.stream()
			.map((sharedFeed) -> sharedFeed.changeFeed().delivered())
			.filter((delivered) -> delivered.generation() == generation)
			.mapToLong(ChangeCursor::xid)
			.min()
			.orElse(Long.MAX_VALUE);
	}

	ChangeFeedMetrics metrics() {
		return this.metrics;
	}

	private void wake(ChangeFeed changeFeed) {
		if (changeFeed.tryStart()) {
			execute(() -> advance(changeFeed));
		}
	}

	private void advance(ChangeFeed changeFeed) {
		try {
			do {
				long oldest = this.oldestWriteNanos;
				changeFeed.advanceToEnd();
				this.outageLog.recordRecovery();
				if (oldest != UNKNOWN) {
					this.metrics.recordDelivery(System.nanoTime() - oldest);
				}
			}
			while (changeFeed.completeRun());
		}
		catch (RuntimeException ex) {
			if (ChangeErrorResolver.isPermanent(ex)) {
				changeFeed.markIdle();
				changeFeed.failSubscribers(ex);
				return;
			}
			this.outageLog.recordFailure(ex);
			executeLater(() -> advance(changeFeed));
		}
	}

	void execute(Runnable task) {
		try {
			this.executor.execute(task);
		}
		catch (RejectedExecutionException ex) {
			LOG.debug("Change feed executor is shut down; task dropped", ex);
		}
	}

	/**
	 * Runs a task after {@value #RETRY_DELAY_MILLIS} ms, when the database may be
	 * available again.
	 */
	void executeLater(Runnable task) {
		CompletableFuture.delayedExecutor(RETRY_DELAY_MILLIS, TimeUnit.MILLISECONDS, this::execute).execute(task);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	private record SharedFeed(ChangeFeed changeFeed, int subscriberCount) {
	}

}
