package dev.marquee.event.editing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.marquee.Client;
import dev.marquee.WholeHouse;
import dev.marquee.access.ApiKeys;
import dev.marquee.access.Scope;
import dev.marquee.access.TestKeys;
import dev.marquee.access.Viewer;
import dev.marquee.database.TestDatabase;
import dev.marquee.selection.Audience;
import dev.marquee.writing.Editor;
import dev.marquee.writing.Editors;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static dev.marquee.event.editing.EventEditingTests.START;
import static dev.marquee.schema.Tables.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

@WholeHouse
class EditingRightsTests {

	@Autowired
	Client client;

	@Autowired
	ApiKeys keys;

	@Autowired
	GraphQlSource source;

	Editor everybody;

	String own;

	String other;

	Editor bound;

	@BeforeEach
	void fill() {
		TestDatabase.clear();
		this.everybody = Editors.of(this.client);
		this.own = organizer("Own");
		this.other = organizer("Other");
		this.bound = with(Set.of(Scope.EVENTS_WRITE, Scope.LISTINGS_IMPORT), UUID.fromString(this.own.substring(4)));
	}

	@Test
	void aKeyOfAnOrganizerWritesItsEventsAlone() {
		String mine = create(this.bound, Map.of());
		assertThat(this.bound.write("updateEvent", Map.of("id", mine, "name", "Mine"), "event { organizers { name } }")
			.at("/event/organizers/0/name")
			.asString()).isEqualTo("Own");
		String theirs = create(this.everybody, Map.of("organizerIds", List.of(this.other)));
		String nobodys = create(this.everybody, Map.of());
		for (String mutation : List.of("updateEvent", "publishEvent", "unpublishEvent", "postponeEvent", "cancelEvent",
				"deleteEvent")) {
			assertThat(this.bound.problems(mutation, Map.of("id", theirs))).containsExactly("id NOT_FOUND");
			assertThat(this.bound.problems(mutation, Map.of("id", nobodys))).containsExactly("id NOT_FOUND");
		}
		assertThat(this.bound.problems("setFaqs", Map.of("id", theirs, "faqs", List.of())))
			.containsExactly("id NOT_FOUND");
	}

	@Test
	void aKeyOfAnOrganizerBringsInNoOtherAndStays() {
		assertThat(this.bound.problems("createEvent", input(Map.of("organizerIds", List.of(this.other)))))
			.containsExactly("organizerIds NOT_FOUND", "organizerIds INVALID");
		String shared = create(this.everybody, Map.of("organizerIds", List.of(this.other, this.own)));
		this.bound.write("updateEvent", Map.of("id", shared, "organizerIds", List.of(this.own, this.other)),
				"event { id }");
		assertThat(this.bound.problems("updateEvent", Map.of("id", shared, "organizerIds", List.of(this.other))))
			.containsExactly("organizerIds INVALID");
	}

	@Test
	void aKeyOfAnOrganizerChangesThatOneAndNothingShared() {
		this.bound.write("updateOrganizer", Map.of("id", this.own, "name", "Renamed"), "organizer { id }");
		assertThat(this.bound.problems("updateOrganizer", Map.of("id", this.other, "name", "Renamed")))
			.containsExactly("id NOT_FOUND");
		String venue = this.bound.write("createVenue", Map.of("name", "A"), "venue { id }").at("/venue/id").asString();
		assertThat(code(this.bound.ask("updateVenue", Map.of("id", venue), ""))).isEqualTo("FORBIDDEN");
		assertThat(code(this.bound.ask("createOrganizer", Map.of("name", "B"), ""))).isEqualTo("FORBIDDEN");
		assertThat(code(this.bound.ask("importListings", Map.of("documents", List.of()), ""))).isEqualTo("FORBIDDEN");
	}

	@Test
	void whoeverWritesForAnOrganizerThatIsNotThereWritesNothing() {
		Viewer nobody = new Viewer(Viewer.Kind.TOKEN, "ann", Set.of(Scope.EVENTS_WRITE),
				UUID.fromString("00000000-0000-7000-8000-000000000000"), null, "ann");
		ExecutionResult result = this.source.graphQl()
			.execute(ExecutionInput.newExecutionInput("""
					mutation { createEvent(input: { name: "Owls", start: { date: "2027-03-05", timeZone: "UTC" } }) {
						userErrors { field code } } }""")
				.graphQLContext(Map.of(Viewer.class, nobody, Audience.class, nobody.audience()))
				.build());
		assertThat(result.getErrors()).isEmpty();
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
	}

	@Test
	void draftsAreSeenByThoseWhoMayWriteThem() {
		String draft = create(this.bound, Map.of("publish", false));
		String query = "query Read($id: ID!) { event(id: $id) { id publishedAt } events { totalCount } }";
		for (Editor reader : List.of(this.bound, this.everybody)) {
			JsonNode data = this.client.ask(query, Map.of("id", draft), reader.headers()).get("data");
			assertThat(data.at("/event/publishedAt").isNull()).isTrue();
			assertThat(data.at("/events/totalCount").asInt()).isEqualTo(1);
		}
		JsonNode data = this.client.data(query, Map.of("id", draft));
		assertThat(data.get("event").isNull()).isTrue();
		assertThat(data.at("/events/totalCount").asInt()).isZero();
	}

	@Test
	void eachMutationAsksForItsScope() {
		Editor importer = with(Set.of(Scope.LISTINGS_IMPORT, Scope.ADMIN), null);
		assertThat(code(importer.ask("createEvent", input(Map.of()), ""))).isEqualTo("FORBIDDEN");
		Editor writer = with(Set.of(Scope.EVENTS_WRITE), null);
		assertThat(code(writer.ask("importListings", Map.of("documents", List.of()), ""))).isEqualTo("FORBIDDEN");
		assertThat(importer.problems("importListings", Map.of("documents", List.of())))
			.containsExactly("documents REQUIRED");
	}

	@Test
	void anIdempotencyKeyBelongsToItsCaller() {
		String key = UUID.randomUUID().toString();
		String first = create(this.everybody.with("Idempotency-Key", key), Map.of());
		assertThat(create(this.bound.with("Idempotency-Key", key), Map.of())).isNotEqualTo(first);
		assertThat(create(this.everybody.with("Idempotency-Key", key), Map.of())).isEqualTo(first);
	}

	private Editor with(Set<Scope> scopes, UUID organizer) {
		return Editors.of(this.client, TestKeys.create(this.keys, scopes, organizer));
	}

	private static String code(JsonNode response) {
		return response.at("/errors/0/extensions/code").asString();
	}

	private String organizer(String name) {
		return this.everybody.write("createOrganizer", Map.of("name", name), "organizer { id }")
			.at("/organizer/id")
			.asString();
	}

	private static Map<String, Object> input(Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(Map.of("name", "Owls", "start", START, "publish", true));
		input.putAll(more);
		return input;
	}

	private static String create(Editor editor, Map<String, ?> more) {
		return editor.write("createEvent", input(more), "event { id }").at("/event/id").asString();
	}

}
