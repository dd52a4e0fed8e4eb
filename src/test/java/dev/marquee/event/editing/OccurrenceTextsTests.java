package dev.marquee.event.editing;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.TestClock;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names and descriptions of single occurrences.
 */
@IntegrationTest
class OccurrenceTextsTests {

	private static final String TEXTS = "{ events { nodes { id occurrences { nodes { id name description start { local } } } } } }";

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
	void oneEveningHasTextsOfItsOwn() {
		String event = create();
		String occurrence = occurrence(1);
		JsonNode payload = this.mutationClient.mutate("updateOccurrence",
				Map.of("id", occurrence, "name", "Open stage with a guest", "description", "Bring a chair."),
				"event { id } occurrence { id name description status start { local } }");
		assertThat(payload.at("/event/id").asString()).isEqualTo(event);
		assertThat(payload.get("occurrence").toString()).isEqualTo(
				"{\"id\":\"%s\",\"name\":\"Open stage with a guest\",\"description\":\"Bring a chair.\",\"status\":\"SCHEDULED\","
					.formatted(occurrence) + "\"start\":{\"local\":\"2027-03-09T19:00\"}}");
		assertThat(names()).containsExactly("Open stage", "Open stage with a guest", "Open stage", "Open stage");
	}

	@Test
	void nullReturnsToTheTextOfTheEventAndOmittedFieldsStay() {
		create();
		String occurrence = occurrence(1);
		this.mutationClient.mutate("updateOccurrence",
				Map.of("id", occurrence, "name", "With a guest", "description", "Bring a chair."), "event { id }");
		this.mutationClient.mutate("updateOccurrence", withNull(Map.of("id", occurrence), "name"), "event { id }");
		assertThat(texts().at("/1/name").asString()).isEqualTo("Open stage");
		assertThat(texts().at("/1/description").asString()).isEqualTo("Bring a chair.");
		this.mutationClient.mutate("updateOccurrence",
				withNull(Map.of("id", occurrence, "name", "Open stage"), "description"), "event { id }");
		assertThat(texts().at("/1/description").asString()).isEqualTo("Come along.");
		assertThat(TestDatabase.dsl().fetchValue("select count(*) from occurrence_change")).isEqualTo(0L);
	}

	@Test
	void textsStayWhenTheEveningIsMovedCancelledRestoredOrTheRecurrenceChanges() {
		String event = create();
		String occurrence = occurrence(1);
		this.mutationClient.mutate("updateOccurrence", Map.of("id", occurrence, "name", "With a guest"),
				"event { id }");
		this.mutationClient.mutate("rescheduleOccurrence",
				Map.of("id", occurrence, "start", Map.of("local", "2027-03-10T19:00")), "event { id }");
		this.mutationClient.mutate("cancelOccurrence", Map.of("id", occurrence), "event { id }");
		this.mutationClient.mutate("restoreOccurrence", Map.of("id", occurrence), "event { id }");
		this.mutationClient.mutate("setRecurrence",
				Map.of("id", event, "recurrence", Map.of("rules", List.of("FREQ=WEEKLY;COUNT=3"))), "event { id }");
		assertThat(names()).containsExactly("Open stage", "With a guest", "Open stage");
		this.mutationClient.mutate("splitRecurrence", Map.of("id", occurrence), "event { id }");
		assertThat(this.graphQlTestClient.data("{ occurrences { nodes { name } } }")
			.at("/occurrences/nodes")
			.findValuesAsString("name")).containsExactly("Open stage", "With a guest", "Open stage");
	}

	@Test
	void overridesHaveOnlyTheTextsOfOneEvening() {
		create();
		this.mutationClient.mutate("updateOccurrence", Map.of("id", occurrence(1), "name", "With a guest"),
				"event { id }");
		assertThat(this.graphQlTestClient
			.data("{ events { nodes { recurrence { overrides { originalStart name description status } } } } }")
			.at("/events/nodes/0/recurrence/overrides")
			.toString()).isEqualTo(
					"[{\"originalStart\":\"2027-03-09T19:00\",\"name\":\"With a guest\",\"description\":null,\"status\":null}]");
	}

	@Test
	void invalidTextsAreRejected() {
		create();
		assertThat(this.mutationClient.userErrors("updateOccurrence",
				Map.of("id", occurrence(1), "name", "x".repeat(501))))
			.containsExactly("name TOO_LONG");
		assertThat(this.mutationClient.userErrors("updateOccurrence",
				Map.of("id", occurrence(1), "name", "x", "expectedVersion", "1")))
			.containsExactly("expectedVersion CONFLICT");
	}

	@Test
	void subscriberIsToldWhichEveningHasAnotherName() {
		create();
		String cursor = this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString();
		String occurrence = occurrence(1);
		this.mutationClient.mutate("updateOccurrence", Map.of("id", occurrence, "name", "With a guest"),
				"event { id }");
		this.mutationClient.mutate("updateOccurrence", Map.of("id", occurrence, "description", "Bring a chair."),
				"event { id }");
		this.mutationClient.mutate("updateOccurrence", withNull(Map.of("id", occurrence, "description", " "), "name"),
				"event { id }");
		JsonNode changes = this.graphQlTestClient.data(
				"query C($after: String!) { changes(after: $after) { nodes { kind changedFields occurrences { kind occurrenceId"
						+ " occurrence { name } } } } }",
				Map.of("after", cursor))
			.at("/changes/nodes");
		assertThat(changes).hasSize(3).allSatisfy((change) -> {
			assertThat(change.get("kind").asString()).isEqualTo("OCCURRENCE");
			assertThat(change.get("changedFields").toString()).isEqualTo("[\"occurrences\"]");
			assertThat(change.get("occurrences")).hasSize(1);
			assertThat(change.at("/occurrences/0/kind").asString()).isEqualTo("UPDATED");
			assertThat(change.at("/occurrences/0/occurrenceId").asString()).isEqualTo(occurrence);
		});
	}

	@Test
	void calendarsCarryTheTextsThereAndBack() throws Exception {
		String event = create();
		this.mutationClient.mutate("updateOccurrence",
				Map.of("id", occurrence(1), "name", "With a guest", "description", "Bring a chair."), "event { id }");
		String calendar = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(this.graphQlTestClient.uri("/events/" + event + ".ics")).build(),
					HttpResponse.BodyHandlers.ofString())
			.body();
		assertThat(calendar.replace("\r\n ", "")).contains("SUMMARY:Open stage\r\n", "DESCRIPTION:Come along.\r\n")
			.containsPattern("RECURRENCE-ID[^\n]*20270309T190000\r\n(?s:(?!END:VEVENT).)*SUMMARY:With a guest\r\n"
					+ "(?s:(?!END:VEVENT).)*DESCRIPTION:Bring a chair\\.\r\n");
		TestDatabase.clear();
		JsonNode outcome = this.mutationClient
			.mutate("importListings", Map.of("documents", List.of(Map.of("name", "stage.ics", "text", calendar))),
					"outcomes { status problems { code } }")
			.at("/outcomes/0");
		assertThat(outcome.get("status").asString()).isEqualTo("CREATED");
		assertThat(outcome.get("problems").findValuesAsString("code")).doesNotContain("occurrence_text");
		assertThat(names()).containsExactly("Open stage", "With a guest", "Open stage", "Open stage");
		assertThat(texts().at("/1/description").asString()).isEqualTo("Bring a chair.");
	}

	@Test
	void otherPlaceOfOneEveningIsTold() {
		JsonNode outcome = this.mutationClient
			.mutate("importListings", Map.of("documents", List.of(Map.of("name", "stage.ics", "text", """
					BEGIN:VCALENDAR
					BEGIN:VEVENT
					UID:stage@a.example
					SUMMARY:Open stage
					LOCATION:Hall
					DTSTART;TZID=Europe/Berlin:20270302T190000
					RRULE:FREQ=WEEKLY;COUNT=3
					END:VEVENT
					BEGIN:VEVENT
					UID:stage@a.example
					RECURRENCE-ID;TZID=Europe/Berlin:20270309T190000
					SUMMARY:Open stage in the garden
					LOCATION:Garden
					DTSTART;TZID=Europe/Berlin:20270309T190000
					END:VEVENT
					END:VCALENDAR
					"""))), "outcomes { status problems { code message } }")
			.at("/outcomes/0");
		JsonNode told = outcome.get("problems")
			.valueStream()
			.filter((problem) -> problem.get("code").asString().equals("occurrence_text"))
			.findFirst()
			.orElseThrow();
		assertThat(told.get("message").asString()).contains("another `LOCATION`:").doesNotContain("SUMMARY");
		assertThat(names()).containsExactly("Open stage", "Open stage in the garden", "Open stage");
	}

	private static Map<String, Object> withNull(Map<String, Object> input, String field) {
		Map<String, Object> withNull = new HashMap<>(input);
		withNull.put(field, null);
		return withNull;
	}

	/** Four Tuesdays. */
	private String create() {
		return this.mutationClient
			.mutate("createEvent",
					Map.of("name", "Open stage", "description", "Come along.", "publish", true, "start",
							Map.of("local", "2027-03-02T19:00", "timeZone", "Europe/Berlin"), "recurrence",
							Map.of("rules", List.of("FREQ=WEEKLY;COUNT=4"))),
					"event { id }")
			.at("/event/id")
			.asString();
	}

	private JsonNode texts() {
		return this.graphQlTestClient.data(TEXTS).at("/events/nodes/0/occurrences/nodes");
	}

	private List<String> names() {
		return texts().valueStream().map((occurrence) -> occurrence.get("name").asString()).toList();
	}

	private String occurrence(int index) {
		return texts().get(index).get("id").asString();
	}

}
