package dev.marquee.change;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.marquee.Client;
import dev.marquee.WholeHouse;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log as a query shows it.
 */
@WholeHouse
class ChangesTests {

	private static final String CHANGES = """
			query Changes($after: String, $filter: EventFilter, $kinds: [EventChangeKind!], $first: Int! = 50) {
				changes(after: $after, filter: $filter, kinds: $kinds, first: $first) {
					endCursor hasNextPage
					nodes { cursor kind occurredAt changedFields eventId event { id name faqs { question } }
						lastKnown { name startsAt status attendanceMode city state countryCode categories interestedCount } }
				}
			}
			""";

	@Autowired
	Client client;

	@Autowired
	ChangeLog log;

	String cursor;

	@BeforeEach
	void begin() {
		TestDatabase.clear();
		this.cursor = now();
	}

	@Test
	void whatHappensToAnEventIsLoggedWithWhatItChanged() {
		UUID key = Listings.add("One");
		Listings.run("update event set name = 'Uno' where id = ?", key);
		Listings.run("insert into faq values (?, 0, 'Why?', 'Because.')", key);
		Listings.run(
				"update event set starts_at = starts_at + interval '1 day', start_local = start_local + interval '1 day'");
		Listings.run("update event set status = 'POSTPONED'");
		Listings.run("update event set status = 'CANCELLED', interested_count = 5");
		Listings.run("delete from event where id = ?", key);
		JsonNode changes = changes(Map.of());
		assertThat(texts(changes, "kind")).containsExactly("PUBLISHED", "UPDATED", "UPDATED", "RESCHEDULED",
				"POSTPONED", "CANCELLED", "REMOVED");
		assertThat(changes.get("nodes").valueStream().map((node) -> node.get("changedFields").toString()))
			.containsExactly("[]", "[\"name\"]", "[\"faqs\"]", "[\"start\"]", "[\"status\"]",
					"[\"interestedCount\",\"status\"]", "[]");
		assertThat(texts(changes, "eventId")).containsOnly(Listings.id(key));
		assertThat(changes.at("/nodes/0/lastKnown/name").asString()).isEqualTo("One");
		assertThat(changes.at("/nodes/6/lastKnown/name").asString()).isEqualTo("Uno");
		assertThat(changes.at("/nodes/6/lastKnown/interestedCount").asInt()).isEqualTo(5);
		assertThat(changes.at("/nodes/6/event").isNull()).isTrue();
		assertThat(changes.get("hasNextPage").asBoolean()).isFalse();
	}

	@Test
	void whatIsAnnouncedAndWhatBecomesOfItAreFieldsThatChange() {
		Listings.add("One");
		String before = now();
		Listings.run("""
				update event set previous_starts_at = starts_at, previous_start_local = start_local,
					previous_start_zone = start_zone, previous_start_precision = start_precision,
					previous_start_zone_source = start_zone_source, starts_at = starts_at + interval '1 day',
					start_local = start_local + interval '1 day'""");
		Listings.run("update event set cancellation_reason = 'Rain'");
		Listings.run("update event set published_at = published_at - interval '1 hour'");
		JsonNode changes = changes(Map.of("after", before));
		assertThat(changes.get("nodes").valueStream().map((node) -> node.get("changedFields").toString()))
			.containsExactly("[\"previousStart\",\"start\"]", "[\"cancellationReason\"]", "[\"publishedAt\"]");
	}

	@Test
	void oneTransactionIsOneChangeOfAnEventAndWhatIsRolledBackIsNone() {
		UUID key = Listings.add("One");
		TestDatabase.transactions().executeWithoutResult((transaction) -> {
			Listings.run("update event set name = 'Two' where id = ?", key);
			Listings.run("insert into faq values (?, 0, 'Why?', 'Because.')", key);
			Listings.add("Never");
			Listings.run("delete from event where name = 'Never'");
		});
		TestDatabase.transactions().executeWithoutResult((transaction) -> {
			Listings.run("update event set name = 'Three' where id = ?", key);
			transaction.setRollbackOnly();
		});
		JsonNode changes = changes(Map.of());
		assertThat(texts(changes, "kind")).containsExactly("PUBLISHED", "UPDATED");
		assertThat(changes.at("/nodes/1/changedFields").toString()).isEqualTo("[\"faqs\",\"name\"]");
		assertThat(changes.at("/nodes/1/event/faqs/0/question").asString()).isEqualTo("Why?");
	}

	@Test
	void emptyingTheTableRemovesEveryEvent() {
		UUID key = Listings.add("One");
		Listings.add("Two");
		String before = now();
		TestDatabase.transactions().executeWithoutResult((transaction) -> {
			Listings.run("update event set name = 'Uno' where id = ?", key);
			Listings.add("Never");
			Listings.run("set constraints all immediate");
			Listings.run("truncate event cascade");
		});
		JsonNode changes = changes(Map.of("after", before));
		assertThat(texts(changes, "kind")).containsExactly("REMOVED", "REMOVED");
		assertThat(changes.get("nodes").valueStream().map((node) -> node.at("/lastKnown/name").asString()))
			.containsExactlyInAnyOrder("One", "Two");
	}

	@Test
	void aVenueThatMovesChangesItsEvents() {
		UUID venue = UUID.randomUUID();
		UUID key = Listings.add("Here");
		Listings.run("insert into venue (id, name, city) values (?, 'Hall', 'Bonn')", venue);
		Listings.run("update event set venue_id = ? where id = ?", venue, key);
		String before = now();
		TestDatabase.transactions().executeWithoutResult((transaction) -> {
			Listings.run("update venue set city = 'Trier' where id = ?", venue);
			Listings.run("update event set name = 'There' where id = ?", key);
		});
		JsonNode changes = changes(Map.of("after", before));
		assertThat(texts(changes, "kind")).containsExactly("UPDATED");
		assertThat(changes.at("/nodes/0/changedFields").toString()).isEqualTo("[\"name\",\"venue\"]");
		assertThat(kinds(before, Map.of("cities", List.of("trier")))).containsExactly("ENTERED_FILTER");
		assertThat(kinds(before, Map.of("cities", List.of("bonn")))).containsExactly("LEFT_FILTER");
		assertThat(kinds(before, Map.of("cities", List.of("Berlin")))).isEmpty();
	}

	@Test
	void aFilterSeesEventsEnterAndLeave() {
		UUID key = Listings.add("Quiet evening");
		Listings.run("update event set name = 'Loud evening' where id = ?", key);
		Listings.run("update event set interested_count = 7");
		Listings.run("update event set name = 'Quiet evening' where id = ?", key);
		Listings.run("delete from event");
		assertThat(kinds(this.cursor, Map.of("search", "quiet"))).containsExactly("PUBLISHED", "LEFT_FILTER",
				"ENTERED_FILTER", "REMOVED");
		assertThat(kinds(this.cursor, Map.of("search", "loud"))).containsExactly("ENTERED_FILTER", "UPDATED",
				"LEFT_FILTER");
		assertThat(kinds(this.cursor, Map.of("interestedAtLeast", 7, "when", "UPCOMING")))
			.containsExactly("ENTERED_FILTER", "UPDATED", "REMOVED");
		JsonNode entered = changes(Map.of("filter", Map.of("search", "quiet"), "kinds", List.of("ENTERED_FILTER")));
		assertThat(texts(entered, "kind")).containsExactly("ENTERED_FILTER");
	}

	@Test
	void pagesFollowEachOther() {
		for (int i = 0; i < 7; i++) {
			Listings.add("Event " + i);
		}
		String after = this.cursor;
		StringBuilder seen = new StringBuilder();
		JsonNode page;
		do {
			page = changes(Map.of("after", after, "first", 3));
			page.get("nodes").forEach((node) -> seen.append(node.at("/lastKnown/name").asString().substring(6)));
			after = page.get("endCursor").asString();
		}
		while (page.get("hasNextPage").asBoolean());
		assertThat(seen.toString()).isEqualTo("0123456");
		assertThat(changes(Map.of("after", after)).get("nodes")).isEmpty();
		Listings.add("Event 7");
		assertThat(changes(Map.of("after", after)).get("nodes")).hasSize(1);
	}

	@Test
	void theCursorIsNeverLaterThanTheDataWhereverItStands() {
		Listings.add("Before");
		JsonNode data = this.client.data("{ events { totalCount } changeCursor }");
		Listings.add("After");
		JsonNode changes = changes(Map.of("after", data.get("changeCursor").asString()));
		assertThat(texts(changes, "eventId")).hasSize(1);
		assertThat(changes.at("/nodes/0/event/name").asString()).isEqualTo("After");
	}

	@Test
	void whatCommitsLateIsNotOverlooked() throws Exception {
		UUID slow = Listings.add("Slow");
		String before = now();
		try (var connection = TestDatabase.dataSource().getConnection()) {
			connection.setAutoCommit(false);
			try (var statement = connection.createStatement()) {
				statement.execute("update event set name = 'Slower' where id = '" + slow + "'");
			}
			Listings.add("Fast");
			JsonNode early = changes(Map.of("after", before));
			assertThat(early.get("nodes")).isEmpty();
			connection.commit();
			JsonNode late = changes(Map.of("after", early.get("endCursor").asString()));
			assertThat(texts(late, "kind")).containsExactly("UPDATED", "PUBLISHED");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "MS4", "ćursor", "Mi5hLjEuMQ" })
	void whatIsNoCursorIsRefused(String after) {
		JsonNode error = this.client.error(CHANGES, Map.of("after", after));
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
		assertThat(error.at("/extensions/argument").asString()).isEqualTo("after");
	}

	@Test
	void aCursorOfAnotherDatabaseOrOfWhatIsNotKeptIsExpired() {
		Listings.add("Old");
		ChangeCursor now = ChangeCursor.parse("after", this.cursor);
		assertExpired(new ChangeCursor("0".repeat(32), now.xid(), now.id()));
		assertExpired(now.at(now.xid() + 1_000_000, 1));
		this.log.expire(Instant.now().plus(Duration.ofHours(1)), 1_000_000);
		assertExpired(now);
		assertThat(changes(Map.of("after", now())).get("nodes")).isEmpty();
		assertThat(this.client.data("{ changes { nodes { kind } } }").at("/changes/nodes")).isEmpty();
	}

	@Test
	void onlyTheOldestChangesAreDeletedAndSoManyAtATime() {
		this.log.expire(Instant.now().plus(Duration.ofHours(1)), 1_000_000);
		Listings.add("Old");
		Listings.add("Older");
		Listings.run("update change set occurred_at = occurred_at - interval '31 days'");
		Listings.add("New");
		Instant moment = Instant.now().minus(Duration.ofDays(30));
		assertThat(this.log.expire(moment, 1)).isEqualTo(1);
		assertThat(this.log.expire(moment, 10)).isEqualTo(1);
		assertThat(this.log.expire(moment, 10)).isZero();
		assertThat(this.client.data("{ changes { nodes { lastKnown { name } } } }").at("/changes/nodes")).hasSize(1);
	}

	private void assertExpired(ChangeCursor cursor) {
		JsonNode error = this.client.error(CHANGES, Map.of("after", cursor.text()));
		assertThat(error.at("/extensions/code").asString()).isEqualTo("CURSOR_EXPIRED");
	}

	private String now() {
		return this.client.data("{ changeCursor }").get("changeCursor").asString();
	}

	private List<String> kinds(String after, Map<String, Object> filter) {
		return texts(changes(Map.of("after", after, "filter", filter)), "kind");
	}

	private JsonNode changes(Map<String, Object> variables) {
		if (variables.containsKey("after")) {
			return this.client.data(CHANGES, variables).get("changes");
		}
		Map<String, Object> after = new HashMap<>(variables);
		after.put("after", this.cursor);
		return this.client.data(CHANGES, after).get("changes");
	}

	private static List<String> texts(JsonNode page, String field) {
		return page.get("nodes").valueStream().map((node) -> node.get(field).asString()).toList();
	}

}
