package dev.marquee.changefeed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The change log in the database: its end, and which of it is retained.
 */
class ChangeLog {

	/**
	 * The last change that is visible to every transaction. A later transaction id would
	 * do as well if the database never crashed: after a crash, PostgreSQL reassigns the
	 * ids of transactions that wrote no WAL records.
	 */
	private static final String SELECT_END = """
			select translate(latest.epoch::text, '-', ''), coalesce(last_change.generation, expired_generation),
				coalesce(last_change.xid, expired_xid)::text::bigint
				%s
			from current_generation() as latest
			cross join change_log
			left join lateral (
				select generation, xid from change
				where (generation, xid) < (latest.number, pg_snapshot_xmin(pg_current_snapshot()))
				order by generation desc, xid desc, id desc limit 1
			) as last_change on true
			%s""";

	private static final String SELECT_CURRENT = SELECT_END.formatted("", "");

	private static final String SELECT_CURRENT_AND_POSITION = SELECT_END.formatted(
			", translate(known.epoch::text, '-', ''), known.generation, known.xid::text::bigint, known.id",
			"left join subscriber_position as known on known.key = ? and known.expires_at > ?");

	private final JdbcTemplate jdbc;

	/**
	 * The epoch of the last cursor. It hardly ever changes, so all cursors share one
	 * string.
	 */
	private volatile String lastEpoch = "";

	ChangeLog(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns a cursor such that all changes before it are visible now, and no later
	 * commit adds a change before it.
	 */
	ChangeCursor currentCursor() {
		return Objects.requireNonNull(this.jdbc.queryForObject(SELECT_CURRENT,
				(result, row) -> new ChangeCursor(internEpoch(result.getString(1)), result.getInt(2), result.getLong(3),
						Long.MAX_VALUE)));
	}

	/**
	 * Returns the cursor of {@link #currentCursor()}, and where a subscriber goes on.
	 * @param key the key of the subscriber
	 * @param now positions that have expired by then are ignored
	 */
	EndAndPosition currentCursorAndPosition(UUID key, Instant now) {
		return Objects.requireNonNull(this.jdbc.queryForObject(SELECT_CURRENT_AND_POSITION, (result, row) -> {
			ChangeCursor end = new ChangeCursor(internEpoch(result.getString(1)), result.getInt(2), result.getLong(3),
					Long.MAX_VALUE);
			String epoch = result.getString(4);
			return new EndAndPosition(end, (epoch != null)
					? new ChangeCursor(epoch, result.getInt(5), result.getLong(6), result.getLong(7)) : null);
		}, key, now.atOffset(ZoneOffset.UTC)));
	}

	/**
	 * Begins a generation of the log if the database is not the one of the last
	 * generation any more, or on another timeline.
	 */
	void checkGeneration() {
		this.jdbc.queryForObject("select number from check_generation()", Integer.class);
	}

	/**
	 * Begins a generation although nothing shows that the database has lost changes.
	 * @return the number of the generation
	 */
	int renewGeneration() {
		return Objects
			.requireNonNull(this.jdbc.queryForObject("select number from begin_generation(true)", Integer.class));
	}

	private String internEpoch(String epoch) {
		String last = this.lastEpoch;
		if (last.equals(epoch)) {
			return last;
		}
		this.lastEpoch = epoch;
		return epoch;
	}

	/** Throws {@code MQ410} if the changes after the cursor are no longer retained. */
	void requireRetained(ChangeCursor cursor) {
		this.jdbc.queryForObject("select require_change_retained(?, ?, ?::xid8, ?)", Boolean.class, cursor.epoch(),
				cursor.generation(), String.valueOf(cursor.xid()), cursor.id());
	}

	/**
	 * Deletes up to {@code limit} changes that occurred before an instant, and returns
	 * how many it deleted.
	 */
	int deleteBefore(Instant before, int limit) {
		return Objects.requireNonNull(this.jdbc.queryForObject("select expire_changes(?, ?)", Integer.class,
				before.atOffset(ZoneOffset.UTC), limit));
	}

	/**
	 * The end of the log, and where a subscriber goes on.
	 *
	 * @param position null if no position is stored
	 */
	record EndAndPosition(ChangeCursor end, @Nullable ChangeCursor position) {
	}

}
