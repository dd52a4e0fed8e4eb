package dev.marquee.packaged.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.marquee.database.Postgres;

/**
 * Remembers the last id, and looks for greater ones: what the ledger must find wanting.
 */
final class NaiveReader implements Callable<List<Told>> {

	private static final String NEXT = """
			select id, change_cursor(change_epoch(), xid, id), kind, coalesce(after, before) ->> 'name'
			from change where id > ? order by id""";

	private final Postgres postgres;

	private final Ledger ledger;

	private final List<Told> told = new ArrayList<>();

	private long last;

	NaiveReader(Postgres postgres, Ledger ledger) {
		this.postgres = postgres;
		this.ledger = ledger;
	}

	@Override
	public List<Told> call() throws InterruptedException {
		while (this.ledger.writing) {
			try (Connection connection = this.postgres.connect();
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
		return this.told;
	}

	private void read(PreparedStatement next) throws SQLException {
		next.setLong(1, this.last);
		try (ResultSet result = next.executeQuery()) {
			while (result.next()) {
				this.last = result.getLong(1);
				this.told.add(Told.of(result.getString(2), result.getString(3), result.getString(4)));
			}
		}
	}

}
