package dev.marquee.event;

import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.StatementRecorder;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Categories as objects with ids and lists of events. {@code DraftVisibilityTests} covers
 * categories of drafts.
 */
@IntegrationTest
class CategoryTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@BeforeEach
	void fill() {
		TestDatabase.clear();
		create("Owls", 1, "Talks", "Live music");
		create("Bats", 2, "Talks");
		create("Newts", 3, "Walks");
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void categoryIsFoundBySlugAndById() {
		JsonNode category = this.graphQlTestClient.data("{ category(slug: \"live-music\") { id slug name } }")
			.get("category");
		assertThat(category.get("name").asString()).isEqualTo("Live music");
		JsonNode node = this.graphQlTestClient.data(
				"query ($id: ID!) { node(id: $id) { __typename id ... on Category { slug name } } }",
				Map.of("id", category.get("id").asString()));
		assertThat(node.get("node").toString())
			.isEqualTo("{\"__typename\":\"Category\"," + category.toString().substring(1));
		for (String unknown : List.of("Live music", "live", "", "a\\u0000b")) {
			assertThat(this.graphQlTestClient.data("{ category(slug: \"" + unknown + "\") { id } }")
				.get("category")
				.isNull()).isTrue();
		}
	}

	@Test
	void eventsOfACategoryAreFilteredOrderedPagedAndCounted() {
		JsonNode talks = this.graphQlTestClient.data("""
				{ category(slug: "talks") {
					all: events { totalCount nodes { name } facets { categories { value count } } }
					last: events(last: 1) { nodes { name } pageInfo { hasPreviousPage } }
					byName: events(orderBy: { field: NAME }) { nodes { name } }
					music: events(filter: { categories: { any: ["live-music"] } }) { nodes { name } }
					past: events(filter: { when: PAST }) { totalCount }
				} }
				""").get("category");
		assertThat(talks.at("/all").toString()).isEqualTo("""
				{"totalCount":2,"nodes":[{"name":"Owls"},{"name":"Bats"}],\
				"facets":{"categories":[{"value":"talks","count":2},{"value":"live-music","count":1}]}}""");
		assertThat(talks.get("last").findValuesAsString("name")).containsExactly("Bats");
		assertThat(talks.at("/last/pageInfo/hasPreviousPage").asBoolean()).isTrue();
		assertThat(talks.get("byName").findValuesAsString("name")).containsExactly("Bats", "Owls");
		assertThat(talks.get("music").findValuesAsString("name")).containsExactly("Owls");
		assertThat(talks.at("/past/totalCount").asInt()).isZero();
	}

	@Test
	void eventsOfEveryCategoryTakeOneStatement() {
		String document = "{ categories { slug events(filter: { when: UPCOMING }, first: 1) { nodes { name } } } }";
		this.graphQlTestClient.data(document);
		this.statementRecorder.reset();
		assertThat(this.graphQlTestClient.data(document).get("categories").findValuesAsString("name"))
			.containsExactly("Owls", "Owls", "Newts");
		assertThat(this.statementRecorder.recorded()).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void firstLimitsCategories() {
		assertThat(this.graphQlTestClient.data("{ categories(first: 2) { slug } }").findValuesAsString("slug"))
			.containsExactly("live-music", "talks");
		for (int size : new int[] { 0, 401 }) {
			assertThat(this.graphQlTestClient.error("{ categories(first: " + size + ") { slug } }")
				.at("/extensions/code")
				.asString()).isEqualTo("BAD_USER_INPUT");
		}
	}

	@Test
	void renamedCategoryIsNotServedFromTheCache() {
		String document = "{ events(first: 1) { nodes { name venue { name } categories { id name } } } }";
		for (int time = 1; time <= 5; time++) {
			TestDatabase.dsl().execute("update category set name = 'Talks ' || ? where slug = 'talks'", time);
			assertThat(this.graphQlTestClient.data(document).findValuesAsString("name")).contains("Talks " + time);
		}
	}

	private void create(String name, int day, String... categories) {
		MutationClients.withAllScopes(this.graphQlTestClient)
			.mutate("createEvent",
					Map.of("name", name, "publish", true, "start",
							Map.of("local", "2037-03-0" + day + "T19:30", "timeZone", "Europe/Lisbon"), "categories",
							List.of(categories)),
					"event { id }");
	}

}
