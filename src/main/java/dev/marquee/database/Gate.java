package dev.marquee.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The way to the pool. It is closed while PostgreSQL does not answer or too many wait for
 * a connection: whoever comes then is told at once instead of waiting in vain. Whoever
 * waits already looks up now and then to see whether it still makes sense.
 */
final class Gate extends DelegatingDataSource {

	private final HikariDataSource pool;

	private final Pulse pulse;

	private final int mostWaiting;

	private final Duration longestWait;

	/**
	 * Creates a gate.
	 * @param longestWait how long a request waits for a connection; the pool's own
	 * timeout, which is shorter, is how often it looks up
	 */
	Gate(HikariDataSource pool, Pulse pulse, int mostWaiting, Duration longestWait) {
		super(pool);
		this.pool = pool;
		this.pulse = pulse;
		this.mostWaiting = mostWaiting;
		this.longestWait = longestWait;
	}

	@Override
	public Connection getConnection() throws SQLException {
		mustBeat();
		HikariPoolMXBean now = this.pool.getHikariPoolMXBean();
		if (now != null && now.getThreadsAwaitingConnection() >= this.mostWaiting) {
			throw new SQLTransientConnectionException(
					"All connections are in use, and " + this.mostWaiting + " requests wait for one");
		}
		long start = System.nanoTime();
		while (true) {
			try {
				return super.getConnection();
			}
			catch (SQLTransientConnectionException ex) {
				mustBeat();
				if (System.nanoTime() - start >= this.longestWait.toNanos()) {
					throw ex;
				}
			}
		}
	}

	private void mustBeat() throws SQLTransientConnectionException {
		if (!this.pulse.isBeating()) {
			throw new SQLTransientConnectionException("The database does not answer");
		}
	}

}
