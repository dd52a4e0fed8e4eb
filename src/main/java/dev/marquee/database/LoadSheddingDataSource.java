package dev.marquee.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A data source in front of the connection pool that fails fast while PostgreSQL does not
 * respond or too many requests wait for a connection. A request that waits already checks
 * periodically whether the database still responds.
 */
final class LoadSheddingDataSource extends DelegatingDataSource {

	private final HikariDataSource pool;

	private final DatabaseProbe probe;

	private final int maxQueuedRequests;

	private final Duration maxWait;

	/**
	 * Creates a data source in front of the pool.
	 * @param maxWait how long a request waits for a connection; the pool's own timeout,
	 * which is shorter, is the interval of the checks
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
					"Connection pool exhausted: " + this.maxQueuedRequests + " requests are queued");
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
			throw new SQLTransientConnectionException("Database unavailable");
		}
	}

}
