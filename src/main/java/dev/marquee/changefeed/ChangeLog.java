package dev.marquee.changefeed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The log as a whole: where it ends, and whether a place is still in it.
 */
class ChangeLog {

	/**
	 * The last change that all can see. The number of a later transaction would do as
	 * well if the database never crashed: of transactions that wrote nothing down, the
	 * numbers are given again.
	 */
	private static final String SELECT_END = """
			select change_epoch(), coalesce(
				(select xid from change where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid desc, id desc limit 1),
				(select expired_xid from change_log))::text::bigint""";

	private final JdbcTemplate jdbc;

	/**
	 * Of the place told last: it hardly ever changes, and all who keep a place share it.
	 */
	private volatile String lastEpoch = "";

	ChangeLog(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A place such that all before it can be seen by now, and nothing that commits later
	 * will come before it.
	 */
	ChangeCursor currentCursor() {
		return Objects.requireNonNull(this.jdbc.queryForObject(SELECT_END, (result,
				row) -> new ChangeCursor(internEpoch(result.getString(1)), result.getLong(2), Long.MAX_VALUE)));
	}

	private String internEpoch(String epoch) {
		String last = this.lastEpoch;
		if (last.equals(epoch)) {
			return last;
		}
		this.lastEpoch = epoch;
		return epoch;
	}

	/** Throws if what follows the place is no longer kept. */
	void requireRetained(ChangeCursor cursor) {
		this.jdbc.queryForObject("select change_is_kept(?, ?::xid8, ?)", Boolean.class, cursor.epoch(),
				String.valueOf(cursor.xid()), cursor.id());
	}

	/** Deletes what happened before a moment, so many changes at a time. */
	int deleteBefore(Instant before, int limit) {
		return Objects.requireNonNull(this.jdbc.queryForObject("select expire_changes(?, ?)", Integer.class,
				before.atOffset(ZoneOffset.UTC), limit));
	}

}
