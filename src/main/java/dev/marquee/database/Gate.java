package dev.marquee.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The way to the pool. It is closed while PostgreSQL does not answer or too many wait for
 * a connection: whoever comes then is told at once instead of waiting in vain.
 */
final class Gate extends DelegatingDataSource {

	private final HikariDataSource pool;

	private final Pulse pulse;

	private final int mostWaiting;

	Gate(HikariDataSource pool, Pulse pulse, int mostWaiting) {
		super(pool);
		this.pool = pool;
		this.pulse = pulse;
		this.mostWaiting = mostWaiting;
	}

	@Override
	public Connection getConnection() throws SQLException {
		if (!this.pulse.isBeating()) {
			throw new SQLTransientConnectionException("The database does not answer");
		}
		HikariPoolMXBean now = this.pool.getHikariPoolMXBean();
		if (now != null && now.getThreadsAwaitingConnection() >= this.mostWaiting) {
			throw new SQLTransientConnectionException(
					"All connections are in use, and " + this.mostWaiting + " requests wait for one");
		}
		return super.getConnection();
	}

}
