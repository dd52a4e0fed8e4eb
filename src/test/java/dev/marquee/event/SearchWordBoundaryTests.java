package dev.marquee.event;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where words begin and end: at punctuation, and anywhere in a run of a script without
 * spaces.
 */
@IntegrationTest
class SearchWordBoundaryTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeEach
	@AfterEach
	void clear() {
		TestDatabase.clear();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			Salsa/Bachata night     | salsa; bachata; salsa/bachata; salsa bachata; night bachata
			An evening of Node.js   | node; js; node.js; NODE.JS; node js
			ASP.NET meets C++       | asp; net; asp.net; c++; C++
			C# and F#               | c#; f#; C# F#
			“Lumen”–live            | lumen; live; "lumen live"
			Under-18 disco          | under; 18; under-18; under 18; "under 18"; "under-18 disco"
			Top-10: -5 °C           | top 10; 10; 5; top-10
			R&B and AC/DC           | r&b; b; ac/dc; ac dc; dc; R&B AC/DC
			P!nk, Ke$ha and Sunn O))) | p!nk; P!NK; ke$ha; sunn o; Sunn O))); "sunn o)))"
			rock'n'roll             | rock; roll; rock'n'roll; rock’n’roll; n
			Terremoto all'Aquila    | aquila; all'aquila; ALL’AQUILA
			mail info@lamp.example  | info; lamp; example; info@lamp.example; lamp.example
			https://lamp.example/en/a-b?c=d_e | lamp; en; a-b; https://lamp.example/en/a-b?c=d_e; e; example/en
			Ascent of 3.14 and 1,000 | 3.14; 14; 3; 1,000; 000
			Version 2.0.1-beta      | 2.0.1; beta; 2.0; version 2
			Intro to <canvas> &amp; | canvas; <canvas>; amp
			hip-hop                 | hip; hop; hip-hop; hip hop; "hip hop"
			trip hop                | trip-hop; "trip hop"
			snake_case-and~tilde    | snake; case; tilde; snake_case
			24/7 24h 1e5 0x1F       | 24/7; 24h; 7; 1e5; 0x1f
			/usr/bin ~/notes.txt    | usr; bin; notes; txt; notes.txt
			#lamps @lamps $5 50%    | #lamps; lamps; @lamps; $5; 50%; 50
			""")
	void wordsThatTouchPunctuationAreFound(String name, String searches) {
		insert(name);
		for (String search : searches.split("; ")) {
			assertThat(found(search)).as(search).containsExactly(name);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			c++                | Modern C++, C++20 night, はじめてのＣ＋＋入門
			"modern C++"       | Modern C++
			c++20              | C++20 night
			C# or f#           | C#/F# user group, Prelude in F# minor
			-c++ night         | A+ night
			c++ -20 -modern    | はじめてのＣ＋＋入門
			c＃                | C#/F# user group
			C♯ or F♯           | C#/F# user group, Prelude in F# minor
			c                  | Plain C, Q+C
			f                  |
			a+                 | A+ night
			a                  | a
			q+c                | Q+C
			c++入門            | はじめてのＣ＋＋入門
			lgbtq              | LGBTQ+ 18+, LGBTQ 18
			lgbtq+             | LGBTQ+ 18+, LGBTQ 18
			18+                | LGBTQ+ 18+, LGBTQ 18
			""")
	void signsDirectlyAfterASingleLetterArePartOfTheWord(String search, String names) {
		insert("Modern C++", "C++20 night", "はじめてのＣ＋＋入門", "Plain C", "C#/F# user group", "Prelude in F# minor",
				"A+ night", "LGBTQ+ 18+", "LGBTQ 18", "Q+C", "a");
		assertThat(found(search)).containsExactlyInAnyOrder((names != null) ? names.split(", ") : new String[0]);
	}

	@Test
	void wordWithSignsIsNotCorrectedToAnother() {
		insert("Saxophones and C#");
		TestDatabase.dsl().execute("update event set published_at = now()");
		for (String search : List.of("f#", "c++", "d# or e#")) {
			assertThat(found(search)).as(search).isEmpty();
		}
		JsonNode events = this.graphQlTestClient
			.data("{ events(filter: { search: \"C# saxofones\" }) { correctedTo totalCount } }")
			.get("events");
		assertThat(events.get("correctedTo").asString()).isEqualTo("C# saxophones");
		assertThat(events.get("totalCount").asInt()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			Salsa/Bachata night     | bachata  | ~Salsa/<mark>Bachata</mark> night~
			An evening of Node.js   | node.js  | ~An evening of <mark>Node</mark>.<mark>js</mark>~
			Under-18 disco          | under 18 | ~<mark>Under</mark>-<mark>18</mark> disco~
			Intro to <canvas> & co. | canvas   | ~Intro to &lt;<mark>canvas</mark>&gt; &amp; co.~
			“Lumen”–live            | lumen    | ~“<mark>Lumen</mark>”–live~
			C, C++ & C++20          | c++      | ~C, <mark>C++</mark> &amp; <mark>C++</mark>20~
			Größer: C/C#/C          | c#       | ~Größer: C/<mark>C#</mark>/C~
			はじめてのＣ＋＋とC     | C++      | ~はじめての<mark>Ｃ＋＋</mark>とC~
			C++Now, A+, C+++        | c++ a+   | ~<mark>C++</mark>Now, <mark>A+</mark>, <mark>C++</mark>+~
			藍染めワークショップ    | 藍染め   | ~<mark>藍染め</mark>ワークショップ~
			Tシャツ市2026           | シャツ   | ~T<mark>シャツ</mark>市2026~
			東京の夜、京都の夜      | 夜       | ~東京の<mark>夜</mark>、京都の<mark>夜</mark>~
			서울에서 재즈           | 서울     | ~<mark>서울</mark>에서 재즈~
			เทศกาลดนตรีสด           | ดนตรี    | ~เทศกาล<mark>ดนตรี</mark>สด~
			""")
	void wordsAreMarkedInTheOriginalText(String name, String search, String marked) {
		insert(name);
		assertThat(highlights(search)).containsExactly(marked);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			藍染めワークショップ              | ワークショップ; 藍染め; 藍; 染め; プ; ワーク; 藍染めワークショップ
			京都の工房で藍染めを体験します。  | 工房; 京都; 体験; 藍染めを体験; 房
			Tシャツ市2026年                   | Tシャツ; シャツ; 2026年; 市2026; 市; 2026; "シャツ市2026年"
			东京爵士音乐节                    | 爵士; 音乐; 音乐节; 爵士音乐; 节
			東京 タワー の夜                  | "東京 タワー"; タワー; 夜; 東京 夜
			서울에서 재즈를 듣다              | 서울; 재즈; 서울에서; 듣
			เทศกาลดนตรีสดในกรุงเทพ            | ดนตรี; กรุงเทพ; เทศกาล; ดนตรีสด
			งานน้ำหอม                         | น้ำ; น้ำหอม; หอม
			ເທດສະການດົນຕີລາວ                  | ດົນຕີ; ລາວ
			ពិធីបុណ្យអុំទូក                   | បុណ្យ; អុំទូក
			ပုဂံဂီတပွဲတော်                    | ဂီတ; ပွဲတော်
			ｶﾅﾘｱ工房                          | カナリア; ｶﾅﾘｱ; 工房
			""")
	void wordsWithinARunAreFound(String name, String searches) {
		insert(name);
		for (String search : searches.split("; ")) {
			assertThat(found(search)).as(search).containsExactly(name);
			assertThat(found(Normalizer.normalize(search, Normalizer.Form.NFD))).as(search).containsExactly(name);
			assertThat(highlights(search)).as(search).isNotEmpty();
		}
	}

	@Test
	void partsInAnotherOrderAreNotFoundAsAPhrase() {
		insert("染め物と藍");
		insert("ショップのワーク");
		assertThat(found("藍染め")).isEmpty();
		assertThat(found("ワークショップ")).isEmpty();
		assertThat(found("藍 染め")).containsExactly("染め物と藍");
		assertThat(found("-藍 ショップ")).containsExactly("ショップのワーク");
	}

	@Test
	void longTextWithoutSpacesIsStored() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 200_000; i++) {
			text.append(Character.toString(0x20000 + (int) (i * 7919L % 40_000)));
		}
		TestDatabase.dsl()
			.execute("""
					insert into event (id, name, description, starts_at, start_local, start_zone, start_precision,
						start_zone_source)
					values (gen_random_uuid(), '長い文', ?, '2026-01-01Z', '2026-01-01', 'UTC', 'MINUTE', 'STATED')""",
					text.toString());
		TestDatabase.dsl().execute("update event set description = left(description, 50000)");
		assertThat(found("長い")).containsExactly("長い文");
	}

	/** Suggestions look at the 4,000 most popular events first. */
	@Test
	void wordWithinARunOfAnUnpopularEventIsSuggested() {
		insert("藍染めワークショップ");
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			TestDatabase.dsl().execute("set local session_replication_role = replica");
			TestDatabase.dsl().execute("""
					insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source,
						interested_count)
					select gen_random_uuid(), 'Popular ' || n, '2026-01-01Z', '2026-01-01', 'UTC', 'MINUTE', 'STATED', 9
					from generate_series(1, 4000) as n""");
			TestDatabase.dsl().execute("set local session_replication_role = origin");
			TestDatabase.dsl().execute("select refill_event_search()");
		});
		for (String typed : List.of("ワークショ", "藍", "染め", "プ", "藍染めワークショップ")) {
			assertThat(suggested(typed)).first().isEqualTo("藍染めワークショップ");
		}
	}

	@Test
	void wordsWithSignsAreSuggested() {
		insert("Cabaret", "C++ meetup", "Modern C++ and C#", "Q+A");
		TestDatabase.dsl().execute("update event set published_at = now()");
		TestDatabase.dsl().execute("insert into venue (id, name, city) values (gen_random_uuid(), 'C# Club', 'Cork')");
		TestDatabase.dsl().execute("update event set venue_id = (select id from venue), attendance_mode = 'OFFLINE'");
		assertThat(suggested("c+")).containsExactly("C++ meetup", "Modern C++ and C#");
		assertThat(suggested("C++")).containsExactly("C++ meetup", "Modern C++ and C#");
		assertThat(suggested("c++ m")).containsExactly("C++ meetup");
		assertThat(suggested("C#")).containsExactly("C# Club", "Modern C++ and C#");
		assertThat(suggested("q+")).containsExactly("Q+A");
		assertThat(suggested("c")).contains("Cabaret", "Cork", "C++ meetup", "C# Club");
	}

	@Test
	void categoryIsFoundByDecomposedSlug() {
		insert("Lamps");
		TestDatabase.dsl().execute("insert into category values ('영화', '영화')");
		TestDatabase.dsl()
			.execute("insert into event_category (event_id, position, category_slug) select id, 0, '영화' from event");
		for (String slug : List.of("영화", Normalizer.normalize("영화", Normalizer.Form.NFD))) {
			assertThat(count(Map.of("categories", Map.of("any", List.of(slug))))).isEqualTo(1);
		}
	}

	@Test
	void cityIsFoundInAnySpelling() {
		insert("Lamps");
		TestDatabase.dsl()
			.execute(
					"insert into venue (id, name, city, state) values (gen_random_uuid(), 'Hall', 'Zu\u0308rich', 'Île-de-France')");
		TestDatabase.dsl().execute("update event set attendance_mode = 'OFFLINE', venue_id = (select id from venue)");
		for (String city : List.of("Zürich", "Zu\u0308rich", "ZÜRICH", "zurich", " Zürich")) {
			assertThat(filtered("cities", city)).as(city).isEqualTo(1);
		}
		for (String state : List.of("Île-de-France", "I\u0302LE DE FRANCE", "ile-de-france")) {
			assertThat(filtered("states", state)).as(state).isEqualTo(1);
		}
		assertThat(filtered("cities", "Zürichsee")).isZero();
		assertThat(found("zürich")).containsExactly("Lamps");
		assertThat(found("Zu\u0308rich")).containsExactly("Lamps");
	}

	private int filtered(String field, String value) {
		return count(Map.of(field, List.of(value)));
	}

	private int count(Map<String, ?> filter) {
		return this.graphQlTestClient
			.data("query ($filter: EventFilter) { events(filter: $filter) { totalCount } }", Map.of("filter", filter))
			.at("/events/totalCount")
			.asInt();
	}

	private List<String> suggested(String typed) {
		return this.graphQlTestClient
			.data("query ($text: String!) { suggest(text: $text) { text } }", Map.of("text", typed))
			.get("suggest")
			.valueStream()
			.map((suggestion) -> suggestion.get("text").asString())
			.toList();
	}

	private List<String> found(String search) {
		return search(search).valueStream().map((edge) -> edge.at("/node/name").asString()).toList();
	}

	private List<String> highlights(String search) {
		return search(search).valueStream()
			.flatMap((edge) -> edge.get("highlights").valueStream())
			.map((highlight) -> highlight.at("/fragments/0").asString())
			.toList();
	}

	private JsonNode search(String search) {
		return this.graphQlTestClient.data(
				"query ($search: String) { events(filter: { search: $search }) { edges { node { name } highlights { fragments } } } }",
				Map.of("search", search))
			.at("/events/edges");
	}

	private static void insert(String... names) {
		Arrays.stream(names).forEach((name) -> TestDatabase.dsl().execute("""
				insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
				values (gen_random_uuid(), ?, '2026-01-01Z', '2026-01-01', 'UTC', 'MINUTE', 'STATED')""", name));
	}

}
