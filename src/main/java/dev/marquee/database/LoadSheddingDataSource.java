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
final class LoadSheddingDataSource extends DelegatingDataSource {

	private final HikariDataSource pool;

	private final DatabaseProbe probe;

	private final int maxQueuedRequests;

	private final Duration maxWait;

	/**
	 * Creates a gate.
	 * @param maxWait how long a request waits for a connection; the pool's own timeout,
	 * which is shorter, is how often it looks up
	 */
	LoadSheddingDataSource(HikariDataSource pool, DatabaseProbe databaseProbe, int maxQueuedRequests,
			Duration maxWait) {
		super(pool);
		this.pool = pool;
		this.probe = databaseProbe;
		this.maxQueuedRequests = maxQueuedRequests;
		this.maxWait = maxWait;
	}

	@Override
	public Connection getConnection() throws SQLException {
		requireDatabaseUp();
		HikariPoolMXBean poolState = this.pool.getHikariPoolMXBean();
		if (poolState != null && poolState.getThreadsAwaitingConnection() >= this.maxQueuedRequests) {
			throw new SQLTransientConnectionException(
					"All connections are in use, and " + this.maxQueuedRequests + " requests wait for one");
		}
		long start = System.nanoTime();
		while (true) {
			try {
				return super.getConnection();
			}
			catch (SQLTransientConnectionException ex) {
				requireDatabaseUp();
				if (System.nanoTime() - start >= this.maxWait.toNanos()) {
					throw ex;
				}
			}
		}
	}

	private void requireDatabaseUp() throws SQLTransientConnectionException {
		if (!this.probe.isUp()) {
			throw new SQLTransientConnectionException("The database does not answer");
		}
	}

}
