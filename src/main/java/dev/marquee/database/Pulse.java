package dev.marquee.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Whether PostgreSQL answers. It is asked twice a second on a connection of its own, so
 * that this is known before anybody waits for it: a killed server is found out at once, a
 * hung one after a second and a half.
 */
@Component
public class Pulse extends OwnThread {

	private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

	private static final Duration BEAT = Duration.ofMillis(500);

	private static final long PAUSE_MILLIS = 200;

	private static final int LONGEST_ANSWER_MILLIS = 1000;

	/**
	 * After so long a silence, whatever was asked before it has no answer to hope for.
	 */
	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);

	private final JdbcConnectionDetails database;

	private final List<Listener> listeners = new CopyOnWriteArrayList<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition back = this.lock.newCondition();

	private volatile boolean beating = true;

	private long lastBeat;

	private boolean lost;

	Pulse(JdbcConnectionDetails database) {
		super("database-pulse");
		this.database = database;
	}

	/** Whether PostgreSQL answered when it was asked last. */
	public boolean isBeating() {
		return this.beating;
	}

	/**
	 * Waits until PostgreSQL answers.
	 * @return whether it does now
	 */
	boolean await(Duration longest) throws InterruptedException {
		if (this.beating) {
			return true;
		}
		this.lock.lock();
		try {
			long left = longest.toNanos();
			while (!this.beating && left > 0) {
				left = this.back.awaitNanos(left);
			}
			return this.beating;
		}
		finally {
			this.lock.unlock();
		}
	}

	void tell(Listener listener) {
		this.listeners.add(listener);
	}

	@Override
	public void run() {
		this.lastBeat = System.nanoTime();
		while (isRunning()) {
			try (Connection connection = connect(); Statement statement = connection.createStatement()) {
				while (isRunning()) {
					statement.execute("select 1");
					beat();
					Thread.sleep(BEAT);
				}
			}
			catch (SQLException ex) {
				miss(ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private Connection connect() throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("user", orEmpty(this.database.getUsername()));
		properties.setProperty("password", orEmpty(this.database.getPassword()));
		properties.setProperty("ApplicationName", "marquee-pulse");
		properties.setProperty("connectTimeout", "1");
		properties.setProperty("socketTimeout", "1");
		Connection connection = DriverManager.getConnection(this.database.getJdbcUrl(), properties);
		connection.setNetworkTimeout(Runnable::run, LONGEST_ANSWER_MILLIS);
		return connection;
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private void beat() {
		this.lastBeat = System.nanoTime();
		this.lost = false;
		if (this.beating) {
			return;
		}
		LOG.info("The database answers again");
		this.listeners.forEach(Listener::back);
		this.lock.lock();
		try {
			this.beating = true;
			this.back.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void miss(SQLException reason) {
		if (!isRunning()) {
			return;
		}
		if (this.beating) {
			this.beating = false;
			LOG.warn("The database does not answer: {}", reason.getMessage());
		}
		if (!this.lost && System.nanoTime() - this.lastBeat > LONGEST_SILENCE.toNanos()) {
			this.lost = true;
			this.listeners.forEach(Listener::lost);
		}
		pause(PAUSE_MILLIS);
	}

	/**
	 * Wants to know when PostgreSQL is away for long, and when it is back.
	 */
	interface Listener {

		/**
		 * It has not answered for so long that nothing will come of what it was asked.
		 */
		void lost();

		/** It answers again. */
		void back();

	}

}
