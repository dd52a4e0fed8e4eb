package dev.marquee.security;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import graphql.schema.GraphQLFieldDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads a published and an unpublished event through every root field, as every kind of
 * viewer.
 */
@IntegrationTest
class DraftVisibilityTests {

	private static final UUID OWNER = UUID.fromString("00000000-0000-7000-8000-0000000000aa");

	private static final UUID OTHER_ORGANIZER = UUID.fromString("00000000-0000-7000-8000-0000000000bb");

	private static final UUID VENUE = UUID.fromString("00000000-0000-7000-8000-0000000000cc");

	private static final UUID PERFORMER = UUID.fromString("00000000-0000-7000-8000-0000000000dd");

	private static final UUID PUBLISHED = UUID.fromString("00000000-0000-7000-8000-000000000001");

	private static final UUID DRAFT = UUID.fromString("00000000-0000-7000-8000-000000000002");

	private static final String LIST = "{ totalCount nodes { name } edges { cursor node { name } }"
			+ " pageInfo { startCursor endCursor hasNextPage } }";

	/** A query for each root field; its variables refer to the event under test. */
	private static final Map<String, String> QUERIES = Map.ofEntries(
			Map.entry("event", "event(id: $id) { name similar { name } venue { events " + LIST + " } }"),
			Map.entry("eventByUrl", "eventByUrl(url: $url) { name }"),
			Map.entry("eventByIdentifier", "eventByIdentifier(identifier: $name) { name }"),
			Map.entry("eventBySlug", "eventBySlug(slug: $eventSlug) { name }"),
			Map.entry("occurrences",
					"occurrences { totalCount nodes { event { name } } edges { cursor node { event { name } } }"
							+ " facets { days { value count } } }"),
			Map.entry("performer", "performer(id: $performer) { events " + LIST + " }"),
			Map.entry("performers", "performers { nodes { events " + LIST + " } }"),
			Map.entry("node", "node(id: $id) { id ... on Event { name } }"),
			Map.entry("nodes", "nodes(ids: [$id]) { id ... on Event { name } }"),
			Map.entry("events",
					"events " + LIST + " searched: events(filter: { search: \"secret\" }) { totalCount nodes { name }"
							+ " facets { categories { value count } days { value count } cities { value count } } }"),
			Map.entry("suggest", "suggest(text: \"secr\") { text value event { name } }"),
			Map.entry("categories", "categories { slug }"),
			Map.entry("category", "category(slug: $slug) { slug events " + LIST + " }"),
			Map.entry("venue", "venue(id: $venue) { events " + LIST + " }"),
			Map.entry("venues", "venues { nodes { events " + LIST + " } }"),
			Map.entry("organizer", "organizer(id: $organizer) { events " + LIST + " }"),
			Map.entry("organizers", "organizers { nodes { events " + LIST + " } }"), Map.entry("eventClusters",
					"""
							eventClusters(within: { south: 0, west: 0, north: 50, east: 50 }) { clusters { count events { name } } }
							searched: eventClusters(filter: { search: "secret" }, within: { south: 0, west: 0, north: 50, east: 50 }) {
								clusters { count events { name } } }"""));

	/**
	 * The fields of changes and {@code viewer} have separate tests, and rate limits and
	 * cities contain no events.
	 */
	private static final Set<String> FIELDS_WITHOUT_EVENTS = Set.of("changes", "changeCursor", "rateLimit", "viewer",
			"city");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ApiKeys keys;

	@Autowired
	GraphQlSource source;

	@BeforeEach
	void insertEvents() {
		TestDatabase.clear();
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			var sql = TestDatabase.dsl();
			sql.execute("insert into venue (id, name, city, latitude, longitude) values (?, 'Hall', 'Town', 20, 30)",
					VENUE);
			sql.execute("insert into organizer (id, name) values (?, 'Owner'), (?, 'Stranger')", OWNER,
					OTHER_ORGANIZER);
			sql.execute("insert into category (slug, name) values ('open', 'Open'), ('hidden', 'Hidden')");
			sql.execute("insert into performer (id, name) values (?, 'Singer')", PERFORMER);
			add(PUBLISHED, "Secretary", "open");
			add(DRAFT, "Secrecy", "hidden");
			sql.execute("update event set published_at = null where id = ?", DRAFT);
		});
	}

	private static void add(UUID id, String name, String category) {
		var sql = TestDatabase.dsl();
		sql.execute(
				"""
						insert into event (id, url, name, description, starts_at, start_local, start_zone, start_precision,
						  start_zone_source, venue_id)
						values (?, 'https://listings.example/' || ?, ?, 'secret', '2099-01-01T00:00Z', '2099-01-01', 'UTC', 'DAY',
						  'STATED', ?)""",
				id, name, name, VENUE);
		sql.execute("insert into event_organizer (event_id, position, organizer_id, starts_at)"
				+ " values (?, 0, ?, '2099-01-01T00:00Z')", id, OWNER);
		sql.execute("insert into event_category (event_id, position, category_slug) values (?, 0, ?)", id, category);
		sql.execute("insert into event_performer (event_id, position, performer_id, starts_at)"
				+ " values (?, 0, ?, '2099-01-01T00:00Z')", id, PERFORMER);
		sql.execute("insert into event_identifier (event_id, position, kind, value) values (?, 0, 'IDENTIFIER', ?)", id,
				name);
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void everyRootFieldIsCovered() {
		assertThat(this.source.schema().getQueryType().getFieldDefinitions())
			.extracting(GraphQLFieldDefinition::getName)
			.filteredOn((field) -> !FIELDS_WITHOUT_EVENTS.contains(field))
			.as("a new root field needs a query here")
			.containsExactlyInAnyOrderElementsOf(QUERIES.keySet());
	}

	@Test
	void draftIsVisibleOnlyToItsEditors() {
		String own = this.keys.create("own", Set.of(Scope.EVENTS_WRITE), OWNER, null).text();
		String foreign = this.keys.create("foreign", Set.of(Scope.EVENTS_WRITE), OTHER_ORGANIZER, null).text();
		String importer = this.keys.create("importer", Set.of(Scope.LISTINGS_IMPORT, Scope.ADMIN), null, null).text();
		String writer = this.keys.create("writer", Set.of(Scope.EVENTS_WRITE), null, null).text();
		for (int time = 1; time <= 3; time++) {
			for (GraphQlTestClient unauthorized : List.of(this.graphQlTestClient,
					this.graphQlTestClient.withToken(foreign), this.graphQlTestClient.withToken(importer))) {
				QUERIES.forEach(
						(field, query) -> assertThat(query(unauthorized, query, DRAFT, "Secrecy").toString()).as(field)
							.doesNotContain("Secrecy", "hidden", DRAFT.toString(), "\"totalCount\":2", "\"count\":2"));
			}
			for (GraphQlTestClient authorized : List.of(this.graphQlTestClient.withToken(own),
					this.graphQlTestClient.withToken(writer),
					this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN))) {
				QUERIES.forEach((field, query) -> {
					if (!field.equals("suggest")) {
						assertThat(query(authorized, query, DRAFT, "Secrecy").toString()).as(field)
							.containsAnyOf("Secrecy", "hidden");
					}
				});
				assertThat(query(authorized, QUERIES.get("events"), DRAFT, "Secrecy").at("/events/totalCount").asInt())
					.isEqualTo(2);
			}
		}
	}

	@Test
	void categoryOfDraftsOnlyIsNotFoundById() {
		String id = "cat_" + TestDatabase.dsl().fetchValue("select id from category where slug = 'hidden'");
		String node = "query ($id: ID!) { node(id: $id) { id ... on Category { slug } } }";
		assertThat(this.graphQlTestClient.data(node, Map.of("id", id)).get("node").isNull()).isTrue();
		assertThat(this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN)
			.data(node, Map.of("id", id))
			.at("/node/slug")
			.asString()).isEqualTo("hidden");
	}

	@Test
	void publishedEventIsVisibleToAllViewers() {
		String foreign = this.keys.create("foreign", Set.of(Scope.EVENTS_WRITE), OTHER_ORGANIZER, null).text();
		for (GraphQlTestClient viewer : List.of(this.graphQlTestClient, this.graphQlTestClient.withToken(foreign),
				this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN))) {
			QUERIES
				.forEach((field, query) -> assertThat(query(viewer, query, PUBLISHED, "Secretary").toString()).as(field)
					.containsAnyOf("Secretary", "open"));
		}
	}

	@Test
	void suggestionsAndSimilarEventsExcludeDraftsForEditors() {
		GraphQlTestClient editor = this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN);
		assertThat(query(editor, QUERIES.get("suggest"), DRAFT, "Secrecy").toString()).contains("Secretary")
			.doesNotContain("Secrecy");
		assertThat(query(editor, QUERIES.get("event"), PUBLISHED, "Secretary").at("/event/similar")).isEmpty();
	}

	@Test
	void changesExcludeUnpublishedEvents() {
		String cursor = this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString();
		TestDatabase.dsl().execute("update event set name = 'Secrecies' where id = ?", DRAFT);
		for (GraphQlTestClient viewer : List.of(this.graphQlTestClient,
				this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN))) {
			assertThat(changes(viewer, cursor)).isEmpty();
		}
		TestDatabase.dsl().execute("update event set published_at = now() where id = ?", DRAFT);
		TestDatabase.dsl().execute("update event set name = 'No secret' where id = ?", DRAFT);
		TestDatabase.dsl().execute("update event set published_at = null where id = ?", DRAFT);
		TestDatabase.dsl().execute("update event set name = 'Secret again' where id = ?", DRAFT);
		assertThat(changes(this.graphQlTestClient, cursor)).containsExactly("PUBLISHED Secrecies null",
				"UPDATED No secret null", "REMOVED No secret null");
	}

	/**
	 * Returns the kind, last known name and current event of each change; the public does
	 * not see the current event.
	 */
	private static List<String> changes(GraphQlTestClient viewer, String cursor) {
		JsonNode page = viewer.data(
				"query ($after: String) { changes(after: $after) { nodes { kind lastKnown { name } event { name } } } }",
				Map.of("after", cursor));
		return page.at("/changes/nodes")
			.valueStream()
			.map((change) -> change.get("kind").asString() + " " + change.at("/lastKnown/name").asString() + " "
					+ change.at("/event").toString())
			.toList();
	}

	@Test
	void publishedAtDistinguishesDraftsFromPublishedEvents() {
		GraphQlTestClient editor = this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN);
		assertThat(query(editor, "event(id: $id) { publishedAt }", DRAFT, "Secrecy").at("/event/publishedAt").isNull())
			.isTrue();
		assertThat(Instant.parse(query(this.graphQlTestClient, "event(id: $id) { publishedAt }", PUBLISHED, "Secretary")
			.at("/event/publishedAt")
			.asString())).isNotNull();
	}

	private static JsonNode query(GraphQlTestClient graphQlTestClient, String query, UUID event, String name) {
		StringBuilder variables = new StringBuilder();
		Map<String, String> types = Map.of("id", "ID!", "url", "Url!", "venue", "ID!", "organizer", "ID!", "slug",
				"String!", "name", "String!", "eventSlug", "String!", "performer", "ID!");
		types.forEach((variable, type) -> {
			if (query.contains("$" + variable)) {
				variables.append('$').append(variable).append(": ").append(type).append(' ');
			}
		});
		String head = variables.isEmpty() ? "query " : "query (" + variables + ") ";
		return graphQlTestClient.data(head + "{ " + query + " }",
				Map.of("id", "evt_" + event, "url", "https://listings.example/" + name, "venue", "ven_" + VENUE,
						"organizer", "org_" + OWNER, "slug", name.equals("Secrecy") ? "hidden" : "open", "name", name,
						"eventSlug", TestDatabase.dsl().fetchValue("select slug from event where id = ?", event),
						"performer", "per_" + PERFORMER));
	}

}
