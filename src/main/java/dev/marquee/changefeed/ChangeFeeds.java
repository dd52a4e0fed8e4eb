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
import dev.marquee.query.execute.CompiledSubscription;
import dev.marquee.query.execute.SubscriptionEvent;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All feeds that somebody listens to. Few threads run their statements, so that however
 * many there are, the rest of the database's connections are for those who ask.
 */
class ChangeFeeds implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(ChangeFeeds.class);

	private static final int MAX_CONCURRENT_STATEMENTS = 3;

	private static final long RETRY_DELAY_MILLIS = 500;

	private static final long UNKNOWN = 0;

	private final ChangeLog log;

	private final Map<CompiledSubscription, SharedFeed> feedsByStream = new ConcurrentHashMap<>();

	private final ExecutorService executor = Executors.newFixedThreadPool(MAX_CONCURRENT_STATEMENTS,
			Thread.ofPlatform().daemon().name("changes-", 1).factory());

	private final OutageLog outageLog = new OutageLog(LOG, "The log of changes cannot be read now; it is tried again",
			"The log of changes can be read again");

	private final ChangeFeedMetrics metrics;

	/** When the oldest change was written of those announced last, as the JVM counts. */
	private volatile long oldestWriteNanos;

	ChangeFeeds(ChangeLog log, ChangeFeedMetrics metrics) {
		this.log = log;
		this.metrics = metrics;
	}

	/**
	 * What a stream tells from a place on. Whoever asks for the same as another shares
	 * the feed, and nothing is kept of their request.
	 * @param after the place; null for now
	 */
	Publisher<SubscriptionEvent> publisher(CompiledSubscription compiledSubscription, @Nullable ChangeCursor after) {
		ChangeCursor now = this.log.currentCursor();
		ChangeCursor start = (after != null) ? after : now;
		SharedFeed sharedFeed = this.feedsByStream.get(compiledSubscription);
		CompiledSubscription same = (sharedFeed != null) ? sharedFeed.changeFeed().compiledSubscription()
				: compiledSubscription;
		return (subscriber) -> subscriber
			.onSubscribe(new FeedSubscriber(this, acquireFeed(same, now), start, subscriber));
	}

	private ChangeFeed acquireFeed(CompiledSubscription compiledSubscription, ChangeCursor now) {
		return this.feedsByStream
			.compute(compiledSubscription,
					(same, existing) -> (existing != null)
							? new SharedFeed(existing.changeFeed(), existing.subscriberCount() + 1)
							: new SharedFeed(new ChangeFeed(compiledSubscription, now), 1))
			.changeFeed();
	}

	void releaseFeed(ChangeFeed changeFeed) {
		this.feedsByStream.computeIfPresent(changeFeed.compiledSubscription(),
				(same, sharedFeed) -> (sharedFeed.subscriberCount() > 1)
						? new SharedFeed(sharedFeed.changeFeed(), sharedFeed.subscriberCount() - 1) : null);
	}

	int size() {
		return this.feedsByStream.size();
	}

	/** There may be something new in the log. */
	void wake() {
		this.oldestWriteNanos = UNKNOWN;
		wakeAll();
	}

	private void wakeAll() {
		this.feedsByStream.values().forEach((sharedFeed) -> wake(sharedFeed.changeFeed()));
	}

	/**
	 * There is something new in the log.
	 * @param age how long ago the oldest of it was written
	 */
	void wake(Duration age) {
		this.oldestWriteNanos = System.nanoTime() - age.toNanos();
		wakeAll();
	}

	/**
	 * The last transaction that all have been told of; the largest number if none
	 * listens.
	 */
	long deliveredXid() {
		return this.feedsByStream.values()
			.stream()
			.mapToLong((sharedFeed) -> sharedFeed.changeFeed().deliveredXid())
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
			LOG.debug("Not run any more", ex);
		}
	}

	/** Runs something again after a while: the database may be back then. */
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
