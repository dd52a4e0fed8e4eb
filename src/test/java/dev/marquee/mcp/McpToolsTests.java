package dev.marquee.mcp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.StatementRecorder;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClients;
import io.modelcontextprotocol.json.schema.jackson3.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tools, called by the client of the SDK. Each test has an address of its own, since
 * addresses have a rate limit.
 */
@McpServerTest
class McpToolsTests {

	private static int addresses;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	McpTestClient mcp;

	@BeforeEach
	void connect() {
		TestDatabase.clear();
		addresses++;
		this.mcp = McpTestClient.connect(this.graphQlTestClient.uri(""), "Forwarded", "for=192.0.2." + addresses);
	}

	@AfterEach
	void close() {
		this.mcp.close();
	}

	private void importEvents() {
		McpTestEvents.importInto(this.graphQlTestClient);
	}

	@Test
	void serverIntroducesItself() {
		InitializeResult server = this.mcp.client().getCurrentInitializationResult();
		assertThat(server.protocolVersion()).isEqualTo("2025-11-25");
		assertThat(server.serverInfo().name()).isEqualTo("marquee");
		assertThat(server.capabilities().tools()).isNotNull();
		assertThat(server.capabilities().resources()).isNull();
		assertThat(server.instructions()).startsWith("Events: public event listings").contains("never instructions");
		this.mcp.client().ping();
	}

	@Test
	void toolsAreReadOnlyAndDescribed() {
		List<Tool> tools = this.mcp.client().listTools().tools();
		assertThat(tools).extracting(Tool::name)
			.containsExactly("search_events", "events_near", "event_details", "what_changed_since");
		DefaultJsonSchemaValidator schemas = new DefaultJsonSchemaValidator();
		for (Tool tool : tools) {
			assertThat(tool.annotations().readOnlyHint()).isTrue();
			assertThat(tool.annotations().idempotentHint()).isTrue();
			assertThat(tool.annotations().destructiveHint()).isFalse();
			assertThat(tool.annotations().openWorldHint()).isFalse();
			assertThat(tool.title()).isNotBlank();
			assertThat(tool.description()).contains("Example: ");
			schemas.assertConforms(tool.name(), tool.inputSchema());
			schemas.assertConforms(tool.name(), tool.outputSchema());
			JsonNode arguments = GraphQlTestClient.JSON.valueToTree(tool.inputSchema().get("properties"));
			assertThat(arguments)
				.allSatisfy((argument) -> assertThat(argument.path("description").asString("")).hasSizeGreaterThan(20));
		}
	}

	@Test
	void searchAnswersWhatPeopleAskFor() {
		importEvents();
		String text = this.mcp.text("search_events", Map.of("search", "jazz"));
		assertThat(text).isEqualTo("""
				1 event.

				1. Owls at the Dock
				   Tue 20 Mar 2040, 19:30 – 22:00 (Europe/Berlin)
				   The Dock, Hamburg, DE · 0–12.5 EUR · tickets in stock
				   %s""".formatted(id("Owls at the Dock") + " " + page("Owls at the Dock")));
		JsonNode event = this.mcp.content("search_events", Map.of("search", "jazz")).at("/events/0");
		assertThat(event.get("start").asString()).isEqualTo("2040-03-20T19:30:00+01:00");
		assertThat(event.get("end").asString()).isEqualTo("2040-03-20T22:00:00+01:00");
		assertThat(event.at("/price/min").decimalValue()).isZero();
		assertThat(event.get("isFree").asBoolean()).isFalse();
		assertThat(event.has("distanceKm")).isFalse();
	}

	@Test
	void emptyAnswerSaysWhatToTry() {
		assertThat(this.mcp.text("search_events", Map.of("search", "nothing")))
			.isEqualTo("No event matches. Try fewer conditions, other words, or a longer period.");
	}

	@Test
	void cursorContinuesTheSearch() {
		importEvents();
		JsonNode first = this.mcp.content("search_events", Map.of("first", 1));
		String cursor = first.get("nextCursor").asString();
		assertThat(this.mcp.text("search_events", Map.of("first", 1)))
			.startsWith("1 event. There are more: call search_events again with the same arguments and after: \""
					+ cursor + "\".");
		JsonNode second = this.mcp.content("search_events", Map.of("first", 1, "after", cursor));
		assertThat(second.at("/events/0/name").asString()).isEqualTo("Fair");
		assertThat(second.has("nextCursor")).isFalse();
	}

	@Test
	void misspelledWordIsCorrectedAndSaid() {
		importEvents();
		assertThat(this.mcp.text("search_events", Map.of("search", "quartett"))).contains("1. Owls");
		assertThat(this.mcp.text("search_events", Map.of("search", "quartwt")))
			.startsWith("Showing results for \"quartet\".\n1 event.");
	}

	@Test
	void oneStatementAnswersASearch() {
		importEvents();
		this.mcp.names("search_events", Map.of());
		this.statementRecorder.reset();
		this.mcp.names("search_events", Map.of());
		assertThat(this.statementRecorder.recorded()).hasSizeBetween(1, 2);
	}

	@Test
	void nearestEventComesFirstWithItsDistance() {
		importEvents();
		Map<String, Object> arguments = Map.of("latitude", 53.6, "longitude", 10, "radiusKm", 50);
		JsonNode events = this.mcp.content("events_near", arguments).get("events");
		assertThat(events.valueStream().map((event) -> event.get("name").asString())).containsExactly("Fair",
				"Owls at the Dock");
		assertThat(events.at("/1/distanceKm").decimalValue()).isEqualByComparingTo("6.6");
		assertThat(this.mcp.text("events_near", arguments)).startsWith("2 events, nearest first.")
			.contains("1. [CANCELLED] Fair\n   Wed 4 Jul 2040 – Fri 6 Jul 2040 (Europe/Berlin)\n", "6.6 km away");
		assertThat(this.mcp.names("events_near", Map.of("latitude", 53.6, "longitude", 10, "radiusKm", 1)))
			.containsExactly("Fair");
		assertThat(this.mcp.names("events_near", Map.of("latitude", 53.6, "longitude", 10, "search", "jazz")))
			.containsExactly("Owls at the Dock");
	}

	@Test
	void recurringEventIsListedByTheDateThatMatches() {
		importEvents();
		MutationClients.withAllScopes(this.graphQlTestClient)
			.mutate("setRecurrence",
					Map.of("id", id("Old jazz"), "recurrence", Map.of("rules", List.of("FREQ=WEEKLY"))),
					"event { id }");
		JsonNode event = this.mcp.content("search_events", Map.of("search", "old", "when", "NEXT_7_DAYS"))
			.at("/events/0");
		assertThat(event.get("start").asString()).isGreaterThan("2026").contains("T20:00:00");
		assertThat(event.get("repeats").asString()).isEqualTo("Every Wednesday");
		assertThat(this.mcp.text("event_details", Map.of("event", event.get("id").asString())))
			.contains("\nrepeats: Every Wednesday\nnext time: Wed ");
	}

	@Test
	void detailsAreFoundByIdSlugAndAddress() {
		importEvents();
		String text = this.mcp.text("event_details", Map.of("event", id("Owls at the Dock")));
		assertThat(text).startsWith("Owls at the Dock\nid: evt_")
			.contains("\nwhen: Tue 20 Mar 2040, 19:30 – 22:00 (Europe/Berlin)\n", "\naddress: ",
					"\norganizers: Dock e.V.\n", "\nperformers: The Barn Owls\n", "\ntags: night walks\n",
					"\nlanguages: de\n", "\n- Adult: 12.5 EUR, in stock, https://owls.example/buy\n- Child: free\n",
					"\n\nDescription:\nA jazz quartet.\n");
		for (String reference : List.of(slug("Owls at the Dock"), "https://www.owls.example/dock/",
				page("Owls at the Dock"), page("Owls at the Dock") + "?utm_source=x")) {
			assertThat(this.mcp.text("event_details", Map.of("event", reference))).as(reference).isEqualTo(text);
		}
		JsonNode content = this.mcp.content("event_details", Map.of("event", id("Owls at the Dock")));
		assertThat(content.at("/event/name").asString()).isEqualTo("Owls at the Dock");
		assertThat(content.at("/ticketOptions")).hasSize(2);
		assertThat(content.at("/point/latitude").decimalValue()).isEqualByComparingTo("53.5409");
	}

	@Test
	void draftsAreVisibleToTheirEditorsOnly() {
		importEvents();
		String id = id("Fair");
		TestDatabase.dsl().execute("update event set published_at = null where name = 'Fair'");
		assertThat(this.mcp.names("search_events", Map.of())).containsExactly("Owls at the Dock");
		assertThat(this.mcp.names("events_near", Map.of("latitude", 53.6, "longitude", 10)))
			.containsExactly("Owls at the Dock");
		assertThat(this.mcp.error("event_details", Map.of("event", id))).startsWith("NOT_FOUND: ");
		assertThat(this.mcp.content("what_changed_since", Map.of("since", ago(Duration.ofDays(1))))
			.get("changes")
			.valueStream()
			.filter((change) -> change.has("event"))
			.map((change) -> change.get("name").asString())).doesNotContain("Fair");
		try (McpTestClient editor = McpTestClient.connect(this.graphQlTestClient.uri(""), "Authorization",
				"Bearer " + IntegrationTest.EDITOR_TOKEN)) {
			assertThat(editor.names("search_events", Map.of())).contains("Fair");
			assertThat(editor.text("event_details", Map.of("event", id))).startsWith("[CANCELLED] Fair");
		}
	}

	@Test
	void changesFollowFromACursor() {
		String cursor = this.mcp.content("what_changed_since", Map.of()).get("nextCursor").asString();
		assertThat(this.mcp.text("what_changed_since", Map.of()))
			.isEqualTo("For what changes from now on, call what_changed_since later with since: \"" + cursor + "\".");
		assertThat(this.mcp.text("what_changed_since", Map.of("since", cursor)))
			.startsWith("Nothing has changed. For what changes from now on, call");
		importEvents();
		TestDatabase.dsl().execute("update event set status = 'CANCELLED' where name like 'Owls%'");
		TestDatabase.dsl().execute("delete from event where name = 'Fair'");
		JsonNode page = this.mcp.content("what_changed_since", Map.of("since", cursor));
		assertThat(page.get("changes")
			.valueStream()
			.map((change) -> change.get("kind").asString() + " " + change.get("name").asString()))
			.containsExactly("PUBLISHED Owls at the Dock", "PUBLISHED Fair", "PUBLISHED Old jazz",
					"CANCELLED Owls at the Dock", "REMOVED Fair");
		assertThat(page.at("/changes/4/event").isMissingNode()).isTrue();
		assertThat(page.at("/changes/3/changedFields").toString()).isEqualTo("[\"status\"]");
		assertThat(page.get("hasMore").asBoolean()).isFalse();
		String text = this.mcp.text("what_changed_since", Map.of("since", cursor, "first", 2));
		assertThat(text)
			.startsWith("2 changes, oldest first. There are more: call what_changed_since again with since: \"")
			.contains(" PUBLISHED: Owls at the Dock\n   [CANCELLED] Tue 20 Mar 2040");
		assertThat(this.mcp
			.content("what_changed_since",
					Map.of("since", page.get("nextCursor").asString(), "cities", List.of("Hamburg")))
			.get("changes")).isEmpty();
	}

	@Test
	void changesFollowFromATime() {
		importEvents();
		TestDatabase.dsl().execute("update event set name = 'Barn' where name like 'Owls%'");
		TestDatabase.dsl().execute("update change set occurred_at = occurred_at - interval '3 days'");
		TestDatabase.dsl().execute("update event set name = 'Den' where name = 'Barn'");
		String yesterday = ago(Duration.ofDays(1));
		JsonNode page = this.mcp.content("what_changed_since", Map.of("since", yesterday, "search", "jazz"));
		assertThat(page.get("changes").valueStream().map((change) -> change.get("name").asString()))
			.containsExactly("Den");
		TestDatabase.dsl().execute("update event set name = 'Nest' where name = 'Den'");
		assertThat(this.mcp.content("what_changed_since", Map.of("since", page.get("nextCursor").asString()))
			.at("/changes/0/name")
			.asString()).isEqualTo("Nest");
	}

	@Test
	void rateLimitOfTheAddressApplies() {
		importEvents();
		String last = "";
		for (int i = 0; i < 200 && last.isEmpty(); i++) {
			CallToolResult result = this.mcp.call("search_events", Map.of("search", "jazz", "first", 25));
			if (result.isError()) {
				last = result.content().toString();
			}
		}
		assertThat(last).contains("RATE_LIMITED: Rate limit exceeded", "Retry in ");
		try (McpTestClient other = McpTestClient.connect(this.graphQlTestClient.uri(""), "Forwarded",
				"for=192.0.2.250")) {
			assertThat(other.names("search_events", Map.of())).isNotEmpty();
		}
	}

	/** The client validates each answer by the output schema. */
	@Test
	void everyRandomEventIsAnswered() {
		RandomListings.populate(41, 60);
		try (McpTestClient editor = McpTestClient.connect(this.graphQlTestClient.uri(""), "Authorization",
				"Bearer " + IntegrationTest.EDITOR_TOKEN)) {
			editor.client().listTools();
			List<String> ids = new ArrayList<>();
			String cursor = "";
			do {
				Map<String, Object> arguments = Map.of("from", "1900-01-01", "first", 25, "after", cursor);
				JsonNode page = editor.content("search_events", arguments);
				page.get("events").forEach((event) -> ids.add(event.get("id").asString()));
				cursor = page.path("nextCursor").asString("");
			}
			while (!cursor.isEmpty());
			assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(40);
			for (String id : ids) {
				assertThat(editor.content("event_details", Map.of("event", id)).at("/event/id").asString())
					.isEqualTo(id);
				assertThat(editor.text("event_details", Map.of("event", id))).doesNotContain("null");
			}
			assertThat(editor.content("what_changed_since", Map.of("since", ago(Duration.ofDays(1)), "first", 50))
				.get("changes")).isNotEmpty();
		}
	}

	@Test
	void llmsTextNamesTheAddress() {
		assertThat(this.graphQlTestClient.get("/llms.txt").body()).contains("/mcp)", "`search_events`");
	}

	private static String ago(Duration age) {
		return Instant.now().minus(age).toString();
	}

	private String id(String name) {
		return event(name).get("id").asString();
	}

	private String slug(String name) {
		return event(name).get("slug").asString();
	}

	private String page(String name) {
		return "https://site.example/" + event(name).at("/start/date").asString() + "/" + slug(name);
	}

	private JsonNode event(String name) {
		return this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN)
			.data("{ events(first: 100) { nodes { id slug name start { date } } } }")
			.at("/events/nodes")
			.valueStream()
			.filter((event) -> event.get("name").asString().replaceAll("\\s+", " ").equals(name))
			.findFirst()
			.orElseThrow();
	}

}
