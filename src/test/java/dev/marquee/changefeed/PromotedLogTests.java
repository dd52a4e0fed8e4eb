package dev.marquee.changefeed;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.UUID;

import dev.marquee.database.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The change log of a standby that was promoted: which cursors of the primary continue.
 */
class PromotedLogTests {

	/** More than the promoted standby uses before the test writes. */
	private static final int XIDS_AHEAD = 20;

	@TempDir
	Path folder;

	TestPostgres primary;

	TestPostgres standby;

	TestLog old;

	TestLog promoted;

	@BeforeEach
	void start() throws Exception {
		this.primary = TestPostgres.startIn(this.folder);
		this.old = TestLog.createIn(this.primary);
		this.old.log.checkGeneration();
		this.standby = this.primary.startStandbyIn(this.folder.resolve("standby"));
		this.promoted = new TestLog(this.standby);
	}

	@AfterEach
	void stop() {
		this.primary.close();
		this.standby.close();
	}

	@Test
	void switchoverContinuesCursors() throws Exception {
		ChangeCursor beginning = this.old.log.currentCursor();
		UUID event = this.old.insert("Dawn");
		this.old.rename(event, "Noon");
		ChangeCursor end = this.old.log.currentCursor();
		this.primary.stop();
		this.standby.promote();
		this.promoted.rename(event, "Dusk");
		assertThat(this.promoted.changesAfter(end)).containsExactly("UPDATED Dusk");
		assertThat(this.promoted.changesAfter(beginning)).containsExactly("PUBLISHED Dawn", "UPDATED Noon",
				"UPDATED Dusk");
		assertThat(this.promoted.log.currentCursor().epoch()).isNotEqualTo(end.epoch());
		assertThat(this.promoted.log.currentCursor().generation()).isEqualTo(2);
	}

	/** Both have seen that the current generation is the one of the former primary. */
	@Test
	void generationBegunByTwoTransactionsBeginsOnce() throws Exception {
		this.old.insert("Dawn");
		ChangeCursor end = this.old.log.currentCursor();
		this.primary.stop();
		this.standby.promote();
		for (int transaction = 0; transaction < 2; transaction++) {
			assertThat(this.promoted.queryLong("select number from begin_generation(false)")).isEqualTo(2);
		}
		assertThat(this.promoted.changesAfter(end)).isEmpty();
	}

	@Test
	void lostChangesExpireTheirCursorsOnly() throws Exception {
		UUID event = this.old.insert("Dawn");
		awaitReplication();
		ChangeCursor kept = this.old.log.currentCursor();
		this.standby.disconnectFromPrimary();
		this.old.useXidsBelow(this.old.nextXid() + XIDS_AHEAD);
		this.old.rename(event, "Lost");
		ChangeCursor lost = this.old.log.currentCursor();
		long lostVersion = this.old.version(event);
		this.primary.crash();
		this.standby.promote();
		this.promoted.useXidsBelow(lost.xid());
		this.promoted.rename(event, "Kept");
		assertThat(
				this.promoted.queryLong("select count(*) from change where xid = ?::xid8", String.valueOf(lost.xid())))
			.as("the transaction id of the lost change was given again")
			.isOne();
		assertThat(this.promoted.changesAfter(kept)).containsExactly("UPDATED Kept");
		assertExpired(lost);
		assertThat(this.promoted.version(event)).isGreaterThan(lostVersion);
	}

	/**
	 * An older transaction that commits later can be lost although the cursor's is not.
	 */
	@Test
	void lostOlderTransactionExpiresTheCursor() throws Exception {
		UUID first = this.old.insert("First");
		UUID second = this.old.insert("Second");
		try (Connection connection = this.primary.connect(); Statement older = connection.createStatement()) {
			connection.setAutoCommit(false);
			older.execute("update event set name = 'Lost' where id = '" + first + "'");
			this.old.rename(second, "Kept");
			awaitReplication();
			this.standby.disconnectFromPrimary();
			connection.commit();
		}
		ChangeCursor cursor = this.old.log.currentCursor();
		assertThat(this.old.queryLong("select count(*) from change where xid <= ?::xid8", String.valueOf(cursor.xid())))
			.as("the cursor is after all four changes")
			.isEqualTo(4);
		this.primary.crash();
		this.standby.promote();
		this.promoted.log.checkGeneration();
		assertThat(this.promoted.queryLong("select count(*) from change where xid = ?::xid8",
				String.valueOf(cursor.xid())))
			.as("the change of the cursor itself was replicated")
			.isOne();
		assertExpired(cursor);
	}

	@Test
	void committedOlderTransactionContinuesTheCursor() throws Exception {
		UUID first = this.old.insert("First");
		UUID second = this.old.insert("Second");
		try (Connection connection = this.primary.connect(); Statement older = connection.createStatement()) {
			connection.setAutoCommit(false);
			older.execute("update event set name = 'Older' where id = '" + first + "'");
			this.old.rename(second, "Newer");
			connection.commit();
		}
		ChangeCursor cursor = this.old.log.currentCursor();
		awaitReplication();
		this.primary.crash();
		this.standby.promote();
		this.promoted.log.checkGeneration();
		assertThat(this.promoted.changesAfter(cursor)).isEmpty();
	}

	private void awaitReplication() throws InterruptedException {
		String position = this.old.jdbc.queryForObject("select pg_current_wal_flush_lsn()::text", String.class);
		while (this.promoted.queryLong("select count(*) where pg_last_wal_replay_lsn() >= ?::pg_lsn", position) == 0) {
			Thread.sleep(20);
		}
	}

	private void assertExpired(ChangeCursor cursor) {
		assertThatThrownBy(() -> this.promoted.log.requireRetained(cursor))
			.satisfies((failure) -> assertThat(ChangeErrorResolver.isCursorExpired(failure)).isTrue());
	}

}
