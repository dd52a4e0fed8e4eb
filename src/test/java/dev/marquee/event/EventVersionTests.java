package dev.marquee.event;

import java.util.UUID;

import dev.marquee.RandomListings;
import dev.marquee.database.TestDatabase;
import dev.marquee.db.tables.records.EventRecord;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.marquee.db.Tables.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The version of a row increments with every change and only then; fragment caching and
 * optimistic locking rely on it.
 */
class EventVersionTests {

	private final DSLContext dsl = TestDatabase.dsl();

	private UUID id;

	@BeforeEach
	void fill() {
		RandomListings.populate(2, 3);
		this.id = this.dsl.select(EVENT.ID).from(EVENT).limit(1).fetchSingle(EVENT.ID);
		for (String part : new String[] { "event_organizer", "event_category", "ticket", "image", "faq",
				"structured_data", "listing_source", "event_performer", "event_identifier", "recurrence" }) {
			this.dsl.execute("delete from " + part + " where event_id = ?", this.id);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"event_organizer | position, organizer_id, starts_at | 0, (select id from organizer limit 1), (select starts_at from event where id = '$id') | position = 1",
			"event_performer | position, performer_id, starts_at | 0, (select id from performer limit 1), (select starts_at from event where id = '$id') | position = 1",
			"event_identifier | position, kind, value | 0, 'UID', 'a' | value = 'b'",
			"event_category | position, category_slug | 0, (select min(slug) from category) | position = 1",
			"ticket | position, price_kind | 0, 'FREE' | price_kind = 'UNKNOWN'",
			"image | position, url, role | 0, 'https://a.example/', 'OTHER' | role = 'BANNER'",
			"faq | position, question, answer | 0, 'Why?', 'So.' | answer = 'Because.'",
			"structured_data | source | '{}' | source = '[]'",
			"recurrence | rules | '{FREQ=DAILY}' | excluded_starts = '{2027-03-02 19:00}'",
			"listing_source | name, source_id, document_hash | 'a', '1', repeat('0', 64) | affiliate_id = '7'" })
	void partChangeIncrementsEventVersion(String part, String columns, String values, String change) {
		long before = version();
		this.dsl.execute("insert into " + part + " (event_id, " + columns + ") values ('" + this.id + "', "
				+ values.replace("$id", this.id.toString()) + ")");
		long inserted = version();
		this.dsl.execute("update " + part + " set " + change + " where event_id = ?", this.id);
		long updated = version();
		this.dsl.execute("delete from " + part + " where event_id = ?", this.id);
		assertThat(inserted).isGreaterThan(before);
		assertThat(updated).isGreaterThan(inserted);
		assertThat(version()).isGreaterThan(updated);
	}

	/** No one knows its version before the transaction has ended. */
	@Test
	void partsOfANewEventIncrementItsVersionOnceItHasASearchRow() {
		this.id = UUID.randomUUID();
		TestDatabase.transactionTemplate().executeWithoutResult((status) -> {
			this.dsl.execute("""
					insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
					values (?, 'Owls', '2027-02-20 12:30Z', '2027-02-20 12:30', 'UTC', 'MINUTE', 'STATED')""", this.id);
			addImage(0);
			assertThat(version()).isEqualTo(1);
			this.dsl.execute("set constraints all immediate");
			assertThat(searchRow()).isEqualTo("1 true");
			addImage(1);
			assertThat(version()).isEqualTo(2);
			this.dsl.execute("set constraints all deferred");
			this.dsl.execute("delete from image where event_id = ?", this.id);
		});
		assertThat(version()).isEqualTo(3);
		assertThat(searchRow()).isEqualTo("3 false");
		addImage(0);
		assertThat(searchRow()).isEqualTo("4 true");
	}

	private void addImage(int position) {
		this.dsl.execute(
				"insert into image (event_id, position, url, role) values (?, ?, 'https://a.example/', 'OTHER')",
				this.id, position);
	}

	private Object searchRow() {
		return this.dsl.fetchValue("select concat(version, ' ', has_image::text) from event_search where event_id = ?",
				this.id);
	}

	@Test
	void changeOfAnOccurrenceIncrementsEventVersion() {
		this.dsl.execute("insert into recurrence (event_id, rules) values (?, '{FREQ=DAILY}')", this.id);
		long before = version();
		this.dsl.execute("""
				insert into occurrence_change (event_id, original_start, status)
				values (?, '2027-03-02 19:00', 'CANCELLED')""", this.id);
		this.dsl.execute("update occurrence_change set cancellation_reason = 'Rain' where event_id = ?", this.id);
		this.dsl.execute("delete from occurrence_change where event_id = ?", this.id);
		assertThat(version()).isGreaterThanOrEqualTo(before + 3);
	}

	/** What is derived from the recurrence, and from the time, is no edit. */
	@Test
	void expansionKeepsEventVersion() {
		this.dsl.execute("insert into recurrence (event_id, rules) values (?, '{FREQ=DAILY}')", this.id);
		long before = version();
		this.dsl.execute("update recurrence set expanded_from = '2025-01-01', expanded_to = '2029-01-01'");
		assertThat(version()).isEqualTo(before);
	}

	@Test
	void eventUpdateIncrementsVersionAndSetsUpdatedAt() {
		long before = version();
		this.dsl.execute("update event set name = 'Another name', updated_at = 'epoch' where id = ?", this.id);
		assertThat(version()).isEqualTo(before + 1);
		assertThat(
				this.dsl.select(EVENT.UPDATED_AT).from(EVENT).where(EVENT.ID.eq(this.id)).fetchSingle(EVENT.UPDATED_AT))
			.isAfter("2026-01-01T00:00:00Z");
	}

	@Test
	void interestIncrementsVersionButNotEditedVersion() {
		EventRecord before = event();
		this.dsl.execute("insert into interest (event_id, person) values (?, sha256('1')), (?, sha256('2'))", this.id,
				this.id);
		EventRecord after = event();
		assertThat(after.getInterests()).isEqualTo(before.getInterests() + 2);
		assertThat(after.getVersion()).isEqualTo(before.getVersion() + 1);
		assertThat(after.getEditedVersion()).isEqualTo(before.getEditedVersion());
		assertThat(after.getUpdatedAt()).isEqualTo(before.getUpdatedAt());
		this.dsl.execute("truncate interest");
		assertThat(event().getInterests()).isZero();
		assertThat(event().getEditedVersion()).isEqualTo(before.getEditedVersion());
		this.dsl.execute("insert into faq (event_id, position, question, answer) values (?, 0, 'Why?', 'So.')",
				this.id);
		assertThat(event().getEditedVersion()).isEqualTo(event().getVersion());
	}

	private EventRecord event() {
		return this.dsl.fetchSingle(EVENT, EVENT.ID.eq(this.id));
	}

	@ParameterizedTest
	@ValueSource(strings = { "event", "venue", "organizer", "performer" })
	void unchangedRowKeepsItsVersion(String table) {
		String sum = "select sum(version) from " + table;
		Object before = this.dsl.fetchValue(sum);
		this.dsl.execute("update " + table + " set name = name");
		assertThat(this.dsl.fetchValue(sum)).isEqualTo(before);
		this.dsl.execute("update " + table + " set name = name || '!'");
		assertThat(this.dsl.fetchValue(sum)).isNotEqualTo(before);
	}

	@Test
	void categoryRenameIncrementsVersionsOfItsEvents() {
		String slug = category();
		this.dsl.execute("insert into event_category values (?, 0, ?)", this.id, slug);
		long before = version();
		this.dsl.execute("update category set name = name where slug = ?", slug);
		assertThat(version()).isEqualTo(before);
		this.dsl.execute("update category set name = name || '!' where slug = ?", slug);
		assertThat(version()).isEqualTo(before + 1);
	}

	@Test
	void concurrentlyCategorizedEventIsIncrementedByRename() throws InterruptedException {
		String slug = category();
		long before = version();
		Thread renameThread = new Thread(
				() -> this.dsl.execute("update category set name = name || '!' where slug = ?", slug));
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			this.dsl.execute("insert into event_category values (?, 0, ?)", this.id, slug);
			renameThread.start();
			assertBlocked(renameThread);
		});
		renameThread.join();
		assertThat(version()).isEqualTo(before + 2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "event_organizer", "event_category", "ticket", "image", "faq", "structured_data",
			"listing_source", "event_performer", "event_identifier" })
	void truncatedPartTableIncrementsEventVersion(String part) {
		long before = version();
		this.dsl.execute("truncate " + part);
		assertThat(version()).isEqualTo(before + 1);
	}

	private String category() {
		return (String) this.dsl.fetchValue("select min(slug) from category");
	}

	/** Waits 300 ms, long enough for the thread to finish if it were not blocked. */
	private static void assertBlocked(Thread thread) {
		try {
			thread.join(300);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		assertThat(thread.isAlive()).isTrue();
	}

	private long version() {
		return this.dsl.select(EVENT.VERSION).from(EVENT).where(EVENT.ID.eq(this.id)).fetchSingle(EVENT.VERSION);
	}

}
