import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

/**
 * Measures the nested list of 20 events: Marquee over HTTP, and the very statement that it sends, over JDBC. Both run on
 * the same database in turn, after a warm-up, with as many connections; each round gives a pair, and medians count.
 * Needs target/marquee.jar and wrk. Writes src/bench/results/latest.json and nested-list.svg.
 */
class Bench {

	private static final int EVENTS = Integer.getInteger("events", 100_000);

	private static final int ROUNDS = Integer.getInteger("rounds", 5);

	private static final int SECONDS = Integer.getInteger("seconds", 10);

	private static final int WARM_UP_SECONDS = Integer.getInteger("warmUp", 60);

	private static final int CONNECTIONS = 8;

	private static final Path RESULTS = Path.of("src/bench/results");

	private static final String QUERY = """
			{ events(first: 20) { nodes { id name url start { instant local timeZone } status interestedCount \
			venue { id name city country latitude } organizer { id name url } \
			tickets { name url priceKind price { amount currency } } faqs { question answer } } \
			pageInfo { hasNextPage endCursor } } }""";

	private final String url;

	private final long postmaster;

	private final long marquee;

	private final int port;

	private Bench(EmbeddedPostgres postgres, Process marquee, int port) throws IOException, SQLException {
		this.url = postgres.getJdbcUrl("postgres", "postgres");
		this.postmaster = postmasterOf(this.url);
		this.marquee = marquee.pid();
		this.port = port;
	}

	public static void main(String[] args) throws Exception {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
			.setServerConfig("shared_buffers", "1GB")
			.setServerConfig("random_page_cost", "1.1")
			.setServerConfig("track_activity_query_size", "65536")
			.start()) {
			String url = postgres.getJdbcUrl("postgres", "postgres");
			System.out.printf("%s: %,d events%n", machine(), EVENTS);
			Flyway.configure().dataSource(postgres.getPostgresDatabase()).locations("filesystem:db/migration").load().migrate();
			seed(url);
			int port = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
			Process marquee = startMarquee(url, port);
			try {
				new Bench(postgres, marquee, port).run();
			}
			finally {
				marquee.destroy();
				marquee.waitFor();
			}
		}
	}

	private void run() throws Exception {
		String answer = ask();
		String sql = statementOfMarquee();
		String direct = query(sql);
		if (!answer.equals("{\"data\":{\"events\":" + direct + "}}")) {
			throw new IllegalStateException("The two do not answer the same:\n" + answer + "\n" + direct);
		}
		System.out.printf("%,d bytes an answer; warming up for %d s%n", answer.length(), WARM_UP_SECONDS);
		measure(true, sql, WARM_UP_SECONDS);
		measure(false, sql, Math.min(10, WARM_UP_SECONDS));
		List<Measure> overHttp = new ArrayList<>();
		List<Measure> overJdbc = new ArrayList<>();
		for (int round = 1; round <= ROUNDS; round++) {
			overHttp.add(measure(true, sql, SECONDS));
			overJdbc.add(measure(false, sql, SECONDS));
			System.out.printf("round %d  marquee %s  sql %s%n", round, overHttp.getLast(), overJdbc.getLast());
		}
		report(Measure.median(overHttp), Measure.median(overJdbc), answer.length());
	}

	private Measure measure(boolean http, String sql, int seconds) throws Exception {
		long app = cpuMicros(List.of(this.marquee));
		long postgres = cpuMicros(backends());
		long count = http ? load(seconds) : queries(sql, seconds);
		long appUsed = cpuMicros(List.of(this.marquee)) - app;
		long postgresUsed = cpuMicros(backends()) - postgres;
		return new Measure(count / (double) seconds, http ? appUsed / (double) count : 0, postgresUsed / (double) count);
	}

	private long load(int seconds) throws Exception {
		Path script = Files.createTempFile("nested", ".lua");
		Files.writeString(script, "wrk.method = 'POST'\nwrk.headers['Content-Type'] = 'application/json'\nwrk.body = [["
				+ body() + "]]\n");
		Process wrk = new ProcessBuilder("wrk", "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s", "-s", script.toString(),
				"http://localhost:" + this.port + "/graphql")
			.redirectErrorStream(true)
			.start();
		String output = new String(wrk.getInputStream().readAllBytes());
		Matcher requests = Pattern.compile("(\\d+) requests in").matcher(output);
		if (!requests.find() || output.contains("Non-2xx")) {
			throw new IllegalStateException(output);
		}
		return Long.parseLong(requests.group(1));
	}

	private final List<Connection> connections = new ArrayList<>();

	/** Keeps its connections, as a pool does, so that the backends are the same before and after. */
	private long queries(String sql, int seconds) throws Exception {
		while (this.connections.size() < CONNECTIONS) {
			this.connections.add(DriverManager.getConnection(this.url));
		}
		long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
		List<Callable<Long>> clients = this.connections.stream().map((connection) -> (Callable<Long>) () -> {
			long count = 0;
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				while (System.nanoTime() < end) {
					try (ResultSet result = statement.executeQuery()) {
						result.next();
						result.getString(1);
						count++;
					}
				}
			}
			return count;
		}).toList();
		long total = 0;
		try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
			for (Future<Long> client : threads.invokeAll(clients)) {
				total += client.get();
			}
		}
		return total;
	}

	private String ask() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/graphql"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body()))
			.build();
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(request, BodyHandlers.ofString()).body();
		}
	}

	private static String body() {
		return "{\"query\":\"" + QUERY + "\"}";
	}

	/** What Marquee sent last, as PostgreSQL remembers it for the connection. */
	private String statementOfMarquee() throws SQLException {
		return query("""
				select query from pg_stat_activity
				where pid <> pg_backend_pid() and query like 'select (select row_to_json%' limit 1""");
	}

	private String query(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getString(1);
		}
	}

	private List<Long> backends() {
		return ProcessHandle.of(this.postmaster).orElseThrow().children().map(ProcessHandle::pid).toList();
	}

	private static long postmasterOf(String url) throws IOException, SQLException {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("show data_directory")) {
			result.next();
			return Long.parseLong(Files.readAllLines(Path.of(result.getString(1), "postmaster.pid")).getFirst());
		}
	}

	/** User and system time of processes; Linux counts it in hundredths of a second. */
	private static long cpuMicros(List<Long> pids) throws IOException {
		long ticks = 0;
		for (long pid : pids) {
			Path stat = Path.of("/proc", String.valueOf(pid), "stat");
			if (Files.exists(stat)) {
				String[] fields = Files.readString(stat).replaceFirst("^.*\\) ", "").split(" ");
				ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
			}
		}
		return ticks * 10_000;
	}

	private static void seed(String url) throws Exception {
		String script = Files.readString(Path.of("src/bench/seed.sql"))
			.replaceAll("(?m)^\\\\.*$", "")
			.replace(":events::bigint", EVENTS + "::bigint")
			.replace(":events", String.valueOf(EVENTS));
		try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
			statement.execute(script);
			statement.execute("vacuum (freeze, analyze)");
		}
	}

	private static Process startMarquee(String url, int port) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-jar",
				"target/marquee.jar");
		builder.environment().put("SPRING_DATASOURCE_URL", url);
		builder.environment().put("SERVER_PORT", String.valueOf(port));
		Process marquee = builder.redirectErrorStream(true).start();
		var lines = marquee.inputReader();
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			if (line.startsWith("Marquee is ready")) {
				Thread.ofVirtual().start(() -> drain(marquee));
				return marquee;
			}
		}
		throw new IllegalStateException("Marquee did not start");
	}

	/** A process whose output nobody reads would stop at some point. */
	private static void drain(Process process) {
		try {
			process.getInputStream().transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// The process has ended, and its output with it.
		}
	}

	private static void report(Measure http, Measure jdbc, int bytes) throws IOException {
		Files.createDirectories(RESULTS);
		Files.writeString(RESULTS.resolve("latest.json"), String.format(Locale.ROOT, """
				{
				  "date": "%s",
				  "machine": "%s",
				  "query": "nested list of 20 events",
				  "events": %d,
				  "bytes": %d,
				  "rounds": %d,
				  "marquee": %s,
				  "sqlAlone": %s
				}
				""", LocalDate.now(), machine(), EVENTS, bytes, ROUNDS, http.json(), jdbc.json()));
		Files.writeString(RESULTS.resolve("nested-list.svg"), picture(http, jdbc));
		System.out.printf(Locale.ROOT, "median   marquee %s  sql %s  ratio %.2f%n", http, jdbc,
				http.perSecond() / jdbc.perSecond());
	}

	private static String picture(Measure http, Measure jdbc) {
		return String.format(Locale.ROOT, """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 170" font-family="sans-serif" font-size="15">
				<rect width="720" height="170" fill="white"/>
				<text x="20" y="30" font-weight="bold">Nested list of 20 events, requests per second (%s)</text>
				%s%s</svg>
				""", LocalDate.now(), bar(50, "Marquee, over HTTP", "#6b3fa0", http, jdbc),
				bar(105, "its statement alone, over JDBC", "#9aa0a6", jdbc, jdbc));
	}

	private static String bar(int y, String name, String color, Measure measure, Measure longest) {
		int width = (int) (360 * measure.perSecond() / longest.perSecond());
		return String.format(Locale.ROOT, """
				<text x="20" y="%d">%s</text>
				<rect x="250" y="%d" width="%d" height="34" rx="3" fill="%s"/>
				<text x="%d" y="%d">%,.0f</text>
				""", y + 23, name, y, width, color, 258 + width, y + 23, measure.perSecond());
	}

	private static String machine() {
		return Runtime.getRuntime().availableProcessors() + " cores with everything on them, JDK "
				+ Runtime.version().feature() + ", PostgreSQL 18";
	}

	record Measure(double perSecond, double appMicros, double postgresMicros) {

		static Measure median(List<Measure> all) {
			return new Measure(median(all.stream().mapToDouble(Measure::perSecond).sorted().toArray()),
					median(all.stream().mapToDouble(Measure::appMicros).sorted().toArray()),
					median(all.stream().mapToDouble(Measure::postgresMicros).sorted().toArray()));
		}

		private static double median(double[] sorted) {
			return IntStream.of((sorted.length - 1) / 2, sorted.length / 2).mapToDouble((i) -> sorted[i]).average().orElseThrow();
		}

		String json() {
			return String.format(Locale.ROOT,
					"{ \"requestsPerSecond\": %.0f, \"applicationCpuMicros\": %.0f, \"postgresCpuMicros\": %.0f }",
					this.perSecond, this.appMicros, this.postgresMicros);
		}

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%,.0f/s (app %.0f µs, postgres %.0f µs)", this.perSecond, this.appMicros,
					this.postgresMicros);
		}

	}

}
