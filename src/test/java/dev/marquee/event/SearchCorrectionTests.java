package dev.marquee.event;

import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How misspelled words of a search are corrected, and how the correction is reported.
 */
@IntegrationTest
class SearchCorrectionTests {

	private static final String SEARCH_QUERY = """
			query Search($filter: EventFilter, $order: EventOrder = { field: RELEVANCE }) {
				events(filter: $filter, orderBy: $order) {
					correctedTo totalCount edges { node { id name } highlights { fragments } } } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeEach
	void fill() {
		TestDatabase.clear();
		insert("Contes et soupe", true);
		insert("Concerts in the park", true);
		insert("Saxophones at Zürich", true);
		insert("Under-18 hip-hop night", true);
		insert("Conserving old books", true);
		insert("Beginner's café", true);
		insert("Old things, new owners", true);
		insert("Festival", true);
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			concrt                  | concerts                | Concerts in the park
			Concrt in               | concerts in             | Concerts in the park
			cocnert                 | concerts                | Concerts in the park
			ocncert                 | concerts                | Concerts in the park
			zurihc                  | zürich                  | Saxophones at Zürich
			ZÜRCIH saxofone         | zürich saxophones       | Saxophones at Zürich
			hip-hop nihgt           | hip-hop night           | Under-18 hip-hop night
			hip-hpo                 | hip-hpo                 |
			"old thigns" Owners     | ~"old things" Owners~   | Old things, new owners
			"old thigns"-books      | ~"old things" -books~   | Old things, new owners
			festivla or “CONCRT”    | festival or concerts    | Concerts in the park, Festival
			begginer                | beginner                | Beginner's café
			(concrt)                | (concerts)              | Concerts in the park
			""")
	void misspelledWordIsReplacedByTheMostSimilarOne(String search, String correctedTo, String names) {
		JsonNode events = search(this.graphQlTestClient, search);
		assertThat(names(events))
			.containsExactlyInAnyOrderElementsOf((names != null) ? List.of(names.split(", (?=[CF])")) : List.of());
		assertThat(events.get("correctedTo").asString(search)).isEqualTo(correctedTo);
	}

	@ParameterizedTest
	@ValueSource(strings = { "concerts", "concert", "CONCERTS", "zurich", "Zu\u0308rich", "hip-hop", "2027",
			"book -concrt", "qqqqqqq", "cafe", "old or new" })
	void knownUnknownAndExcludedWordsAreNotCorrected(String search) {
		assertThat(search(this.graphQlTestClient, search).get("correctedTo").isNull()).isTrue();
	}

	@Test
	void correctedToIsNullWithoutSearch() {
		assertThat(this.graphQlTestClient.data("{ events { correctedTo } }").at("/events/correctedTo").isNull())
			.isTrue();
	}

	@Test
	void moreFrequentWordIsPreferred() {
		assertThat(search(this.graphQlTestClient, "consert").get("correctedTo").asString()).isEqualTo("conserving");
		for (int i = 0; i < 40; i++) {
			insert("Concert " + i, true);
		}
		assertThat(search(this.graphQlTestClient, "consert").get("correctedTo").asString()).startsWith("concert");
	}

	@Test
	void spellingIsNotCorrectedIfTheFilterSaysSo() {
		JsonNode events = this.graphQlTestClient
			.data(SEARCH_QUERY, Map.of("filter", Map.of("search", "concrt", "correctSpelling", false)))
			.get("events");
		assertThat(events.get("totalCount").asInt()).isZero();
		assertThat(events.get("correctedTo").isNull()).isTrue();
		assertThat(search(this.graphQlTestClient, "concrt").get("totalCount").asInt()).isEqualTo(1);
	}

	@Test
	void correctedWordIsHighlighted() {
		assertThat(search(this.graphQlTestClient, "concrt").at("/edges/0/highlights/0/fragments/0").asString())
			.isEqualTo("<mark>Concerts</mark> in the park");
	}

	@Test
	void wordsOfDraftsAreNeitherCorrectionsNorFrequencies() {
		for (int i = 0; i < 40; i++) {
			insert("Consent Trombones " + i, false);
		}
		for (GraphQlTestClient viewer : List.of(this.graphQlTestClient, editor())) {
			assertThat(search(viewer, "trombonse").get("correctedTo").isNull()).isTrue();
			assertThat(search(viewer, "consert").get("correctedTo").asString()).isEqualTo("conserving");
		}
	}

	@Test
	void editorAlsoFindsDraftsWithTheWordItself() {
		insert("Concrt", false);
		JsonNode events = search(editor(), "concrt");
		assertThat(events.get("correctedTo").asString()).isEqualTo("concerts");
		assertThat(names(events)).containsExactlyInAnyOrder("Concrt", "Concerts in the park");
	}

	@Test
	void correctedTextFindsTheSameEvents() {
		Random random = new Random(16);
		List<String> words = List.of("contes", "soupe", "Concerts", "park", "Saxophones", "Zürich", "hip-hop", "night",
				"Conserving", "books", "Beginner's", "café", "things", "owners", "Festival");
		int corrected = 0;
		for (int i = 0; i < 150; i++) {
			String word = misspelled(words.get(random.nextInt(words.size())), random);
			String other = misspelled(words.get(random.nextInt(words.size())), random);
			String search = switch (random.nextInt(5)) {
				case 0 -> word + " or " + other;
				case 1 -> "\"" + word + "\" or \"" + other + " or\"";
				case 2 -> word + " -" + other;
				case 3 -> "(" + word + ")," + other + " or " + word;
				default -> word;
			};
			JsonNode events = search(this.graphQlTestClient, search);
			if (events.get("correctedTo").isNull()) {
				continue;
			}
			corrected++;
			String correctedTo = events.get("correctedTo").asString();
			JsonNode again = search(this.graphQlTestClient, correctedTo);
			assertThat(again.get("correctedTo").isNull()).as("%s corrected to %s", search, correctedTo).isTrue();
			assertThat(names(again)).as("%s corrected to %s", search, correctedTo).isEqualTo(names(events));
		}
		assertThat(corrected).isGreaterThan(50);
	}

	private static String misspelled(String word, Random random) {
		StringBuilder text = new StringBuilder(word);
		int at = random.nextInt(word.length() - 1);
		switch (random.nextInt(4)) {
			case 0 -> text.deleteCharAt(at);
			case 1 -> text.insert(at, 'x');
			case 2 -> text.insert(at, text.charAt(at + 1)).deleteCharAt(at + 2);
			default -> {
			}
		}
		return text.toString();
	}

	private GraphQlTestClient editor() {
		return this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN);
	}

	private static JsonNode search(GraphQlTestClient viewer, String search) {
		return viewer.data(SEARCH_QUERY, Map.of("filter", Map.of("search", search))).get("events");
	}

	private static List<String> names(JsonNode events) {
		return events.get("edges").valueStream().map((edge) -> edge.at("/node/name").asString()).toList();
	}

	private static void insert(String name, boolean published) {
		TestDatabase.dsl()
			.execute(
					"""
							insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source,
								published_at)
							values (gen_random_uuid(), ?, '2026-01-01Z', '2026-01-01', 'UTC', 'MINUTE', 'STATED', case when ? then now() end)""",
					name, published);
	}

}
