package dev.marquee.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Whether PostgreSQL answers. It is asked twice a second on a connection of its own, so
 * that this is known before anybody waits for it: a killed server is found out at once, a
 * hung one after a second and a half.
 */
@Component
public class DatabaseProbe extends BackgroundTask {

	private static final Logger LOG = LoggerFactory.getLogger(DatabaseProbe.class);

	private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);

	private static final long RETRY_DELAY_MILLIS = 200;

	private static final Duration LONGEST_ANSWER = Duration.ofSeconds(1);

	/**
	 * After so long a silence, whatever was asked before it has no answer to hope for.
	 */
	private static final Duration LOST_AFTER = Duration.ofSeconds(3);

	private final SideConnections connections;

	private final List<AvailabilityListener> listeners = new CopyOnWriteArrayList<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition recovered = this.lock.newCondition();

	private volatile boolean up = true;

	private long lastSuccessNanos;

	private boolean outageReported;

	DatabaseProbe(SideConnections connections) {
		super("database-pulse");
		this.connections = connections;
	}

	/** Whether PostgreSQL answered when it was asked last. */
	public boolean isUp() {
		return this.up;
	}

	/**
	 * Waits until PostgreSQL answers.
	 * @return whether it does now
	 */
	boolean awaitUp(Duration timeout) throws InterruptedException {
		if (this.up) {
			return true;
		}
		this.lock.lock();
		try {
			long remainingNanos = timeout.toNanos();
			while (!this.up && remainingNanos > 0) {
				remainingNanos = this.recovered.awaitNanos(remainingNanos);
			}
			return this.up;
		}
		finally {
			this.lock.unlock();
		}
	}

	void addListener(AvailabilityListener availabilityListener) {
		this.listeners.add(availabilityListener);
	}

	@Override
	public void run() {
		this.lastSuccessNanos = System.nanoTime();
		while (isRunning()) {
			try (Connection connection = this.connections.open("marquee-probe", LONGEST_ANSWER);
					Statement statement = connection.createStatement()) {
				while (isRunning()) {
					statement.execute("select 1");
					recordSuccess();
					Thread.sleep(PROBE_INTERVAL);
				}
			}
			catch (SQLException ex) {
				recordFailure(ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void recordSuccess() {
		this.lastSuccessNanos = System.nanoTime();
		this.outageReported = false;
		if (this.up) {
			return;
		}
		LOG.info("The database answers again");
		this.listeners.forEach(AvailabilityListener::databaseRecovered);
		this.lock.lock();
		try {
			this.up = true;
			this.recovered.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void recordFailure(SQLException reason) {
		if (!isRunning()) {
			return;
		}
		if (this.up) {
			this.up = false;
			LOG.warn("The database does not answer: {}", reason.getMessage());
		}
		if (!this.outageReported && System.nanoTime() - this.lastSuccessNanos > LOST_AFTER.toNanos()) {
			this.outageReported = true;
			this.listeners.forEach(AvailabilityListener::databaseLost);
		}
		pause(RETRY_DELAY_MILLIS);
	}

	/**
	 * Wants to know when PostgreSQL is away for long, and when it is back.
	 */
	interface AvailabilityListener {

		/**
		 * It has not answered for so long that nothing will come of what it was asked.
		 */
		void databaseLost();

		/** It answers again. */
		void databaseRecovered();

	}

}
