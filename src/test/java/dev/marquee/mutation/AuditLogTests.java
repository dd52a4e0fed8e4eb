package dev.marquee.mutation;

import java.util.Map;
import java.util.Set;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.security.ApiKeys;
import dev.marquee.security.Scope;
import dev.marquee.security.TestApiKeys;
import org.jooq.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.db.Tables.API_KEY;
import static dev.marquee.db.Tables.AUDIT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The audit log of venues, organizers and performers, including those without events.
 */
@IntegrationTest
class AuditLogTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ApiKeys keys;

	MutationClient writer;

	@BeforeEach
	void createWriter() {
		clear();
		this.writer = MutationClients.withKey(this.graphQlTestClient,
				TestApiKeys.create(this.keys, Set.of(Scope.EVENTS_WRITE), null));
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
		TestDatabase.dsl().deleteFrom(API_KEY).execute();
		TestDatabase.dsl().deleteFrom(AUDIT).execute();
	}

	@Test
	void venuesAreAudited() {
		String id = this.writer.mutate("createVenue", Map.of("name", "The Lantern"), "venue { id }")
			.at("/venue/id")
			.asString();
		this.writer.mutate("updateVenue", Map.of("id", id, "name", "The Lamp"), "venue { id }");
		this.writer.mutate("updateVenue", Map.of("id", id, "name", "The Lamp"), "venue { id }");
		TestDatabase.dsl().execute("delete from venue");
		assertAudited("venue", id, "The Lantern", "The Lamp");
	}

	@Test
	void organizersAreAudited() {
		String id = this.writer.mutate("createOrganizer", Map.of("name", "Ann"), "organizer { id }")
			.at("/organizer/id")
			.asString();
		this.writer.mutate("updateOrganizer", Map.of("id", id, "name", "Bob"), "organizer { id }");
		TestDatabase.dsl().execute("delete from organizer");
		assertAudited("organizer", id, "Ann", "Bob");
	}

	@Test
	void performersAreAudited() {
		String id = this.writer.mutate("createPerformer", Map.of("name", "Ann"), "performer { id }")
			.at("/performer/id")
			.asString();
		this.writer.mutate("updatePerformer", Map.of("id", id, "name", "Bob"), "performer { id }");
		TestDatabase.dsl().execute("delete from performer");
		assertAudited("performer", id, "Ann", "Bob");
	}

	@Test
	void rejectedMutationIsNotAudited() {
		this.writer.userErrors("createVenue", Map.of("name", ""));
		assertThat(TestDatabase.dsl().fetchCount(AUDIT)).isZero();
	}

	private void assertAudited(String table, String id, String first, String second) {
		String key = TestDatabase.dsl().select(API_KEY.ID).from(API_KEY).fetchSingle(API_KEY.ID).toString();
		Result<?> rows = TestDatabase.dsl().selectFrom(AUDIT).orderBy(AUDIT.ID).fetch();
		assertThat(rows).extracting((row) -> row.get(AUDIT.KIND) + row.get(AUDIT.ROW_ID))
			.containsOnly(table + id.substring(4));
		assertThat(rows)
			.extracting((row) -> name(row.get(AUDIT.BEFORE)) + " > " + name(row.get(AUDIT.AFTER)) + " by "
					+ row.get(AUDIT.ACTOR) + " with " + row.get(AUDIT.KEY_ID))
			.containsExactly("null > " + first + " by " + key + " with " + key,
					first + " > " + second + " by " + key + " with " + key, second + " > null by null with null");
	}

	private static String name(Object row) {
		JsonNode json = (row != null) ? GraphQlTestClient.JSON.readTree(row.toString()) : null;
		return (json != null) ? json.get("name").asString() : "null";
	}

}
