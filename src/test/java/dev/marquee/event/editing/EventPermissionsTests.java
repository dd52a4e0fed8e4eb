package dev.marquee.event.editing;

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
import dev.marquee.query.compile.AccessContext;
import dev.marquee.security.ApiKeys;
import dev.marquee.security.Scope;
import dev.marquee.security.TestApiKeys;
import dev.marquee.security.Viewer;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.event.editing.EventEditingTests.START;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What keys and tokens may write, depending on their scopes and organizer.
 */
@IntegrationTest
class EventPermissionsTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ApiKeys keys;

	@Autowired
	GraphQlSource source;

	MutationClient unrestricted;

	String ownOrganizer;

	String otherOrganizer;

	MutationClient bound;

	@BeforeEach
	void createOrganizers() {
		TestDatabase.clear();
		this.unrestricted = MutationClients.withAllScopes(this.graphQlTestClient);
		this.ownOrganizer = organizer("Own");
		this.otherOrganizer = organizer("Other");
		this.bound = withKey(Set.of(Scope.EVENTS_WRITE, Scope.LISTINGS_IMPORT),
				UUID.fromString(this.ownOrganizer.substring(4)));
	}

	@Test
	void organizerKeyEditsOnlyItsOwnEvents() {
		String own = create(this.bound, Map.of());
		assertThat(this.bound.mutate("updateEvent", Map.of("id", own, "name", "Mine"), "event { organizers { name } }")
			.at("/event/organizers/0/name")
			.asString()).isEqualTo("Own");
		String other = create(this.unrestricted, Map.of("organizerIds", List.of(this.otherOrganizer)));
		String withoutOrganizer = create(this.unrestricted, Map.of());
		for (String mutation : List.of("updateEvent", "publishEvent", "unpublishEvent", "postponeEvent", "cancelEvent",
				"deleteEvent")) {
			assertThat(this.bound.userErrors(mutation, Map.of("id", other))).containsExactly("id NOT_FOUND");
			assertThat(this.bound.userErrors(mutation, Map.of("id", withoutOrganizer))).containsExactly("id NOT_FOUND");
		}
		assertThat(this.bound.userErrors("setFaqs", Map.of("id", other, "faqs", List.of())))
			.containsExactly("id NOT_FOUND");
	}

	@Test
	void organizerKeyCannotAddOthersOrRemoveItself() {
		assertThat(this.bound.userErrors("createEvent", input(Map.of("organizerIds", List.of(this.otherOrganizer)))))
			.containsExactly("organizerIds NOT_FOUND", "organizerIds INVALID");
		String shared = create(this.unrestricted,
				Map.of("organizerIds", List.of(this.otherOrganizer, this.ownOrganizer)));
		this.bound.mutate("updateEvent",
				Map.of("id", shared, "organizerIds", List.of(this.ownOrganizer, this.otherOrganizer)), "event { id }");
		assertThat(this.bound.userErrors("updateEvent",
				Map.of("id", shared, "organizerIds", List.of(this.otherOrganizer))))
			.containsExactly("organizerIds INVALID");
		assertThat(
				this.bound.userErrors("updateEvent", Map.of("id", shared, "organizerIds", List.of(this.ownOrganizer))))
			.containsExactly("organizerIds FORBIDDEN");
		assertThat(this.bound.userErrors("deleteEvent", Map.of("id", shared))).containsExactly("id FORBIDDEN");
		assertThat(this.unrestricted.userErrors("updateEvent",
				Map.of("id", shared, "organizerIds", List.of(this.ownOrganizer))))
			.isEmpty();
		assertThat(this.bound.userErrors("deleteEvent", Map.of("id", shared))).isEmpty();
	}

	@Test
	void organizerKeyCannotChangeWhatIdentifiesItsOrganizer() {
		assertThat(this.bound.userErrors("updateOrganizer",
				Map.of("id", this.ownOrganizer, "url", "https://other.example/org/1")))
			.containsExactly("url FORBIDDEN");
		assertThat(this.bound.userErrors("updateOrganizer", Map.of("id", this.ownOrganizer, "name", "Mine"))).isEmpty();
		TestDatabase.dsl().update(ORGANIZER).set(ORGANIZER.SITE, "a.example").execute();
		assertThat(this.bound.userErrors("updateOrganizer", Map.of("id", this.ownOrganizer, "name", "Other Club")))
			.containsExactly("name FORBIDDEN");
		assertThat(this.unrestricted.userErrors("updateOrganizer",
				Map.of("id", this.ownOrganizer, "name", "Other Club", "url", "https://other.example/org/1")))
			.isEmpty();
	}

	@Test
	void urlOfAForeignDraftIsNotRevealed() {
		String url = "https://a.example/secret";
		create(this.unrestricted, Map.of("url", url, "publish", false));
		create(this.bound, Map.of("url", url, "publish", false));
		assertThat(this.bound.userErrors("createEvent", input(Map.of("url", "http://www.a.example/secret/"))))
			.containsExactly("url TAKEN");
		assertThat(this.unrestricted.userErrors("createEvent", input(Map.of("url", url)))).containsExactly("url TAKEN");
	}

	@Test
	void organizerKeyCannotChangeSharedRows() {
		this.bound.mutate("updateOrganizer", Map.of("id", this.ownOrganizer, "name", "Renamed"), "organizer { id }");
		assertThat(this.bound.userErrors("updateOrganizer", Map.of("id", this.otherOrganizer, "name", "Renamed")))
			.containsExactly("id NOT_FOUND");
		String venue = this.bound.mutate("createVenue", Map.of("name", "A"), "venue { id }").at("/venue/id").asString();
		assertThat(code(this.bound.execute("updateVenue", Map.of("id", venue), ""))).isEqualTo("FORBIDDEN");
		assertThat(code(this.bound.execute("createOrganizer", Map.of("name", "B"), ""))).isEqualTo("FORBIDDEN");
		assertThat(code(this.bound.execute("importListings", Map.of("documents", List.of()), "")))
			.isEqualTo("FORBIDDEN");
	}

	@Test
	void unknownOrganizerInTokenWritesNothing() {
		Viewer viewer = new Viewer(Viewer.PrincipalType.TOKEN, "ann", Set.of(Scope.EVENTS_WRITE),
				UUID.fromString("00000000-0000-7000-8000-000000000000"), null, "ann");
		ExecutionResult result = this.source.graphQl()
			.execute(ExecutionInput.newExecutionInput("""
					mutation { createEvent(input: { name: "Owls", start: { date: "2027-03-05", timeZone: "UTC" } }) {
						userErrors { field code } } }""")
				.graphQLContext(Map.of(Viewer.class, viewer, AccessContext.class, viewer.accessContext()))
				.build());
		assertThat(result.getErrors()).isEmpty();
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
	}

	@Test
	void draftsAreVisibleToTheirEditors() {
		String draft = create(this.bound, Map.of("publish", false));
		String query = "query Read($id: ID!) { event(id: $id) { id publishedAt } events { totalCount } }";
		for (MutationClient reader : List.of(this.bound, this.unrestricted)) {
			JsonNode data = this.graphQlTestClient.execute(query, Map.of("id", draft), reader.headers()).get("data");
			assertThat(data.at("/event/publishedAt").isNull()).isTrue();
			assertThat(data.at("/events/totalCount").asInt()).isEqualTo(1);
		}
		JsonNode data = this.graphQlTestClient.data(query, Map.of("id", draft));
		assertThat(data.get("event").isNull()).isTrue();
		assertThat(data.at("/events/totalCount").asInt()).isZero();
	}

	@Test
	void mutationsRequireTheirScope() {
		MutationClient importer = withKey(Set.of(Scope.LISTINGS_IMPORT, Scope.ADMIN), null);
		assertThat(code(importer.execute("createEvent", input(Map.of()), ""))).isEqualTo("FORBIDDEN");
		MutationClient writer = withKey(Set.of(Scope.EVENTS_WRITE), null);
		assertThat(code(writer.execute("importListings", Map.of("documents", List.of()), ""))).isEqualTo("FORBIDDEN");
		assertThat(importer.userErrors("importListings", Map.of("documents", List.of())))
			.containsExactly("documents REQUIRED");
	}

	@Test
	void idempotencyKeyIsScopedToItsCaller() {
		String key = UUID.randomUUID().toString();
		String first = create(this.unrestricted.withHeader("Idempotency-Key", key), Map.of());
		assertThat(create(this.bound.withHeader("Idempotency-Key", key), Map.of())).isNotEqualTo(first);
		assertThat(create(this.unrestricted.withHeader("Idempotency-Key", key), Map.of())).isEqualTo(first);
	}

	private MutationClient withKey(Set<Scope> scopes, UUID organizer) {
		return MutationClients.withKey(this.graphQlTestClient, TestApiKeys.create(this.keys, scopes, organizer));
	}

	private static String code(JsonNode response) {
		return response.at("/errors/0/extensions/code").asString();
	}

	private String organizer(String name) {
		return this.unrestricted.mutate("createOrganizer", Map.of("name", name), "organizer { id }")
			.at("/organizer/id")
			.asString();
	}

	private static Map<String, Object> input(Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(Map.of("name", "Owls", "start", START, "publish", true));
		input.putAll(more);
		return input;
	}

	private static String create(MutationClient mutationClient, Map<String, ?> more) {
		return mutationClient.mutate("createEvent", input(more), "event { id }").at("/event/id").asString();
	}

}
