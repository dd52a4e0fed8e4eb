package dev.marquee.event;

import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Suggestions for correct, misspelled and hostile texts.
 */
@IntegrationTest
class EventSuggestionsTests {

	private static final String SUGGEST_QUERY = """
			query Suggest($text: String!, $first: Int! = 8) {
				suggest(text: $text, first: $first) {
					kind text value event { id } venue { id } organizer { id } category { slug }
					node { __typename id ... on Event { name } ... on Venue { name } ... on Organizer { name }
						... on Category { name slug } } } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeAll
	static void fill() {
		TestDatabase.clear();
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			for (String row : List.of(
					"venue (id, name, city) values (gen_random_uuid(), 'Café Größenwahn', 'San Francisco')",
					"venue (id, name, city) values (gen_random_uuid(), '100% Loft_Space', 'Zürich')",
					"organizer (id, name) values (gen_random_uuid(), 'O''Neill & Sons \\ Co.')",
					"organizer (id, name) values (gen_random_uuid(), 'مهرجان القاهرة')",
					"category (slug, name) values ('workshops', 'Workshops'), ('live-music', 'Live music')",
					"""
							event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source,
								interested_count)
							select gen_random_uuid(), name, '2026-01-01Z', '2026-01-01', 'UTC', 'MINUTE', 'STATED', interest
							from (values ('Łódź Poetry Marathon', 5), ('Pottery for beginners', 9), ('Pottery for beginners', 7),
								('Poster fair', 900), ('🎷 Saxophone Sunday', 1)) as generated (name, interest)""",
					"""
							event_category (event_id, position, category_slug)
							select event.id, row_number() over (order by category.slug), category.slug from event, category
							where event.name = 'Poster fair'""")) {
				TestDatabase.dsl().execute("insert into " + row);
			}
			TestDatabase.dsl().execute("""
					update event set venue_id = (select id from venue
						where city = case event.name when 'Poster fair' then 'Zürich' else 'San Francisco' end)""");
		});
	}

	@AfterAll
	static void clear() {
		TestDatabase.clear();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			po            | EVENT Poster fair, EVENT Pottery for beginners, EVENT Łódź Poetry Marathon
			PO            | EVENT Poster fair, EVENT Pottery for beginners, EVENT Łódź Poetry Marathon
			lodz          | EVENT Łódź Poetry Marathon
			ŁÓDŹ          | EVENT Łódź Poetry Marathon
			cafe gros     | VENUE Café Größenwahn
			Café Grö      | VENUE Café Größenwahn
			grossen       | VENUE Café Größenwahn
			francisco     | CITY San Francisco
			o'neill       | ORGANIZER O'Neill & Sons \\ Co.
			O NEILL       | ORGANIZER O'Neill & Sons \\ Co.
			live-m        | CATEGORY Live music
			مهر           | ORGANIZER مهرجان القاهرة
			sax           | EVENT 🎷 Saxophone Sunday
			100%          | VENUE 100% Loft_Space
			loft_s        | VENUE 100% Loft_Space
			""")
	void wordPrefixesAreSuggested(String typed, String suggestions) {
		assertThat(suggested(typed)).containsExactlyInAnyOrder(suggestions.split(", "));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			zurcih        | CITY Zürich
			Zuerich       | CITY Zürich
			worskhops     | CATEGORY Workshops
			san francicso | CITY San Francisco
			saxofone      | EVENT 🎷 Saxophone Sunday
			potttery      | EVENT Pottery for beginners
			beginers      | EVENT Pottery for beginners
			marahton      | EVENT Łódź Poetry Marathon
			grössenwhan   | VENUE Café Größenwahn
			""")
	void misspelledWordsAreSuggested(String typed, String suggestion) {
		assertThat(suggested(typed)).first().isEqualTo(suggestion);
	}

	@Test
	void duplicateNamesSuggestTheMostPopularEvent() {
		JsonNode suggestions = suggest(Map.of("text", "pottery"));
		assertThat(suggestions).hasSize(1);
		String popular = TestDatabase.dsl()
			.fetchSingle("select 'evt_' || id from event where interested_count = 9")
			.get(0, String.class);
		assertThat(suggestions.at("/0/value").asString()).isEqualTo(popular);
		assertThat(suggestions.at("/0/event/id").asString()).isEqualTo(popular);
	}

	@Test
	void citiesOfTheSameNameAreSuggestedWithTheirCountries() {
		TestDatabase.dsl()
			.execute(
					"""
							with place as (
								insert into venue (id, name, city, state, country, country_code) values
									(gen_random_uuid(), 'Mill', 'Zurich', 'KS', 'United States', 'US'),
									(gen_random_uuid(), 'Barn', 'Zurich', 'NL', null, null)
								returning id, name
							)
							insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source, venue_id)
							select gen_random_uuid(), 'Owls', '2026-01-01Z', '2026-01-01', 'UTC', 'MINUTE', 'STATED', id
							from place where name = 'Mill'""");
		try {
			List<JsonNode> cities = this.graphQlTestClient
				.data("{ suggest(text: \"zuri\") { kind text value city { id name state countryCode } } }")
				.get("suggest")
				.valueStream()
				.toList();
			assertThat(cities).allSatisfy((city) -> assertThat(city.get("kind").asString()).isEqualTo("CITY"));
			assertThat(cities.stream().map((city) -> city.get("text").asString() + city.at("/city/countryCode")))
				.containsExactlyInAnyOrder("Zürichnull", "Zurich\"US\"");
			for (JsonNode city : cities) {
				assertThat(this.graphQlTestClient
					.data("query In($id: ID!) { events(filter: { cityIds: [$id] }) { totalCount } }",
							Map.of("id", city.at("/city/id").asString()))
					.at("/events/totalCount")
					.asInt()).isEqualTo(1);
			}
		}
		finally {
			TestDatabase.dsl().execute("delete from event where name = 'Owls'");
			TestDatabase.dsl().execute("delete from venue where name in ('Mill', 'Barn')");
		}
	}

	@Test
	void valueIsAcceptedByTheFilter() {
		assertThat(suggest(Map.of("text", "live")).at("/0/value").asString()).isEqualTo("live-music");
		assertThat(suggest(Map.of("text", "zür")).at("/0/value").asString()).isEqualTo("Zürich");
		JsonNode venue = suggest(Map.of("text", "café")).get(0);
		assertThat(venue.get("value")).isEqualTo(venue.at("/venue/id"));
		assertThat(venue.get("event").isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "poster, Event", "café, Venue", "neill, Organizer", "live, Category" })
	void nodeIsTheSuggestedObject(String typed, String type) {
		JsonNode suggestion = suggest(Map.of("text", typed)).get(0);
		assertThat(suggestion.at("/node/__typename").asString()).isEqualTo(type);
		assertThat(suggestion.at("/node/name")).isEqualTo(suggestion.get("text"));
		boolean isCategory = type.equals("Category");
		assertThat(suggestion.at(isCategory ? "/node/slug" : "/node/id")).isEqualTo(suggestion.get("value"));
		JsonNode node = this.graphQlTestClient.data("query ($id: ID!) { node(id: $id) { __typename id } }",
				Map.of("id", suggestion.at("/node/id").asString()));
		assertThat(node.at("/node/__typename").asString()).isEqualTo(type);
	}

	@Test
	void cityHasNoNode() {
		assertThat(suggest(Map.of("text", "zür")).at("/0/node").isNull()).isTrue();
	}

	@Test
	void firstLimitsSuggestions() {
		List<String> all = suggested("po");
		assertThat(suggest(Map.of("text", "po", "first", 2)).valueStream().map(EventSuggestionsTests::name).toList())
			.isEqualTo(all.subList(0, 2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "%", "_", "%%%", "\\", "'", "\"", "-", "\0", "\u0301", "\ud800", "🎉",
			"%' or true --", "'; drop table event; --", "${x}", "$9", "?", "\n\t", "qqqqqq", "ʼ" })
	void emptyOrHostileTextsFindNoSuggestions(String text) {
		assertThat(suggested(text)).isEmpty();
		assertThat(suggested("lodz")).hasSize(1);
	}

	@Test
	void randomTextsReturnAList() {
		Random random = new Random(71);
		String letters = "aepoz %_'\"\\-&|!():*<>\0\u0301\ud83c\udfb7łß日م\u202e\t\r\n$?@#{}[]^~`";
		for (int i = 0; i < 150; i++) {
			StringBuilder text = new StringBuilder();
			random.ints(random.nextInt(40), 0, letters.length()).forEach((at) -> text.append(letters.charAt(at)));
			assertThat(suggest(Map.of("text", text.toString())).isArray()).as(text.toString()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 101, 10_000 })
	void textsOverOneHundredCharactersAreRejected(int length) {
		JsonNode error = this.graphQlTestClient.error(SUGGEST_QUERY, Map.of("text", "x".repeat(length)));
		assertThat(error.get("message").asString())
			.isEqualTo("`text` must have at most 100 characters, but has " + length + ".");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
		assertThat(suggested("x".repeat(100))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 21 })
	void firstOutsideOneToTwentyIsRejected(int size) {
		JsonNode error = this.graphQlTestClient.error(SUGGEST_QUERY, Map.of("text", "a", "first", size));
		assertThat(error.get("message").asString()).isEqualTo("`first` must be between 1 and 20, but is " + size + ".");
	}

	private List<String> suggested(String text) {
		return suggest(Map.of("text", text)).valueStream().map(EventSuggestionsTests::name).toList();
	}

	private JsonNode suggest(Map<String, ?> variables) {
		return this.graphQlTestClient.data(SUGGEST_QUERY, variables).get("suggest");
	}

	private static String name(JsonNode suggestion) {
		return suggestion.get("kind").asString() + " " + suggestion.get("text").asString();
	}

}
