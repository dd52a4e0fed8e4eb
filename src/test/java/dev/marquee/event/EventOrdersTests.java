package dev.marquee.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.database.TestDatabase;
import org.jooq.Field;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.db.Tables.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class EventOrdersTests {

	private static final String PAGE = """
			query Page($order: EventOrder, $first: Int, $after: String, $last: Int, $before: String) {
				events(orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
					nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeEach
	void fill() {
		RandomListings.populate(31, 40);
	}

	@ParameterizedTest
	@CsvSource({ "STARTS_AT, ASC", "STARTS_AT, DESC", "INTERESTED, ASC", "INTERESTED, DESC", "CREATED_AT, ASC",
			"CREATED_AT, DESC", "UPDATED_AT, ASC", "UPDATED_AT, DESC", "NAME, ASC", "NAME, DESC", "LOCAL_START, ASC",
			"LOCAL_START, DESC" })
	void forwardAndBackwardPagesAgreeInEveryOrder(String field, String direction) {
		Map<String, String> order = Map.of("field", field, "direction", direction);
		List<String> forward = allPages(order, "first", "after", "/pageInfo/endCursor", "/pageInfo/hasNextPage");
		List<String> backward = allPages(order, "last", "before", "/pageInfo/startCursor", "/pageInfo/hasPreviousPage");
		Collections.reverse(backward);
		assertThat(forward).isEqualTo(sorted(field, direction.equals("DESC"))).isEqualTo(backward);
	}

	@Test
	void defaultDirectionIsAscending() {
		assertThat(page(Map.of("order", Map.of("field", "INTERESTED"), "first", 40)).get("nodes")
			.valueStream()
			.map((node) -> node.get("id").asString())
			.toList()).isEqualTo(sorted("INTERESTED", false));
	}

	@Test
	void cursorOfAnotherOrderIsRejected() {
		String cursor = page(Map.of("order", Map.of("field", "NAME"))).at("/pageInfo/endCursor").asString();
		for (Map<String, String> other : List.of(Map.of("field", "STARTS_AT"),
				Map.of("field", "NAME", "direction", "DESC"))) {
			JsonNode error = this.graphQlTestClient.error(PAGE, Map.of("order", other, "after", cursor));
			assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
		}
	}

	private List<String> sorted(String field, boolean descending) {
		Field<?> column = switch (field) {
			case "INTERESTED" -> EVENT.INTERESTED_COUNT.plus(EVENT.INTERESTS);
			case "CREATED_AT" -> EVENT.CREATED_AT;
			case "UPDATED_AT" -> EVENT.UPDATED_AT;
			case "NAME" -> EVENT.NAME;
			case "LOCAL_START" -> EVENT.START_LOCAL;
			default -> EVENT.STARTS_AT;
		};
		List<String> ids = new ArrayList<>(TestDatabase.dsl()
			.select(EVENT.ID)
			.from(EVENT)
			.orderBy(column, EVENT.ID)
			.fetch((row) -> "evt_" + row.value1()));
		if (descending) {
			Collections.reverse(ids);
		}
		return ids;
	}

	private List<String> allPages(Map<String, String> order, String sizeArgument, String cursorArgument,
			String cursorPointer, String hasMorePointer) {
		List<String> ids = new ArrayList<>();
		Map<String, Object> arguments = new HashMap<>(Map.of("order", order, sizeArgument, 7));
		JsonNode page;
		do {
			page = page(arguments);
			List<String> found = page.get("nodes").valueStream().map((node) -> node.get("id").asString()).toList();
			ids.addAll(cursorArgument.equals("before") ? found.reversed() : found);
			arguments.put(cursorArgument, page.at(cursorPointer).asString());
		}
		while (page.at(hasMorePointer).asBoolean());
		return ids;
	}

	private JsonNode page(Map<String, ?> arguments) {
		return this.graphQlTestClient.data(PAGE, arguments).get("events");
	}

}
