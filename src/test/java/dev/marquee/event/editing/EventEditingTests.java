package dev.marquee.event.editing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.StatementRecorder;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.db.Tables.EVENT_TOMBSTONE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The effects of event mutations, as read by queries.
 */
@IntegrationTest
class EventEditingTests {

	static final Map<String, Object> START = Map.of("local", "2027-03-05T19:30", "timeZone", "Europe/Lisbon");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	MutationClient mutationClient;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@Test
	void createdEventIsReturnedByQuery() {
		String venue = this.mutationClient
			.mutate("createVenue", Map.of("name", "The Lantern", "countryCode", "PT", "location",
					Map.of("latitude", 38.7, "longitude", -9.1)), "venue { id }")
			.at("/venue/id")
			.asString();
		String organizer = this.mutationClient
			.mutate("createOrganizer", Map.of("name", "Night Owls"), "organizer { id }")
			.at("/organizer/id")
			.asString();
		Map<String, Object> input = new HashMap<>(Map.of("name", " Fado <b>by</b> candle\u0000light ", "description",
				"<p>One</p><script>alert(1)</script><p>Two</p>", "url", "https://Fado.example/evening", "start", START,
				"end", Map.of("date", "2027-03-06", "timeZone", "Europe/Lisbon"), "attendanceMode", "OFFLINE",
				"venueId", venue, "organizerIds", List.of(organizer), "categories",
				List.of("Live music", "live  Music"), "publish", true));
		input.put("tickets", List.of(Map.of("name", "Door", "price", Map.of("amount", 12.5, "currency", "EUR")),
				Map.of("priceKind", "FREE", "availability", "SOLD_OUT", "url", "https://tickets.example/")));
		input.put("gallery",
				List.of(Map.of("url", "https://images.example/a b.jpg", "alt", "A lamp", "role", "BANNER")));
		input.put("faqs", List.of(Map.of("question", "Is it loud?", "answer", "No.")));

		String id = this.mutationClient.mutate("createEvent", input, "event { id }").at("/event/id").asString();

		JsonNode event = this.graphQlTestClient.data("""
				query Read($id: ID!) { event(id: $id) { name description url status attendanceMode
					start { instant local timeZone precision zoneSource } end { instant date precision }
					previousStart { date } cancellationReason venue { name latitude countryCode } organizers { name }
					categories { slug name } tickets { name url priceKind price { amount currency } availability }
					gallery { url alt role } faqs { question answer } } }""", Map.of("id", id)).get("event");
		assertThat(event.get("name").asString()).isEqualTo("Fado by candlelight");
		assertThat(event.get("description").asString()).isEqualTo("One\n\nTwo");
		assertThat(event.get("url").asString()).isEqualTo("https://fado.example/evening");
		assertThat(event.at("/start/instant").asString()).isEqualTo("2027-03-05T19:30:00.000Z");
		assertThat(event.at("/start/zoneSource").asString()).isEqualTo("STATED");
		assertThat(event.at("/end/instant").asString()).isEqualTo("2027-03-07T00:00:00.000Z");
		assertThat(event.at("/end/precision").asString()).isEqualTo("DAY");
		assertThat(event.at("/venue/countryCode").asString()).isEqualTo("PT");
		assertThat(event.at("/organizers/0/name").asString()).isEqualTo("Night Owls");
		assertThat(event.get("categories").toString()).isEqualTo("[{\"slug\":\"live-music\",\"name\":\"Live music\"}]");
		assertThat(event.at("/tickets/0/price/amount").decimalValue()).isEqualByComparingTo("12.5");
		assertThat(event.at("/tickets/0/priceKind").asString()).isEqualTo("PAID");
		assertThat(event.at("/tickets/1/availability").asString()).isEqualTo("SOLD_OUT");
		assertThat(event.at("/gallery/0/url").asString()).isEqualTo("https://images.example/a%20b.jpg");
		assertThat(event.at("/faqs/0/answer").asString()).isEqualTo("No.");
	}

	@Test
	void updateDistinguishesAbsentNullAndValue() {
		String id = create(Map.of("description", "Old", "url", "https://a.example/", "categories", List.of("Talks"),
				"end", Map.of("local", "2027-03-05T23:00", "timeZone", "Europe/Lisbon")));
		Map<String, Object> patch = new HashMap<>(Map.of("id", id, "name", "New"));
		patch.put("url", null);
		patch.put("end", null);
		JsonNode event = this.mutationClient
			.mutate("updateEvent", patch,
					"event { name description url end { date } start { local } categories { slug } }")
			.get("event");
		assertThat(event.get("name").asString()).isEqualTo("New");
		assertThat(event.get("description").asString()).isEqualTo("Old");
		assertThat(event.get("url").isNull()).isTrue();
		assertThat(event.get("end").isNull()).isTrue();
		assertThat(event.at("/start/local").asString()).isEqualTo("2027-03-05T19:30");
		assertThat(event.at("/categories/0/slug").asString()).isEqualTo("talks");
	}

	@Test
	void nullClearsListsAndIsRejectedForRequiredFields() {
		String id = create(Map.of("categories", List.of("Talks")));
		Map<String, Object> patch = new HashMap<>(Map.of("id", id));
		patch.put("categories", null);
		assertThat(this.mutationClient.mutate("updateEvent", patch, "event { categories { slug } }")
			.at("/event/categories")).isEmpty();
		patch.put("name", null);
		patch.put("start", null);
		assertThat(this.mutationClient.userErrors("updateEvent", patch)).containsExactly("name REQUIRED",
				"start REQUIRED");
	}

	@Test
	void updateWithoutChangesKeepsTheVersion() {
		String id = create(Map.of("categories", List.of("Talks")));
		String version = version(id);
		this.mutationClient.mutate("updateEvent",
				Map.of("id", id, "name", "Owls", "categories", List.of("Talks"), "start", START), "event { id }");
		assertThat(version(id)).isEqualTo(version);
	}

	@Test
	void draftIsPublishedAndUnpublished() {
		String id = create(Map.of("publish", false));
		assertThat(isVisible(id)).isFalse();
		assertThat(this.mutationClient.mutate("publishEvent", Map.of("id", id), "event { name }")
			.at("/event/name")
			.asString()).isEqualTo("Owls");
		assertThat(isVisible(id)).isTrue();
		assertThat(this.mutationClient.mutate("unpublishEvent", Map.of("id", id), "event { name }")
			.at("/event/name")
			.asString()).isEqualTo("Owls");
		assertThat(isVisible(id)).isFalse();
	}

	@Test
	void rescheduleKeepsThePreviousStart() {
		String id = create(Map.of("end", Map.of("local", "2027-03-05T23:00", "timeZone", "Europe/Lisbon")));
		String selection = "event { status start { local } end { local } previousStart { local timeZone } cancellationReason }";
		JsonNode event = this.mutationClient.mutate("rescheduleEvent",
				Map.of("id", id, "start", Map.of("local", "2027-04-01T20:00", "timeZone", "Europe/Lisbon")), selection)
			.get("event");
		assertThat(event.get("status").asString()).isEqualTo("RESCHEDULED");
		assertThat(event.at("/start/local").asString()).isEqualTo("2027-04-01T20:00");
		assertThat(event.get("end").isNull()).isTrue();
		assertThat(event.at("/previousStart/local").asString()).isEqualTo("2027-03-05T19:30");

		event = this.mutationClient
			.mutate("cancelEvent", Map.of("id", id, "reason", "Fire\n<i>in</i> the hall"), selection)
			.get("event");
		assertThat(event.get("status").asString()).isEqualTo("CANCELLED");
		assertThat(event.get("cancellationReason").asString()).isEqualTo("Fire\nin the hall");
		assertThat(this.mutationClient.userErrors("postponeEvent", Map.of("id", id))).containsExactly("id WRONG_STATE");

		event = this.mutationClient.mutate("rescheduleEvent",
				Map.of("id", id, "start", Map.of("local", "2027-04-01T20:00", "timeZone", "Europe/Lisbon")), selection)
			.get("event");
		assertThat(event.get("status").asString()).isEqualTo("SCHEDULED");
		assertThat(event.get("cancellationReason").isNull()).isTrue();
		event = this.mutationClient.mutate("postponeEvent", Map.of("id", id), selection).get("event");
		assertThat(event.get("status").asString()).isEqualTo("POSTPONED");
	}

	@Test
	void deletedEventLeavesATombstone() {
		String id = create(
				Map.of("url", "https://gone.example/", "faqs", List.of(Map.of("question", "Why?", "answer", "So."))));
		assertThat(this.mutationClient.mutate("deleteEvent", Map.of("id", id), "deletedId").get("deletedId").asString())
			.isEqualTo(id);
		assertThat(isVisible(id)).isFalse();
		var tombstone = TestDatabase.dsl()
			.selectFrom(EVENT_TOMBSTONE)
			.where(EVENT_TOMBSTONE.ID.eq(UUID.fromString(id.substring(4))))
			.fetchSingle();
		assertThat(tombstone.getName()).isEqualTo("Owls");
		assertThat(tombstone.getUrl()).isEqualTo("https://gone.example/");
		assertThat(tombstone.getActor()).isNotBlank();
		assertThat(this.mutationClient.userErrors("deleteEvent", Map.of("id", id))).containsExactly("id NOT_FOUND");
	}

	@Test
	void setPartsReplacesTheWholeList() {
		String id = create(Map.of("tickets", List.of(Map.of("name", "Old"))));
		assertThat(
				this.mutationClient
					.mutate("setTickets",
							Map.of("id", id, "tickets",
									List.of(Map.of("name", "A", "priceKind", "PAID"), Map.of("name", "B"))),
							"event { tickets { name priceKind } }")
					.at("/event/tickets")
					.toString())
			.isEqualTo("[{\"name\":\"A\",\"priceKind\":\"PAID\"},{\"name\":\"B\",\"priceKind\":\"UNKNOWN\"}]");
		assertThat(this.mutationClient
			.mutate("setTickets", Map.of("id", id, "tickets", List.of()), "event { tickets { name } }")
			.at("/event/tickets")).isEmpty();
		assertThat(this.mutationClient
			.mutate("setFaqs", Map.of("id", id, "faqs", List.of(Map.of("question", "A?", "answer", "B."))),
					"event { faqs { answer } }")
			.at("/event/faqs/0/answer")
			.asString()).isEqualTo("B.");
		assertThat(this.mutationClient
			.mutate("setGallery", Map.of("id", id, "gallery", List.of(Map.of("url", "http://a.example/1.png"))),
					"event { gallery { role } }")
			.at("/event/gallery/0/role")
			.asString()).isEqualTo("OTHER");
	}

	@Test
	void mutationFieldsExecuteSerially() {
		String id = create(Map.of());
		JsonNode data = this.graphQlTestClient.execute("""
				mutation Several($id: ID!) {
					a: updateEvent(input: { id: $id, name: "First" }) { event { name } __typename }
					b: updateEvent(input: { id: $id, name: "" }) { event { name } userErrors { code } }
					c: postponeEvent(input: { id: $id }) { event { name status } }
				}""", Map.of("id", id), this.mutationClient.headers()).get("data");
		assertThat(data.at("/a/event/name").asString()).isEqualTo("First");
		assertThat(data.at("/a/__typename").asString()).isEqualTo("UpdateEventPayload");
		assertThat(data.at("/b/event").isNull()).isTrue();
		assertThat(data.at("/b/userErrors/0/code").asString()).isEqualTo("REQUIRED");
		assertThat(data.at("/c/event/status").asString()).isEqualTo("POSTPONED");
		assertThat(data.at("/c/event/name").asString()).isEqualTo("First");
	}

	@Test
	void payloadTakesOneStatement() {
		String id = create(Map.of());
		this.statementRecorder.reset();
		this.mutationClient.mutate("publishEvent", Map.of("id", id),
				"event { name venue { name events(first: 2) { nodes { name } } } tickets { name } faqs { question } }");
		assertThat(this.statementRecorder.recorded()).filteredOn((statement) -> statement.contains("record_send"))
			.hasSize(1);
	}

	@Test
	void invalidSelectionIsRejectedBeforeWriting() {
		String id = create(Map.of());
		JsonNode response = this.mutationClient.execute("updateEvent", Map.of("id", id, "name", "Never"),
				"event { venue { events(first: 1000) { totalCount } } }");
		assertThat(response.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
		assertThat(this.graphQlTestClient.data("query Read($id: ID!) { event(id: $id) { name } }", Map.of("id", id))
			.at("/event/name")
			.asString()).isEqualTo("Owls");
	}

	private String create(Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(Map.of("name", "Owls", "start", START, "publish", true));
		input.putAll(more);
		return this.mutationClient.mutate("createEvent", input, "event { id }").at("/event/id").asString();
	}

	private String version(String id) {
		return this.graphQlTestClient.data("query Read($id: ID!) { event(id: $id) { version } }", Map.of("id", id))
			.at("/event/version")
			.asString();
	}

	private boolean isVisible(String id) {
		return !this.graphQlTestClient.data("query Read($id: ID!) { event(id: $id) { id } }", Map.of("id", id))
			.get("event")
			.isNull();
	}

}
