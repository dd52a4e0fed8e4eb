package dev.marquee.pagination;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.TestCursors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cursors that were modified, forged, or used with another list, order or filter.
 */
@IntegrationTest
class TamperedCursorTests {

	private static final String PAGE = """
			query Page($filter: EventFilter, $order: EventOrder, $first: Int, $after: String, $last: Int, $before: String) {
				events(filter: $filter, orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
					nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage } } }
			""";

	private static final Map<String, ?> NEAR = Map.of("latitude", 0, "longitude", 0, "radiusKm", 20_000);

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	private static final String KEY = "\"00000000-0000-0000-0000-000000000000\"";

	/** As many as `first` and `last` allow, and more than there are events. */
	private static final int LARGEST_PAGE = 100;

	/** How many other letters are tried at each place of a cursor. */
	private static final int TIMES = 2;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	final Random random = new Random(79);

	@BeforeAll
	static void fill() {
		RandomListings.populate(73, 30);
	}

	@ParameterizedTest
	@ValueSource(strings = { "STARTS_AT", "NAME", "INTERESTED", "CREATED_AT", "UPDATED_AT", "DISTANCE", "RELEVANCE",
			"LOCAL_START", "PRICE" })
	void changedLetterIsRefusedOrMarksAnotherPlaceOfTheList(String field) {
		Map<String, Object> list = list(field);
		List<String> all = ids(list);
		assertThat(all).hasSizeBetween(3, LARGEST_PAGE);
		String cursor = cursor(list);
		int places = 0;
		for (int i = 0; i < cursor.length(); i++) {
			for (int time = 0; time < TIMES; time++) {
				String changed = changed(cursor, i);
				if (isRefused(with(list, "after", changed), "after")) {
					assertThatIsRejected(list, changed);
					continue;
				}
				places++;
				assertThatOnlyValuesDiffer(cursor, changed);
				List<String> after = ids(with(list, "after", changed));
				assertThat(after).as(changed).isEqualTo(all.subList(all.size() - after.size(), all.size()));
				List<String> before = ids(with(list, "before", changed));
				assertThat(before).as(changed).isEqualTo(all.subList(0, before.size()));
				assertThat(all.size() - after.size() - before.size()).as(changed).isBetween(0, 1);
			}
		}
		assertThat(places).isBetween(1, cursor.length() * TIMES / 2);
	}

	private String changed(String cursor, int place) {
		StringBuilder changed = new StringBuilder(cursor);
		do {
			changed.setCharAt(place, ALPHABET.charAt(this.random.nextInt(ALPHABET.length())));
		}
		while (changed.charAt(place) == cursor.charAt(place));
		return changed.toString();
	}

	@Test
	void truncatedAndExtendedCursorsAreRejected() {
		Map<String, Object> list = list("NAME");
		String cursor = cursor(list);
		for (String changed : List.of(cursor.substring(1), cursor.substring(0, cursor.length() - 1), cursor + "A",
				cursor + "=", cursor + "==", " " + cursor, cursor + "\n", cursor + cursor,
				cursor.toLowerCase(Locale.ROOT), "", "\0", "\ud800", "🎷", "=", "A".repeat(1_000_000),
				"[".repeat(100_000), cursor.repeat(1000))) {
			assertThatIsRejected(list, changed);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "1", "\"x\"", "{}", "{\"a\":1}", "[]", "[[]]", "not JSON", "",
			"[\"event.start.1\"]", "[\"event.start.1\", %s]", "[\"event.start.1\", %s, null, null]",
			"[\"event.start.1\", %s, [], {}]", "[\"event.start.1\", %s, 1, 2]",
			"[\"event.start.1\", %s, \"yesterday\", \"x\"]", "[\"event.start.1\", %s, \"2026-01-01T00:00:00Z\", \"x\"]",
			"[\"event.start.1\", %s, \"2026-01-01T00:00:00Z\", \"\\u0000\"]",
			"[\"event.start.1\", %s, \"+999999999-01-01T00:00:00Z\", \"00000000-0000-0000-0000-000000000000\"]",
			"[\"event.start.1\", %s, \"-999999999-01-01T00:00:00Z\", \"00000000-0000-0000-0000-000000000000\"]",
			"[\"event.start.2\", %s, \"2026-01-01T00:00:00Z\", \"00000000-0000-0000-0000-000000000000\"]",
			"[\"event.start.1\", \"\", \"2026-01-01T00:00:00Z\", \"00000000-0000-0000-0000-000000000000\"]",
			"[\"event.start.1\", %s, \"2026-01-01T00:00:00Z\", \"00000000-0000-0000-0000-000000000000\", 1]",
			"[\"event.start.1\", %s, \"2026-01-01T00:00:00Z\", \"00000000-0000-0000-0000-000000000000\"] 1",
			"[\"event.start.1\", %s, \"'; drop table event; --\", \"00000000-0000-0000-0000-000000000000\"]" })
	void hostileContentsAreRefused(String json) {
		assertThatIsRejected(Map.of(), TestCursors.encode(json.replace("%s", "\"00000000\"")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "1", "true", "null", "[\"a\"]" })
	void nameThatPostgreSqlCannotHoldIsRefused(String name) {
		String filterHash = TestCursors.contents(cursor(list("NAME"))).split(",")[1];
		assertThatIsRejected(list("NAME"),
				TestCursors.encode("[\"event.name.1\"," + filterHash + "," + name + "," + KEY + "]"));
		assertThat(isRefused(with(list("NAME"), "after",
				TestCursors.encode("[\"event.name.1\"," + filterHash + ",\"a\"," + KEY + "]")), "after"))
			.isFalse();
	}

	@Test
	void deeplyNestedAndLongContentIsRejected() {
		assertThatIsRejected(Map.of(), TestCursors.encode("[".repeat(200_000)));
		assertThatIsRejected(Map.of(), TestCursors.encode("{\"a\":".repeat(50_000)));
		assertThatIsRejected(Map.of(), TestCursors.encode("[" + "1,".repeat(200_000) + "1]"));
		assertThatIsRejected(Map.of(), TestCursors.encode("[\"" + "x".repeat(500_000) + "\"]"));
		assertThatIsRejected(Map.of(), TestCursors.encode("[1" + "0".repeat(100_000) + "]"));
	}

	@ParameterizedTest
	@CsvSource({ "STARTS_AT, NAME", "NAME, STARTS_AT", "INTERESTED, DISTANCE", "CREATED_AT, UPDATED_AT" })
	void cursorOfAnotherOrderIsRejected(String one, String other) {
		Map<String, Object> list = list(one);
		Map<String, Object> mixed = new HashMap<>(list);
		mixed.put("order", Map.of("field", other));
		mixed.put("filter", Map.of("near", NEAR));
		assertThatIsRejected(mixed, cursor(list));
		Map<String, Object> reversed = new HashMap<>(list);
		reversed.put("order", Map.of("field", one, "direction", "DESC"));
		assertThatIsRejected(reversed, cursor(list));
	}

	@Test
	void cursorOfAnotherFilterIsRejected() {
		Map<String, Object> image = Map.of("filter", Map.of("hasImage", true));
		for (Map<String, Object> other : List.<Map<String, Object>>of(Map.of(), Map.of("filter", Map.of()),
				Map.of("filter", Map.of("hasImage", false)),
				Map.of("filter", Map.of("hasImage", true, "interestedAtLeast", 0)))) {
			for (String argument : List.of("after", "before")) {
				Map<String, Object> mixed = new HashMap<>(other);
				mixed.put(argument, cursor(image));
				JsonNode error = this.graphQlTestClient.error(PAGE, mixed);
				assertThat(error.get("message").asString()).contains("another `filter`. Keep the filter");
				assertThat(error.at("/extensions/argument").asString()).isEqualTo(argument);
			}
		}
	}

	@Test
	void cursorOfAnotherConnectionIsRejected() {
		for (String list : List.of("venues", "organizers")) {
			String cursor = this.graphQlTestClient.data("{ " + list + " { pageInfo { endCursor } } }")
				.at("/" + list + "/pageInfo/endCursor")
				.asString();
			assertThatIsRejected(list("NAME"), cursor);
		}
	}

	@Test
	void unchangedCursorIsAccepted() {
		for (String field : List.of("STARTS_AT", "NAME", "INTERESTED", "CREATED_AT", "UPDATED_AT", "DISTANCE")) {
			Map<String, Object> variables = new HashMap<>(list(field));
			variables.put("after", cursor(variables));
			assertThat(this.graphQlTestClient.data(PAGE, variables).at("/events/pageInfo/hasPreviousPage").asBoolean())
				.isTrue();
		}
	}

	private static Map<String, Object> list(String field) {
		Map<String, ?> order = Map.of("field", field);
		return switch (field) {
			case "DISTANCE" -> Map.of("order", order, "filter", Map.of("near", NEAR));
			case "RELEVANCE" -> Map.of("order", order, "filter", Map.of("search", "plain"));
			default -> Map.of("order", order);
		};
	}

	private String cursor(Map<String, Object> list) {
		return this.graphQlTestClient.data(PAGE, list).at("/events/edges/1/cursor").asString();
	}

	private static Map<String, Object> with(Map<String, Object> list, String argument, String cursor) {
		Map<String, Object> variables = new HashMap<>(list);
		variables.put(argument, cursor);
		return variables;
	}

	/** Of the page as large as it may be, at the end that the cursor bounds. */
	private List<String> ids(Map<String, Object> list) {
		Map<String, Object> variables = new HashMap<>(list);
		variables.put(list.containsKey("before") ? "last" : "first", LARGEST_PAGE);
		return this.graphQlTestClient.data(PAGE, variables)
			.at("/events/nodes")
			.valueStream()
			.map((node) -> node.get("id").asString())
			.toList();
	}

	private static void assertThatOnlyValuesDiffer(String cursor, String changed) {
		JsonNode before = GraphQlTestClient.JSON.readTree(TestCursors.contents(cursor));
		JsonNode after = GraphQlTestClient.JSON.readTree(TestCursors.contents(changed));
		assertThat(after.size()).isEqualTo(before.size());
		assertThat(after.get(0)).isEqualTo(before.get(0));
		assertThat(after.get(1)).isEqualTo(before.get(1));
	}

	private void assertThatIsRejected(Map<String, Object> list, String cursor) {
		String argument = this.random.nextBoolean() ? "after" : "before";
		assertThat(isRefused(with(list, argument, cursor), argument)).as(cursor).isTrue();
	}

	/** Whether a page is refused, and then for its cursor. */
	private boolean isRefused(Map<String, Object> variables, String argument) {
		JsonNode answer = this.graphQlTestClient.execute(PAGE, variables);
		if (!answer.has("errors")) {
			return false;
		}
		assertThat(answer.get("errors")).hasSize(1);
		JsonNode error = answer.at("/errors/0");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
		assertThat(error.at("/extensions/argument").asString()).isEqualTo(argument);
		assertThat(error.get("message").asString()).startsWith("`" + argument + "` is ")
			.containsAnyOf("not a cursor of this list. Pass a `cursor`", "another `filter`. Keep the filter");
		return true;
	}

}
