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
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The physical connections below the pool. It opens no connection while PostgreSQL does
 * not respond, so that the pool fills as soon as PostgreSQL responds again. After a long
 * outage it aborts the open connections, since a hung server enforces no timeout.
 */
final class PhysicalConnectionDataSource extends AbstractDataSource implements DatabaseProbe.AvailabilityListener {

	private static final Logger LOG = LoggerFactory.getLogger(PhysicalConnectionDataSource.class);

	private static final Duration MAX_WAIT = Duration.ofSeconds(30);

	/**
	 * Added to PostgreSQL's statement timeout, so that its error arrives before the
	 * socket times out.
	 */
	private static final Duration NETWORK_ALLOWANCE = Duration.ofSeconds(5);

	private static final int LOGIN_TIMEOUT_SECONDS = 5;

	private final HikariDataSource pool;

	private final DatabaseProbe probe;

	private final Properties properties = new Properties();

	/** How often the database has recovered. */
	private final AtomicInteger recoveries = new AtomicInteger();

	private final Set<Connection> openConnections = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	PhysicalConnectionDataSource(HikariDataSource pool, DatabaseProbe databaseProbe, Duration statementTimeout) {
		this.pool = pool;
		this.probe = databaseProbe;
		this.properties.setProperty("ApplicationName", "marquee");
		this.properties.setProperty("connectTimeout", "2");
		this.properties.setProperty("cancelSignalTimeout", "2");
		this.properties.setProperty("tcpKeepAlive", "true");
		if (statementTimeout.isPositive()) {
			this.properties.setProperty("socketTimeout",
					String.valueOf(statementTimeout.plus(NETWORK_ALLOWANCE).toSeconds()));
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
		Properties connectionProperties = new Properties();
		connectionProperties.putAll(this.properties);
		if (user != null) {
			connectionProperties.setProperty("user", user);
		}
		if (password != null) {
			connectionProperties.setProperty("password", password);
		}
		int recoveriesBefore = this.recoveries.get();
		Connection connection = DriverManager.getConnection(this.pool.getJdbcUrl(), connectionProperties);
		if (this.recoveries.get() != recoveriesBefore) {
			connection.close();
			throw new SQLTransientConnectionException("The database has recovered meanwhile, maybe on another server");
		}
		this.openConnections.add(connection);
		return connection;
	}

	/** Ignored: {@code connectTimeout} is set as a property of the driver. */
	@Override
	public void setLoginTimeout(int seconds) {
	}

	/**
	 * Limits how long the pool, when it closes, waits for connections that are being
	 * opened.
	 */
	@Override
	public int getLoginTimeout() {
		return LOGIN_TIMEOUT_SECONDS;
	}

	private void awaitDatabase() throws SQLException {
		try {
			if (!this.probe.awaitUp(MAX_WAIT)) {
				throw new SQLTransientConnectionException("Database unavailable");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLTransientConnectionException("Interrupted while waiting for the database", ex);
		}
	}

	@Override
	public void databaseLost() {
		List<Connection> aborted = List.copyOf(this.openConnections);
		this.openConnections.clear();
		for (Connection connection : aborted) {
			try {
				connection.abort(Runnable::run);
			}
			catch (SQLException ex) {
				LOG.debug("Connection was already closed", ex);
			}
		}
	}

	/**
	 * Evicts idle connections, which may be broken without having noticed the outage, or
	 * lead to a server that has become a standby.
	 */
	@Override
	public void databaseRecovered() {
		this.recoveries.incrementAndGet();
		if (this.pool.getHikariPoolMXBean() != null) {
			this.pool.getHikariPoolMXBean().softEvictConnections();
		}
	}

}
