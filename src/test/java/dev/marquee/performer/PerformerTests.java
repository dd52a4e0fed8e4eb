package dev.marquee.performer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.StatementRecorder;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import dev.marquee.security.ApiKeys;
import dev.marquee.security.Scope;
import dev.marquee.security.TestApiKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.db.Tables.PERFORMER;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Performers: mutations, lists, and which of them are the same.
 */
@IntegrationTest
class PerformerTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@Autowired
	Performers performers;

	@Autowired
	ApiKeys keys;

	MutationClient mutationClient;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@Test
	void updateDistinguishesAbsentNullAndValue() {
		JsonNode created = this.mutationClient.mutate("createPerformer",
				Map.of("name", "Owls", "url", "https://owls.example", "imageUrl", "https://owls.example/1.jpg",
						"sameAs", List.of("https://A.example/", "https://a.example/")),
				"performer { id name url imageUrl sameAs version }");
		assertThat(created.at("/performer/sameAs").toString()).isEqualTo("[\"https://a.example/\"]");
		String id = created.at("/performer/id").asString();
		Map<String, Object> patch = new HashMap<>(Map.of("id", id, "name", "Bats"));
		patch.put("url", null);
		JsonNode updated = this.mutationClient
			.mutate("updatePerformer", patch, "performer { name url imageUrl version }")
			.get("performer");
		assertThat(updated.get("name").asString()).isEqualTo("Bats");
		assertThat(updated.get("url").isNull()).isTrue();
		assertThat(updated.get("imageUrl").asString()).isEqualTo("https://owls.example/1.jpg");
		assertThat(updated.get("version")).isNotEqualTo(created.at("/performer/version"));
		assertThat(this.mutationClient.userErrors("updatePerformer", Map.of("id", id, "expectedVersion", "1")))
			.containsExactly("expectedVersion CONFLICT");
		assertThat(this.graphQlTestClient
			.data("query Node($id: ID!) { node(id: $id) { ... on Performer { name } } performer(id: $id) { name } }",
					Map.of("id", id))
			.findValuesAsString("name")).containsExactly("Bats", "Bats");
	}

	@Test
	void invalidAndDuplicatePerformersAreRejected() {
		this.mutationClient.mutate("createPerformer", Map.of("name", "Owls"), "performer { id }");
		assertThat(this.mutationClient.userErrors("createPerformer", Map.of("name", "OWLS")))
			.containsExactly("name TAKEN");
		assertThat(this.mutationClient.userErrors("createPerformer",
				Map.of("name", "", "url", "x", "imageUrl", "y", "sameAs", List.of("z"))))
			.containsExactly("name REQUIRED", "url INVALID", "imageUrl INVALID", "sameAs INVALID");
	}

	@Test
	void keyOfAnOrganizerCannotUpdatePerformers() {
		String organizer = this.mutationClient.mutate("createOrganizer", Map.of("name", "Barn"), "organizer { id }")
			.at("/organizer/id")
			.asString();
		MutationClient bound = MutationClients.withKey(this.graphQlTestClient, TestApiKeys.create(this.keys,
				Set.of(Scope.EVENTS_WRITE), UUID.fromString(organizer.replace("org_", ""))));
		String id = bound.mutate("createPerformer", Map.of("name", "Owls"), "performer { id }")
			.at("/performer/id")
			.asString();
		assertThat(bound.execute("updatePerformer", Map.of("id", id, "name", "Bats"), "")
			.at("/errors/0/extensions/code")
			.asString()).isEqualTo("FORBIDDEN");
	}

	@Test
	void performersAreSearchedAndPaged() {
		for (String name : List.of("Night Owls", "Böts", "Owlets")) {
			this.mutationClient.mutate("createPerformer", Map.of("name", name), "performer { id }");
		}
		assertThat(names("filter: { search: \"owl\" }")).containsExactly("Night Owls", "Owlets");
		assertThat(names("filter: { search: \"bots\" }")).containsExactly("Böts");
		assertThat(names("first: 2, orderBy: { field: NAME, direction: DESC }")).containsExactly("Owlets",
				"Night Owls");
	}

	@Test
	void eventsOfAPerformerTakeOneStatement() {
		String id = this.mutationClient.mutate("createPerformer", Map.of("name", "Owls"), "performer { id }")
			.at("/performer/id")
			.asString();
		for (String day : List.of("2027-03-06", "2027-03-05")) {
			this.mutationClient.mutate("createEvent", Map.of("name", day, "publish", true, "start",
					Map.of("date", day, "timeZone", "UTC"), "performerIds", List.of(id)), "event { id }");
		}
		this.statementRecorder.reset();
		JsonNode performer = this.graphQlTestClient
			.data("""
					query Events($id: ID!) { performer(id: $id) { events { totalCount nodes { name performers { name } } } } }""",
					Map.of("id", id));
		assertThat(performer.at("/performer/events/nodes").valueStream().map((node) -> node.get("name").asString()))
			.containsExactly("2027-03-05", "2027-03-06");
		assertThat(performer.at("/performer/events/totalCount").asInt()).isEqualTo(2);
		assertThat(this.statementRecorder.recorded()).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void performersWithoutUrlAreThoseOfTheirSite() {
		PerformerDetails ann = new PerformerDetails("Ann", null, null, List.of());
		UUID first = this.performers.upsert(List.of(ann), "a.example").getFirst();
		assertThat(this.performers.upsert(List.of(new PerformerDetails("ANN", null, null, List.of())), "a.example"))
			.containsExactly(first);
		assertThat(this.performers.upsert(List.of(ann), "b.example")).doesNotContain(first);
	}

	@Test
	void onlyThePerformersOwnSiteChangesIt() {
		String url = "https://owls.example/";
		UUID id = this.performers.upsert(List.of(new PerformerDetails("Owls", url, null, List.of())), "a.example")
			.getFirst();
		PerformerDetails forged = new PerformerDetails("Bats", url, "https://b.example/1.jpg", List.of());
		assertThat(this.performers.upsert(List.of(forged), "b.example")).containsExactly(id);
		assertThat(TestDatabase.dsl().fetchSingle(PERFORMER).getName()).isEqualTo("Owls");
		assertThat(this.performers.upsert(List.of(forged), "owls.example")).containsExactly(id);
		assertThat(TestDatabase.dsl().fetchSingle(PERFORMER).getName()).isEqualTo("Bats");
	}

	private List<String> names(String arguments) {
		return this.graphQlTestClient.data("{ performers(" + arguments + ") { nodes { name } } }")
			.findValuesAsString("name");
	}

}
