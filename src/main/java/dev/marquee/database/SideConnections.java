package dev.marquee.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Opens JDBC connections outside the pool, for background threads that hold one
 * permanently. They work while the pool is exhausted, and fail within a timeout that is
 * shorter than the pool's.
 */
@Component
public class SideConnections {

	private final JdbcConnectionDetails connectionDetails;

	SideConnections(JdbcConnectionDetails connectionDetails) {
		this.connectionDetails = connectionDetails;
	}

	/**
	 * Opens a connection.
	 * @param name the {@code application_name} in {@code pg_stat_activity}
	 * @param timeout for connecting to a host and for each response; in whole seconds
	 */
	public Connection open(String name, Duration timeout) throws SQLException {
		Properties properties = new Properties();
		put(properties, "user", this.connectionDetails.getUsername());
		put(properties, "password", this.connectionDetails.getPassword());
		properties.setProperty("ApplicationName", name);
		properties.setProperty("connectTimeout", String.valueOf(timeout.toSeconds()));
		properties.setProperty("socketTimeout", String.valueOf(timeout.toSeconds()));
		Connection connection = DriverManager.getConnection(this.connectionDetails.getJdbcUrl(), properties);
		// A parameter of the URL would override the property.
		connection.setNetworkTimeout(Runnable::run, (int) timeout.toMillis());
		return connection;
	}

	private static void put(Properties properties, String name, @Nullable String value) {
		if (value != null) {
			properties.setProperty(name, value);
		}
	}

}
