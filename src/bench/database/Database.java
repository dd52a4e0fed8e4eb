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
import seed.DatabaseSeeder;
import seed.Dataset;

/**
 * The PostgreSQL of all peers, filled with a {@link Dataset}. It keeps its data below target/ as long as the seed and the
 * migrations do not change.
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

	/** A dataset in which no event recurs. */
	public static Dataset dataset(int events) throws IOException {
		return dataset(events, 0);
	}

	/** @param recurring the share of events that recur weekly, from 0 to 1 */
	public static Dataset dataset(int events, double recurring) throws IOException {
		return new Dataset(events, recurring, COUNTRIES);
	}

	/**
	 * Starts PostgreSQL, and seeds it if its data are missing or outdated.
	 * @param settings PostgreSQL settings in addition to the default ones
	 */
	public static Database start(Dataset dataset, Map<String, String> settings) throws IOException, SQLException {
		String recurring = (dataset.recurring() > 0) ? "-recurring-" + dataset.recurring() : "";
		Path home = Path.of("target", "bench", "data-" + dataset.events() + recurring).toAbsolutePath();
		Path marker = home.resolve("seeded");
		String hash = inputHash();
		boolean seeded = Files.exists(marker) && Files.readString(marker).equals(hash);
		if (!seeded) {
			delete(home);
			Files.createDirectories(home);
		}
		Database database = new Database(launch(home.resolve("postgres"), sharedBuffers(dataset), settings));
		if (!seeded) {
			database.seed(dataset);
			Files.writeString(marker, hash);
		}
		return database;
	}

	/** Configured like Marquee's embedded PostgreSQL, but with memory for the data and without durability. */
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

	/** Holds a hundred thousand events, and the frequently read part of a million. */
	private static String sharedBuffers(Dataset dataset) {
		return System.getProperty("sharedBuffers", Math.clamp(dataset.events() / 150_000, 2, 6) + "GB");
	}

	private void seed(Dataset dataset) throws SQLException {
		long start = System.nanoTime();
		Flyway.configure()
			.dataSource(this.postgres.getPostgresDatabase())
			.locations("filesystem:db/migration")
			.load()
			.migrate();
		try (Connection connection = connect()) {
			DatabaseSeeder.seed(connection, dataset);
		}
		System.out.printf(Locale.ROOT, "  %,d events in %.0f s, %s%n", dataset.events(), (System.nanoTime() - start) / 1e9,
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

	/** Returns the first column of the first row, or null if there are no rows. */
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

	/** The CPU time of all its processes, including ended ones. */
	public long cpuMicros() {
		List<Long> backends = ProcessHandle.of(this.postmaster).orElseThrow().children().map(ProcessHandle::pid).toList();
		return ProcessUsage.cpuMicrosWithEndedChildren(this.postmaster) + backends.stream().mapToLong(ProcessUsage::cpuMicros).sum();
	}

	/** The same of the processes that are running, exactly. */
	public long exactCpuMicros() throws IOException {
		long micros = 0;
		for (long backend : ProcessHandle.of(this.postmaster).orElseThrow().children().map(ProcessHandle::pid).toList()) {
			micros += ProcessUsage.exactCpuMicros(backend);
		}
		return micros;
	}

	/** The memory that the largest of its processes has for itself. */
	public long largestPrivateKilobytes() {
		return ProcessHandle.of(this.postmaster)
			.orElseThrow()
			.children()
			.mapToLong((backend) -> ProcessUsage.privateKilobytes(backend.pid()))
			.max()
			.orElse(0);
	}

	/** The hash of the seed and the migrations, on which the contents of the database depend. */
	private static String inputHash() throws IOException {
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
