package fanout;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import database.Database;

/**
 * Renames events by SQL, one event per transaction. The SQL is the same for all peers.
 */
final class ChangeWriter implements AutoCloseable {

	/** Large enough that an event read late does not have a later change yet. */
	private static final int EVENTS = 200;

	private final Connection connection;

	private final PreparedStatement update;

	private final PreparedStatement notify;

	private final List<Target> targets = new ArrayList<>();

	private int number;

	ChangeWriter(Database database) throws SQLException {
		this.connection = database.connect();
		restoreNames();
		try (Statement statement = this.connection.createStatement();
				ResultSet events = statement.executeQuery("""
						select id, name from event
						where status = 'SCHEDULED' and published_at is not null and starts_at > now() + interval '1 day'
							and venue_id is not null
						order by id limit\s""" + EVENTS)) {
			while (events.next()) {
				this.targets.add(new Target(events.getString("id"), events.getString("name")));
			}
		}
		this.connection.setAutoCommit(false);
		this.update = this.connection.prepareStatement("update event set name = ? where id = ?::uuid");
		this.notify = this.connection.prepareStatement("""
				select pg_notify('bench_event', json_build_object(
					'cursor', pg_current_xact_id()::text, 'kind', 'UPDATED', 'id', ?::text)::text)""");
	}

	private record Target(String id, String name) {
	}

	TrackedChange write(DeliveryTracker tracker, int subscribers) throws SQLException {
		int next = ++this.number;
		Target target = this.targets.get(next % this.targets.size());
		TrackedChange change = new TrackedChange(subscribers);
		tracker.expect(next, change);
		this.update.setString(1, target.name() + ChangeMarker.of(next));
		this.update.setString(2, target.id());
		this.update.executeUpdate();
		this.notify.setString(1, target.id());
		this.notify.execute();
		change.recordCommit(System.nanoTime());
		this.connection.commit();
		return change;
	}

	/** Restores the names of all events, including those that an aborted run has left renamed. */
	private void restoreNames() throws SQLException {
		try (PreparedStatement restore = this.connection
			.prepareStatement("update event set name = regexp_replace(name, ?, '') where name ~ ?")) {
			restore.setString(1, ChangeMarker.PATTERN);
			restore.setString(2, ChangeMarker.PATTERN);
			restore.executeUpdate();
		}
	}

	@Override
	public void close() throws SQLException {
		this.connection.rollback();
		this.connection.setAutoCommit(true);
		restoreNames();
		this.connection.close();
	}

}
