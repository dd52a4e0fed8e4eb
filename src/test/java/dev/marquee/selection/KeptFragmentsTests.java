package dev.marquee.selection;

import java.util.List;
import java.util.Map;

import dev.marquee.Client;
import dev.marquee.RandomListings;
import dev.marquee.Statements;
import dev.marquee.WholeHouse;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many statements an answer takes: one as long as nothing or everything of it is
 * kept, one more for what is missing, and a third only when something changes between the
 * two.
 */
@WholeHouse
class KeptFragmentsTests {

	private static final String LIST = """
			query List($first: Int) {
				events(first: $first) {
					nodes { id name venue { name } organizers { name } tickets { name } }
					edges { cursor node { id name faqs { question } } }
				}
			}
			""";

	@Autowired
	Client client;

	@Autowired
	Statements statements;

	@BeforeEach
	void fill() {
		RandomListings.fill(5, 30);
		this.client.data("{ __typename }");
		this.statements.forget();
	}

	@AfterEach
	void forget() {
		this.statements.forget();
	}

	@Test
	void anAnswerIsOneStatementWhetherNothingOrEverythingIsKept() {
		JsonNode cold = this.client.data(LIST + "# asked once", Map.of("first", 20)).get("events");
		assertThat(this.statements.sent()).hasSize(1);
		warmUp();
		assertThat(list()).isEqualTo(cold);
		assertThat(this.statements.sent()).hasSize(1);
		assertThat(this.statements.sent().getFirst()).doesNotContain("ticket").contains("venue");
	}

	@Test
	void whatHasChangedIsReadByOneMoreStatement() {
		JsonNode before = warmUp();
		execute("update venue set name = name || '!'");
		execute("update ticket set name = 'Gate'");
		JsonNode after = list();
		assertThat(this.statements.sent()).hasSize(2);
		assertThat(after).isNotEqualTo(before);
		assertThat(after.findValues("tickets").toString()).contains("Gate");
		this.statements.forget();
		assertThat(list()).isEqualTo(after);
		assertThat(this.statements.sent()).hasSize(1);
	}

	@Test
	void onlyWhatHasChangedIsReadAgain() {
		warmUp();
		execute("update event set name = 'One' where id = (select id from event order by starts_at, id limit 1)");
		assertThat(list().at("/nodes/0/name").asString()).isEqualTo("One");
		assertThat(this.statements.sent()).hasSize(2);
		assertThat(this.statements.sent().getLast()).contains(" union all ");
	}

	@Test
	void whatChangesBetweenTheTwoIsReadAgainAtOnce() {
		warmUp();
		execute("update event set name = 'One'");
		this.statements.before((statement) -> {
			if (statement.contains("cast(? as uuid[])")) {
				execute("update event set name = 'Two'");
			}
		});
		JsonNode list = list();
		assertThat(this.statements.sent()).hasSize(3);
		assertThat(list.findValuesAsString("name")).contains("Two").doesNotContain("One");
	}

	@Test
	void aRowThatGoesBetweenTheTwoGoesFromTheAnswer() {
		warmUp();
		execute("update event set name = 'One'");
		this.statements.before((statement) -> {
			if (statement.contains("cast(? as uuid[])")) {
				execute("delete from event where id = (select id from event order by starts_at, id limit 1)");
			}
		});
		String first = TestDatabase.dsl().fetchValue("select id from event order by starts_at, id limit 1").toString();
		assertThat(list().at("/nodes/0/id").asString()).isNotEqualTo("evt_" + first);
		assertThat(this.statements.sent()).hasSize(3);
	}

	@Test
	void listsOfOtherSizesUseWhatIsKept() {
		warmUp();
		this.client.data(LIST, Map.of("first", 7));
		this.client.data(LIST, Map.of("first", 7));
		this.statements.forget();
		this.client.data(LIST, Map.of("first", 7));
		assertThat(this.statements.sent()).hasSize(1);
		assertThat(this.statements.sent().getFirst()).doesNotContain("ticket");
	}

	private JsonNode warmUp() {
		list();
		list();
		JsonNode list = list();
		this.statements.forget();
		return list;
	}

	private JsonNode list() {
		return this.client.data(LIST, Map.of("first", 20)).get("events");
	}

	private static void execute(String sql) {
		TestDatabase.dsl().execute(sql);
	}

}
