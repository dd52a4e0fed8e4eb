package dev.marquee.query.execute;

import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.StatementRecorder;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The number of statements for a response: one if no fragment or all fragments are
 * cached, two if some are missing, and three only if a row changes between the two.
 */
@IntegrationTest
class PlanExecutorTests {

	private static final String LIST_QUERY = """
			query List($first: Int) {
				events(first: $first) {
					nodes { id name venue { name } organizers { name } tickets { name } }
					edges { cursor node { id name faqs { question } } }
				}
			}
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@BeforeEach
	void fill() {
		RandomListings.populate(5, 30);
		this.graphQlTestClient.data("{ __typename }");
		this.statementRecorder.reset();
	}

	@AfterEach
	void resetRecorder() {
		this.statementRecorder.reset();
	}

	@Test
	void coldAndWarmCacheNeedOneStatement() {
		JsonNode cold = this.graphQlTestClient.data(LIST_QUERY + "# executed once", Map.of("first", 20)).get("events");
		assertThat(this.statementRecorder.recorded()).hasSize(1);
		warmUpCache();
		assertThat(list()).isEqualTo(cold);
		assertThat(this.statementRecorder.recorded()).hasSize(1);
		assertThat(this.statementRecorder.recorded().getFirst()).doesNotContain("ticket").contains("venue");
	}

	@Test
	void changedFragmentsNeedOneMoreStatement() {
		JsonNode before = warmUpCache();
		execute("update venue set name = name || '!'");
		execute("update ticket set name = 'Gate'");
		JsonNode after = list();
		assertThat(this.statementRecorder.recorded()).hasSize(2);
		assertThat(after).isNotEqualTo(before);
		assertThat(after.findValues("tickets").toString()).contains("Gate");
		this.statementRecorder.reset();
		assertThat(list()).isEqualTo(after);
		assertThat(this.statementRecorder.recorded()).hasSize(1);
	}

	@Test
	void onlyChangedFragmentsAreReadAgain() {
		warmUpCache();
		execute("update event set name = 'One' where id = (select id from event order by starts_at, id limit 1)");
		assertThat(list().at("/nodes/0/name").asString()).isEqualTo("One");
		assertThat(this.statementRecorder.recorded()).hasSize(2);
		assertThat(this.statementRecorder.recorded().getLast()).contains(" union all ");
	}

	@Test
	void changeBetweenStatementsFallsBackToFullStatement() {
		warmUpCache();
		execute("update event set name = 'One'");
		this.statementRecorder.onStatement((statement) -> {
			if (statement.contains("cast(? as uuid[])")) {
				execute("update event set name = 'Two'");
			}
		});
		JsonNode list = list();
		assertThat(this.statementRecorder.recorded()).hasSize(3);
		assertThat(list.findValuesAsString("name")).contains("Two").doesNotContain("One");
	}

	@Test
	void rowDeletedBetweenStatementsIsAbsent() {
		warmUpCache();
		execute("update event set name = 'One'");
		this.statementRecorder.onStatement((statement) -> {
			if (statement.contains("cast(? as uuid[])")) {
				execute("delete from event where id = (select id from event order by starts_at, id limit 1)");
			}
		});
		String first = TestDatabase.dsl().fetchValue("select id from event order by starts_at, id limit 1").toString();
		assertThat(list().at("/nodes/0/id").asString()).isNotEqualTo("evt_" + first);
		assertThat(this.statementRecorder.recorded()).hasSize(3);
	}

	@Test
	void listsOfOtherSizesReuseFragments() {
		warmUpCache();
		this.graphQlTestClient.data(LIST_QUERY, Map.of("first", 7));
		this.graphQlTestClient.data(LIST_QUERY, Map.of("first", 7));
		this.statementRecorder.reset();
		this.graphQlTestClient.data(LIST_QUERY, Map.of("first", 7));
		assertThat(this.statementRecorder.recorded()).hasSize(1);
		assertThat(this.statementRecorder.recorded().getFirst()).doesNotContain("ticket");
	}

	private JsonNode warmUpCache() {
		list();
		list();
		JsonNode list = list();
		this.statementRecorder.reset();
		return list;
	}

	private JsonNode list() {
		return this.graphQlTestClient.data(LIST_QUERY, Map.of("first", 20)).get("events");
	}

	private static void execute(String sql) {
		TestDatabase.dsl().execute(sql);
	}

}
