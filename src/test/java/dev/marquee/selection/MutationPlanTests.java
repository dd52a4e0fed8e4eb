package dev.marquee.selection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.Client;
import dev.marquee.WholeHouse;
import dev.marquee.database.TestDatabase;
import dev.marquee.writing.Editors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a payload is read depends on what is selected of it, not on what is written.
 */
@WholeHouse
class MutationPlanTests {

	private static final String DOCUMENT = """
			mutation Create($input: CreateEventInput!, $first: Int!, $withTickets: Boolean!) {
				createEvent(input: $input) {
					event { ...Parts organizer { events(first: $first) { totalCount } } }
					userErrors { field }
				}
			}
			fragment Parts on Event { name tickets @include(if: $withTickets) { name } }
			""";

	@Autowired
	Client client;

	@Autowired
	Plans plans;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void otherInputsUseTheSamePlan() {
		create(1, true, Map.of());
		long misses = this.plans.misses();
		create(1, true, Map.of("publish", true, "attendanceMode", "ONLINE"));
		create(1, true, Map.of("tickets", List.of(Map.of("priceKind", "FREE"), Map.of())));
		assertThat(this.plans.misses()).isEqualTo(misses);
	}

	@Test
	void variablesThatAreUsedBelowShapeThePlan() {
		assertThat(
				create(1, true, Map.of("tickets", List.of(Map.of("name", "A")))).at("/event/tickets/0/name").asString())
			.isEqualTo("A");
		long misses = this.plans.misses();
		assertThat(create(1, false, Map.of()).at("/event/tickets").isMissingNode()).isTrue();
		assertThat(create(2, true, Map.of()).at("/event/tickets")).isEmpty();
		assertThat(this.plans.misses()).isEqualTo(misses + 2);
	}

	private JsonNode create(int first, boolean withTickets, Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(
				Map.of("name", "Owls", "start", Map.of("date", "2027-03-05", "timeZone", "UTC")));
		input.putAll(more);
		JsonNode response = this.client.ask(DOCUMENT,
				Map.of("input", input, "first", first, "withTickets", withTickets), Editors.of(this.client).headers());
		assertThat(response.has("errors")).isFalse();
		return response.at("/data/createEvent");
	}

}
