package dev.marquee.pagination;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.TestCursors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class PaginationTests {

	private static final String PAGE = """
			query Page($first: Int, $after: String, $last: Int, $before: String) {
				%s(first: $first, after: $after, last: $last, before: $before) {
					nodes { id }
					edges { cursor }
					pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
					totalCount
				}
			}
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeEach
	void fill() {
		RandomListings.populate(3, 45);
	}

	@ParameterizedTest
	@CsvSource({ "events, 1", "events, 7", "events, 45", "events, 100", "venues, 4", "organizers, 5" })
	void forwardAndBackwardPagesHaveSameNodes(String list, int size) {
		List<String> forward = allPages(list, "first", "after", "/pageInfo/endCursor", "/pageInfo/hasNextPage", size);
		List<String> backward = allPages(list, "last", "before", "/pageInfo/startCursor", "/pageInfo/hasPreviousPage",
				size);
		Collections.reverse(backward);
		assertThat(forward).doesNotHaveDuplicates().isEqualTo(backward);
		assertThat(forward).hasSize(page(list, Map.of()).get("totalCount").asInt());
	}

	@Test
	void defaultPageHasFirstTwentyNodes() {
		JsonNode page = page("events", Map.of());
		assertThat(page.get("nodes")).hasSize(20);
		assertThat(page.at("/pageInfo/hasPreviousPage").asBoolean()).isFalse();
		assertThat(page.at("/pageInfo/startCursor")).isEqualTo(page.at("/edges/0/cursor"));
		assertThat(page.at("/pageInfo/endCursor")).isEqualTo(page.at("/edges/19/cursor"));
	}

	@Test
	void emptyPageHasNoCursors() {
		JsonNode last = page("events", Map.of("last", 1));
		JsonNode beyond = page("events", Map.of("after", last.at("/pageInfo/endCursor").asString()));
		assertThat(beyond.get("nodes")).isEmpty();
		assertThat(beyond.at("/pageInfo/endCursor").isNull()).isTrue();
		assertThat(beyond.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
		assertThat(beyond.at("/pageInfo/hasPreviousPage").asBoolean()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "first, 0", "first, -1", "first, 101", "last, 0", "last, 101", "first, 2147483647" })
	void pageSizeOutsideOneToHundredIsRejected(String argument, int size) {
		JsonNode error = this.graphQlTestClient.error(PAGE.formatted("events"), Map.of(argument, size));
		assertThat(error.get("message").asString())
			.isEqualTo("`" + argument + "` must be between 1 and 100, but is " + size + ".");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
		assertThat(error.at("/extensions/argument").asString()).isEqualTo(argument);
	}

	@Test
	void nestedPageSizeOutsideRangeIsRejected() {
		JsonNode error = this.graphQlTestClient
			.error("{ events { nodes { venue { events(first: 500) { nodes { id } } } } } }");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
	}

	@Test
	void firstAndLastTogetherAreRejected() {
		JsonNode error = this.graphQlTestClient.error("{ events(first: 1, last: 1) { nodes { id } } }");
		assertThat(error.get("message").asString()).isEqualTo("Give either `first` or `last`, not both.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "%%%", "eyJhIjoxfQ", "bnVsbA", "WzFd" })
	void malformedCursorIsRejected(String cursor) {
		assertThatIsRejected("events", cursor);
	}

	@Test
	void cursorOfAnotherListOrWithInvalidContentIsRejected() {
		assertThatIsRejected("events", page("venues", Map.of()).at("/pageInfo/endCursor").asString());
		assertThatIsRejected("events", cursor("[\"event.start.1\", \"00000000\", \"2026-01-01T00:00:00.000Z\"]"));
		assertThatIsRejected("events", cursor("[\"event.start.1\", \"00000000\", \"yesterday\", \"x\"]"));
		assertThatIsRejected("events", cursor("[\"event.start.1\", \"00000000\", 1, 2]"));
		assertThatIsRejected("events", cursor("[null, null, null, null]"));
		assertThatIsRejected("events", cursor(
				"[\"event.start.1\", \"00000000\", \"+99999-01-01T00:00:00Z\", \"00000000-0000-0000-0000-000000000000\"]"));
		assertThatIsRejected("events", cursor("[[[[\"event.start.1\"]]]"));
		assertThatIsRejected("venues",
				cursor("[\"venue.name.1\", \"00000000\", \"a\\u0000\", \"00000000-0000-0000-0000-000000000000\"]"));
	}

	private void assertThatIsRejected(String list, String cursor) {
		JsonNode error = this.graphQlTestClient.error(PAGE.formatted(list), Map.of("after", cursor));
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
		assertThat(error.get("message").asString()).startsWith("`after` is not a cursor of this list.");
	}

	private List<String> allPages(String list, String sizeArgument, String cursorArgument, String cursorPath,
			String hasMorePath, int pageSize) {
		List<String> ids = new ArrayList<>();
		Map<String, Object> arguments = new HashMap<>(Map.of(sizeArgument, pageSize));
		JsonNode page;
		do {
			page = page(list, arguments);
			List<String> pageIds = page.get("nodes").valueStream().map((node) -> node.get("id").asString()).toList();
			ids.addAll(cursorArgument.equals("before") ? pageIds.reversed() : pageIds);
			arguments.put(cursorArgument, page.at(cursorPath).asString());
		}
		while (page.at(hasMorePath).asBoolean());
		return ids;
	}

	private JsonNode page(String list, Map<String, ?> arguments) {
		return this.graphQlTestClient.data(PAGE.formatted(list), arguments).get(list);
	}

	private static String cursor(String json) {
		return TestCursors.encode(json);
	}

}
