package dev.marquee.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The arguments of the tools: what they restrict, and how wrong ones are refused.
 */
@McpServerTest
class McpArgumentsTests {

	private static int addresses;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	McpTestClient mcp;

	@BeforeEach
	void connect() {
		TestDatabase.clear();
		addresses++;
		this.mcp = McpTestClient.connect(this.graphQlTestClient.uri(""), "Forwarded", "for=192.0.3." + addresses);
	}

	@AfterEach
	void close() {
		this.mcp.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                                      | Owls at the Dock, Fair
			{"search": "jazz", "when": "PAST"}                      | Old jazz
			{"search": "jazz", "from": "2000-01-01"}                | Old jazz, Owls at the Dock
			{"cities": "HAMBURG", "countries": ["DE"]}              | Owls at the Dock, Fair
			{"cities": ["London"]}                                  | ''
			{"cities": ["London"], "from": "2020-01-01"}            | Old jazz
			{"from": "2040-07-05", "to": "2040-07-05"}              | Fair
			{"to": "2040-04-01", "timeZone": "Europe/Berlin"}       | Owls at the Dock
			{"from": "2040-04-01", "timeZone": "Europe/Berlin"}     | Fair
			{"maxPrice": 20, "currency": "EUR"}                     | Owls at the Dock
			{"maxPrice": "20", "currency": "EUR"}                   | Owls at the Dock
			{"maxPrice": 20, "currency": "USD"}                     | Owls at the Dock
			{"free": true}                                          | Owls at the Dock
			{"free": false, "search": "", "cities": [], "to": null} | Owls at the Dock, Fair
			{"when": "upcoming", "first": 1.0}                      | Owls at the Dock
			""")
	void argumentsRestrictTheSearch(String arguments, String names) {
		McpTestEvents.importInto(this.graphQlTestClient);
		assertThat(this.mcp.names("search_events", json(arguments)))
			.containsExactlyElementsOf(names.isEmpty() ? List.of() : List.of(names.split(", ")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					search_events      | {"query": "jazz"}                       | `search_events` has no such argument. It has `search`, `cities`,
					search_events      | {"first": 0}                            | `first` must be a whole number from 1 to 25, but is 0.
					search_events      | {"first": 2.5}                          | `first` must be a whole number from 1 to 25, but is 2.5.
					search_events      | {"first": "many"}                       | `first` must be a whole number from 1 to 25, but is many.
					search_events      | {"first": 1e1000000000}                 | `first` must be a whole number from 1 to 25
					search_events      | {"when": "SOON"}                        | `when` must be one of NOW, TODAY, TOMORROW,
					search_events      | {"from": "20 March"}                    | `from` must be a date such as 2027-03-20, but is 20 March.
					search_events      | {"from": "2040-02-01", "to": "2040-01-01"} | `from`
					search_events      | {"timeZone": "Berlin"}                  | `timeZone`
					search_events      | {"countries": ["Germany"]}              | `countries
					search_events      | {"cities": [null]}                      | `cities` must not contain null.
					search_events      | {"cities": [1]}                         | `cities` must be text, but is 1.
					search_events      | {"free": "yes"}                         | `free` must be true or false, but is yes.
					search_events      | {"maxPrice": 20}                        | `maxPrice` and `currency` must be given together
					search_events      | {"maxPrice": -1, "currency": "EUR"}     | `maxPrice` must be a number from 0 on, but is -1.
					search_events      | {"maxPrice": 1, "currency": "euro"}     | urrency
					search_events      | {"after": "abc"}                        | `after` is not a cursor
					events_near        | {"latitude": 53.5}                      | `longitude` is required.
					events_near        | {"latitude": 153.5, "longitude": 9}     | `latitude` must be a number from -90 to 90, but is 153.5.
					events_near        | {"latitude": 5, "longitude": 9, "radiusKm": 0} | `radiusKm` must be a number more than 0 and at most 20000
					event_details      | {}                                      | `event` is required.
					event_details      | {"event": "evt_unknown"}                | NOT_FOUND: No event has this id, slug or URL
					event_details      | {"event": "no-such-slug"}               | NOT_FOUND: No event has this id, slug or URL
					event_details      | {"event": "https://nowhere.example/"}   | NOT_FOUND: No event has this id, slug or URL
					what_changed_since | {"since": "yesterday"}                  | `since` must be a time such as 2027-03-20T08:00:00Z
					what_changed_since | {"since": "2020-01-01"}                 | `since` must be within the last 30 days
					""")
	void badInputIsAnErrorThatNamesTheArgument(String tool, String arguments, String message) {
		assertThat(this.mcp.error(tool, json(arguments))).contains(message).doesNotContain("`$", "variables");
	}

	@Test
	void expiredCursorIsExplained() {
		String expired = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(("2." + "0".repeat(32) + ".1.5.1").getBytes(StandardCharsets.UTF_8));
		assertThat(this.mcp.error("what_changed_since", Map.of("since", expired))).startsWith("CURSOR_EXPIRED: ")
			.contains("what_changed_since without `since`");
	}

	/** The test server allows more than the default of {@code marquee.max-cost}. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					search_events      | SearchEvents | {"search": "a", "cities": ["b"], "countries": ["DE"], "when": "UPCOMING", "categories": ["c"], \
					  "maxPrice": {"amount": 1, "currency": "EUR"}, "order": "RELEVANCE", "first": 25}
					events_near        | EventsNear   | {"latitude": 1, "longitude": 1, "radiusKm": 9, "search": "a", "categories": ["c"], "first": 25}
					event_details      | EventByUrl   | {"url": "https://owls.example/"}
					what_changed_since | ChangedSince | {"search": "a", "cities": ["b"], "categories": ["c"], "first": 50}
					""")
	void mostExpensiveCallIsWithinTheDefaultLimit(String tool, String operation, String variables) {
		String document = ToolDefinition.read(tool, "events", "summary").document();
		JsonNode response = GraphQlTestClient.JSON.readTree(this.graphQlTestClient
			.send(GraphQlTestClient.JSON.writeValueAsString(Map.of("query", document, "operationName", operation,
					"variables", json(variables), "extensions", Map.of("cost", true))))
			.body());
		assertThat(response.at("/extensions/cost/requested").asInt()).as(response.toString()).isBetween(10, 10_000);
	}

	@SuppressWarnings("unchecked") // the keys of a JSON object are strings
	private static Map<String, Object> json(String text) {
		return GraphQlTestClient.JSON.readerFor(Map.class)
			.with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.readValue(text);
	}

}
