package dev.marquee.event.editing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Series of events, and events that are parts of others.
 */
@IntegrationTest
class EventSeriesTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	MutationClient mutationClient;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@Test
	void seriesListsItsEvents() {
		String series = createSeries("Winter concerts");
		String second = create("Second", "2027-03-02", Map.of("seriesId", series));
		String first = create("First", "2027-02-02", Map.of("seriesId", series));
		create("Other", "2027-02-03", Map.of());
		JsonNode node = this.graphQlTestClient
			.data("query S($id: ID!) { node(id: $id) { ... on EventSeries { name version events { totalCount nodes"
					+ " { id series { name } } } } } }", Map.of("id", series))
			.get("node");
		assertThat(node.get("name").asString()).isEqualTo("Winter concerts");
		assertThat(node.at("/events/totalCount").asInt()).isEqualTo(2);
		assertThat(node.at("/events/nodes").valueStream().map((event) -> event.get("id").asString()))
			.containsExactly(first, second);
		assertThat(node.at("/events/nodes/0/series/name").asString()).isEqualTo("Winter concerts");
	}

	@Test
	void seriesIsRenamedAndDeleted() {
		String series = createSeries("Winter concerts");
		String event = create("First", "2027-02-02", Map.of("seriesId", series));
		this.mutationClient.mutate("updateEventSeries", Map.of("id", series, "name", "Spring concerts"),
				"series { name }");
		assertThat(read(event, "series { name version }").at("/series/name").asString()).isEqualTo("Spring concerts");
		assertThat(this.mutationClient.userErrors("updateEventSeries",
				Map.of("id", series, "name", " ", "expectedVersion", "2")))
			.containsExactly("name REQUIRED");
		this.mutationClient.mutate("deleteEventSeries", Map.of("id", series), "deletedId");
		assertThat(read(event, "series { name }").get("series").isNull()).isTrue();
	}

	@Test
	void festivalHasParts() {
		String festival = create("Festival", "2027-02-01", Map.of());
		String evening = create("Evening", "2027-02-02", Map.of("superEventId", festival));
		String morning = create("Morning", "2027-02-01", Map.of("superEventId", festival));
		JsonNode event = read(festival, "subEvents { nodes { id superEvent { name } } } superEvent { id }");
		assertThat(event.at("/subEvents/nodes").valueStream().map((part) -> part.get("id").asString()))
			.containsExactly(morning, evening);
		assertThat(event.at("/subEvents/nodes/0/superEvent/name").asString()).isEqualTo("Festival");
		assertThat(event.get("superEvent").isNull()).isTrue();
		Map<String, Object> input = new HashMap<>(Map.of("id", evening));
		input.put("superEventId", null);
		this.mutationClient.mutate("updateEvent", input, "event { id }");
		this.mutationClient.mutate("deleteEvent", Map.of("id", festival), "deletedId");
		assertThat(read(morning, "superEvent { id }").get("superEvent").isNull()).isTrue();
	}

	@Test
	void eventIsNotPartOfItself() {
		String festival = create("Festival", "2027-02-01", Map.of());
		String day = create("Day", "2027-02-01", Map.of("superEventId", festival));
		String concert = create("Concert", "2027-02-01", Map.of("superEventId", day));
		for (String part : List.of(festival, day, concert)) {
			assertThat(this.mutationClient.userErrors("updateEvent", Map.of("id", festival, "superEventId", part)))
				.containsExactly("superEventId INVALID");
		}
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> TestDatabase.dsl()
			.execute("update event set parent_id = ? where id = ?", UUID.fromString(concert.substring(4)),
					UUID.fromString(festival.substring(4))));
	}

	@Test
	void groupsOfOthersAreRejected() {
		assertThat(this.mutationClient.userErrors("createEvent",
				input("Lost", "2027-02-01",
						Map.of("seriesId", "ser_" + UUID.randomUUID(), "superEventId", "evt_" + UUID.randomUUID()))))
			.containsExactly("seriesId NOT_FOUND", "superEventId NOT_FOUND");
	}

	private String createSeries(String name) {
		return this.mutationClient.mutate("createEventSeries", Map.of("name", name), "series { id }")
			.at("/series/id")
			.asString();
	}

	private String create(String name, String day, Map<String, Object> more) {
		return this.mutationClient.mutate("createEvent", input(name, day, more), "event { id }")
			.at("/event/id")
			.asString();
	}

	private static Map<String, Object> input(String name, String day, Map<String, Object> more) {
		Map<String, Object> input = new HashMap<>(more);
		input.putAll(Map.of("name", name, "start", Map.of("date", day, "timeZone", "Europe/Lisbon"), "publish", true));
		return input;
	}

	private JsonNode read(String event, String selection) {
		return this.graphQlTestClient
			.data("query E($id: ID!) { event(id: $id) { " + selection + " } }", Map.of("id", event))
			.get("event");
	}

}
