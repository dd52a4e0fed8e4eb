import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Generates the jOOQ tables from the migrations, applied to a temporary PostgreSQL. Does nothing if the migrations and this
 * file have not changed since the last run.
 */
class GenerateTables {

	private static final Path MIGRATIONS = Path.of("db/migration");

	private static final Path TARGET = Path.of("target/generated-sources/jooq");

	private static final String EXTENSION_ROUTINES = """
			select proname from pg_proc join pg_depend on objid = pg_proc.oid and deptype = 'e'
			""";

	private static final Path HASH_FILE = TARGET.resolve("migrations.sha256");

	public static void main(String[] args) throws Exception {
		String hash = inputHash();
		if (Files.exists(HASH_FILE) && Files.readString(HASH_FILE).equals(hash)) {
			return;
		}
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
			Flyway.configure()
				.dataSource(postgres.getPostgresDatabase())
				.locations("filesystem:" + MIGRATIONS)
				.load()
				.migrate();
			GenerationTool.generate(configuration(postgres.getJdbcUrl("postgres", "postgres")));
		}
		Files.writeString(HASH_FILE, hash);
	}

	private static Configuration configuration(String url) {
		// Without a schema name, tables are resolved on the search path, so the schema may have any name.
		Database database = new Database().withInputSchema("public")
			.withOutputSchemaToDefault(true)
			.withExcludes("flyway_schema_history|next_version.*|refresh_.*|refill_.*|event_search_fresh|spread_bits|map_cell|search_word|search_text|search_key|word_text|pair_letters|join_signs|words_with_signs|unspaced_.*|is_correctable|lexeme|edit_distance|correction|spelling|interpret_search|split_words|fold_text|remove_accents|forget_.*|find_other_event_with_word|event_digest.*|change_.*|log_.*|expire_changes|require_change_retained|subscriber_position|digest_of|digested_.*|changed_fields|is_listed|track_event_part|id_of_occurrence|compact_occurrences|status_of_occurrence|expand_occurrences|events_recur|note_recurrence|next_calendar_sequence.*|event_slug|set_slug|remember_slug|former_slug|gap_limits|order_occurrences|occurrence_order")
			.withExcludeSql(EXTENSION_ROUTINES)
			.withForcedTypes(new ForcedType().withName("INSTANT").withIncludeTypes("(?i)timestamptz.*|timestamp.*with time zone"),
					new ForcedType().withName("OTHER").withIncludeTypes("cube|int4range|tsvector|tsquery"));
		Target target = new Target().withPackageName("dev.marquee.db").withDirectory(TARGET.toString());
		return new Configuration().withLogging(Logging.WARN)
			.withJdbc(new Jdbc().withUrl(url).withUser("postgres"))
			.withGenerator(new Generator().withDatabase(database)
				.withGenerate(new Generate().withRecords(true).withGlobalCatalogReferences(false).withDeprecationOnUnknownTypes(false))
				.withTarget(target));
	}

	private static String inputHash() throws Exception {
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		for (Path input : inputs()) {
			digest.update(input.toString().getBytes());
			digest.update(Files.readAllBytes(input));
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static List<Path> inputs() throws IOException {
		try (Stream<Path> migrations = Files.list(MIGRATIONS)) {
			Stream<Path> generator = Stream.of(Path.of("src/main/jooq/GenerateTables.java"));
			return Stream.concat(generator, migrations.sorted()).toList();
		}
	}

}
