package dev.marquee.changefeed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

import dev.marquee.database.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The change log after its rows were restored in a cluster that numbers transactions
 * differently, and after a copy of its files was put back.
 */
class RestoredLogTests {

	private static final int XIDS_AHEAD = 400;

	@TempDir
	static Path folder;

	static TestPostgres source;

	static TestPostgres target;

	@BeforeAll
	static void start() throws Exception {
		source = TestPostgres.startIn(Files.createDirectories(folder.resolve("source")));
		target = TestPostgres.startIn(Files.createDirectories(folder.resolve("target")));
	}

	@AfterAll
	static void stop() {
		source.close();
		target.close();
	}

	@Test
	void restoredLogIsReadAndWrittenInTheNewCluster() throws Exception {
		TestLog old = fill(createLog(source));
		ChangeCursor oldCursor = old.log.currentCursor();
		TestLog restored = createLog(target);
		restored.copyRowsFrom(old);

		assertThatThrownBy(restored.log::currentCursor).isInstanceOf(DataAccessResourceFailureException.class)
			.hasMessageContaining("No generation of the change log has begun on this server");
		restored.log.checkGeneration();
		restored.log.checkGeneration();
		assertThat(generations(restored)).isEqualTo(2);
		assertExpired(restored, oldCursor);
		assertThat(restored.queryLong("select count(*) from change where (generation, xid) >= "
				+ "((select number from current_generation()), pg_snapshot_xmin(pg_current_snapshot()))"))
			.isZero();

		ChangeCursor now = restored.log.currentCursor();
		UUID fresh = restored.insert("Fresh");
		assertThat(restored.changesAfter(now)).containsExactly("PUBLISHED Fresh");
		assertThat(restored.changesAfter(new ChangeCursor(now.epoch(), 0, 0, 0))).containsExactly("PUBLISHED Dawn",
				"UPDATED Noon", "UPDATED Dusk", "PUBLISHED Fresh");

		UUID event = restored.jdbc.queryForObject("select id from event where name = 'Dusk'", UUID.class);
		restored.useXidsBelow(oldCursor.xid());
		restored.rename(event, "Night");
		restored.rename(fresh, "Stale");
		assertThat(restored.queryLong("select count(*) from change where event_id = ? and xid = ?::xid8", event,
				String.valueOf(oldCursor.xid())))
			.as("the same transaction id was given to two changes of the event")
			.isEqualTo(2);
		assertThat(restored.changesAfter(now)).containsExactly("PUBLISHED Fresh", "UPDATED Night", "UPDATED Stale");
		ChangeCursor afterOvertaking = restored.log.currentCursor();
		restored.useXidsBelow(oldCursor.xid() + XIDS_AHEAD);
		assertThat(restored.changesAfter(afterOvertaking)).isEmpty();
	}

	@Test
	void restoredLogWithExpiredChangesIsReadInTheNewCluster() throws Exception {
		TestLog old = fill(createLog(source));
		old.log.deleteBefore(Instant.now().plusSeconds(3600), 2);
		TestLog restored = createLog(target);
		restored.copyRowsFrom(old);
		restored.log.checkGeneration();
		ChangeCursor now = restored.log.currentCursor();
		assertThat(restored.changesAfter(now)).isEmpty();
		restored.insert("Fresh");
		assertThat(restored.changesAfter(now)).containsExactly("PUBLISHED Fresh");
		assertThat(restored.log.deleteBefore(Instant.now().plusSeconds(3600), 1)).isEqualTo(1);
		assertThat(restored.jdbc.queryForList("select after ->> 'name' from change order by generation", String.class))
			.containsExactly("Fresh");
		assertThat(restored.changesAfter(now)).containsExactly("PUBLISHED Fresh");
		restored.log.deleteBefore(Instant.now().plusSeconds(3600), 10);
		assertExpired(restored, now);
		ChangeCursor end = restored.log.currentCursor();
		restored.insert("Next");
		assertThat(restored.changesAfter(end)).containsExactly("PUBLISHED Next");
	}

	@Test
	void versionsOfLostEditsAreNotGivenAgain() throws Exception {
		TestLog old = createLog(source);
		UUID event = old.insert("Dawn");
		TestLog restored = createLog(target);
		restored.copyRowsFrom(old);
		old.rename(event, "Lost");
		restored.rename(event, "Kept");
		assertThat(restored.version(event)).isGreaterThan(old.version(event));
		assertThat(restored.queryLong("select edited_version from event where id = ?", event))
			.isEqualTo(restored.version(event));
		long version = restored.version(event);
		restored.rename(event, "Kept again");
		assertThat(restored.version(event)).isEqualTo(version + 1);
	}

	@Test
	void interestDoesNotSpanTheVersionsOfLostEdits() throws Exception {
		TestLog old = createLog(source);
		UUID event = old.insert("Dawn");
		TestLog restored = createLog(target);
		restored.copyRowsFrom(old);
		old.rename(event, "Lost");
		restored.jdbc.update("update event set interests = interests + 1 where id = ?", event);
		assertThat(restored.queryLong("select edited_version from event where id = ?", event))
			.isGreaterThan(old.version(event));
	}

	@Test
	void renewalExpiresCursorsAfterFilesWerePutBack() throws Exception {
		TestLog log = createLog(source);
		UUID event = log.insert("Dawn");
		log.log.checkGeneration();
		Path snapshot = folder.resolve("snapshot");
		source.stop();
		source.copyFilesTo(snapshot);
		source.start();
		log.rename(event, "Lost 1");
		log.rename(event, "Lost 2");
		ChangeCursor lost = log.log.currentCursor();
		long lostVersion = log.version(event);
		source.stop();
		source.putBackFiles(snapshot);
		source.start();
		log.log.checkGeneration();
		assertThat(log.log.renewGeneration()).isEqualTo(2);
		ChangeCursor now = log.log.currentCursor();
		assertThat(now.epoch()).isNotEqualTo(lost.epoch());
		log.rename(event, "Kept 1");
		log.rename(event, "Kept 2");
		log.rename(event, "Kept 3");
		assertExpired(log, lost);
		assertThat(log.changesAfter(now)).containsExactly("UPDATED Kept 1", "UPDATED Kept 2", "UPDATED Kept 3");
		assertThat(log.version(event)).isGreaterThan(lostVersion + 3);
	}

	@Test
	void restartContinuesTheGeneration() throws Exception {
		TestLog log = createLog(source);
		log.insert("Dawn");
		ChangeCursor cursor = log.log.currentCursor();
		source.stop();
		source.start();
		log.insert("Noon");
		assertThat(log.changesAfter(cursor)).containsExactly("PUBLISHED Noon");
		log.log.checkGeneration();
		assertThat(log.changesAfter(cursor)).containsExactly("PUBLISHED Noon");
		assertThat(generations(log)).isEqualTo(1);
	}

	@Test
	void copyOfTheDatabaseInTheSameClusterBeginsAGeneration() {
		TestLog log = createLog(source);
		log.insert("Dawn");
		ChangeCursor cursor = log.log.currentCursor();
		String template1 = TestPostgres.url(source.port()).replace("/postgres?", "/template1?");
		jdbc(template1).execute("create database copied template postgres");
		ChangeLog copied = new ChangeLog(jdbc(TestPostgres.url(source.port()).replace("/postgres?", "/copied?")));
		copied.checkGeneration();
		assertExpired(copied, cursor);
		assertThat(copied.currentCursor().epoch()).isNotEqualTo(log.log.currentCursor().epoch());
	}

	private static JdbcTemplate jdbc(String url) {
		return new JdbcTemplate(new SimpleDriverDataSource(new org.postgresql.Driver(), url));
	}

	private static TestLog createLog(TestPostgres testPostgres) {
		TestLog testLog = new TestLog(testPostgres);
		testLog.jdbc.execute("drop schema public cascade");
		testLog.jdbc.execute("create schema public");
		return TestLog.createIn(testPostgres);
	}

	/** Three changes of one event, by transactions that the other cluster has not had. */
	private static TestLog fill(TestLog log) {
		log.useXidsBelow(Math.max(log.nextXid(), new TestLog(target).nextXid()) + XIDS_AHEAD);
		UUID event = log.insert("Dawn");
		log.rename(event, "Noon");
		log.rename(event, "Dusk");
		return log;
	}

	private static long generations(TestLog log) {
		return log.queryLong("select max(number) from log_generation");
	}

	private static void assertExpired(TestLog log, ChangeCursor cursor) {
		assertExpired(log.log, cursor);
	}

	private static void assertExpired(ChangeLog log, ChangeCursor cursor) {
		assertThatThrownBy(() -> log.requireRetained(cursor))
			.satisfies((failure) -> assertThat(ChangeErrorResolver.isCursorExpired(failure)).isTrue());
	}

}
