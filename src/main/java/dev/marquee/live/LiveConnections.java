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

import dev.marquee.database.DatabaseProbe;
import dev.marquee.database.OutageLog;
import dev.marquee.security.ConnectionAuthenticator;
import dev.marquee.security.Credential;
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

	private final ConnectionAuthenticator connectionAuthenticator;

	private final DatabaseProbe databaseProbe;

	private final Duration longestSilence;

	private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("live-rounds").factory());

	private @Nullable Future<?> rounds;

	private int round;

	private final OutageLog outageLog = new OutageLog(LOG,
			"It is not known which keys were revoked; it is asked again until it is",
			"It is known again which keys were revoked");

	/** When the database was last seen to answer. */
	private volatile long contact = System.nanoTime();

	private volatile boolean running;

	/**
	 * Begins with none.
	 * @param longestSilence how long the database may be silent before those who are
	 * connected had better go elsewhere
	 */
	LiveConnections(ConnectionAuthenticator connectionAuthenticator, DatabaseProbe databaseProbe,
			Duration longestSilence) {
		this.connectionAuthenticator = connectionAuthenticator;
		this.databaseProbe = databaseProbe;
		this.longestSilence = longestSilence;
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
			if (this.databaseProbe.isUp()) {
				this.contact = now;
			}
			else if (isCutOff()) {
				this.open.forEach((connection) -> connection.end(Closing.CUT_OFF));
			}
			this.round++;
			if (this.round % BETWEEN_CHECKS == 0) {
				endThoseWithoutCredential();
				this.outageLog.recordRecovery();
			}
		}
		catch (RuntimeException ex) {
			this.outageLog.recordFailure(ex);
		}
	}

	/** Whether the database has been silent for long. */
	boolean isCutOff() {
		return System.nanoTime() - this.contact > this.longestSilence.toNanos();
	}

	private void endThoseWithoutCredential() {
		this.open.stream()
			.filter((connection) -> this.connectionAuthenticator.isExpired(connection.credential()))
			.forEach((connection) -> connection.end(Closing.EXPIRED));
		Set<UUID> keys = this.open.stream()
			.map(LiveConnection::credential)
			.flatMap(Credential::apiKeyIds)
			.collect(Collectors.toSet());
		if (!keys.isEmpty()) {
			Set<UUID> revoked = this.connectionAuthenticator.findInvalidKeys(keys);
			this.open.stream()
				.filter((connection) -> connection.credential().apiKeyIds().anyMatch(revoked::contains))
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
