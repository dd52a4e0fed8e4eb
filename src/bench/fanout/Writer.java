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
 * Gives events new names, one event a transaction, by SQL that is the same whoever listens.
 */
final class Writer implements AutoCloseable {

	/** Enough that nobody who reads an event late finds a later change of it. */
	private static final int EVENTS = 200;

	private final Connection connection;

	private final PreparedStatement update;

	private final PreparedStatement announce;

	private final List<Target> targets = new ArrayList<>();

	private int number;

	Writer(Database database) throws SQLException {
		this.connection = database.connect();
		restore();
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
		this.announce = this.connection.prepareStatement("""
				select pg_notify('bench_event', json_build_object(
					'cursor', pg_current_xact_id()::text, 'kind', 'UPDATED', 'id', ?::text)::text)""");
	}

	private record Target(String id, String name) {
	}

	Change write(Deliveries deliveries, int subscribers) throws SQLException {
		int next = ++this.number;
		Target target = this.targets.get(next % this.targets.size());
		Change change = new Change(subscribers);
		deliveries.expect(next, change);
		this.update.setString(1, target.name() + Marker.of(next));
		this.update.setString(2, target.id());
		this.update.executeUpdate();
		this.announce.setString(1, target.id());
		this.announce.execute();
		change.commits(System.nanoTime());
		this.connection.commit();
		return change;
	}

	/** Gives all events their names back, those too that a run left behind which was cut off. */
	private void restore() throws SQLException {
		try (PreparedStatement restore = this.connection
			.prepareStatement("update event set name = regexp_replace(name, ?, '') where name ~ ?")) {
			restore.setString(1, Marker.PATTERN);
			restore.setString(2, Marker.PATTERN);
			restore.executeUpdate();
		}
	}

	@Override
	public void close() throws SQLException {
		this.connection.rollback();
		this.connection.setAutoCommit(true);
		restore();
		this.connection.close();
	}

}
