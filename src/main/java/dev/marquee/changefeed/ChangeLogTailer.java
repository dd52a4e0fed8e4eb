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
import dev.marquee.query.execute.CachedFragments;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tails the change log on a dedicated connection and wakes the feeds. Notifications only
 * reduce the latency: it also polls every second, which detects a dead connection within
 * two seconds. After each connection it checks whether the server still continues the
 * current generation of the log.
 */
class ChangeLogTailer extends BackgroundTask {

	private static final Logger LOG = LoggerFactory.getLogger(ChangeLogTailer.class);

	private static final int POLL_INTERVAL_MILLIS = 1000;

	/** Used while a change is held back by a transaction that began before it. */
	private static final int PENDING_POLL_INTERVAL_MILLIS = 20;

	private static final Duration NETWORK_TIMEOUT = Duration.ofSeconds(2);

	private static final int RECONNECT_DELAY_MILLIS = 200;

	/** Used while the server is a standby, which sends no notifications. */
	private static final int STANDBY_RECONNECT_DELAY_MILLIS = 1000;

	/** SQLSTATE {@code read_only_sql_transaction}, which LISTEN raises on a standby. */
	private static final String READ_ONLY_STATE = "25006";

	private static final String POLL = """
			select latest.number, latest.epoch::text, pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1 as horizon,
				(select extract(epoch from clock_timestamp() - occurred_at) * 1000000
					from change where (generation, xid) > (?, ?::xid8)
					and (generation, xid) < (latest.number, pg_snapshot_xmin(pg_current_snapshot()))
					order by generation, xid, id limit 1)::bigint as oldest_age_micros,
				exists (select from change
					where (generation, xid) >= (latest.number, pg_snapshot_xmin(pg_current_snapshot()))) as has_pending
			from current_generation() as latest""";

	private final SideConnections connections;

	private final ChangeFeeds changeFeeds;

	private final CachedFragments cachedFragments;

	private volatile Announced announced = new Announced(0, "", 0);

	ChangeLogTailer(SideConnections connections, ChangeFeeds changeFeeds, CachedFragments cachedFragments) {
		super("change-log-tailer");
		this.connections = connections;
		this.changeFeeds = changeFeeds;
		this.cachedFragments = cachedFragments;
	}

	@Override
	public void run() {
		while (isRunning()) {
			try (Connection connection = this.connections.open("marquee-changefeed", NETWORK_TIMEOUT)) {
				listen(connection);
			}
			catch (SQLException ex) {
				LOG.debug("Lost the LISTEN connection; reconnecting", ex);
				pause(READ_ONLY_STATE.equals(ex.getSQLState()) ? STANDBY_RECONNECT_DELAY_MILLIS
						: RECONNECT_DELAY_MILLIS);
			}
		}
	}

	private void listen(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("listen marquee_change");
			statement.execute("select from check_generation()");
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
		Announced last = this.announced;
		pollStatement.setInt(1, last.generation());
		pollStatement.setString(2, String.valueOf(last.xid()));
		try (ResultSet result = pollStatement.executeQuery()) {
			result.next();
			Announced next = new Announced(result.getInt("number"), result.getString("epoch"),
					result.getLong("horizon"));
			this.announced = next;
			if (!next.epoch().equals(last.epoch()) && last.generation() != 0) {
				LOG.info("Generation {} of the change log has begun: the database is another one than before",
						next.generation());
				this.cachedFragments.clear();
				this.changeFeeds.wake();
			}
			long age = result.getLong("oldest_age_micros");
			if (!result.wasNull()) {
				this.changeFeeds.wake(Duration.of(age, ChronoUnit.MICROS));
			}
			return result.getBoolean("has_pending");
		}
	}

	/**
	 * The transactions that have been announced to the feeds but not delivered by the
	 * slowest one.
	 */
	long lag() {
		Announced last = this.announced;
		return Math.max(0, last.xid() - this.changeFeeds.deliveredXid(last.generation()));
	}

	/**
	 * The last transaction whose changes have been announced to the feeds.
	 *
	 * @param generation the number of its generation; 0 before the first announcement
	 */
	private record Announced(int generation, String epoch, long xid) {
	}

}
