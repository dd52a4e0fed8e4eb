package database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import seed.Seed;
import seed.World;

/**
 * The PostgreSQL that all peers ask, filled with a {@link World}. It keeps its data below target/, for as long as the
 * seed and the migrations stay what they are.
 */
public final class Database implements AutoCloseable {

	private static final Path COUNTRIES = Path.of("src/bench/seed/countries.txt");

	private final EmbeddedPostgres postgres;

	private final long postmaster;

	private Database(EmbeddedPostgres postgres) throws SQLException, IOException {
		this.postgres = postgres;
		Path data = Path.of(query("show data_directory"));
		this.postmaster = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
	}

	public static World world(int events) throws IOException {
		return new World(events, COUNTRIES);
	}

	/**
	 * Starts it, and fills it if need be.
	 * @param settings settings of the server beyond the usual
	 */
	public static Database start(World world, Map<String, String> settings) throws IOException, SQLException {
		Path home = Path.of("target", "bench", "data-" + world.events()).toAbsolutePath();
		Path stamp = home.resolve("seeded");
		String wanted = hash();
		boolean filled = Files.exists(stamp) && Files.readString(stamp).equals(wanted);
		if (!filled) {
			delete(home);
			Files.createDirectories(home);
		}
		Database database = new Database(launch(home.resolve("postgres"), memory(world), settings));
		if (!filled) {
			database.fill(world);
			Files.writeString(stamp, wanted);
		}
		return database;
	}

	/** As Marquee starts its own, but with memory for the data and without care for power cuts. */
	private static EmbeddedPostgres launch(Path data, String memory, Map<String, String> settings) throws IOException {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setCleanDataDirectory(false)
			.setPGStartupWait(Duration.ofSeconds(120))
			.setLocaleConfig("locale", "C")
			.setLocaleConfig("locale-provider", "icu")
			.setLocaleConfig("icu-locale", "und")
			.setServerConfig("shared_buffers", memory)
			.setServerConfig("effective_cache_size", "8GB")
			.setServerConfig("random_page_cost", "1.1")
			.setServerConfig("wal_level", "minimal")
			.setServerConfig("max_wal_senders", "0")
			.setServerConfig("max_wal_size", "16GB")
			.setServerConfig("checkpoint_timeout", "1h")
			.setServerConfig("autovacuum", "off");
		settings.forEach(builder::setServerConfig);
		return builder.start();
	}

	/** Enough for a hundred thousand events, and for a million to be read often. */
	private static String memory(World world) {
		return System.getProperty("sharedBuffers", Math.clamp(world.events() / 150_000, 2, 6) + "GB");
	}

	private void fill(World world) throws SQLException {
		long start = System.nanoTime();
		Flyway.configure()
			.dataSource(this.postgres.getPostgresDatabase())
			.locations("filesystem:db/migration")
			.load()
			.migrate();
		try (Connection connection = connect()) {
			Seed.fill(connection, world);
		}
		System.out.printf(Locale.ROOT, "  %,d events in %.0f s, %s%n", world.events(), (System.nanoTime() - start) / 1e9,
				query("select pg_size_pretty(pg_database_size(current_database()))"));
	}

	public String url() {
		return this.postgres.getJdbcUrl("postgres", "postgres");
	}

	public int port() {
		return this.postgres.getPort();
	}

	public Connection connect() throws SQLException {
		return DriverManager.getConnection(url());
	}

	/** The first column of the first row. */
	public String query(String sql) throws SQLException {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			return rows.next() ? rows.getString(1) : null;
		}
	}

	public void execute(String... commands) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String command : commands) {
				statement.execute(command);
			}
		}
	}

	/** What all its processes have used, those that have ended too. */
	public long cpuMicros() {
		List<Long> backends = ProcessHandle.of(this.postmaster).orElseThrow().children().map(ProcessHandle::pid).toList();
		return Cpu.microsWithEndedChildren(this.postmaster) + backends.stream().mapToLong(Cpu::micros).sum();
	}

	/** What the data, and how it gets into the tables, depends on. */
	private static String hash() throws IOException {
		try (Stream<Path> seed = Files.walk(Path.of("src/bench/seed"));
				Stream<Path> migrations = Files.walk(Path.of("db/migration"))) {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (Path file : Stream.concat(seed, migrations).filter(Files::isRegularFile).sorted().toList()) {
				digest.update(file.toString().getBytes());
				digest.update(Files.readAllBytes(file));
			}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void delete(Path directory) throws IOException {
		if (Files.notExists(directory)) {
			return;
		}
		try (Stream<Path> files = Files.walk(directory)) {
			files.sorted(Comparator.reverseOrder()).forEach((file) -> {
				try {
					Files.delete(file);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
	}

	@Override
	public void close() throws IOException {
		this.postgres.close();
	}

}
