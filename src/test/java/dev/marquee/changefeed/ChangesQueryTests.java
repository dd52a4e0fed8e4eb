package dev.marquee.changefeed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The query {@code changes} on the change log.
 */
@IntegrationTest
class ChangesQueryTests {

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
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ChangeLog log;

	String cursor;

	@BeforeEach
	void clearAndReadCursor() {
		TestDatabase.clear();
		this.cursor = currentCursor();
	}

	@Test
	void eventChangesAreLoggedWithChangedFields() {
		UUID key = TestEvents.insert("One");
		TestEvents.execute("update event set name = 'Uno' where id = ?", key);
		TestEvents.execute("insert into faq (event_id, position, question, answer) values (?, 0, 'Why?', 'Because.')",
				key);
		TestEvents.execute(
				"update event set starts_at = starts_at + interval '1 day', start_local = start_local + interval '1 day'");
		TestEvents.execute("update event set status = 'POSTPONED'");
		TestEvents.execute("update event set status = 'CANCELLED', interested_count = 5");
		TestEvents.execute("delete from event where id = ?", key);
		JsonNode changes = changes(Map.of());
		assertThat(texts(changes, "kind")).containsExactly("PUBLISHED", "UPDATED", "UPDATED", "RESCHEDULED",
				"POSTPONED", "CANCELLED", "REMOVED");
		assertThat(changes.get("nodes").valueStream().map((node) -> node.get("changedFields").toString()))
			.containsExactly("[]", "[\"name\"]", "[\"faqs\"]", "[\"start\"]", "[\"status\"]",
					"[\"interestedCount\",\"status\"]", "[]");
		assertThat(texts(changes, "eventId")).containsOnly(TestEvents.globalId(key));
		assertThat(changes.at("/nodes/0/lastKnown/name").asString()).isEqualTo("One");
		assertThat(changes.at("/nodes/6/lastKnown/name").asString()).isEqualTo("Uno");
		assertThat(changes.at("/nodes/6/lastKnown/interestedCount").asInt()).isEqualTo(5);
		assertThat(changes.at("/nodes/6/event").isNull()).isTrue();
		assertThat(changes.get("hasNextPage").asBoolean()).isFalse();
	}

	@Test
	void rescheduleCancelAndPublishFieldsAreLogged() {
		TestEvents.insert("One");
		String before = currentCursor();
		TestEvents.execute("""
				update event set previous_starts_at = starts_at, previous_start_local = start_local,
					previous_start_zone = start_zone, previous_start_precision = start_precision,
					previous_start_zone_source = start_zone_source, starts_at = starts_at + interval '1 day',
					start_local = start_local + interval '1 day'""");
		TestEvents.execute("update event set cancellation_reason = 'Rain'");
		TestEvents.execute("update event set published_at = published_at - interval '1 hour'");
		JsonNode changes = changes(Map.of("after", before));
		assertThat(changes.get("nodes").valueStream().map((node) -> node.get("changedFields").toString()))
			.containsExactly("[\"previousStart\",\"start\"]", "[\"cancellationReason\"]", "[\"publishedAt\"]");
	}

	@Test
	void transactionLogsOneChangePerEventAndRollbackNone() {
		UUID key = TestEvents.insert("One");
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			TestEvents.execute("update event set name = 'Two' where id = ?", key);
			TestEvents.execute(
					"insert into faq (event_id, position, question, answer) values (?, 0, 'Why?', 'Because.')", key);
			TestEvents.insert("Never");
			TestEvents.execute("delete from event where name = 'Never'");
		});
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			TestEvents.execute("update event set name = 'Three' where id = ?", key);
			transaction.setRollbackOnly();
		});
		JsonNode changes = changes(Map.of());
		assertThat(texts(changes, "kind")).containsExactly("PUBLISHED", "UPDATED");
		assertThat(changes.at("/nodes/1/changedFields").toString()).isEqualTo("[\"faqs\",\"name\"]");
		assertThat(changes.at("/nodes/1/event/faqs/0/question").asString()).isEqualTo("Why?");
	}

	@Test
	void truncateLogsRemovalOfEveryEvent() {
		UUID key = TestEvents.insert("One");
		TestEvents.insert("Two");
		String before = currentCursor();
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			TestEvents.execute("update event set name = 'Uno' where id = ?", key);
			TestEvents.insert("Never");
			TestEvents.execute("set constraints all immediate");
			TestEvents.execute("truncate event cascade");
		});
		JsonNode changes = changes(Map.of("after", before));
		assertThat(texts(changes, "kind")).containsExactly("REMOVED", "REMOVED");
		assertThat(changes.get("nodes").valueStream().map((node) -> node.at("/lastKnown/name").asString()))
			.containsExactlyInAnyOrder("One", "Two");
	}

	@Test
	void venueUpdateLogsChangesOfItsEvents() {
		UUID venue = UUID.randomUUID();
		UUID key = TestEvents.insert("Here");
		TestEvents.execute("insert into venue (id, name, city) values (?, 'Hall', 'Bonn')", venue);
		TestEvents.execute("update event set venue_id = ? where id = ?", venue, key);
		String before = currentCursor();
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			TestEvents.execute("update venue set city = 'Trier' where id = ?", venue);
			TestEvents.execute("update event set name = 'There' where id = ?", key);
		});
		JsonNode changes = changes(Map.of("after", before));
		assertThat(texts(changes, "kind")).containsExactly("UPDATED");
		assertThat(changes.at("/nodes/0/changedFields").toString()).isEqualTo("[\"name\",\"venue\"]");
		assertThat(kinds(before, Map.of("cities", List.of("trier")))).containsExactly("ENTERED_FILTER");
		assertThat(kinds(before, Map.of("cities", List.of("bonn")))).containsExactly("LEFT_FILTER");
		assertThat(kinds(before, Map.of("cities", List.of("Berlin")))).isEmpty();
	}

	@Test
	void filterReportsEnteringAndLeavingEvents() {
		UUID key = TestEvents.insert("Quiet evening");
		TestEvents.execute("update event set name = 'Loud evening' where id = ?", key);
		TestEvents.execute("update event set interested_count = 7");
		TestEvents.execute("update event set name = 'Quiet evening' where id = ?", key);
		TestEvents.execute("delete from event");
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
	void pagesContinueWithoutGapsOrDuplicates() {
		for (int i = 0; i < 7; i++) {
			TestEvents.insert("Event " + i);
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
		TestEvents.insert("Event 7");
		assertThat(changes(Map.of("after", after)).get("nodes")).hasSize(1);
	}

	@Test
	void changeCursorPrecedesDataOfTheSameRequest() {
		TestEvents.insert("Before");
		JsonNode data = this.graphQlTestClient.data("{ events { totalCount } changeCursor }");
		TestEvents.insert("After");
		JsonNode changes = changes(Map.of("after", data.get("changeCursor").asString()));
		assertThat(texts(changes, "eventId")).hasSize(1);
		assertThat(changes.at("/nodes/0/event/name").asString()).isEqualTo("After");
	}

	@Test
	void lateCommitIsReturnedAfterEarlierCursor() throws Exception {
		UUID slow = TestEvents.insert("Slow");
		String before = currentCursor();
		try (var connection = TestDatabase.dataSource().getConnection()) {
			connection.setAutoCommit(false);
			try (var statement = connection.createStatement()) {
				statement.execute("update event set name = 'Slower' where id = '" + slow + "'");
			}
			TestEvents.insert("Fast");
			JsonNode early = changes(Map.of("after", before));
			assertThat(early.get("nodes")).isEmpty();
			connection.commit();
			JsonNode late = changes(Map.of("after", early.get("endCursor").asString()));
			assertThat(texts(late, "kind")).containsExactly("UPDATED", "PUBLISHED");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "MS4", "ćursor", "Mi5hLjEuMQ" })
	void malformedCursorIsRejected(String after) {
		JsonNode error = this.graphQlTestClient.error(CHANGES, Map.of("after", after));
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
		assertThat(error.at("/extensions/argument").asString()).isEqualTo("after");
	}

	@Test
	void foreignOrOutdatedCursorIsExpired() {
		TestEvents.insert("Old");
		ChangeCursor now = ChangeCursor.parse("after", this.cursor);
		assertExpired(new ChangeCursor("0".repeat(32), now.generation(), now.xid(), now.id()));
		ChangeCursor last = ChangeCursor.parse("after", currentCursor());
		assertExpired(new ChangeCursor(last.epoch(), last.generation(), last.xid() + 1_000_000, 1));
		assertExpired(new ChangeCursor(last.epoch(), last.generation() + 1, 1, 1));
		this.log.deleteBefore(Instant.now().plus(Duration.ofHours(1)), 1_000_000);
		assertExpired(now);
		assertThat(changes(Map.of("after", currentCursor())).get("nodes")).isEmpty();
		assertThat(this.graphQlTestClient.data("{ changes { nodes { kind } } }").at("/changes/nodes")).isEmpty();
	}

	@Test
	void cursorOfTheFirstVersionIsExpired() {
		String text = "1." + "0".repeat(32) + ".1234.9223372036854775807";
		String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
		JsonNode error = this.graphQlTestClient.error(CHANGES, Map.of("after", cursor));
		assertThat(error.at("/extensions/code").asString()).isEqualTo("CURSOR_EXPIRED");
	}

	@Test
	void publishedAndRemovedHaveNoChangedFields() {
		UUID id = TestEvents.insert("Draft");
		TestEvents.execute("update event set published_at = null where id = ?", id);
		TestEvents.execute("update event set published_at = now(), name = 'Shown' where id = ?", id);
		TestEvents.execute("update event set published_at = null, name = 'Hidden' where id = ?", id);
		JsonNode nodes = changes(Map.of()).get("nodes");
		assertThat(nodes.valueStream().map((node) -> node.get("kind").asString() + node.get("changedFields")))
			.containsExactly("PUBLISHED[]", "REMOVED[]", "PUBLISHED[]", "REMOVED[]");
	}

	@Test
	void deletionIsLimitedToExpiredChangesInBatches() {
		this.log.deleteBefore(Instant.now().plus(Duration.ofHours(1)), 1_000_000);
		TestEvents.insert("Old");
		TestEvents.insert("Older");
		TestEvents.execute("update change set occurred_at = occurred_at - interval '31 days'");
		TestEvents.insert("New");
		Instant moment = Instant.now().minus(Duration.ofDays(30));
		assertThat(this.log.deleteBefore(moment, 1)).isEqualTo(1);
		assertThat(this.log.deleteBefore(moment, 10)).isEqualTo(1);
		assertThat(this.log.deleteBefore(moment, 10)).isZero();
		assertThat(this.graphQlTestClient.data("{ changes { nodes { lastKnown { name } } } }").at("/changes/nodes"))
			.hasSize(1);
	}

	private void assertExpired(ChangeCursor cursor) {
		JsonNode error = this.graphQlTestClient.error(CHANGES, Map.of("after", cursor.encode()));
		assertThat(error.at("/extensions/code").asString()).isEqualTo("CURSOR_EXPIRED");
	}

	private String currentCursor() {
		return this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString();
	}

	private List<String> kinds(String after, Map<String, Object> filter) {
		return texts(changes(Map.of("after", after, "filter", filter)), "kind");
	}

	private JsonNode changes(Map<String, Object> variables) {
		if (variables.containsKey("after")) {
			return this.graphQlTestClient.data(CHANGES, variables).get("changes");
		}
		Map<String, Object> after = new HashMap<>(variables);
		after.put("after", this.cursor);
		return this.graphQlTestClient.data(CHANGES, after).get("changes");
	}

	private static List<String> texts(JsonNode page, String field) {
		return page.get("nodes").valueStream().map((node) -> node.get(field).asString()).toList();
	}

}
