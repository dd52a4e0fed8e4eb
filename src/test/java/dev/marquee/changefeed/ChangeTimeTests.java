package dev.marquee.changefeed;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

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
 * The argument {@code since} of the query {@code changes}.
 */
@IntegrationTest
class ChangeTimeTests {

	private static final String CHANGES = """
			query Changes($after: String, $since: DateTime, $first: Int! = 50) {
				changes(after: $after, since: $since, first: $first) {
					endCursor hasNextPage nodes { occurredAt lastKnown { name } }
				}
			}
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ChangeLog log;

	/** Deletes all changes, so that each test knows the log. */
	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.log.deleteBefore(Instant.now().plus(Duration.ofHours(1)), 1_000_000);
	}

	@Test
	void onlyChangesFromThatTimeOnAreReturned() {
		insert("Days ago", "5 days");
		insert("Hours ago", "3 hours");
		insert("Minutes ago", "20 minutes");
		insert("Now", "0 hours");
		assertThat(names(Duration.ofDays(6))).containsExactly("Days ago", "Hours ago", "Minutes ago", "Now");
		assertThat(names(Duration.ofDays(1))).containsExactly("Hours ago", "Minutes ago", "Now");
		assertThat(names(Duration.ofMinutes(30))).containsExactly("Minutes ago", "Now");
		assertThat(names(Duration.ofMinutes(-5))).isEmpty();
	}

	/** A transaction that takes long logs its change after those of later ones. */
	@Test
	void changeOfALongTransactionIsNotMissed() {
		insert("Long", "5 minutes");
		insert("Earlier", "40 minutes");
		insert("Later", "4 minutes");
		assertThat(names(Duration.ofMinutes(10))).containsExactly("Long", "Later");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 100 })
	void bisectionFindsEveryTime(int changes) {
		Random random = new Random(changes);
		for (int i = 0; i < changes; i++) {
			insert("Event " + i, ((changes - i) * 2) + " hours");
		}
		for (int i = 0; i < 10; i++) {
			int hours = random.nextInt(2 * changes + 3);
			assertThat(names(Duration.ofMinutes(60 * hours + 30))).as(hours + " hours of " + changes)
				.hasSize(Math.min(50, Math.min(changes, hours / 2)));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 minutes", "5 minutes", "2 days" })
	void cursorContinuesWithWhatFollows(String age) {
		insert("Before", age);
		Map<String, Object> since = Map.of("since", Instant.now().minus(Duration.ofMinutes(2)).toString());
		String cursor = changes(since).get("endCursor").asString();
		assertThat(changes(Map.of("after", cursor)).get("nodes")).isEmpty();
		insert("After", "0 minutes");
		assertThat(names(changes(Map.of("after", cursor)))).containsExactly("After");
	}

	@Test
	void emptyLogHasACursorToContinueFrom() {
		String cursor = changes(Map.of("since", Instant.now().toString())).get("endCursor").asString();
		insert("After", "0 minutes");
		assertThat(names(changes(Map.of("after", cursor)))).containsExactly("After");
	}

	@Test
	void pagesContinueWithAfter() {
		for (int i = 0; i < 5; i++) {
			insert("Event " + i, "1 minute");
		}
		String since = Instant.now().minus(Duration.ofHours(2)).toString();
		Map<String, Object> variables = new HashMap<>(Map.of("since", since, "first", 2));
		StringBuilder seen = new StringBuilder();
		JsonNode page;
		do {
			page = changes(variables);
			names(page).forEach((name) -> seen.append(name.substring(6)));
			variables.put("after", page.get("endCursor").asString());
		}
		while (page.get("hasNextPage").asBoolean());
		assertThat(seen.toString()).isEqualTo("01234");
	}

	@Test
	void timeBeforeTheRetentionIsRejected() {
		JsonNode error = this.graphQlTestClient.error(CHANGES,
				Map.of("since", Instant.now().minus(Duration.ofDays(31)).toString()));
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
		assertThat(error.at("/extensions/argument").asString()).isEqualTo("since");
		assertThat(error.get("message").asString()).contains("within the last 30 days");
	}

	private static void insert(String name, String age) {
		TestEvents.insert(name);
		TestEvents.execute("update change set occurred_at = clock_timestamp() - ?::interval where after ->> 'name' = ?",
				age, name);
	}

	private List<String> names(Duration age) {
		return names(changes(Map.of("since", Instant.now().minus(age).toString())));
	}

	private static List<String> names(JsonNode page) {
		return page.get("nodes").valueStream().map((node) -> node.at("/lastKnown/name").asString()).toList();
	}

	private JsonNode changes(Map<String, Object> variables) {
		return this.graphQlTestClient.data(CHANGES, variables).get("changes");
	}

}
