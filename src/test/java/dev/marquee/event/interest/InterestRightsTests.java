package dev.marquee.event.interest;

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
import dev.marquee.database.TestDatabase;
import dev.marquee.writing.Editor;
import dev.marquee.writing.Editors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may say that somebody is interested, and in what: everybody who writes interests,
 * in all that they see.
 */
@WholeHouse
class InterestRightsTests {

	@Autowired
	Client client;

	@Autowired
	ApiKeys keys;

	private final Map<String, Editor> roles = new HashMap<>();

	private final Map<String, String> events = new HashMap<>();

	@BeforeEach
	void fill() {
		TestDatabase.clear();
		Editor editor = Editors.of(this.client);
		UUID own = organizer(editor, "Own");
		UUID other = organizer(editor, "Other");
		this.roles.put("anybody", new Editor(this.client, Map.of()));
		this.roles.put("editor", editor);
		this.roles.put("site", with(Set.of(Scope.INTERESTS_WRITE), null));
		this.roles.put("admin", with(Set.of(Scope.ADMIN), null));
		this.roles.put("writer", with(Set.of(Scope.EVENTS_WRITE, Scope.LISTINGS_IMPORT), null));
		this.roles.put("owner", with(Set.of(Scope.EVENTS_WRITE, Scope.INTERESTS_WRITE), own));
		this.roles.put("stranger", with(Set.of(Scope.EVENTS_WRITE, Scope.INTERESTS_WRITE), other));
		this.events.put("published", create(editor, own, true));
		this.events.put("draft", create(editor, own, false));
		this.events.put("none", "evt_00000000-0000-7000-8000-000000000000");
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
		TestDatabase.dsl().execute("delete from api_key");
	}

	@ParameterizedTest
	@CsvSource({ "anybody, UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED", "editor, true, true, NOT_FOUND",
			"site, true, NOT_FOUND, NOT_FOUND", "admin, true, NOT_FOUND, NOT_FOUND",
			"writer, FORBIDDEN, FORBIDDEN, FORBIDDEN", "owner, true, true, NOT_FOUND",
			"stranger, true, NOT_FOUND, NOT_FOUND" })
	void everyRoleIsAnsweredAsItMay(String role, String published, String draft, String none) {
		for (String mutation : List.of("expressInterest", "withdrawInterest")) {
			assertThat(answer(role, mutation, "published")).isEqualTo(published);
			assertThat(answer(role, mutation, "draft")).isEqualTo(draft);
			assertThat(answer(role, mutation, "none")).isEqualTo(none);
		}
	}

	private String answer(String role, String mutation, String event) {
		JsonNode response = this.roles.get(role)
			.ask(mutation, Map.of("eventId", this.events.get(event), "person", "ann"), "changed event { id }");
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

	private Editor with(Set<Scope> scopes, UUID organizer) {
		return Editors.of(this.client, TestKeys.create(this.keys, scopes, organizer));
	}

	private static UUID organizer(Editor editor, String name) {
		return UUID.fromString(editor.write("createOrganizer", Map.of("name", name), "organizer { id }")
			.at("/organizer/id")
			.asString()
			.substring(4));
	}

	private static String create(Editor editor, UUID organizer, boolean publish) {
		return editor
			.write("createEvent",
					Map.of("name", "Owls", "publish", publish, "organizerIds", List.of("org_" + organizer), "start",
							Map.of("local", "2027-03-05T19:30", "timeZone", "Europe/Lisbon")),
					"event { id }")
			.at("/event/id")
			.asString();
	}

}
