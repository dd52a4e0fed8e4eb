package dev.marquee.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The migrations as text, and the schema that they make.
 */
class MigrationTests {

	private static final Path MIGRATIONS = Path.of("db/migration");

	private static final Pattern DEFINITION = Pattern.compile(
			"(?m)^\\s*create (?:or replace )?(?:constraint )?(function|procedure|view|table|trigger|(?:unique )?index) (\\w+)");

	/** Without {@code if exists}: an object that the same file creates again later. */
	private static final Pattern REMOVAL = Pattern.compile("(?m)^drop (function|procedure|view|table|index) (\\w+)");

	private static final String ADD_EVENT = """
			insert into venue (id, name, city) values (gen_random_uuid(), 'Mill', 'Oslo');
			insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source, venue_id)
			select gen_random_uuid(), 'Owls', '2026-02-20 12:30Z', '2026-02-20 12:30', 'UTC', 'MINUTE', 'STATED', id from venue;
			insert into ticket (event_id, position, price_kind) select id, 0, 'FREE' from event""";

	@Test
	void twoFreshSchemasAreEqual() {
		try (CloseableDSLContext first = migrated("first"); CloseableDSLContext second = migrated("second")) {
			assertThat(SchemaSnapshot.of(first)).hasSizeGreaterThan(300).isEqualTo(SchemaSnapshot.of(second));
		}
	}

	@Test
	void repeatablesChangeNothingInAFilledDatabase() {
		try (CloseableDSLContext sql = migrated("repeated")) {
			sql.execute(ADD_EVENT);
			List<String> schema = SchemaSnapshot.of(sql);
			String rows = rows(sql);

			int repeatables = sql.execute("delete from flyway_schema_history where version is null");
			assertThat(repeatables).isPositive();
			assertThat(migrate("repeated")).isEqualTo(repeatables);

			assertThat(SchemaSnapshot.of(sql)).isEqualTo(schema);
			assertThat(rows(sql)).isEqualTo(rows);
			sql.execute("update event set name = 'Bats'");
			assertThat(sql.fetchValue("select name || categories::text || price_kinds::text from event_search"))
				.isEqualTo("Bats{}{FREE}");
			assertThat(sql.fetchValue("select count(*) from change")).isEqualTo(2L);
		}
	}

	@Test
	void manyStaleSearchRowsAreRefreshed() throws IOException {
		try (CloseableDSLContext sql = migrated("stale")) {
			sql.execute("set session_replication_role = replica");
			sql.execute("""
					insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
					select gen_random_uuid(), 'Event ' || number, '2026-01-01Z', '2026-01-01', 'UTC', 'MINUTE', 'STATED'
					from generate_series(1, 1100) as number""");
			sql.execute("set session_replication_role = origin");
			String indexes = "select string_agg(indexdef, ' ' order by indexdef) from pg_indexes where tablename = 'event_search'";
			Object indexesBefore = sql.fetchValue(indexes);
			sql.execute(Files.readString(MIGRATIONS.resolve("R__event_search.sql")));
			assertThat(sql.fetchValue("select count(*) from event_search")).isEqualTo(1100L);
			assertThat(sql.fetchValue(indexes)).isEqualTo(indexesBefore);
			assertThat(sql.fetchValue("select string_agg(word, ' ') from search_word")).isEqualTo("event");
			sql.execute("update event set name = 'Concert' where name = 'Event 7'");
			assertThat(sql.fetchValue("select string_agg(word, ' ' order by word) from search_word"))
				.isEqualTo("concert event");
		}
	}

	@Test
	void loggedChangesGetKeysOfCities() {
		TestDatabase.createDatabase("cities");
		Flyway.configure()
			.dataSource(TestDatabase.url("cities"), null, null)
			.repeatableSqlMigrationPrefix("none")
			.target("025")
			.load()
			.migrate();
		try (CloseableDSLContext sql = open("cities")) {
			sql.execute("""
					insert into change (event_id, kind, changed_fields, generation, after)
					values (gen_random_uuid(), 'PUBLISHED', '{}', 0, '{"city": "Zürich", "state": null}')""");
			migrate("cities");
			assertThat(sql.fetchValue("select before is null and after ->> 'city_key' = ' zurich' from change"))
				.isEqualTo(true);
		}
	}

	@Test
	void storedEventsGetNoFactsAndCanBeGivenSome() {
		TestDatabase.createDatabase("facts");
		Flyway.configure()
			.dataSource(TestDatabase.url("facts"), null, null)
			.repeatableSqlMigrationPrefix("none")
			.target("037")
			.load()
			.migrate();
		try (CloseableDSLContext sql = open("facts")) {
			sql.execute(ADD_EVENT);
			migrate("facts");
			String facts = """
					select concat_ws(' ', type, tags, languages, accessibility_features, age_range, performer_ids, price_kinds)
					from event_search""";
			assertThat(sql.fetchValue(facts)).isEqualTo("OTHER {FREE}");
			sql.execute("""
					delete from ticket;
					update event set type = 'MUSIC', tags = '{Open Air,jazz}', languages = '{pt-BR}', min_age = 6,
						accessibility_features = '{CAPTIONS}', accessible_for_free = true""");
			assertThat(sql.fetchValue(facts))
				.isEqualTo("MUSIC {\" jazz\",\" open air\"} {pt,pt-br} {CAPTIONS} [6,) {FREE}");
		}
	}

	@Test
	void importedListingsGetTheirNewIdentity() {
		TestDatabase.createDatabase("identities");
		// Today's repeatable migrations need today's tables.
		Flyway.configure()
			.dataSource(TestDatabase.url("identities"), null, null)
			.repeatableSqlMigrationPrefix("none")
			.target("018")
			.load()
			.migrate();
		try (CloseableDSLContext sql = open("identities")) {
			sql.execute(
					"""
							insert into organizer (id, name, url) values (gen_random_uuid(), 'Owls', null), (gen_random_uuid(), 'Bats', null),
								(gen_random_uuid(), 'Newts', 'https://newts.example/');
							insert into event (id, name, url, starts_at, start_local, start_zone, start_precision, start_zone_source)
							select gen_random_uuid(), name, url, '2026-02-20 12:30Z', '2026-02-20 12:30', 'UTC', 'MINUTE', 'STATED'
							from (values ('a', 'https://allevents.in/x/y/200029'), ('b', 'https://www.b.example/x/200029/'), ('c', null)) as v (name, url);
							insert into listing_source (name, source_id, event_id, url, document_hash)
							select case name when 'a' then 'allevents.in' when 'b' then 'b.example' else 'file' end,
								case name when 'c' then 'c.txt' else '200029' end, id, url, repeat('0', 64) from event;
							insert into event_organizer (event_id, position, organizer_id, starts_at)
							select event.id, 0, organizer.id, starts_at from event, organizer
							where event.name = 'b' and organizer.name = 'Owls'""");
			migrate("identities");
			assertThat(sql.fetch("select source_id from listing_source order by name").getValues(0, String.class))
				.containsExactly("200029", "b.example/x/200029", "c.txt");
			assertThat(sql.fetch("select source_id from listing_import order by name").getValues(0, String.class))
				.containsExactly("200029", "b.example/x/200029", "c.txt");
			assertThat(sql.fetch("select name || ' ' || coalesce(site, '-') from organizer order by name")
				.getValues(0, String.class)).containsExactly("Bats -", "Newts -", "Owls b.example");
		}
	}

	@Test
	void categoriesGetSlugsOfTheirVowelsAndSigns() {
		TestDatabase.createDatabase("categories");
		Flyway.configure()
			.dataSource(TestDatabase.url("categories"), null, null)
			.repeatableSqlMigrationPrefix("none")
			.target("035")
			.load()
			.migrate();
		try (CloseableDSLContext sql = open("categories")) {
			sql.execute(
					"""
							insert into category (slug, name) values ('c', 'C++'), ('f', 'F#'), ('नच', 'नाच'), ('cafe', 'Café'), ('a-b', 'A & B');
							insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
							values (gen_random_uuid(), 'a', '2026-02-20 12:30Z', '2026-02-20 12:30', 'UTC', 'MINUTE', 'STATED');
							insert into event_category (event_id, position, category_slug) select id, 0, 'c' from event""");
			migrate("categories");
			assertThat(sql.fetch("select slug from category order by name").getValues(0, String.class))
				.containsExactlyInAnyOrder("c-plus-plus", "f-sharp", "नाच", "cafe", "a-b");
			assertThat(sql.fetchValue("select category_slug from event_category")).isEqualTo("c-plus-plus");
		}
	}

	@Test
	void organizersAndPerformersOfEqualFoldedNamesAreMerged() {
		TestDatabase.createDatabase("folded");
		Flyway.configure()
			.dataSource(TestDatabase.url("folded"), null, null)
			.repeatableSqlMigrationPrefix("none")
			.target("053")
			.load()
			.migrate();
		try (CloseableDSLContext sql = open("folded")) {
			sql.execute(
					"""
							insert into organizer (id, name, site) values
								('00000000-0000-0000-0000-000000000001', U&'Caf\\00e9', 'a.example'),
								('00000000-0000-0000-0000-000000000002', U&'Cafe\\0301', 'a.example'),
								('00000000-0000-0000-0000-000000000003', U&'Cafe\\0301', 'b.example'),
								('00000000-0000-0000-0000-000000000004', 'Cafe', 'a.example');
							insert into performer (id, name) select id, name from organizer where id::text ~ '[124]$';
							insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
							select gen_random_uuid(), name, '2026-02-20 12:30Z', '2026-02-20 12:30', 'UTC', 'MINUTE', 'STATED'
							from (values ('a'), ('b')) as v (name);
							insert into event_organizer (event_id, position, organizer_id, starts_at)
							select event.id, right(organizer.id::text, 1)::integer, organizer.id, starts_at from event, organizer
							where event.name = 'a' or organizer.id::text ~ '[23]$';
							insert into event_performer select event_id, position, organizer_id, starts_at from event_organizer
							where organizer_id::text ~ '[124]$';
							insert into listing_import (name, source_id, event_id, starts_at, start_precision, organizer_ids)
							select 'a.example', '1', event_id, starts_at, 'DAY', array[organizer_id]
							from event_organizer where position = 2""");
			migrate("folded");
			assertThat(sql.fetchValue("select string_agg(right(id::text, 1), '' order by id) from organizer"))
				.isEqualTo("134");
			assertThat(sql.fetchValue("select string_agg(right(id::text, 1), '' order by id) from performer"))
				.isEqualTo("14");
			assertThat(sql.fetch("""
					select string_agg(right(organizer_id::text, 1), '' order by position)
					from event_organizer join event on event.id = event_id group by name order by name""")
				.getValues(0, String.class)).containsExactly("134", "13");
			assertThat(sql.fetch("""
					select string_agg(right(performer_id::text, 1), '' order by position)
					from event_performer join event on event.id = event_id group by name order by name""")
				.getValues(0, String.class)).containsExactly("14", "1");
			assertThat(sql.fetchValue("select string_agg(distinct organizer_ids::text, ' ') from listing_import"))
				.isEqualTo("{00000000-0000-0000-0000-000000000001}");
			assertThat(sql.fetchValue("select cardinality(organizer_ids) from event_search order by name limit 1"))
				.isEqualTo(3);
		}
	}

	@Test
	void storedEventsGetWordsWithSigns() throws IOException {
		try (CloseableDSLContext sql = migrated("signs")) {
			sql.execute(ADD_EVENT);
			sql.execute(
					"""
							insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
							values (gen_random_uuid(), 'Modern C++', '2026-02-20 12:30Z', '2026-02-20 12:30', 'UTC', 'MINUTE', 'STATED');
							insert into category (slug, name) values ('f-sharp', 'F#');
							insert into event_category (event_id, position, category_slug)
							select id, 0, 'f-sharp' from event where name = 'Owls'""");
			String words = "select string_agg(words::text, ' ' order by name) from event_search";
			assertThat(sql.fetchValue(words)).isEqualTo("'cƪƪ':2A 'modern':1A 'fƻ':3B 'mill':2B 'oslo':4C 'owl':1A");
			sql.execute("""
					alter table event_search disable trigger user;
					update event_search set words = 'modern:1A c:2A' where name = 'Modern C++';
					update event_search set words = 'owl:1A mill:2B f:3B oslo:4C' where name = 'Owls';
					alter table event_search enable trigger user""");
			Path migration = files().filter((file) -> file.toString().endsWith("__keep_signs_at_single_letters.sql"))
				.findFirst()
				.orElseThrow();
			sql.execute(Files.readString(migration));
			assertThat(sql.fetchValue(words)).isEqualTo("'cƪƪ':2A 'modern':1A 'fƻ':3B 'mill':2B 'oslo':4C 'owl':1A");
		}
	}

	@Test
	void newSearchColumnTouchesTheTableAndTheViewOnly() throws IOException {
		try (CloseableDSLContext sql = migrated("searchable")) {
			sql.execute(ADD_EVENT);
			sql.execute("alter table event_search add column name_length integer");
			String edited = Files.readString(MIGRATIONS.resolve("R__event_search.sql"))
				.replace("\nfrom event\nleft join",
						",\n  char_length(event.name) as name_length\nfrom event\nleft join");
			sql.execute(edited);
			assertThat(sql.fetchValue("select name_length from event_search")).isEqualTo(4);
			sql.execute("update event set name = 'Barn owls'");
			assertThat(sql.fetchValue("select name_length from event_search")).isEqualTo(9);
			sql.execute("truncate event, venue cascade");
			sql.execute(ADD_EVENT);
			assertThat(sql.fetchValue("select name_length from event_search")).isEqualTo(4);
		}
	}

	@Test
	void searchTableAndViewHaveTheSameColumns() {
		String columns = """
				select string_agg(concat_ws(' ', attname, format_type(atttypid, null)), ', ' order by attnum)
				from pg_attribute where attrelid = '%s'::regclass and attnum > 0 and not attisdropped""";
		assertThat(TestDatabase.dsl().fetchValue(columns.formatted("event_search")))
			.isEqualTo(TestDatabase.dsl().fetchValue(columns.formatted("event_search_fresh")));
	}

	@Test
	void writesNeedNoSearchPath() {
		try (CloseableDSLContext sql = migrated("qualified"); CloseableDSLContext other = open("qualified")) {
			sql.execute(ADD_EVENT);
			other.execute("set search_path = pg_catalog");
			other.execute("update public.venue set name = 'Barn'");
			other.execute("update public.ticket set price_kind = 'PAID'");
			other.execute("update public.event set name = 'Bats'");
			assertThat(sql.fetchValue("select name || price_kinds::text || words::text from event_search"))
				.isEqualTo("Bats{PAID}'barn':2B 'bat':1A 'oslo':3C");
			other.execute("delete from public.event");
			assertThat(sql.fetchValue("select name from event_tombstone")).isEqualTo("Bats");
			other.execute("truncate public.event cascade");
		}
	}

	@Test
	void versionsAreConsecutiveAndNamedByVerbAndObject() throws IOException {
		List<String> versioned = files().map((file) -> file.getFileName().toString())
			.filter((name) -> name.startsWith("V"))
			.toList();
		assertThat(versioned).allMatch((name) -> name.matches("V\\d{3}__[a-z]+(_[a-z]+)+\\.sql"));
		assertThat(versioned.stream().map((name) -> Integer.parseInt(name.substring(1, 4))))
			.containsExactlyElementsOf(IntStream.rangeClosed(1, versioned.size()).boxed().toList());
	}

	/**
	 * A migration may drop an object of an earlier one and define it again, or replace
	 * it.
	 */
	@Test
	void everyObjectIsDefinedOnce() throws IOException {
		List<String> defined = new ArrayList<>();
		for (Path file : appliedFiles()) {
			REMOVAL.matcher(Files.readString(file)).results().map(MigrationTests::kindAndName).forEach(defined::remove);
			if (file.getFileName().toString().startsWith("V")) {
				DEFINITION.matcher(Files.readString(file))
					.results()
					.filter((definition) -> definition.group().contains("or replace"))
					.map(MigrationTests::kindAndName)
					.forEach(defined::remove);
			}
			DEFINITION.matcher(Files.readString(file)).results().map(MigrationTests::kindAndName).forEach(defined::add);
		}
		assertThat(defined).doesNotHaveDuplicates();
		assertThat(names(defined, "function", "procedure")).containsExactlyInAnyOrderElementsOf(stored("""
				select proname from pg_proc where pronamespace = current_schema()::regnamespace
				and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')"""));
		assertThat(names(defined, "view")).containsExactlyInAnyOrderElementsOf(stored(
				"select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'v'"));
		assertThat(names(defined, "table")).containsExactlyInAnyOrderElementsOf(stored("""
				select relname from pg_class where relnamespace = current_schema()::regnamespace
				and relkind = 'r' and relname <> 'flyway_schema_history'"""));
	}

	@Test
	void everyTableViewAndFunctionHasAComment() {
		assertThat(stored("""
				select relname from pg_class
				where relnamespace = current_schema()::regnamespace and relkind in ('r', 'v')
				and relname <> 'flyway_schema_history' and obj_description(oid, 'pg_class') is null
				union all
				select proname from pg_proc
				where pronamespace = current_schema()::regnamespace and obj_description(oid, 'pg_proc') is null
				and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')""")).isEmpty();
	}

	/** PostgreSQL rejects updates and deletions of the rows of other published tables. */
	@Test
	void rowsOfEveryTableCanBeReplicated() {
		assertThat(stored("""
				select relname from pg_class
				where relnamespace = current_schema()::regnamespace and relkind = 'r' and relreplident = 'd'
				and not exists (select from pg_index where indrelid = pg_class.oid and indisprimary)""")).isEmpty();
	}

	private static String kindAndName(MatchResult definition) {
		return definition.group(1).replace("unique ", "") + " " + definition.group(2);
	}

	private static List<String> names(List<String> defined, String... kinds) {
		return defined.stream()
			.filter((definition) -> Stream.of(kinds).anyMatch((kind) -> definition.startsWith(kind + " ")))
			.map((definition) -> definition.substring(definition.lastIndexOf(' ') + 1))
			.toList();
	}

	private static List<String> stored(String query) {
		return TestDatabase.dsl().fetch(query).getValues(0, String.class);
	}

	private static Stream<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(MIGRATIONS)) {
			return files.sorted().toList().stream();
		}
	}

	/** Versioned migrations come before repeatable ones. */
	private static List<Path> appliedFiles() throws IOException {
		return files().sorted(Comparator.comparing((file) -> file.getFileName().toString().startsWith("R"))).toList();
	}

	private static String rows(CloseableDSLContext sql) {
		return String.valueOf(sql.fetchValue("""
				select concat_ws(E'\\n',
					(select string_agg(event::text, E'\\n') from event),
					(select string_agg(event_search::text, E'\\n') from event_search),
					(select string_agg(event_digest::text, E'\\n') from event_digest),
					(select string_agg(change_log::text, E'\\n') from change_log),
					(select string_agg(change::text, E'\\n') from change),
					(select string_agg(word, ' ' order by word, event_id) from search_word))"""));
	}

	/** Connects to a new database with all migrations. */
	private static CloseableDSLContext migrated(String database) {
		TestDatabase.createDatabase(database);
		migrate(database);
		return open(database);
	}

	private static CloseableDSLContext open(String database) {
		return DSL.using(TestDatabase.url(database));
	}

	private static int migrate(String database) {
		return Flyway.configure()
			.dataSource(TestDatabase.url(database), null, null)
			.load()
			.migrate().migrationsExecuted;
	}

}
