package dev.marquee.event.editing;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.TestClock;
import dev.marquee.database.TestDatabase;
import dev.marquee.db.tables.records.OccurrenceRecord;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.OCCURRENCE;
import static dev.marquee.db.Tables.OCCURRENCE_CHANGE;
import static dev.marquee.db.Tables.RECURRENCE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The mutations of recurring events, and the occurrences that follow from them.
 */
@IntegrationTest
class RecurrenceEditingTests {

	/** A Tuesday. */
	private static final LocalDateTime START = LocalDateTime.of(2027, 3, 2, 19, 0);

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	TestClock clock;

	MutationClient mutationClient;

	@BeforeEach
	void clear() {
		this.clock.fixAt(Instant.parse("2027-02-01T12:00:00Z"));
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@AfterEach
	void useSystemTime() {
		this.clock.useSystemTime();
	}

	@Test
	void recurrenceIsStoredAndExpanded() {
		String id = create();
		JsonNode event = setRecurrence(id, Map.of("rules", List.of("freq=weekly;count=4"), "additionalStarts",
				List.of("2027-03-05T20:00"), "excludedStarts", List.of("2027-03-09T19:00")))
			.get("event");
		assertThat(event.get("recurrence").toString())
			.isEqualTo("{\"rules\":[\"FREQ=WEEKLY;COUNT=4\"],\"text\":null,\"additionalStarts\":[\"2027-03-05T20:00\"],"
					+ "\"excludedStarts\":[\"2027-03-09T19:00\"]}");
		assertThat(occurrences()).extracting(OccurrenceRecord::getStartLocal)
			.containsExactly(START, LocalDateTime.of(2027, 3, 5, 20, 0), START.plusWeeks(2), START.plusWeeks(3));
		assertThat(occurrences().getFirst().getId()).isEqualTo(key(id));
		assertThat(occurrences().get(1).getEndsAt()).isEqualTo("2027-03-05T22:00:00Z");
	}

	/** After the clock change, the same local time is another instant. */
	@Test
	void occurrencesKeepTheirLocalTimeAndDuration() {
		setRecurrence(create(), Map.of("rules", List.of("FREQ=WEEKLY;UNTIL=20270401")));
		assertThat(occurrences()).extracting(OccurrenceRecord::getStartsAt)
			.contains(Instant.parse("2027-03-23T19:00:00Z"), Instant.parse("2027-03-30T18:00:00Z"));
		assertThat(occurrences()).extracting(OccurrenceRecord::getEndsAt)
			.contains(Instant.parse("2027-03-23T21:00:00Z"), Instant.parse("2027-03-30T20:00:00Z"));
	}

	@Test
	void daysLastWholeDays() {
		String id = create(Map.of("date", "2027-03-26", "timeZone", "Europe/Lisbon"), Map.of("date", "2027-03-28"));
		setRecurrence(id,
				Map.of("rules", List.of("FREQ=WEEKLY;COUNT=2"), "additionalStarts", List.of("2027-05-01T12:00")));
		assertThat(occurrences()).extracting(OccurrenceRecord::getStartLocal)
			.extracting(LocalDateTime::toString)
			.containsExactly("2027-03-26T00:00", "2027-04-02T00:00", "2027-05-01T00:00");
		assertThat(occurrences()).extracting(OccurrenceRecord::getEndsAt)
			.extracting(Instant::toString)
			.containsExactly("2027-03-28T23:00:00Z", "2027-04-04T23:00:00Z", "2027-05-03T23:00:00Z");
	}

	@Test
	void onlyYearsAroundNowHaveRows() {
		String id = create(Map.of("local", "2015-03-03T19:00", "timeZone", "Europe/Lisbon"), Map.of());
		setRecurrence(id, Map.of("rules", List.of("FREQ=WEEKLY")));
		assertThat(occurrences()).hasSizeBetween(209, 216);
		assertThat(occurrences().getFirst().getStartLocal()).isEqualTo("2015-03-03T19:00");
		assertThat(occurrences().get(1).getStartLocal()).isBetween("2025-01-01T00:00", "2025-02-11T00:00");
		assertThat(occurrences().getLast().getStartLocal()).isBetween("2029-01-26T00:00", "2029-03-06T00:00");
	}

	@Test
	void removedRecurrenceLeavesTheEvent() {
		String id = weekly();
		Map<String, Object> input = new HashMap<>(Map.of("id", id));
		input.put("recurrence", null);
		assertThat(this.mutationClient.mutate("setRecurrence", input, "event { recurrence { text } }")
			.at("/event/recurrence")
			.isNull()).isTrue();
		assertThat(occurrences()).isEmpty();
	}

	@Test
	void cancelledOccurrenceKeepsItsReason() {
		String id = weekly();
		assertThat(this.mutationClient
			.mutate("cancelOccurrence", Map.of("id", occurrence(1), "reason", "The teacher is ill."),
					"occurrence { id status cancellationReason start { local } }")
			.get("occurrence")
			.toString())
			.isEqualTo("{\"id\":\"%s\",\"status\":\"CANCELLED\",\"cancellationReason\":\"The teacher is ill.\","
				.formatted(occurrence(1)) + "\"start\":{\"local\":\"2027-03-09T19:00\"}}");
		assertThat(occurrences()).extracting(OccurrenceRecord::getStatus)
			.containsExactly("SCHEDULED", "CANCELLED", "SCHEDULED", "SCHEDULED");
		assertThat(occurrences().get(1).getCancellationReason()).isEqualTo("The teacher is ill.");
		this.mutationClient.mutate("restoreOccurrence", Map.of("id", occurrence(1)), "event { id }");
		assertThat(occurrences()).extracting(OccurrenceRecord::getStatus).containsOnly("SCHEDULED");
		assertThat(TestDatabase.dsl().fetchCount(OCCURRENCE_CHANGE)).isZero();
		assertThat(id).isEqualTo("evt_" + occurrences().getFirst().getId());
	}

	@Test
	void rescheduledOccurrenceKeepsItsIdAndDuration() {
		weekly();
		UUID occurrence = occurrences().get(1).getId();
		this.mutationClient.mutate("rescheduleOccurrence",
				Map.of("id", "occ_" + occurrence, "start", Map.of("local", "2027-03-30T20:30")), "event { id }");
		OccurrenceRecord moved = occurrences().stream()
			.filter((row) -> row.getId().equals(occurrence))
			.findFirst()
			.orElseThrow();
		assertThat(moved.getStartsAt()).isEqualTo("2027-03-30T19:30:00Z");
		assertThat(moved.getEndsAt()).isEqualTo("2027-03-30T21:30:00Z");
		assertThat(moved.getPreviousStartLocal()).isEqualTo(START.plusWeeks(1));
		assertThat(moved.getStatus()).isEqualTo("RESCHEDULED");
		this.mutationClient.mutate("rescheduleOccurrence",
				Map.of("id", "occ_" + occurrence, "start", Map.of("local", "2027-03-09T19:00")), "event { id }");
		assertThat(occurrences().get(1).getStatus()).isEqualTo("SCHEDULED");
		assertThat(occurrences().get(1).getPreviousStartLocal()).isNull();
	}

	/** It can be found by its id and restored, although it starts in ten years. */
	@Test
	void occurrenceMayMoveOutOfTheYearsAroundNow() {
		weekly();
		String id = occurrence(1);
		this.mutationClient.mutate("rescheduleOccurrence",
				Map.of("id", id, "start", Map.of("local", "2037-03-30T20:30")), "event { id }");
		assertThat(occurrences().getLast().getStartLocal()).isEqualTo("2037-03-30T20:30");
		this.mutationClient.mutate("restoreOccurrence", Map.of("id", id), "event { id }");
		assertThat(occurrences().get(1).getStartLocal()).isEqualTo(START.plusWeeks(1));
	}

	@Test
	void changesOfOccurrencesStayIfTheirStartDoes() {
		String id = weekly();
		this.mutationClient.mutate("cancelOccurrence", Map.of("id", occurrence(1)), "event { id }");
		this.mutationClient.mutate("cancelOccurrence", Map.of("id", occurrence(2)), "event { id }");
		JsonNode payload = setRecurrence(id, Map.of("rules", List.of("FREQ=WEEKLY;INTERVAL=2")));
		assertThat(payload.get("droppedChanges").toString()).isEqualTo("[\"2027-03-09T19:00\"]");
		assertThat(occurrences().subList(0, 3)).extracting(OccurrenceRecord::getStatus)
			.containsExactly("SCHEDULED", "CANCELLED", "SCHEDULED");
		assertThat(payload.at("/event/recurrence/text").asString()).isEqualTo("Every 2 weeks on Tuesday");
	}

	@Test
	void occurrencesFollowANewStartOfTheEvent() {
		String id = weekly();
		this.mutationClient.mutate("cancelOccurrence", Map.of("id", occurrence(1)), "event { id }");
		this.mutationClient.mutate("updateEvent", Map.of("id", id, "start", Map.of("local", "2027-03-02T20:00"), "end",
				Map.of("local", "2027-03-02T23:00")), "event { id }");
		assertThat(occurrences()).extracting(OccurrenceRecord::getStartLocal)
			.containsExactly(START.plusHours(1), START.plusHours(1).plusWeeks(1), START.plusHours(1).plusWeeks(2),
					START.plusHours(1).plusWeeks(3));
		assertThat(occurrences().get(1).getStatus()).isEqualTo("CANCELLED");
		assertThat(occurrences().getLast().getEndLocal()).isEqualTo("2027-03-23T23:00");
		this.mutationClient.mutate("rescheduleEvent", Map.of("id", id, "start", Map.of("local", "2027-03-04T20:00")),
				"event { id }");
		assertThat(occurrences()).extracting(OccurrenceRecord::getStartLocal)
			.contains(LocalDateTime.of(2027, 3, 11, 20, 0));
		assertThat(occurrences().get(1).getStatus()).isEqualTo("CANCELLED");
		assertThat(occurrences().getFirst().getStatus()).isEqualTo("RESCHEDULED");
		assertThat(occurrences().getFirst().getPreviousStartLocal()).isEqualTo(START.plusHours(1));
	}

	@Test
	void editOfAnOccurrenceChangesTheVersionOfTheEvent() {
		String id = weekly();
		String version = version(id);
		this.mutationClient.mutate("cancelOccurrence", Map.of("id", occurrence(1), "expectedVersion", version),
				"event { id }");
		assertThat(version(id)).isNotEqualTo(version);
		assertThat(this.mutationClient.userErrors("restoreOccurrence",
				Map.of("id", occurrence(1), "expectedVersion", version)))
			.containsExactly("expectedVersion CONFLICT");
	}

	/**
	 * The next occurrence is written, too: the one before with its status is another one
	 * now.
	 */
	@Test
	void unchangedRowsAreNotWritten() {
		String id = weekly();
		List<String> before = rowVersions();
		this.mutationClient.mutate("cancelOccurrence", Map.of("id", occurrence(1)), "event { id }");
		assertThat(rowVersions()).hasSize(4).containsAll(List.of(before.get(0), before.get(3)));
		List<String> after = rowVersions();
		this.mutationClient.mutate("cancelEvent", Map.of("id", id), "event { id }");
		assertThat(rowVersions()).isEqualTo(after);
	}

	@ParameterizedTest
	@ValueSource(strings = { "every Tuesday", "FREQ=SECONDLY", "FREQ=WEEKLY;COUNT=2;UNTIL=20270401",
			"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;BYDAY=1TU" })
	void unusableRuleIsRejected(String rule) {
		assertThat(this.mutationClient.userErrors("setRecurrence",
				Map.of("id", create(), "recurrence", Map.of("rules", List.of(rule)))))
			.containsExactly("recurrence.rules INVALID");
		assertThat(TestDatabase.dsl().fetchCount(RECURRENCE)).isZero();
	}

	@Test
	void recurrenceWithoutDatesOrWithWrongExclusionsIsRejected() {
		String id = create();
		assertThat(this.mutationClient.userErrors("setRecurrence", Map.of("id", id, "recurrence", Map.of())))
			.containsExactly("recurrence REQUIRED");
		assertThat(this.mutationClient.userErrors("setRecurrence", Map.of("id", id)))
			.containsExactly("recurrence REQUIRED");
		assertThat(this.mutationClient.userErrors("setRecurrence",
				Map.of("id", id, "recurrence",
						Map.of("rules", List.of("FREQ=WEEKLY"), "excludedStarts", List.of("2027-03-09T20:00")))))
			.containsExactly("recurrence.excludedStarts INVALID");
	}

	@Test
	void occurrenceOfAnEventThatTakesPlaceOnceIsRejected() {
		String id = create();
		assertThat(this.mutationClient.userErrors("cancelOccurrence", Map.of("id", id.replace("evt_", "occ_"))))
			.containsExactly("id WRONG_STATE");
		assertThat(this.mutationClient.userErrors("cancelOccurrence", Map.of("id", "occ_" + UUID.randomUUID())))
			.containsExactly("id NOT_FOUND");
		assertThat(this.mutationClient.userErrors("cancelOccurrence", Map.of("id", id)))
			.containsExactly("id NOT_FOUND");
	}

	@Test
	void deletedEventLeavesNoRows() {
		String id = weekly();
		this.mutationClient.mutate("cancelOccurrence", Map.of("id", occurrence(1)), "event { id }");
		this.mutationClient.mutate("deleteEvent", Map.of("id", id), "deletedId");
		assertThat(TestDatabase.dsl().fetchCount(RECURRENCE) + TestDatabase.dsl().fetchCount(OCCURRENCE)
				+ TestDatabase.dsl().fetchCount(OCCURRENCE_CHANGE))
			.isZero();
	}

	@Test
	void splitEventGoesOnAsANewOne() {
		String id = create();
		this.mutationClient.mutate("setTickets", Map.of("id", id, "tickets", List.of(Map.of("name", "Door"))),
				"event { id }");
		setRecurrence(id, Map.of("rules", List.of("FREQ=WEEKLY;INTERVAL=2;COUNT=6"), "excludedStarts",
				List.of("2027-04-27T19:00")));
		this.mutationClient.mutate("cancelOccurrence", Map.of("id", occurrence(1), "reason", "Rain"), "event { id }");
		this.mutationClient.mutate("cancelOccurrence", Map.of("id", occurrence(3), "reason", "Sun"), "event { id }");
		JsonNode payload = this.mutationClient.mutate("splitRecurrence", Map.of("id", occurrence(2)),
				"""
						event { id recurrence { rules text } series { id } }
						followingEvent { id name series { id name events { nodes { start { local } } } } start { local } end { local } tickets { name } publishedAt
							recurrence { rules text } }""");
		assertThat(payload.at("/event/recurrence/rules/0").asString())
			.isEqualTo("FREQ=WEEKLY;INTERVAL=2;UNTIL=20270330T175959Z");
		assertThat(payload.at("/event/recurrence/text").asString())
			.isEqualTo("Every 2 weeks on Tuesday until 29 March 2027");
		JsonNode following = payload.get("followingEvent");
		assertThat(following.at("/start/local").asString()).isEqualTo("2027-03-30T19:00");
		assertThat(following.at("/series/id")).isEqualTo(payload.at("/event/series/id"));
		assertThat(following.at("/series/name").asString()).isEqualTo("Evening class");
		assertThat(following.at("/series/events/nodes").toString())
			.isEqualTo("[{\"start\":{\"local\":\"2027-03-02T19:00\"}},{\"start\":{\"local\":\"2027-03-30T19:00\"}}]");
		assertThat(following.at("/end/local").asString()).isEqualTo("2027-03-30T21:00");
		assertThat(following.at("/tickets/0/name").asString()).isEqualTo("Door");
		assertThat(following.get("publishedAt").isNull()).isFalse();
		assertThat(following.at("/recurrence/text").asString())
			.isEqualTo("Every 2 weeks on Tuesday, 4 times, except on 27 April 2027");
		assertThat(occurrences())
			.extracting((row) -> row.getEventId().equals(key(id)) + " " + row.getStartLocal() + " " + row.getStatus()
					+ " " + row.getCancellationReason())
			.containsExactly("true 2027-03-02T19:00 SCHEDULED null", "true 2027-03-16T19:00 CANCELLED Rain",
					"false 2027-03-30T19:00 SCHEDULED null", "false 2027-04-13T19:00 CANCELLED Sun",
					"false 2027-05-11T19:00 SCHEDULED null");
	}

	@Test
	void eventIsNotSplitWhereItCannotGoOn() {
		String id = weekly();
		assertThat(this.mutationClient.userErrors("splitRecurrence", Map.of("id", occurrence(0))))
			.containsExactly("id WRONG_STATE");
		setRecurrence(id,
				Map.of("rules", List.of("FREQ=WEEKLY;INTERVAL=2"), "additionalStarts", List.of("2027-03-09T19:00")));
		assertThat(this.mutationClient.userErrors("splitRecurrence", Map.of("id", occurrence(1))))
			.containsExactly("id WRONG_STATE");
		setRecurrence(id, Map.of("rules", List.of("FREQ=WEEKLY", "FREQ=MONTHLY")));
		assertThat(this.mutationClient.userErrors("splitRecurrence", Map.of("id", occurrence(1))))
			.containsExactly("id WRONG_STATE");
	}

	@Test
	void eventIsCreatedWithItsRecurrence() {
		String id = this.mutationClient
			.mutate("createEvent",
					recurring(Map.of("rules", List.of("FREQ=WEEKLY;COUNT=3"), "excludedStarts",
							List.of("2027-03-09T19:00"))),
					"event { id recurrence { text } nextOccurrence { start { local } } }")
			.at("/event/id")
			.asString();
		assertThat(occurrences()).extracting(OccurrenceRecord::getStartLocal)
			.containsExactly(START, START.plusWeeks(2));
		assertThat(occurrences().getFirst().getId()).isEqualTo(key(id));
		assertThat(TestDatabase.dsl()
			.fetch("select kind from change where event_id = ?", key(id))
			.getValues(0, String.class)).containsExactly("PUBLISHED");
	}

	@Test
	void eventWithAnInvalidRecurrenceIsNotCreated() {
		assertThat(this.mutationClient.userErrors("createEvent", recurring(Map.of("rules", List.of("FREQ=SECONDLY")))))
			.containsExactly("recurrence.rules INVALID");
		assertThat(this.mutationClient.userErrors("createEvent", recurring(Map.of())))
			.containsExactly("recurrence REQUIRED");
		assertThat(this.mutationClient.userErrors("createEvent",
				recurring(Map.of("rules", List.of("FREQ=DAILY"), "excludedStarts", List.of("2027-03-09T20:00")))))
			.containsExactly("recurrence.excludedStarts INVALID");
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
	}

	private static Map<String, Object> recurring(Map<String, Object> recurrence) {
		return Map.of("name", "Evening class", "publish", true, "start",
				Map.of("local", "2027-03-02T19:00", "timeZone", "Europe/Lisbon"), "recurrence", recurrence);
	}

	/** Four Tuesdays. */
	private String weekly() {
		String id = create();
		setRecurrence(id, Map.of("rules", List.of("FREQ=WEEKLY;COUNT=4")));
		return id;
	}

	private String create() {
		return create(Map.of("local", "2027-03-02T19:00", "timeZone", "Europe/Lisbon"),
				Map.of("local", "2027-03-02T21:00"));
	}

	private String create(Map<String, Object> start, Map<String, Object> end) {
		Map<String, Object> input = new HashMap<>(Map.of("name", "Evening class", "start", start, "publish", true));
		if (!end.isEmpty()) {
			input.put("end", end);
		}
		return this.mutationClient.mutate("createEvent", input, "event { id }").at("/event/id").asString();
	}

	private JsonNode setRecurrence(String id, Map<String, Object> recurrence) {
		return this.mutationClient.mutate("setRecurrence", Map.of("id", id, "recurrence", recurrence),
				"droppedChanges event { recurrence { rules text additionalStarts excludedStarts } }");
	}

	private String version(String id) {
		return this.graphQlTestClient.data("query V($id: ID!) { event(id: $id) { version } }", Map.of("id", id))
			.at("/event/version")
			.asString();
	}

	private String occurrence(int index) {
		return "occ_" + occurrences().get(index).getId();
	}

	private static List<OccurrenceRecord> occurrences() {
		return TestDatabase.dsl().selectFrom(OCCURRENCE).orderBy(OCCURRENCE.STARTS_AT).fetch();
	}

	private static List<String> rowVersions() {
		return TestDatabase.dsl()
			.fetch("select id || ' ' || xmin from occurrence order by original_start")
			.getValues(0, String.class);
	}

	private static UUID key(String id) {
		return UUID.fromString(id.substring(4));
	}

}
