package dev.marquee.output;

import java.net.http.HttpResponse;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entity tags of lists with more than 10,000 events.
 */
@IntegrationTest
class LongListTests {

	private static final int EVENTS = 10_050;

	private static final String LIST = "/events.csv?filter=%7B%22attendanceModes%22%3A%5B%22UNKNOWN%22%5D%7D";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	OutputClient client;

	@BeforeEach
	void populate() {
		this.client = new OutputClient(this.graphQlTestClient);
		TestDatabase.clear();
		// Without triggers, which take a minute for so many events.
		TestDatabase.dsl().transaction((transaction) -> {
			DSLContext sql = transaction.dsl();
			sql.execute("set local session_replication_role = replica");
			sql.execute(
					"""
							insert into event (id, name, slug, starts_at, start_local, start_zone, start_precision, start_zone_source, published_at)
							select gen_random_uuid(), 'Owls ' || number, 'owls-' || number, '2026-01-01 20:00Z', '2026-01-01 20:00', 'UTC',
								'MINUTE', 'STATED', now()
							from generate_series(1, ?) as number""",
					EVENTS);
			sql.execute("insert into event_search select * from event_search_fresh");
		});
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void longListIsNotSentAgainWhileNothingChanges() {
		HttpResponse<String> list = this.client.get(LIST);
		assertThat(list.body().lines()).hasSize(EVENTS + 1);
		String tag = tag(list);
		HttpResponse<String> again = this.client.get(LIST, "If-None-Match", tag);
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.headers().firstValue("ETag")).contains(tag);
		assertThat(tag(this.client.get("/events.csv"))).as("another filter").isNotEqualTo(tag);
		assertThat(tag(this.client.get(LIST, "Authorization", "Bearer " + IntegrationTest.EDITOR_TOKEN)))
			.as("of who also sees drafts")
			.isNotEqualTo(tag);
	}

	@ParameterizedTest
	@ValueSource(strings = { "update event set name = 'Mice' where name = 'Owls 10050'",
			"delete from event where name = 'Owls 10050'",
			"insert into ticket (event_id, position, price_kind) select id, 1, 'FREE' from event limit 1" })
	void everyChangeChangesTheTagOfALongList(String change) {
		String tag = tag(this.client.get(LIST));
		TestDatabase.dsl().execute(change);
		HttpResponse<String> changed = this.client.get(LIST, "If-None-Match", tag);
		assertThat(changed.statusCode()).isEqualTo(200);
		assertThat(tag(changed)).isNotEqualTo(tag);
	}

	/** An event that ends leaves the list without a change of the database. */
	@Test
	void longListThatDependsOnTheTimeIsSentAgain() {
		String path = "/events.csv?filter=%7B%22when%22%3A%22PAST%22%7D";
		HttpResponse<String> list = this.client.get(path);
		assertThat(list.body().lines()).hasSize(EVENTS + 1);
		assertThat(this.client.get(path, "If-None-Match", tag(list)).statusCode()).isEqualTo(200);
	}

	private static String tag(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(200);
		return response.headers().firstValue("ETag").orElseThrow();
	}

}
