package dev.marquee.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Probes twice a second, on a dedicated connection, whether PostgreSQL responds, so that
 * requests can fail fast: a killed server is detected immediately, a hung one after a
 * second and a half. It also detects a server that responds but cannot be used, such as a
 * standby after a switchover. Then it opens a new connection for each probe, since the
 * address may lead to another server.
 */
@Component
public class DatabaseProbe extends BackgroundTask {

	private static final Logger LOG = LoggerFactory.getLogger(DatabaseProbe.class);

	private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);

	private static final long RETRY_DELAY_MILLIS = 200;

	private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(1);

	/**
	 * After an outage of this length, statements that began before it are not expected to
	 * end.
	 */
	private static final Duration LOST_AFTER = Duration.ofSeconds(3);

	private final SideConnections connections;

	private final List<AvailabilityListener> listeners = new CopyOnWriteArrayList<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition recovered = this.lock.newCondition();

	private volatile boolean up = true;

	private volatile @Nullable UnusableDatabaseException problem;

	private long lastSuccessNanos;

	private boolean outageReported;

	DatabaseProbe(SideConnections connections) {
		super("database-probe");
		this.connections = connections;
	}

	/** Whether PostgreSQL responded to the last probe. */
	public boolean isUp() {
		return this.up;
	}

	/** Whether PostgreSQL responded to the last probe and is usable: not a standby. */
	public boolean isUsable() {
		return this.up && this.problem == null;
	}

	/**
	 * Waits until PostgreSQL responds.
	 * @return whether it responded within the timeout
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
			try (Connection connection = this.connections.open("marquee-probe", RESPONSE_TIMEOUT);
					Statement statement = connection.createStatement()) {
				recordProblem(findProblem(connection));
				boolean isReadOnly;
				do {
					isReadOnly = isReadOnly(statement);
					recordSuccess();
					Thread.sleep(PROBE_INTERVAL);
				}
				while (isRunning() && !isReadOnly && this.problem == null);
			}
			catch (SQLException ex) {
				recordFailure(ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/** Whether transactions cannot write, as on a standby. */
	private static boolean isReadOnly(Statement statement) throws SQLException {
		try (ResultSet result = statement.executeQuery("select current_setting('transaction_read_only')::boolean")) {
			return result.next() && result.getBoolean(1);
		}
	}

	private static @Nullable UnusableDatabaseException findProblem(Connection connection) throws SQLException {
		UnusableDatabaseException found = DatabaseRequirements.findProblem(connection);
		return (found != null) ? found : DatabaseRequirements.findPrivilegeProblem(connection);
	}

	/**
	 * When the problem is gone, the pool's connections may still lead to the server that
	 * had it.
	 */
	private void recordProblem(@Nullable UnusableDatabaseException found) {
		UnusableDatabaseException known = this.problem;
		if (found != null && (known == null || !Objects.equals(known.getMessage(), found.getMessage()))) {
			LOG.warn("Database unusable: {} {}", found.getMessage(), found.remedy());
		}
		if (found == null && known != null) {
			LOG.info("Database usable again");
			this.listeners.forEach(AvailabilityListener::databaseRecovered);
		}
		this.problem = found;
	}

	private void recordSuccess() {
		this.lastSuccessNanos = System.nanoTime();
		this.outageReported = false;
		if (this.up) {
			return;
		}
		LOG.info("Database available again");
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
			LOG.warn("Database unavailable: {}", reason.getMessage());
		}
		if (!this.outageReported && System.nanoTime() - this.lastSuccessNanos > LOST_AFTER.toNanos()) {
			this.outageReported = true;
			this.listeners.forEach(AvailabilityListener::databaseLost);
		}
		pause(RETRY_DELAY_MILLIS);
	}

	/**
	 * A listener for long outages of PostgreSQL and their end.
	 */
	interface AvailabilityListener {

		/**
		 * PostgreSQL has not responded for so long that running statements are lost.
		 */
		void databaseLost();

		/** PostgreSQL responds again. */
		void databaseRecovered();

	}

}
