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
 * The changes that writers know to be committed, and those whose outcome is unknown
 * because no response arrived.
 */
final class Ledger {

	private static final String COMMITTED = """
			select change_cursor(change_epoch(), generation, xid, id), kind, coalesce(after, before) ->> 'name'
			from change order by generation, xid, id""";

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
	 * Reads all changes of the log, and verifies that none is missing, duplicated or
	 * unknown.
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
		assertThat(changes).as("changes in the log without a writer")
			.allMatch((change) -> this.committed.contains(change) || this.uncertain.contains(change));
		return logged;
	}

	/** Counts the committed and the uncertain changes. */
	@Override
	public String toString() {
		return this.committed.size() + " committed, " + this.uncertain.size() + " with unknown outcome";
	}

}
