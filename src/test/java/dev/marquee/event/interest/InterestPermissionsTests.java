package dev.marquee.event.interest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import dev.marquee.security.ApiKeys;
import dev.marquee.security.Scope;
import dev.marquee.security.TestApiKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Permissions of the interest mutations: callers with the scope, on events visible to
 * them.
 */
@IntegrationTest
class InterestPermissionsTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ApiKeys keys;

	private final Map<String, MutationClient> roles = new HashMap<>();

	private final Map<String, String> events = new HashMap<>();

	@BeforeEach
	void fill() {
		TestDatabase.clear();
		MutationClient mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
		UUID own = organizer(mutationClient, "Own");
		UUID other = organizer(mutationClient, "Other");
		this.roles.put("anonymous", new MutationClient(this.graphQlTestClient, Map.of()));
		this.roles.put("editor", mutationClient);
		this.roles.put("site", withKey(Set.of(Scope.INTERESTS_WRITE), null));
		this.roles.put("admin", withKey(Set.of(Scope.ADMIN), null));
		this.roles.put("writer", withKey(Set.of(Scope.EVENTS_WRITE, Scope.LISTINGS_IMPORT), null));
		this.roles.put("owner", withKey(Set.of(Scope.EVENTS_WRITE, Scope.INTERESTS_WRITE), own));
		this.roles.put("otherOrganizer", withKey(Set.of(Scope.EVENTS_WRITE, Scope.INTERESTS_WRITE), other));
		this.events.put("published", create(mutationClient, own, true));
		this.events.put("draft", create(mutationClient, own, false));
		this.events.put("unknown", "evt_00000000-0000-7000-8000-000000000000");
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
		TestDatabase.dsl().execute("delete from api_key");
	}

	@ParameterizedTest
	@CsvSource({ "anonymous, UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED", "editor, true, true, NOT_FOUND",
			"site, true, NOT_FOUND, NOT_FOUND", "admin, true, NOT_FOUND, NOT_FOUND",
			"writer, FORBIDDEN, FORBIDDEN, FORBIDDEN", "owner, true, true, NOT_FOUND",
			"otherOrganizer, true, NOT_FOUND, NOT_FOUND" })
	void permissionsDependOnRoleAndVisibility(String role, String published, String draft, String unknown) {
		for (String mutation : List.of("expressInterest", "withdrawInterest")) {
			assertThat(resultOf(role, mutation, "published")).isEqualTo(published);
			assertThat(resultOf(role, mutation, "draft")).isEqualTo(draft);
			assertThat(resultOf(role, mutation, "unknown")).isEqualTo(unknown);
		}
	}

	private String resultOf(String role, String mutation, String event) {
		JsonNode response = this.roles.get(role)
			.execute(mutation, Map.of("eventId", this.events.get(event), "person", "ann"), "changed event { id }");
		if (response.has("errors")) {
			return response.at("/errors/0/extensions/code").asString();
		}
		JsonNode payload = response.at("/data/" + mutation);
		if (payload.get("userErrors").isEmpty()) {
			assertThat(payload.at("/event/id").asString()).isEqualTo(this.events.get(event));
			return payload.get("changed").asString();
		}
		assertThat(payload.get("event").isNull()).isTrue();
		return payload.at("/userErrors/0/code").asString();
	}

	private MutationClient withKey(Set<Scope> scopes, UUID organizer) {
		return MutationClients.withKey(this.graphQlTestClient, TestApiKeys.create(this.keys, scopes, organizer));
	}

	private static UUID organizer(MutationClient mutationClient, String name) {
		return UUID.fromString(mutationClient.mutate("createOrganizer", Map.of("name", name), "organizer { id }")
			.at("/organizer/id")
			.asString()
			.substring(4));
	}

	private static String create(MutationClient mutationClient, UUID organizer, boolean publish) {
		return mutationClient
			.mutate("createEvent",
					Map.of("name", "Owls", "publish", publish, "organizerIds", List.of("org_" + organizer), "start",
							Map.of("local", "2027-03-05T19:30", "timeZone", "Europe/Lisbon")),
					"event { id }")
			.at("/event/id")
			.asString();
	}

}
