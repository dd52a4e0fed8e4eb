package dev.marquee.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The connections below the pool. No new one is tried while PostgreSQL does not answer,
 * so that all are there as soon as it does; and when it is silent for long, those under
 * way are cut, since a hung server heeds no timeout of its own.
 */
final class PoolConnections extends AbstractDataSource implements Pulse.Listener {

	private static final Logger LOG = LoggerFactory.getLogger(PoolConnections.class);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	/**
	 * Beyond what PostgreSQL itself gives a statement, for the network to deliver that.
	 */
	private static final Duration DELIVERY = Duration.ofSeconds(5);

	private static final int SECONDS_TO_CLOSE = 5;

	private final HikariDataSource pool;

	private final Pulse pulse;

	private final Properties properties = new Properties();

	private final Set<Connection> open = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	PoolConnections(HikariDataSource pool, Pulse pulse, Duration statementTimeout) {
		this.pool = pool;
		this.pulse = pulse;
		this.properties.setProperty("ApplicationName", "marquee");
		this.properties.setProperty("connectTimeout", "2");
		this.properties.setProperty("cancelSignalTimeout", "2");
		this.properties.setProperty("tcpKeepAlive", "true");
		if (statementTimeout.isPositive()) {
			this.properties.setProperty("socketTimeout", String.valueOf(statementTimeout.plus(DELIVERY).toSeconds()));
		}
		this.properties.putAll(pool.getDataSourceProperties());
	}

	@Override
	public Connection getConnection() throws SQLException {
		return getConnection(this.pool.getUsername(), this.pool.getPassword());
	}

	@Override
	public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
		awaitDatabase();
		Properties complete = new Properties();
		complete.putAll(this.properties);
		if (user != null) {
			complete.setProperty("user", user);
		}
		if (password != null) {
			complete.setProperty("password", password);
		}
		Connection connection = DriverManager.getConnection(this.pool.getJdbcUrl(), complete);
		this.open.add(connection);
		return connection;
	}

	/** The pool's idea of it; here the driver is told more exactly. */
	@Override
	public void setLoginTimeout(int seconds) {
	}

	/** How long the pool, when it closes, waits for connections that are being made. */
	@Override
	public int getLoginTimeout() {
		return SECONDS_TO_CLOSE;
	}

	private void awaitDatabase() throws SQLException {
		try {
			if (!this.pulse.await(LONGEST_WAIT)) {
				throw new SQLTransientConnectionException("The database does not answer");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLTransientConnectionException("Nobody waits for the database any more", ex);
		}
	}

	@Override
	public void lost() {
		List<Connection> cut = List.copyOf(this.open);
		this.open.clear();
		for (Connection connection : cut) {
			try {
				connection.abort(Runnable::run);
			}
			catch (SQLException ex) {
				LOG.debug("A connection was gone already", ex);
			}
		}
	}

	/** Those that nobody has used meanwhile may be dead without knowing. */
	@Override
	public void back() {
		if (this.pool.getHikariPoolMXBean() != null) {
			this.pool.getHikariPoolMXBean().softEvictConnections();
		}
	}

}
