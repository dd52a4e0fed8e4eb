package dev.marquee.database;

import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.MarqueeApplication;
import dev.marquee.ingest.SampleListings;
import dev.marquee.transport.websocket.TestWebSocket;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application in a schema of another name than {@code public}.
 */
@Timeout(300)
class SchemaNameTests {

	private static final String OWN_RELATIONS = """
			select count(*) from pg_class where relnamespace = '%s'::regnamespace and not exists (
				select from pg_depend where objid = pg_class.oid and deptype = 'e')""";

	private static final String READ = """
			{
				events(first: 1) { totalCount facets { categories(first: 1) { count } cities(first: 1) { count } } }
				found: events(filter: { search: "lindi" }, first: 5) { edges { relevance node { name similar(first: 3) { name } } } }
				near: events(filter: { near: { latitude: 38.72, longitude: -9.14, radiusKm: 50 } }) { nodes { venue { id city } } }
				suggest(text: "lis") { kind text }
				changes(first: 100) { nodes { kind } }
			}
			""";

	private static final String RENAME = """
			mutation Rename($id: ID!) {
				updateVenue(input: { id: $id, name: "Another name" }) { venue { name } userErrors { message } }
			}
			""";

	@Test
	void schemaIsCreatedAndUsed() throws Exception {
		TestDatabase.createDatabase("schema_created");
		try (CloseableDSLContext sql = DSL.using(TestDatabase.url("schema_created"))) {
			assertEverythingWorks("schema_created", "marquee,public");
			assertThat(sql.fetchValue(OWN_RELATIONS.formatted("public"))).isEqualTo(0L);
			assertThat(sql.fetchValue("select count(*) from marquee.event_search")).isEqualTo(31L);
		}
	}

	@Test
	void extensionsMayLiveInAnotherSchema() throws Exception {
		TestDatabase.createDatabase("extensions_apart");
		try (CloseableDSLContext sql = DSL.using(TestDatabase.url("extensions_apart"))) {
			sql.execute("create schema marquee");
			sql.execute("create schema extensions");
			for (String extension : new String[] { "unaccent", "pg_trgm", "fuzzystrmatch", "cube" }) {
				sql.execute("create extension " + extension + " schema extensions");
			}
			assertEverythingWorks("extensions_apart", "marquee,extensions");
			assertThat(sql.fetchValue(OWN_RELATIONS.formatted("public"))).isEqualTo(0L);
			assertThat(sql.fetchValue(OWN_RELATIONS.formatted("extensions"))).isEqualTo(0L);
		}
	}

	private static void assertEverythingWorks(String database, String searchPath) throws Exception {
		try (ConfigurableApplicationContext server = new SpringApplicationBuilder(MarqueeApplication.class,
				GraphQlTestClient.class)
			.run("--server.port=0", "--marquee.editor-token=" + IntegrationTest.EDITOR_TOKEN,
					"--spring.datasource.url=" + TestDatabase.url(database) + "&currentSchema=" + searchPath)) {
			GraphQlTestClient graphQlTestClient = server.getBean(GraphQlTestClient.class);
			assertThat(server.getBean(SampleListings.class).loadIntoEmptyDatabase()).isEqualTo(31);
			JsonNode read = graphQlTestClient.data(READ);
			assertThat(read.at("/events/totalCount").asInt()).isEqualTo(31);
			assertThat(read.at("/events/facets/categories/0/count").asInt()).isPositive();
			assertThat(read.at("/events/facets/cities/0/count").asInt()).isPositive();
			assertThat(read.at("/found/edges/0/node/name").asString()).contains("Lindy");
			assertThat(read.at("/found/edges/0/relevance").asDouble()).isPositive();
			assertThat(read.at("/near/nodes/0/venue/city").asString()).isEqualTo("Lisbon");
			assertThat(read.at("/suggest/0/text").asString()).isEqualTo("Lisbon");
			assertThat(read.at("/changes/nodes")).hasSize(31);
			assertChangeIsDelivered(graphQlTestClient, read.at("/near/nodes/0/venue/id").asString());
		}
	}

	private static void assertChangeIsDelivered(GraphQlTestClient graphQlTestClient, String venue) {
		try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(graphQlTestClient.uri("/graphql"))) {
			testWebSocket.subscribe("a",
					"subscription { eventChanges { kind changedFields event { venue { name } } } }", Map.of());
			testWebSocket.subscribe("ready", "{ __typename }", Map.of());
			assertThat(testWebSocket.expect("next").get("id").asString()).isEqualTo("ready");
			assertThat(testWebSocket.expect("complete").get("id").asString()).isEqualTo("ready");
			JsonNode renamed = graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN)
				.data(RENAME, Map.of("id", venue));
			assertThat(renamed.at("/updateVenue/venue/name").asString()).isEqualTo("Another name");
			JsonNode change = testWebSocket.expect("next").at("/payload/data/eventChanges");
			assertThat(change.get("kind").asString()).isEqualTo("UPDATED");
			assertThat(change.at("/event/venue/name").asString()).isEqualTo("Another name");
			assertThat(change.at("/changedFields/0").asString()).isEqualTo("venue");
		}
	}

}
