package dev.marquee.transport;

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
 * All open connections. One thread checks their timeouts and credentials. When the server
 * stops, it closes them before it waits for running requests, so that clients reconnect
 * to another instance.
 */
public class ConnectionRegistry implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(ConnectionRegistry.class);

	private static final long CHECK_MILLIS = 250;

	/** Revoked keys are looked up in one of so many checks. */
	private static final int CREDENTIAL_CHECK_INTERVAL = 8;

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

	private final ConnectionAuthenticator connectionAuthenticator;

	private final DatabaseProbe databaseProbe;

	private final Duration maxOutage;

	private final Set<TransportConnection> open = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService scheduler = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("connection-checks").factory());

	private @Nullable Future<?> checks;

	private int check;

	private final OutageLog outageLog = new OutageLog(LOG, "Cannot check for revoked keys; retrying",
			"Revoked keys can be checked again");

	/** When the database last answered. */
	private volatile long lastAnswer = System.nanoTime();

	private volatile boolean running;

	/**
	 * Creates an empty registry.
	 * @param maxOutage how long the database may be silent before connections are closed,
	 * so that clients reconnect to another instance
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
			if (this.databaseProbe.isUp()) {
				this.lastAnswer = now;
			}
			else if (isCutOff()) {
				this.open.forEach((connection) -> connection.close(CloseStatus.CUT_OFF));
			}
			this.check++;
			if (this.check % CREDENTIAL_CHECK_INTERVAL == 0) {
				closeWithoutCredential();
				this.outageLog.recordRecovery();
			}
		}
		catch (RuntimeException | Error ex) {
			// The scheduler would drop the task silently.
			this.outageLog.recordFailure(ex);
		}
	}

	/** Whether the database has been silent for long. */
	public boolean isCutOff() {
		return System.nanoTime() - this.lastAnswer > this.maxOutage.toNanos();
	}

	private void closeWithoutCredential() {
		this.open.stream()
			.filter((connection) -> this.connectionAuthenticator.isExpired(connection.credential()))
			.forEach((connection) -> connection.close(CloseStatus.EXPIRED));
		Set<UUID> keys = this.open.stream()
			.map(TransportConnection::credential)
			.flatMap(Credential::apiKeyIds)
			.collect(Collectors.toSet());
		if (!keys.isEmpty()) {
			Set<UUID> revoked = this.connectionAuthenticator.findInvalidKeys(keys);
			this.open.stream()
				.filter((connection) -> connection.credential().apiKeyIds().anyMatch(revoked::contains))
				.forEach((connection) -> connection.close(CloseStatus.EXPIRED));
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.checks = this.scheduler.scheduleWithFixedDelay(this::checkAll, CHECK_MILLIS, CHECK_MILLIS,
				TimeUnit.MILLISECONDS);
	}

	/** Waits for no client longer than {@link #STOP_TIMEOUT}. */
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
		if (this.checks != null) {
			this.checks.cancel(false);
		}
		this.scheduler.shutdown();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
