package dev.marquee.changefeed;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.TestClock;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import dev.marquee.transport.websocket.TestWebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.db.Tables.OCCURRENCE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the change log and subscribers are told of the occurrences of recurring events.
 */
@IntegrationTest
@Timeout(60)
class OccurrenceChangeTests {

	private static final String SELECTION = """
			kind changedFields eventId
			occurrences(first: 5) { kind occurrenceId originalStart startsAt previousStartsAt status
				occurrence { start { local } } }""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	TestClock clock;

	MutationClient mutationClient;

	String event;

	String cursor;

	@BeforeEach
	void createWeeklyEvent() {
		this.clock.fixAt(Instant.parse("2027-02-01T12:00:00Z"));
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
		this.event = this.mutationClient
			.mutate("createEvent",
					Map.of("name", "Evening class", "publish", true, "start",
							Map.of("local", "2027-03-02T19:00", "timeZone", "Europe/Lisbon")),
					"event { id }")
			.at("/event/id")
			.asString();
		this.mutationClient.mutate("setRecurrence",
				Map.of("id", this.event, "recurrence", Map.of("rules", List.of("FREQ=WEEKLY;COUNT=4"))),
				"event { id }");
		this.cursor = this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString();
	}

	@AfterEach
	void useSystemTime() {
		this.clock.useSystemTime();
	}

	@Test
	void subscriberIsToldThatOneEveningWasCancelled() {
		try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
			testWebSocket.subscribe("a", """
					subscription ($after: String) {
						eventChanges(kinds: [OCCURRENCE], filter: { search: "evening" }, after: $after) { %s } }"""
				.formatted(SELECTION), Map.of("after", this.cursor));
			this.mutationClient.mutate("updateEvent", Map.of("id", this.event, "description", "Bring shoes."),
					"event { id }");
			cancel(1);
			JsonNode change = testWebSocket.expect("next").at("/payload/data/eventChanges");
			assertThat(change.toString()).isEqualTo(("{\"kind\":\"OCCURRENCE\",\"changedFields\":[\"occurrences\"],"
					+ "\"eventId\":\"%s\",\"occurrences\":[{\"kind\":\"CANCELLED\",\"occurrenceId\":\"%s\","
					+ "\"originalStart\":\"2027-03-09T19:00\",\"startsAt\":\"2027-03-09T19:00:00.000Z\","
					+ "\"previousStartsAt\":\"2027-03-09T19:00:00.000Z\",\"status\":\"CANCELLED\","
					+ "\"occurrence\":{\"start\":{\"local\":\"2027-03-09T19:00\"}}}]}")
				.formatted(this.event, occurrence(1)));
		}
	}

	@Test
	void everyKindOfChangeIsTold() {
		cancel(1);
		this.mutationClient.mutate("restoreOccurrence", Map.of("id", occurrence(1)), "event { id }");
		this.mutationClient.mutate("rescheduleOccurrence",
				Map.of("id", occurrence(1), "start", Map.of("local", "2027-03-10T19:00")), "event { id }");
		this.mutationClient.mutate("setRecurrence", Map.of("id", this.event, "recurrence",
				Map.of("rules", List.of("FREQ=WEEKLY;COUNT=3"), "additionalStarts", List.of("2027-04-02T19:00"))),
				"event { id }");
		this.mutationClient.mutate("updateEvent",
				Map.of("id", this.event, "name", "Dancing", "end", Map.of("local", "2027-03-02T21:00")),
				"event { id }");
		assertThat(changes()).containsExactly("OCCURRENCE [occurrences] CANCELLED 2027-03-09T19:00",
				"OCCURRENCE [occurrences] REINSTATED 2027-03-09T19:00",
				"OCCURRENCE [occurrences] MOVED 2027-03-09T19:00",
				"OCCURRENCE [occurrences,recurrence] REMOVED 2027-03-23T19:00 ADDED 2027-04-02T19:00",
				"UPDATED [end,name,occurrences] UPDATED 2027-03-02T19:00 UPDATED 2027-03-09T19:00"
						+ " UPDATED 2027-03-16T19:00 UPDATED 2027-04-02T19:00");
	}

	@Test
	void cancelledEventCancelsItsOccurrences() {
		this.mutationClient.mutate("cancelEvent", Map.of("id", this.event), "event { id }");
		assertThat(changes()).containsExactly("CANCELLED [occurrences,status] CANCELLED 2027-03-02T19:00"
				+ " CANCELLED 2027-03-09T19:00 CANCELLED 2027-03-16T19:00 CANCELLED 2027-03-23T19:00");
	}

	@Test
	void removedRecurrenceRemovesAllButTheFirst() {
		Map<String, Object> input = new HashMap<>(Map.of("id", this.event));
		input.put("recurrence", null);
		this.mutationClient.mutate("setRecurrence", input, "event { id }");
		assertThat(changes()).containsExactly("OCCURRENCE [occurrences,recurrence] REMOVED 2027-03-09T19:00"
				+ " REMOVED 2027-03-16T19:00 REMOVED 2027-03-23T19:00");
	}

	@Test
	void newsOfWholeEventsHaveNoOccurrences() {
		this.mutationClient.mutate("unpublishEvent", Map.of("id", this.event), "event { id }");
		cancel(2);
		this.mutationClient.mutate("publishEvent", Map.of("id", this.event), "event { id }");
		assertThat(changes()).containsExactly("REMOVED []", "PUBLISHED []");
	}

	/** The days of the rows move on, which is no change. */
	@Test
	void editDaysLaterAddsNoOccurrencesFarAway() {
		this.mutationClient.mutate("setRecurrence",
				Map.of("id", this.event, "recurrence", Map.of("rules", List.of("FREQ=DAILY"))), "event { id }");
		this.cursor = this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString();
		int period = Math.floorMod(LocalDate.of(2027, 2, 1).toEpochDay()
				+ UUID.fromString(this.event.substring(4)).getLeastSignificantBits(), 30);
		this.clock.fixAt(Instant.parse("2027-02-01T12:00:00Z").plus(Duration.ofDays(29 - period)));
		cancel(1);
		assertThat(changes()).containsExactly("OCCURRENCE [occurrences] CANCELLED 2027-03-03T19:00");
	}

	private void cancel(int index) {
		this.mutationClient.mutate("cancelOccurrence", Map.of("id", occurrence(index)), "event { id }");
	}

	private String occurrence(int index) {
		return "occ_" + TestDatabase.dsl()
			.selectFrom(OCCURRENCE)
			.orderBy(OCCURRENCE.ORIGINAL_START)
			.fetch(OCCURRENCE.ID)
			.get(index);
	}

	/** Each change as its kind, its changed fields, and its occurrences. */
	private List<String> changes() {
		return this.graphQlTestClient
			.data("query C($after: String) { changes(after: $after) { nodes { " + SELECTION + " } } }",
					Map.of("after", this.cursor))
			.at("/changes/nodes")
			.valueStream()
			.map((change) -> (change.get("kind").asString() + " " + change.get("changedFields")
					+ change.get("occurrences")
						.valueStream()
						.map((occurrence) -> " " + occurrence.get("kind").asString() + " "
								+ occurrence.get("originalStart").asString())
						.reduce("", String::concat))
				.replace("\"", ""))
			.toList();
	}

}
