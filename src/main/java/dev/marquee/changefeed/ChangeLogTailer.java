package dev.marquee.changefeed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import dev.marquee.database.BackgroundTask;
import dev.marquee.database.SideConnections;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the log on a connection of its own and wakes the feeds. Notifications only make
 * it faster: it also looks every second, which tells within two seconds when the
 * connection is dead.
 */
class ChangeLogTailer extends BackgroundTask {

	private static final Logger LOG = LoggerFactory.getLogger(ChangeLogTailer.class);

	private static final int POLL_INTERVAL_MILLIS = 1000;

	/** While a change waits for a transaction that began before it. */
	private static final int PENDING_POLL_INTERVAL_MILLIS = 20;

	private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);

	private static final int RECONNECT_DELAY_MILLIS = 200;

	private static final String POLL = """
			select pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1 as horizon,
				(select extract(epoch from clock_timestamp() - occurred_at) * 1000000
					from change where xid > ?::xid8 and xid < pg_snapshot_xmin(pg_current_snapshot())
					order by xid, id limit 1)::bigint as new_since_micros,
				exists (select from change where xid >= pg_snapshot_xmin(pg_current_snapshot())) as is_waiting""";

	private final SideConnections connections;

	private final ChangeFeeds changeFeeds;

	/** The last transaction of which all changes have been announced. */
	private volatile long announcedXid;

	ChangeLogTailer(SideConnections connections, ChangeFeeds changeFeeds) {
		super("changes-tailer");
		this.connections = connections;
		this.changeFeeds = changeFeeds;
	}

	@Override
	public void run() {
		while (isRunning()) {
			try (Connection connection = this.connections.open("marquee-changes", LONGEST_ANSWER)) {
				listen(connection);
			}
			catch (SQLException ex) {
				LOG.debug("The connection that listens for changes is lost; it is made anew", ex);
				pause(RECONNECT_DELAY_MILLIS);
			}
		}
	}

	private void listen(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("listen marquee_change");
		}
		PGConnection notifications = connection.unwrap(PGConnection.class);
		try (PreparedStatement pollStatement = connection.prepareStatement(POLL)) {
			// What was announced while nobody watched is not known.
			this.changeFeeds.wake();
			while (isRunning()) {
				boolean hasPendingChanges = poll(pollStatement);
				notifications.getNotifications(hasPendingChanges ? PENDING_POLL_INTERVAL_MILLIS : POLL_INTERVAL_MILLIS);
			}
		}
	}

	/** Whether there are changes that cannot be told yet. */
	private boolean poll(PreparedStatement pollStatement) throws SQLException {
		pollStatement.setString(1, String.valueOf(this.announcedXid));
		try (ResultSet result = pollStatement.executeQuery()) {
			result.next();
			long age = result.getLong("new_since_micros");
			if (!result.wasNull()) {
				this.changeFeeds.wake(Duration.of(age, ChronoUnit.MICROS));
			}
			this.announcedXid = result.getLong("horizon");
			return result.getBoolean("is_waiting");
		}
	}

	long announcedXid() {
		return this.announcedXid;
	}

}
