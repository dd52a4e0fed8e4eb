package dev.marquee.packaged.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;

import dev.marquee.database.TestPostgres;

/**
 * Writes by SQL, in short and long transactions of one or several changes, of which some
 * are rolled back. Each name is written once.
 */
final class SqlWriter implements Callable<Void> {

	private static final int EVENTS = 4;

	private static final int MAX_TRANSACTION_MILLIS = 900;

	private static final int MAX_PAUSE_MILLIS = 120;

	private final TestPostgres testPostgres;

	private final Ledger ledger;

	private final String name;

	private final Random random;

	/** The ids of the existing events, by name. */
	private Map<String, UUID> events = new HashMap<>();

	private int number;

	SqlWriter(TestPostgres testPostgres, Ledger ledger, String name, long seed) {
		this.testPostgres = testPostgres;
		this.ledger = ledger;
		this.name = name;
		this.random = new Random(seed);
	}

	@Override
	public Void call() throws InterruptedException {
		while (this.ledger.writing) {
			try (Connection connection = this.testPostgres.connect()) {
				connection.setAutoCommit(false);
				while (this.ledger.writing) {
					write(connection);
					Thread.sleep(this.random.nextInt(MAX_PAUSE_MILLIS));
				}
			}
			catch (SQLException ex) {
				// PostgreSQL may have lost the events: continue with new ones.
				this.events = new HashMap<>();
				Thread.sleep(100);
			}
		}
		return null;
	}

	private void write(Connection connection) throws SQLException, InterruptedException {
		Map<String, UUID> after = new HashMap<>(this.events);
		List<String> changes = new ArrayList<>();
		List<String> names = List.copyOf(this.events.keySet());
		if (names.size() < EVENTS) {
			insert(connection, after, changes);
		}
		for (String known : names) {
			if (this.random.nextInt(3) == 0) {
				change(connection, known, after, changes);
			}
		}
		try (PreparedStatement setConstraints = connection.prepareStatement("set constraints all immediate")) {
			// Assigns the change ids here, long before the commit.
			setConstraints.execute();
		}
		Thread.sleep(this.random.nextInt((this.random.nextInt(8) == 0) ? MAX_TRANSACTION_MILLIS : 20));
		if (this.random.nextInt(5) == 0) {
			connection.rollback();
			return;
		}
		commit(connection, after, changes);
	}

	private void commit(Connection connection, Map<String, UUID> after, List<String> changes) throws SQLException {
		try {
			connection.commit();
		}
		catch (SQLException ex) {
			this.ledger.recordUncertain(changes);
			throw ex;
		}
		this.events = after;
		this.ledger.recordCommitted(changes);
	}

	private void insert(Connection connection, Map<String, UUID> after, List<String> changes) throws SQLException {
		String next = next();
		UUID event = UUID.randomUUID();
		try (PreparedStatement insert = connection.prepareStatement("""
				insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
				values (?, ?, '2030-01-01Z', '2030-01-01', 'UTC', 'MINUTE', 'STATED')""")) {
			insert.setObject(1, event);
			insert.setString(2, next);
			insert.executeUpdate();
		}
		after.put(next, event);
		changes.add(next);
	}

	private void change(Connection connection, String known, Map<String, UUID> after, List<String> changes)
			throws SQLException {
		UUID event = after.remove(known);
		if (this.random.nextInt(12) == 0) {
			try (PreparedStatement delete = connection.prepareStatement("delete from event where id = ?")) {
				delete.setObject(1, event);
				delete.executeUpdate();
			}
			changes.add(DeliveredChange.removedName(known));
			return;
		}
		String next = next();
		try (PreparedStatement update = connection.prepareStatement("update event set name = ? where id = ?")) {
			update.setString(1, next);
			update.setObject(2, event);
			update.executeUpdate();
		}
		after.put(next, event);
		changes.add(next);
	}

	private String next() {
		return this.name + "-" + ++this.number;
	}

}
