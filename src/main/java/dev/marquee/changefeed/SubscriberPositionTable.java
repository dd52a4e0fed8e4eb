package dev.marquee.changefeed;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table {@code subscriber_position}, in which all instances find the positions of
 * interrupted subscribers. {@link ChangeLog} reads it together with the end of the log.
 */
class SubscriberPositionTable {

	/** Of two instances with the same subscriber, the one that is ahead has it now. */
	private static final String WRITE = """
			insert into subscriber_position as known (key, epoch, generation, xid, id, expires_at)
			select key, epoch, generation, xid::text::xid8, id, ?
			from unnest(?, ?, ?, ?, ?) as moved (key, epoch, generation, xid, id)
			order by key
			on conflict (key) do update set
				epoch = excluded.epoch, generation = excluded.generation, xid = excluded.xid, id = excluded.id,
				expires_at = excluded.expires_at
			where (known.generation, known.xid, known.id) <= (excluded.generation, excluded.xid, excluded.id)
				or known.expires_at <= ?""";

	private static final String DELETE = "delete from subscriber_position where key = any(?)";

	private static final String DELETE_EXPIRED = "delete from subscriber_position where expires_at <= ?";

	private static final String DELETE_EXCESS = """
			delete from subscriber_position
			where (select count(*) from subscriber_position) > ?
			and key in (select key from subscriber_position order by expires_at desc offset ?)""";

	private final JdbcTemplate jdbc;

	private final int maxRows;

	SubscriberPositionTable(JdbcTemplate jdbc, int maxRows) {
		this.jdbc = jdbc;
		this.maxRows = maxRows;
	}

	/**
	 * Writes positions.
	 * @param now rows that have expired by then are replaced in any case
	 * @param expiresAt when these rows expire
	 */
	void write(List<StoredPosition> rows, Instant now, Instant expiresAt) {
		this.jdbc.update(WRITE, (statement) -> {
			statement.setObject(1, expiresAt.atOffset(ZoneOffset.UTC));
			statement.setArray(2, array(statement, "uuid", rows, StoredPosition::key));
			statement.setArray(3, array(statement, "uuid", rows, (row) -> uuid(row.cursor().epoch())));
			statement.setArray(4, array(statement, "integer", rows, (row) -> row.cursor().generation()));
			statement.setArray(5, array(statement, "bigint", rows, (row) -> row.cursor().xid()));
			statement.setArray(6, array(statement, "bigint", rows, (row) -> row.cursor().id()));
			statement.setObject(7, now.atOffset(ZoneOffset.UTC));
		});
	}

	void delete(Collection<UUID> keys) {
		this.jdbc.update(DELETE, (statement) -> statement.setArray(1, array(statement, "uuid", keys, (key) -> key)));
	}

	/** Deletes positions that have expired, and the oldest ones above the maximum. */
	void deleteExpired(Instant now) {
		this.jdbc.update(DELETE_EXPIRED, now.atOffset(ZoneOffset.UTC));
		this.jdbc.update(DELETE_EXCESS, this.maxRows, this.maxRows);
	}

	private static <T> Array array(PreparedStatement statement, String type, Collection<T> rows,
			Function<T, Object> column) throws SQLException {
		Connection connection = statement.getConnection();
		return connection.createArrayOf(type, rows.stream().map(column).toArray());
	}

	/** An epoch has 32 hexadecimal digits. */
	private static UUID uuid(String epoch) {
		return new UUID(Long.parseUnsignedLong(epoch, 0, 16, 16), Long.parseUnsignedLong(epoch, 16, 32, 16));
	}

	/**
	 * The position of a subscriber.
	 */
	record StoredPosition(UUID key, ChangeCursor cursor) {
	}

}
