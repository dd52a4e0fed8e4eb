package dev.marquee.change;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Properties;

import dev.marquee.database.OwnThread;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Watches the log on a connection of its own and wakes the feeds. Notifications only make
 * it faster: it also looks every second, which tells within two seconds when the
 * connection is dead.
 */
class Tailer extends OwnThread {

	private static final Logger LOG = LoggerFactory.getLogger(Tailer.class);

	private static final int LONGEST_WAIT_MILLIS = 1000;

	/** While a change waits for a transaction that began before it. */
	private static final int SHORT_WAIT_MILLIS = 20;

	private static final int LONGEST_ANSWER_MILLIS = 2000;

	private static final int PAUSE_MILLIS = 200;

	private static final String LOOK = """
			select pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1 as horizon,
				(select extract(epoch from clock_timestamp() - occurred_at) * 1000000
					from change where xid > ?::xid8 and xid < pg_snapshot_xmin(pg_current_snapshot())
					order by xid, id limit 1)::bigint as new_since_micros,
				exists (select from change where xid >= pg_snapshot_xmin(pg_current_snapshot())) as is_waiting""";

	private final JdbcConnectionDetails database;

	private final Feeds feeds;

	/** The last transaction of which all changes have been announced. */
	private volatile long announced;

	Tailer(JdbcConnectionDetails database, Feeds feeds) {
		super("changes-tailer");
		this.database = database;
		this.feeds = feeds;
	}

	@Override
	public void run() {
		while (isRunning()) {
			try (Connection connection = connect()) {
				watch(connection);
			}
			catch (SQLException ex) {
				LOG.debug("The connection that listens for changes is lost; it is made anew", ex);
				pause(PAUSE_MILLIS);
			}
		}
	}

	private Connection connect() throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("user", orEmpty(this.database.getUsername()));
		properties.setProperty("password", orEmpty(this.database.getPassword()));
		properties.setProperty("ApplicationName", "marquee-changes");
		properties.setProperty("connectTimeout", "2");
		properties.setProperty("loginTimeout", "2");
		properties.setProperty("socketTimeout", "2");
		return DriverManager.getConnection(this.database.getJdbcUrl(), properties);
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private void watch(Connection connection) throws SQLException {
		connection.setNetworkTimeout(Runnable::run, LONGEST_ANSWER_MILLIS);
		try (Statement statement = connection.createStatement()) {
			statement.execute("listen marquee_change");
		}
		PGConnection notifications = connection.unwrap(PGConnection.class);
		try (PreparedStatement look = connection.prepareStatement(LOOK)) {
			// What was announced while nobody watched is not known.
			this.feeds.wake();
			while (isRunning()) {
				boolean isWaiting = look(look);
				notifications.getNotifications(isWaiting ? SHORT_WAIT_MILLIS : LONGEST_WAIT_MILLIS);
			}
		}
	}

	/** Whether there are changes that cannot be told yet. */
	private boolean look(PreparedStatement look) throws SQLException {
		look.setString(1, String.valueOf(this.announced));
		try (ResultSet result = look.executeQuery()) {
			result.next();
			long age = result.getLong("new_since_micros");
			if (!result.wasNull()) {
				this.feeds.wake(Duration.of(age, ChronoUnit.MICROS));
			}
			this.announced = result.getLong("horizon");
			return result.getBoolean("is_waiting");
		}
	}

	long announced() {
		return this.announced;
	}

}
