package dev.marquee.live;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.marquee.access.Credential;
import dev.marquee.access.Credentials;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * All connections that are open. One thread goes round and looks after them. When the
 * server stops, each is told to connect again elsewhere, before the server waits for
 * requests under way.
 */
class LiveConnections implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(LiveConnections.class);

	private static final long ROUND_MILLIS = 250;

	/** Whether keys were revoked is asked in one round of so many. */
	private static final int BETWEEN_CHECKS = 8;

	private static final Duration LONGEST_STOP = Duration.ofSeconds(4);

	private final Credentials credentials;

	private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("live-rounds").factory());

	private @Nullable Future<?> rounds;

	private int round;

	private volatile boolean running;

	LiveConnections(Credentials credentials) {
		this.credentials = credentials;
	}

	void add(LiveConnection connection) {
		this.open.add(connection);
	}

	void remove(LiveConnection connection) {
		this.open.remove(connection);
	}

	int size() {
		return this.open.size();
	}

	private void lookAfterAll() {
		try {
			long now = System.nanoTime();
			this.open.forEach((connection) -> connection.look(now));
			this.round++;
			if (this.round % BETWEEN_CHECKS == 0) {
				endThoseWithoutCredential();
			}
		}
		catch (RuntimeException ex) {
			LOG.warn("Connections were not all looked after; it is tried again", ex);
		}
	}

	private void endThoseWithoutCredential() {
		this.open.stream()
			.filter((connection) -> this.credentials.isOver(connection.credential()))
			.forEach((connection) -> connection.end(Closing.EXPIRED));
		Set<UUID> keys = this.open.stream()
			.map(LiveConnection::credential)
			.flatMap(Credential::key)
			.collect(Collectors.toSet());
		if (!keys.isEmpty()) {
			Set<UUID> revoked = this.credentials.revoked(keys);
			this.open.stream()
				.filter((connection) -> connection.credential().key().anyMatch(revoked::contains))
				.forEach((connection) -> connection.end(Closing.EXPIRED));
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.rounds = this.timer.scheduleWithFixedDelay(this::lookAfterAll, ROUND_MILLIS, ROUND_MILLIS,
				TimeUnit.MILLISECONDS);
	}

	/** A client that does not take its last message holds up no other. */
	@Override
	public void stop() {
		this.running = false;
		this.open.forEach((connection) -> connection.end(Closing.RESTART));
		long end = System.nanoTime() + LONGEST_STOP.toNanos();
		try {
			while (!this.open.isEmpty() && System.nanoTime() < end) {
				Thread.sleep(Duration.ofMillis(20));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (this.rounds != null) {
			this.rounds.cancel(false);
		}
		this.timer.shutdown();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
