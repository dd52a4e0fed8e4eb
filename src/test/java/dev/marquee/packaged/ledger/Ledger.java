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

	private final Set<String> committed = ConcurrentHashMap.newKeySet();

	private final Set<String> uncertain = ConcurrentHashMap.newKeySet();

	volatile boolean writing = true;

	void recordCommitted(List<String> changes) {
		this.committed.addAll(changes);
	}

	void recordUncertain(List<String> changes) {
		this.uncertain.addAll(changes);
	}

	/**
	 * All changes as PostgreSQL has them, of which none may be missing, come twice, or
	 * come from nowhere.
	 */
	List<DeliveredChange> verifyAndReadLog(Connection connection) throws SQLException {
		List<DeliveredChange> logged = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(COMMITTED)) {
			while (result.next()) {
				logged.add(DeliveredChange.of(result.getString(1), result.getString(2), result.getString(3)));
			}
		}
		List<String> changes = logged.stream().map(DeliveredChange::eventName).toList();
		assertThat(changes).as("the log").doesNotHaveDuplicates().containsAll(this.committed);
		assertThat(changes).as("what nobody wrote")
			.allMatch((change) -> this.committed.contains(change) || this.uncertain.contains(change));
		return logged;
	}

	/** Whether the database has answered for all of what was written, more or less. */
	@Override
	public String toString() {
		return this.committed.size() + " known to be committed, " + this.uncertain.size() + " without an answer";
	}

}
