package dev.marquee.packaged.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What writers know to be committed, and what may be or not because no answer came.
 */
final class Ledger {

	private static final String COMMITTED = """
			select change_cursor(change_epoch(), xid, id), kind, coalesce(after, before) ->> 'name'
			from change order by xid, id""";

	private final Set<String> certain = ConcurrentHashMap.newKeySet();

	private final Set<String> possible = ConcurrentHashMap.newKeySet();

	volatile boolean writing = true;

	void certain(List<String> changes) {
		this.certain.addAll(changes);
	}

	void possible(List<String> changes) {
		this.possible.addAll(changes);
	}

	/**
	 * All changes as PostgreSQL has them, of which none may be missing, come twice, or
	 * come from nowhere.
	 */
	List<Told> committed(Connection connection) throws SQLException {
		List<Told> committed = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(COMMITTED)) {
			while (result.next()) {
				committed.add(Told.of(result.getString(1), result.getString(2), result.getString(3)));
			}
		}
		List<String> changes = committed.stream().map(Told::what).toList();
		assertThat(changes).as("the log").doesNotHaveDuplicates().containsAll(this.certain);
		assertThat(changes).as("what nobody wrote")
			.allMatch((change) -> this.certain.contains(change) || this.possible.contains(change));
		return committed;
	}

	/** Whether the database has answered for all of what was written, more or less. */
	@Override
	public String toString() {
		return this.certain.size() + " known to be committed, " + this.possible.size() + " without an answer";
	}

}
