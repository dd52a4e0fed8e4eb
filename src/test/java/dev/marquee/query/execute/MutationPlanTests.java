package dev.marquee.query.execute;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The plan of a payload depends on what is selected of it, not on the mutation's input.
 */
@IntegrationTest
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
	GraphQlTestClient graphQlTestClient;

	@Autowired
	PlanCache planCache;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void differentInputsReusePlan() {
		create(1, true, Map.of());
		long misses = this.planCache.missCount();
		create(1, true, Map.of("publish", true, "attendanceMode", "ONLINE"));
		create(1, true, Map.of("tickets", List.of(Map.of("priceKind", "FREE"), Map.of())));
		assertThat(this.planCache.missCount()).isEqualTo(misses);
	}

	@Test
	void variablesOfPayloadSelectionAreInPlanKey() {
		assertThat(
				create(1, true, Map.of("tickets", List.of(Map.of("name", "A")))).at("/event/tickets/0/name").asString())
			.isEqualTo("A");
		long misses = this.planCache.missCount();
		assertThat(create(1, false, Map.of()).at("/event/tickets").isMissingNode()).isTrue();
		assertThat(create(2, true, Map.of()).at("/event/tickets")).isEmpty();
		assertThat(this.planCache.missCount()).isEqualTo(misses + 2);
	}

	private JsonNode create(int first, boolean withTickets, Map<String, ?> additionalInput) {
		Map<String, Object> input = new HashMap<>(
				Map.of("name", "Owls", "start", Map.of("date", "2027-03-05", "timeZone", "UTC")));
		input.putAll(additionalInput);
		JsonNode response = this.graphQlTestClient.execute(DOCUMENT,
				Map.of("input", input, "first", first, "withTickets", withTickets),
				MutationClients.withAllScopes(this.graphQlTestClient).headers());
		assertThat(response.has("errors")).isFalse();
		return response.at("/data/createEvent");
	}

}
