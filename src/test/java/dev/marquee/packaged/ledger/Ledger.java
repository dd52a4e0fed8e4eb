package dev.marquee.packaged.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The changes that writers know to be committed, and those whose outcome is unknown
 * because no response arrived.
 */
final class Ledger {

	private static final String COMMITTED = """
			select change_cursor(change_epoch(), generation, xid, id), kind, coalesce(after, before) ->> 'name'
			from change order by generation, xid, id""";

	/** The committed changes, each with the time at which its writer knew. */
	private final Map<String, Long> committed = new ConcurrentHashMap<>();

	private final Set<String> uncertain = ConcurrentHashMap.newKeySet();

	/** The times in which PostgreSQL lost what was committed. */
	private final List<Loss> losses = new CopyOnWriteArrayList<>();

	volatile boolean writing = true;

	void recordCommitted(List<String> changes) {
		long now = System.nanoTime();
		changes.forEach((change) -> this.committed.put(change, now));
	}

	/** Records that PostgreSQL may have lost what was committed from a time until now. */
	void recordLoss(long since) {
		this.losses.add(new Loss(since, System.nanoTime()));
	}

	int losses() {
		return this.losses.size();
	}

	void recordUncertain(List<String> changes) {
		this.uncertain.addAll(changes);
	}

	/**
	 * Reads all changes of the log, and verifies that none is duplicated or unknown, and
	 * that none is missing but those that PostgreSQL lost.
	 */
	List<DeliveredChange> verifyAndReadLog(Connection connection) throws SQLException {
		List<DeliveredChange> logged = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(COMMITTED)) {
			while (result.next()) {
				logged.add(DeliveredChange.of(result.getString(1), result.getString(2), result.getString(3)));
			}
		}
		List<String> changes = logged.stream().map(DeliveredChange::eventName).toList();
		assertThat(changes).as("the log").doesNotHaveDuplicates();
		Set<String> missing = missing(logged);
		assertThat(missing).as("missing in the log").allMatch((change) -> {
			Long known = this.committed.get(change);
			return known == null || this.losses.stream().anyMatch((loss) -> loss.includes(known));
		});
		assertThat(changes).as("changes in the log without a writer")
			.allMatch((change) -> this.committed.containsKey(change) || this.uncertain.contains(change));
		return logged;
	}

	/** Returns the written changes that the log does not have. */
	Set<String> missing(List<DeliveredChange> logged) {
		Set<String> missing = ConcurrentHashMap.newKeySet();
		missing.addAll(this.committed.keySet());
		missing.addAll(this.uncertain);
		missing.removeAll(logged.stream().map(DeliveredChange::eventName).collect(Collectors.toSet()));
		return missing;
	}

	/** Counts the committed and the uncertain changes. */
	@Override
	public String toString() {
		return this.committed.size() + " committed, " + this.uncertain.size() + " with unknown outcome";
	}

	/**
	 * A time in which what was committed may have been lost.
	 */
	private record Loss(long from, long to) {

		boolean includes(long time) {
			return time - this.from >= 0 && time - this.to <= 0;
		}

	}

}
