package dev.marquee.transport;

import java.time.Duration;
import java.util.Optional;
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
 * All open connections. One thread checks their timeouts and credentials. When the server
 * stops, it closes them before it waits for running requests, so that clients reconnect
 * to another instance.
 */
public class ConnectionRegistry implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(ConnectionRegistry.class);

	private static final long CHECK_MILLIS = 250;

	/** Keys are looked up in every eighth check, every two seconds. */
	private static final int CREDENTIAL_CHECK_INTERVAL = 8;

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

	private final ConnectionAuthenticator connectionAuthenticator;

	private final DatabaseProbe databaseProbe;

	private final Duration maxOutage;

	private final Set<TransportConnection> open = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService scheduler = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("connection-checks").factory());

	private @Nullable Future<?> checkTask;

	private int checkCount;

	private final OutageLog outageLog = new OutageLog(LOG, "Cannot check for revoked keys; retrying",
			"Revoked keys can be checked again");

	/** When the database last answered and was usable. */
	private volatile long lastAnswer = System.nanoTime();

	private volatile boolean running;

	/**
	 * Creates an empty registry.
	 * @param maxOutage how long the database may not respond before connections are
	 * closed, so that clients reconnect to another instance
	 */
	ConnectionRegistry(ConnectionAuthenticator connectionAuthenticator, DatabaseProbe databaseProbe,
			Duration maxOutage) {
		this.connectionAuthenticator = connectionAuthenticator;
		this.databaseProbe = databaseProbe;
		this.maxOutage = maxOutage;
	}

	public void add(TransportConnection connection) {
		this.open.add(connection);
	}

	public void remove(TransportConnection connection) {
		this.open.remove(connection);
	}

	public int size() {
		return this.open.size();
	}

	private void checkAll() {
		try {
			long now = System.nanoTime();
			this.open.forEach((connection) -> connection.checkTimeouts(now));
			if (this.databaseProbe.isUsable()) {
				this.lastAnswer = now;
			}
			else if (isDatabaseOutageTooLong()) {
				this.open.forEach((connection) -> connection.close(CloseStatus.DATABASE_UNAVAILABLE));
			}
			this.checkCount++;
			if (this.checkCount % CREDENTIAL_CHECK_INTERVAL == 0) {
				closeWithoutCredential();
				this.outageLog.recordRecovery();
			}
		}
		catch (RuntimeException | Error ex) {
			// The scheduler would drop the task silently.
			this.outageLog.recordFailure(ex);
		}
	}

	/**
	 * Whether the database has not responded (or was unusable) for longer than
	 * {@code marquee.max-database-outage}.
	 */
	public boolean isDatabaseOutageTooLong() {
		return !this.databaseProbe.isUsable() && System.nanoTime() - this.lastAnswer > this.maxOutage.toNanos();
	}

	private void closeWithoutCredential() {
		this.open.stream()
			.filter((connection) -> this.connectionAuthenticator.isExpired(connection.credential()))
			.forEach((connection) -> connection.close(CloseStatus.EXPIRED));
		Set<UUID> keys = this.open.stream()
			.map(TransportConnection::credential)
			.map(Credential::apiKeyId)
			.flatMap(Optional::stream)
			.collect(Collectors.toSet());
		if (!keys.isEmpty()) {
			Set<UUID> revoked = this.connectionAuthenticator.findInvalidKeys(keys);
			this.open.stream()
				.filter((connection) -> connection.credential().apiKeyId().filter(revoked::contains).isPresent())
				.forEach((connection) -> connection.close(CloseStatus.EXPIRED));
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.checkTask = this.scheduler.scheduleWithFixedDelay(this::checkAll, CHECK_MILLIS, CHECK_MILLIS,
				TimeUnit.MILLISECONDS);
	}

	/** Waits at most {@link #STOP_TIMEOUT} for the clients. */
	@Override
	public void stop() {
		this.running = false;
		this.open.forEach((connection) -> connection.close(CloseStatus.RESTART));
		long end = System.nanoTime() + STOP_TIMEOUT.toNanos();
		try {
			while (!this.open.isEmpty() && System.nanoTime() < end) {
				Thread.sleep(Duration.ofMillis(20));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (this.checkTask != null) {
			this.checkTask.cancel(false);
		}
		this.scheduler.shutdown();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
