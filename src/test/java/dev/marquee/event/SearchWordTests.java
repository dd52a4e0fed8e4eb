package dev.marquee.event;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.jooq.CloseableDSLContext;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The words by which misspelled ones are corrected, and suggested categories and cities:
 * only those of published events.
 */
@IntegrationTest
class SearchWordTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	private final DSLContext sql = TestDatabase.dsl();

	@BeforeEach
	@AfterEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void wordOfDraftDoesNotPreventCorrection() {
		insert("Evening of music", true);
		assertThat(found(this.graphQlTestClient, "musik")).containsExactly("Evening of music");
		UUID draft = insert("Evening with musik", false);
		assertThat(found(this.graphQlTestClient, "musik")).containsExactly("Evening of music");
		this.sql.execute("delete from event where id = ?", draft);
		assertThat(found(this.graphQlTestClient, "musik")).containsExactly("Evening of music");
	}

	@Test
	void wordOfDraftIsNoCorrection() {
		insert("Saxophone", false);
		assertThat(found(editor(), "saxophone")).containsExactly("Saxophone");
		assertThat(found(editor(), "saxofone")).isEmpty();
	}

	@Test
	void editorFindsDraftByWordThatIsSimilarToAPublicOne() {
		insert("Music", true);
		insert("Musik", false);
		assertThat(found(editor(), "musik")).containsExactlyInAnyOrder("Music", "Musik");
	}

	@ParameterizedTest
	@ValueSource(strings = { "update event set published_at = null where name = 'Musik'",
			"delete from event where name = 'Musik'", "update event set name = 'Theatre' where name = 'Musik'" })
	void wordIsForgottenWithItsLastPublishedEvent(String removal) {
		insert("Music", true);
		insert("Musik", true);
		insert("Musik draft", false);
		assertThat(found(this.graphQlTestClient, "musik")).containsExactly("Musik");
		this.sql.execute(removal);
		assertThat(found(this.graphQlTestClient, "musik")).containsExactly("Music");
		assertThat(storedWords()).contains("music").doesNotContain("musik");
		this.sql.execute("update event set published_at = now() where name = 'Musik draft'");
		assertThat(found(this.graphQlTestClient, "musik")).containsExactly("Musik draft");
		assertThat(storedWords()).contains("musik");
	}

	@Test
	void wordOfVenueIsForgottenWhenItIsRenamed() {
		this.sql.execute("insert into venue (id, name) values (gen_random_uuid(), 'Musikhalle')");
		insert("Concert", true);
		this.sql.execute("update event set venue_id = (select id from venue)");
		assertThat(found(this.graphQlTestClient, "musichalle")).containsExactly("Concert");
		this.sql.execute("update venue set name = 'Barn'");
		assertThat(found(this.graphQlTestClient, "musichalle")).isEmpty();
		assertThat(storedWords()).containsExactlyInAnyOrder("barn", "concert");
	}

	@Test
	void wordRemainsWhileAnotherPublishedEventHasIt() {
		insert("Saxophone solo", true);
		insert("Saxophone duo", true);
		insert("Saxophone trio", true);
		this.sql.execute("delete from event where name in ('Saxophone solo', 'Saxophone duo')");
		assertThat(found(this.graphQlTestClient, "saxofone")).containsExactly("Saxophone trio");
		insert("Saxophone quartet", true);
		this.sql.execute("update event set published_at = null where name = 'Saxophone trio'");
		assertThat(found(this.graphQlTestClient, "saxofone")).containsExactly("Saxophone quartet");
		assertThat(storedWords()).containsExactlyInAnyOrder("saxophon", "quartet");
	}

	@Test
	void numberIsNotCorrected() {
		insert("Covid", true);
		insert("Covid19", true);
		assertThat(found(this.graphQlTestClient, "covid19")).containsExactly("Covid19");
	}

	@Test
	void storedEventThatLostTheWordIsIgnored() {
		insert("Music", true);
		UUID draft = insert("Musik", false);
		this.sql.execute("insert into search_word values ('musik', ?), ('saxophon', ?)", draft, draft);
		assertThat(found(this.graphQlTestClient, "musik")).containsExactly("Music");
		assertThat(found(editor(), "saxofone")).isEmpty();
	}

	@Test
	void refillFindsTheSameWords() {
		insert("Saxophone solo", true);
		insert("Secret trio", false);
		List<String> words = storedWords();
		this.sql.execute("select refill_event_search()");
		assertThat(storedWords()).containsExactlyElementsOf(words).containsExactly("saxophon", "solo");
		insert("Saxophone duo", true);
		insert("Quartet", true);
		assertThat(storedWords()).containsExactly("quartet", "saxophon", "solo");
	}

	@Test
	void concurrentWritersOfTheSameNewWordsDoNotWait() throws Exception {
		try (CloseableDSLContext first = DSL.using(TestDatabase.url());
				CloseableDSLContext second = DSL.using(TestDatabase.url())) {
			first.execute("begin");
			insert(first, "Saxophone", true);
			first.execute("set constraints all immediate");
			insert(first, "Trombone", true);
			CompletableFuture
				.runAsync(() -> List.of("Trombone", "Saxophone").forEach((name) -> insert(second, name, true)))
				.get(20, TimeUnit.SECONDS);
			first.execute("commit");
		}
		this.sql
			.execute("delete from event where id in (select event_id from search_word where word = 'trombon' limit 1)");
		assertThat(found(this.graphQlTestClient, "trombome")).containsExactly("Trombone");
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret", "Secretx" })
	void categoryAndCityOfDraftAreNotSuggested(String typed) {
		this.sql.execute("insert into category (slug, name) values ('secret-category', 'Secret category')");
		this.sql.execute("insert into venue (id, name, city) values (gen_random_uuid(), 'Hall', 'Secret city')");
		UUID event = insert("Draft", false);
		this.sql.execute("update event set attendance_mode = 'OFFLINE', venue_id = (select id from venue)");
		this.sql.execute(
				"insert into event_category (event_id, position, category_slug) values (?, 0, 'secret-category')",
				event);
		assertThat(suggested(typed)).isEmpty();
		this.sql.execute("update event set published_at = now()");
		assertThat(suggested(typed)).containsExactlyInAnyOrder("CATEGORY Secret category", "CITY Secret city");
		this.sql.execute("update event set published_at = null");
		assertThat(suggested(typed)).isEmpty();
	}

	private GraphQlTestClient editor() {
		return this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN);
	}

	private static List<String> found(GraphQlTestClient viewer, String search) {
		return viewer
			.data("query ($search: String) { events(filter: { search: $search }) { totalCount nodes { name } } }",
					Map.of("search", search))
			.at("/events/nodes")
			.valueStream()
			.map((event) -> event.get("name").asString())
			.toList();
	}

	private List<String> suggested(String text) {
		return this.graphQlTestClient
			.data("query ($text: String!) { suggest(text: $text) { kind text } }", Map.of("text", text))
			.get("suggest")
			.valueStream()
			.map((suggestion) -> suggestion.get("kind").asString() + " " + suggestion.get("text").asString())
			.toList();
	}

	private List<String> storedWords() {
		return this.sql.fetch("select word from search_word order by word collate \"C\"").getValues(0, String.class);
	}

	private UUID insert(String name, boolean published) {
		return insert(this.sql, name, published);
	}

	private static UUID insert(DSLContext sql, String name, boolean published) {
		UUID id = UUID.randomUUID();
		sql.execute("""
				insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source,
					published_at)
				values (?, ?, '2026-01-01Z', '2026-01-01', 'UTC', 'MINUTE', 'STATED', case when ? then now() end)""",
				id, name, published);
		return id;
	}

}
