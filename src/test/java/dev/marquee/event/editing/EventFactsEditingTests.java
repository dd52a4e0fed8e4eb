package dev.marquee.event.editing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Facts that mutations write, as queries read them and filters find them.
 */
@IntegrationTest
class EventFactsEditingTests {

	private static final String FACTS = """
			type tags languages capacity remainingCapacity isAccessibleForFree audience ageRange { min max }
			accessibilityFeatures doors { local instant } joinUrl identifiers { kind value } performers { name }""";

	private static final String NONE = """
			{"type":"OTHER","tags":[],"languages":[],"capacity":null,"remainingCapacity":null,"isAccessibleForFree":null,\
			"audience":null,"ageRange":null,"accessibilityFeatures":[],"doors":null,"joinUrl":null,"identifiers":[],\
			"performers":[]}""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	MutationClient mutationClient;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@Test
	void createdFactsAreRead() {
		JsonNode event = this.mutationClient.mutate("createEvent", input(facts()), "event { " + FACTS + " }")
			.get("event");
		assertThat(event.toString()).isEqualTo(
				"""
						{"type":"COMEDY","tags":["Stand-up","new"],"languages":["en","pt-BR"],"capacity":100,"remainingCapacity":0,\
						"isAccessibleForFree":false,"audience":"Adults","ageRange":{"min":18,"max":null},\
						"accessibilityFeatures":["WHEELCHAIR_ACCESS","CAPTIONS"],\
						"doors":{"local":"2027-03-05T18:30","instant":"2027-03-05T18:30:00.000Z"},"joinUrl":"https://meet.example/a",\
						"identifiers":[{"kind":"SAME_AS","value":"https://wiki.example/x"},{"kind":"IDENTIFIER","value":"A 7"}],\
						"performers":[{"name":"Ann"}]}""");
	}

	@Test
	void updateSetsAndClearsFacts() {
		String id = create(Map.of());
		assertThat(read(id).toString()).isEqualTo(NONE);
		Map<String, Object> facts = facts();
		Map<String, Object> patch = new HashMap<>(facts);
		patch.put("id", id);
		this.mutationClient.mutate("updateEvent", patch, "event { id }");
		assertThat(read(id).at("/languages").toString()).isEqualTo("[\"en\",\"pt-BR\"]");
		Map<String, Object> unrelated = Map.of("id", id, "name", "Bats");
		this.mutationClient.mutate("updateEvent", unrelated, "event { id }");
		assertThat(read(id).at("/performers/0/name").asString()).as("omitted").isEqualTo("Ann");
		facts.keySet().forEach((field) -> patch.put(field, null));
		this.mutationClient.mutate("updateEvent", patch, "event { id }");
		assertThat(read(id).toString()).isEqualTo(NONE);
	}

	@Test
	void unchangedFactsKeepTheVersion() {
		Map<String, Object> facts = facts();
		String id = create(facts);
		String version = "query Version($id: ID!) { event(id: $id) { version } }";
		JsonNode before = this.graphQlTestClient.data(version, Map.of("id", id));
		facts.put("id", id);
		this.mutationClient.mutate("updateEvent", facts, "event { id }");
		assertThat(this.graphQlTestClient.data(version, Map.of("id", id))).isEqualTo(before);
	}

	@Test
	void invalidFactsAreRejectedTogether() {
		Map<String, Object> input = input(new HashMap<>());
		input.put("tags", List.of("x".repeat(101)));
		input.put("languages", List.of("english"));
		input.put("capacity", -1);
		input.put("remainingCapacity", -1);
		input.put("audience", "x".repeat(501));
		input.put("ageRange", Map.of("min", 9, "max", 8));
		input.put("joinUrl", "zoom");
		input.put("identifiers", List.of(Map.of("value", "a", "kind", "SAME_AS"), Map.of("value", " ")));
		input.put("performerIds", List.of("per_00000000-0000-0000-0000-000000000000"));
		assertThat(this.mutationClient.userErrors("createEvent", input)).containsExactlyInAnyOrder("tags INVALID",
				"languages INVALID", "capacity INVALID", "remainingCapacity INVALID", "audience TOO_LONG",
				"ageRange INVALID", "joinUrl INVALID", "identifiers.0.value INVALID", "identifiers.1.value REQUIRED",
				"performerIds NOT_FOUND");
		assertThat(this.mutationClient.userErrors("createEvent", input(new HashMap<>(Map.of("ageRange", Map.of())))))
			.containsExactly("ageRange INVALID");
	}

	@Test
	void doorsMoveWithTheStart() {
		String id = create(Map.of("doorTime", "18:30:00"));
		this.mutationClient.mutate("rescheduleEvent",
				Map.of("id", id, "start", Map.of("local", "2027-04-06T21:00", "timeZone", "Europe/Lisbon")),
				"event { id }");
		assertThat(read(id).at("/doors/local").asString()).isEqualTo("2027-04-06T20:00");
		this.mutationClient.mutate("updateEvent", Map.of("id", id, "doorTime", "23:30:00"), "event { id }");
		assertThat(read(id).at("/doors/local").asString()).as("the day before").isEqualTo("2027-04-05T23:30");
		this.mutationClient.mutate("updateEvent",
				Map.of("id", id, "start", Map.of("date", "2027-04-06", "timeZone", "Europe/Lisbon")), "event { id }");
		assertThat(read(id).get("doors").isNull()).isTrue();
		assertThat(this.mutationClient.userErrors("updateEvent", Map.of("id", id, "doorTime", "18:00:00")))
			.containsExactly("doorTime INVALID");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "types: [COMEDY, SALE] | types: [MUSIC]", "tags: [\"STAND UP\"] | tags: [\"stand\"]",
					"languages: [\"PT\"] | languages: [\"pt-PT\", \"es\"]", "suitableForAge: 18 | suitableForAge: 17",
					"accessibilityFeatures: [CAPTIONS, WHEELCHAIR_ACCESS] | accessibilityFeatures: [CAPTIONS, RELAXED]",
					"search: \"ann\" | search: \"zebra\"",
					"search: \"standup or \\\"stand-up\\\"\" | search: \"zebra\"",
					"performerIds: [$performer] | performerIds: [\"per_00000000-0000-0000-0000-000000000000\"]" })
	void filtersFindFacts(String matching, String other) {
		create(Map.of());
		Map<String, Object> facts = facts();
		String id = create(facts);
		String performer = '"' + ((List<?>) facts.get("performerIds")).getFirst().toString() + '"';
		assertThat(found(matching.replace("$performer", performer))).containsExactly(id);
		assertThat(found(other)).isEmpty();
	}

	@Test
	void ageOutsideHumanLivesIsRejected() {
		JsonNode response = this.graphQlTestClient.execute("{ events(filter: { suitableForAge: 151 }) { totalCount } }",
				Map.of());
		assertThat(response.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
		assertThat(response.at("/errors/0/message").asString()).contains("`suitableForAge`", "151");
	}

	@Test
	void eventIsFoundByIdentifier() {
		String id = create(facts());
		assertThat(idOf("A 7")).isEqualTo(id);
		assertThat(idOf("http://www.wiki.example/x/?utm_source=a")).isEqualTo(id);
		assertThat(idOf("a 7")).isEmpty();
		assertThat(idOf("\0")).isEmpty();
		this.mutationClient.mutate("unpublishEvent", Map.of("id", id), "event { id }");
		assertThat(idOf("A 7")).as("a draft").isEmpty();
		assertThat(this.graphQlTestClient
			.execute("query Find($identifier: String!) { eventByIdentifier(identifier: $identifier) { id } }",
					Map.of("identifier", "x".repeat(2049)))
			.at("/errors/0/extensions/code")
			.asString()).isEqualTo("BAD_USER_INPUT");
	}

	@Test
	void changedFieldsNameFacts() {
		String id = create(Map.of());
		String cursor = this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString();
		Map<String, Object> patch = facts();
		patch.put("id", id);
		this.mutationClient.mutate("updateEvent", patch, "event { id }");
		this.mutationClient.mutate("updatePerformer",
				Map.of("id", ((List<?>) patch.get("performerIds")).getFirst(), "name", "Bob"), "performer { id }");
		JsonNode changes = this.graphQlTestClient
			.data("query After($after: String!) { changes(after: $after) { nodes { changedFields } } }",
					Map.of("after", cursor))
			.at("/changes/nodes");
		assertThat(changes.at("/0/changedFields").toString()).isEqualTo(
				"""
						["accessibilityFeatures","ageRange","audience","capacity","doors","identifiers","isAccessibleForFree","joinUrl",\
						"languages","performers","remainingCapacity","tags","type"]""");
		assertThat(changes.at("/1/changedFields").toString()).isEqualTo("[\"performers\"]");
		assertThat(found("search: \"bob\"")).containsExactly(id);
	}

	@Test
	void changesEnterAndLeaveFiltersByFacts() {
		String id = create(Map.of());
		String cursor = this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString();
		Map<String, Object> patch = facts();
		patch.put("id", id);
		this.mutationClient.mutate("updateEvent", patch, "event { id }");
		Map<String, Object> without = new HashMap<>(Map.of("id", id));
		without.put("ageRange", null);
		this.mutationClient.mutate("updateEvent", without, "event { id }");
		JsonNode changes = this.graphQlTestClient.data(
				"""
						query After($after: String!, $performers: [ID!]) { changes(after: $after, filter: { suitableForAge: 18,
							types: [COMEDY], tags: ["new"], languages: ["pt"], accessibilityFeatures: [CAPTIONS], performerIds: $performers }) {
							nodes { kind } } }""",
				Map.of("after", cursor, "performers", patch.get("performerIds")));
		assertThat(changes.at("/changes/nodes").findValuesAsString("kind")).containsExactly("ENTERED_FILTER",
				"LEFT_FILTER");
	}

	@Test
	void ticketTermsAndCaptionsAreWritten() {
		String id = create(Map.of());
		Map<String, Object> ticket = new HashMap<>(Map.of("name", "Door", "price", money(10), "maxPrice", money(20),
				"saleStartsAt", "2027-01-01T09:00:00Z", "saleEndsAt", "2027-03-05T09:00:00Z", "stock", 0, "description",
				"With\ntea", "category", "VIP"));
		JsonNode tickets = this.mutationClient.mutate("setTickets", Map.of("id", id, "tickets", List.of(ticket)),
				"event { tickets { maxPrice { currency } saleStartsAt saleEndsAt stock description category } }");
		assertThat(tickets.at("/event/tickets/0").toString()).isEqualTo(
				"""
						{"maxPrice":{"currency":"EUR"},"saleStartsAt":"2027-01-01T09:00:00.000Z","saleEndsAt":"2027-03-05T09:00:00.000Z",\
						"stock":0,"description":"With\\ntea","category":"VIP"}""");
		ticket.put("maxPrice", money(10));
		ticket.put("saleEndsAt", "2026-12-31T09:00:00Z");
		ticket.put("stock", -1);
		assertThat(this.mutationClient.userErrors("setTickets", Map.of("id", id, "tickets", List.of(ticket))))
			.containsExactlyInAnyOrder("tickets.0.maxPrice INVALID", "tickets.0.saleEndsAt END_BEFORE_START",
					"tickets.0.stock INVALID");
		assertThat(
				this.mutationClient
					.mutate("setGallery",
							Map.of("id", id, "gallery",
									List.of(Map.of("url", "https://a.example/1.jpg", "caption", "Ann"))),
							"event { gallery { caption } }")
					.at("/event/gallery/0/caption")
					.asString())
			.isEqualTo("Ann");
	}

	@Test
	void contactsOfVenuesAndOrganizersAreWritten() {
		JsonNode venue = this.mutationClient.mutate("createVenue", Map.of("name", "Barn", "street", "1 Mill Lane",
				"postalCode", "NR1", "website", "https://barn.example", "telephone", "1"),
				"venue { street postalCode website telephone }");
		assertThat(venue.get("venue").toString()).isEqualTo(
				"{\"street\":\"1 Mill Lane\",\"postalCode\":\"NR1\",\"website\":\"https://barn.example\",\"telephone\":\"1\"}");
		JsonNode organizer = this.mutationClient.mutate("createOrganizer", Map.of("name", "Barn", "logoUrl",
				"https://barn.example/l.png", "email", "a@b.example", "telephone", "1"),
				"organizer { logoUrl email telephone }");
		assertThat(organizer.get("organizer").toString())
			.isEqualTo("{\"logoUrl\":\"https://barn.example/l.png\",\"email\":\"a@b.example\",\"telephone\":\"1\"}");
		assertThat(this.mutationClient.userErrors("createOrganizer",
				Map.of("name", "Mill", "logoUrl", "x", "email", "a b@c", "telephone", "1".repeat(51))))
			.containsExactly("logoUrl INVALID", "email INVALID", "telephone TOO_LONG");
	}

	private static Map<String, Object> money(int amount) {
		return Map.of("amount", amount, "currency", "EUR");
	}

	private Map<String, Object> facts() {
		String performer = this.mutationClient.mutate("createPerformer", Map.of("name", "Ann"), "performer { id }")
			.at("/performer/id")
			.asString();
		Map<String, Object> facts = new HashMap<>();
		facts.put("type", "COMEDY");
		facts.put("tags", Arrays.asList(" Stand-up", "new", "NEW"));
		facts.put("languages", List.of("EN", "pt_br"));
		facts.put("capacity", 100);
		facts.put("remainingCapacity", 0);
		facts.put("isAccessibleForFree", false);
		facts.put("audience", "Adults");
		facts.put("ageRange", Map.of("min", 18));
		facts.put("accessibilityFeatures", List.of("CAPTIONS", "WHEELCHAIR_ACCESS", "CAPTIONS"));
		facts.put("doorTime", "18:30:00");
		facts.put("joinUrl", "https://meet.example/a");
		facts.put("identifiers",
				List.of(Map.of("value", "https://Wiki.example/x", "kind", "SAME_AS"), Map.of("value", "A 7")));
		facts.put("performerIds", List.of(performer));
		return facts;
	}

	private static Map<String, Object> input(Map<String, Object> facts) {
		Map<String, Object> input = new HashMap<>(facts);
		input.putAll(Map.of("name", "Owls", "start", EventEditingTests.START, "publish", true));
		return input;
	}

	private String create(Map<String, Object> facts) {
		return this.mutationClient.mutate("createEvent", input(facts), "event { id }").at("/event/id").asString();
	}

	private JsonNode read(String id) {
		return this.graphQlTestClient
			.data("query Facts($id: ID!) { event(id: $id) { " + FACTS + " } }", Map.of("id", id))
			.get("event");
	}

	private List<String> found(String filter) {
		return this.graphQlTestClient
			.data("{ events(filter: { correctSpelling: false, " + filter + " }) { nodes { id } } }")
			.at("/events/nodes")
			.findValuesAsString("id");
	}

	private String idOf(String identifier) {
		return this.graphQlTestClient
			.data("query Find($identifier: String!) { eventByIdentifier(identifier: $identifier) { id } }",
					Map.of("identifier", identifier))
			.at("/eventByIdentifier/id")
			.asString("");
	}

}
