package dev.marquee.packaged.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.marquee.database.TestPostgres;

/**
 * Polls for ids greater than the last one. It misses late commits, which the ledger must
 * detect.
 */
final class IdOnlyReader implements Callable<List<DeliveredChange>> {

	private static final String NEXT = """
			select id, change_cursor(change_epoch(), generation, xid, id), kind, coalesce(after, before) ->> 'name'
			from change where id > ? order by id""";

	private final TestPostgres testPostgres;

	private final Ledger ledger;

	private final List<DeliveredChange> received = new ArrayList<>();

	private long lastId;

	IdOnlyReader(TestPostgres testPostgres, Ledger ledger) {
		this.testPostgres = testPostgres;
		this.ledger = ledger;
	}

	@Override
	public List<DeliveredChange> call() throws InterruptedException {
		while (this.ledger.writing) {
			try (Connection connection = this.testPostgres.connect();
					PreparedStatement next = connection.prepareStatement(NEXT)) {
				while (this.ledger.writing) {
					read(next);
					Thread.sleep(10);
				}
				read(next);
			}
			catch (SQLException ex) {
				Thread.sleep(100);
			}
		}
		return this.received;
	}

	private void read(PreparedStatement next) throws SQLException {
		next.setLong(1, this.lastId);
		try (ResultSet result = next.executeQuery()) {
			while (result.next()) {
				this.lastId = result.getLong(1);
				this.received.add(DeliveredChange.of(result.getString(2), result.getString(3), result.getString(4)));
			}
		}
	}

}
