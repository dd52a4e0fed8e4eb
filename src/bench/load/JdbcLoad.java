package load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import seed.Dataset;
import workload.Variant;
import workload.Workload;

/**
 * Sends hand-written SQL statements that return JSON to the database, without a server in between. Runs in its own process, so
 * that its CPU time can be measured separately, and reads one command per line:
 * {@code execute WORKLOAD NUMBER}, {@code saturate WORKLOAD SECONDS FROM}, {@code rate WORKLOAD RATE SECONDS}.
 */
public final class JdbcLoad {

	private static final Path STATEMENTS = Path.of("src/bench/limit");

	private static final Pattern PARAMETER = Pattern.compile("(?<!:):(instant|id|word|latitude|longitude|radius)\\b");

	private final Dataset dataset;

	private final int variants;

	private final List<Client> clients = new ArrayList<>();

	private JdbcLoad(String url, Dataset dataset, int variants, int connections) throws SQLException {
		this.dataset = dataset;
		this.variants = variants;
		String prepared = url + (url.contains("?") ? "&" : "?") + "prepareThreshold=1";
		for (int i = 0; i < connections; i++) {
			Connection connection = DriverManager.getConnection(prepared);
			keepMemory(connection);
			this.clients.add(new Client(connection));
		}
	}

	/** As on Marquee's own connections: glibc returns memory to the kernel only above twice of what was freed at once. */
	private static void keepMemory(Connection connection) throws SQLException {
		try (PreparedStatement large = connection.prepareStatement("select length(repeat('x', 4000000))")) {
			large.execute();
		}
	}

	public static boolean supports(Workload workload) {
		return workload.parts().stream().allMatch((part) -> Files.exists(file(part)));
	}

	private static Path file(Workload workload) {
		return STATEMENTS.resolve(workload.file() + ".sql");
	}

	public static void main(String[] arguments) throws Exception {
		int events = Integer.parseInt(arguments[1]);
		Dataset dataset = new Dataset(events, 0, Path.of("src/bench/seed/countries.txt"));
		JdbcLoad direct = new JdbcLoad(arguments[0], dataset, Integer.parseInt(arguments[2]),
				Integer.parseInt(arguments[3]));
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		System.out.println("ready");
		for (String command = commands.readLine(); command != null; command = commands.readLine()) {
			System.out.println(direct.execute(command.split(" ")));
		}
	}

	private String execute(String[] command) {
		try {
			Workload workload = Workload.named(command[1]);
			List<Variant> all = Variant.of(workload, this.dataset, this.variants);
			return switch (command[0]) {
				case "execute" -> this.clients.getFirst().execute(workload, all, Integer.parseInt(command[2]));
				case "saturate" -> saturate(workload, all, Integer.parseInt(command[2]), Integer.parseInt(command[3]));
				case "rate" -> rate(workload, all, Double.parseDouble(command[2]), Integer.parseInt(command[3]));
				default -> "failed: unknown command " + command[0];
			};
		}
		catch (Exception ex) {
			return "failed: " + ex.toString().replace('\n', ' ');
		}
	}

	private String saturate(Workload workload, List<Variant> all, int seconds, int from) throws Exception {
		AtomicLong next = new AtomicLong(from);
		long bytesBefore = this.clients.stream().mapToLong((client) -> client.bytes).sum();
		long start = System.nanoTime();
		long end = start + seconds * 1_000_000_000L;
		List<Callable<Void>> loops = this.clients.stream().map((client) -> (Callable<Void>) () -> {
			while (System.nanoTime() < end) {
				client.query(workload, all, (int) (next.getAndIncrement() % all.size()));
			}
			return null;
		}).toList();
		try (ExecutorService threads = Executors.newFixedThreadPool(loops.size())) {
			for (Future<Void> loop : threads.invokeAll(loops)) {
				loop.get();
			}
		}
		long micros = (System.nanoTime() - start) / 1000;
		long bytes = this.clients.stream().mapToLong((client) -> client.bytes).sum() - bytesBefore;
		return (next.get() - from) + " " + bytes + " " + micros;
	}

	private String rate(Workload workload, List<Variant> all, double rate, int seconds) throws Exception {
		List<OpenLoop.RequestSender> open = this.clients.stream()
			.map((client) -> (OpenLoop.RequestSender) (number) -> client.query(workload, all, number % all.size()))
			.toList();
		Latencies latencies = OpenLoop.run(open, rate, seconds);
		return latencies.targetRate() + " " + latencies.achievedRate() + " " + latencies.p50() + " " + latencies.p90() + " "
				+ latencies.p99() + " " + latencies.max();
	}

	/** A connection with its prepared statements. */
	private static final class Client {

		private final Connection connection;

		private final Map<Workload, PreparedWorkload> statements = new EnumMap<>(Workload.class);

		private long bytes;

		Client(Connection connection) {
			this.connection = connection;
		}

		String execute(Workload workload, List<Variant> all, int number) throws SQLException, IOException {
			return new String(query(workload, all, number), StandardCharsets.UTF_8).replace('\n', ' ');
		}

		byte[] query(Workload workload, List<Variant> all, int number) throws SQLException, IOException {
			Workload part = workload.at(number);
			PreparedWorkload prepared = this.statements.get(part);
			if (prepared == null) {
				prepared = PreparedWorkload.prepare(this.connection, part);
				this.statements.put(part, prepared);
			}
			try (ResultSet rows = prepared.query(all.get(number))) {
				byte[] response = rows.next() ? rows.getBytes(1) : new byte[0];
				this.bytes += response.length;
				return response;
			}
		}

	}

	private record PreparedWorkload(PreparedStatement statement, List<String> parameters) {

		static PreparedWorkload prepare(Connection connection, Workload workload) throws SQLException, IOException {
			String fragment = Files.readString(STATEMENTS.resolve("whole.sql"));
			String sql = Files.readString(file(workload)).replace("{whole}", fragment);
			List<String> parameters = PARAMETER.matcher(sql).results().map((match) -> match.group(1)).toList();
			return new PreparedWorkload(connection.prepareStatement(PARAMETER.matcher(sql).replaceAll("?")), parameters);
		}

		ResultSet query(Variant variant) throws SQLException {
			for (int i = 0; i < this.parameters.size(); i++) {
				this.statement.setObject(i + 1, switch (this.parameters.get(i)) {
					case "instant" -> variant.instant().atOffset(ZoneOffset.UTC);
					case "id" -> variant.id();
					case "word" -> variant.word();
					case "latitude" -> variant.latitude();
					case "longitude" -> variant.longitude();
					case "radius" -> variant.radius();
					default -> throw new IllegalStateException();
				});
			}
			return this.statement.executeQuery();
		}

	}

}
