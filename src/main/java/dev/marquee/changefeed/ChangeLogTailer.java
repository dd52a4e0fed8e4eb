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
 * Tails the change log on a dedicated connection and wakes the feeds. Notifications only
 * reduce the latency: it also polls every second, which detects a dead connection within
 * two seconds.
 */
class ChangeLogTailer extends BackgroundTask {

	private static final Logger LOG = LoggerFactory.getLogger(ChangeLogTailer.class);

	private static final int POLL_INTERVAL_MILLIS = 1000;

	/** Used while a change is held back by a transaction that began before it. */
	private static final int PENDING_POLL_INTERVAL_MILLIS = 20;

	private static final Duration NETWORK_TIMEOUT = Duration.ofSeconds(2);

	private static final int RECONNECT_DELAY_MILLIS = 200;

	private static final String POLL = """
			select pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1 as horizon,
				(select extract(epoch from clock_timestamp() - occurred_at) * 1000000
					from change where xid > ?::xid8 and xid < pg_snapshot_xmin(pg_current_snapshot())
					order by xid, id limit 1)::bigint as oldest_age_micros,
				exists (select from change where xid >= pg_snapshot_xmin(pg_current_snapshot())) as has_pending""";

	private final SideConnections connections;

	private final ChangeFeeds changeFeeds;

	/** The last transaction whose changes have been announced to the feeds. */
	private volatile long announcedXid;

	ChangeLogTailer(SideConnections connections, ChangeFeeds changeFeeds) {
		super("change-log-tailer");
		this.connections = connections;
		this.changeFeeds = changeFeeds;
	}

	@Override
	public void run() {
		while (isRunning()) {
			try (Connection connection = this.connections.open("marquee-changefeed", NETWORK_TIMEOUT)) {
				listen(connection);
			}
			catch (SQLException ex) {
				LOG.debug("Lost the LISTEN connection; reconnecting", ex);
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
			// Notifications sent while no connection listened are lost.
			this.changeFeeds.wake();
			while (isRunning()) {
				boolean hasPendingChanges = poll(pollStatement);
				notifications.getNotifications(hasPendingChanges ? PENDING_POLL_INTERVAL_MILLIS : POLL_INTERVAL_MILLIS);
			}
		}
	}

	/**
	 * Announces new changes. Returns whether there are changes that cannot be delivered
	 * yet.
	 */
	private boolean poll(PreparedStatement pollStatement) throws SQLException {
		pollStatement.setString(1, String.valueOf(this.announcedXid));
		try (ResultSet result = pollStatement.executeQuery()) {
			result.next();
			long age = result.getLong("oldest_age_micros");
			if (!result.wasNull()) {
				this.changeFeeds.wake(Duration.of(age, ChronoUnit.MICROS));
			}
			this.announcedXid = result.getLong("horizon");
			return result.getBoolean("has_pending");
		}
	}

	long announcedXid() {
		return this.announcedXid;
	}

}
