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

import questions.Question;
import questions.Variant;
import seed.World;

/**
 * Asks the database itself, by statements written by hand that answer with finished JSON, without a server in between. A
 * process of its own, told what to do line by line, so that its time can be counted apart:
 * {@code answer QUESTION NUMBER}, {@code saturate QUESTION SECONDS FROM}, {@code rate QUESTION RATE SECONDS}.
 */
public final class DirectSql {

	private static final Path STATEMENTS = Path.of("src/bench/limit");

	private static final Pattern PARAMETER = Pattern.compile("(?<!:):(instant|id|word|latitude|longitude|radius)\\b");

	private final World world;

	private final int variants;

	private final List<Client> clients = new ArrayList<>();

	private DirectSql(String url, World world, int variants, int connections) throws SQLException {
		this.world = world;
		this.variants = variants;
		String prepared = url + (url.contains("?") ? "&" : "?") + "prepareThreshold=1";
		for (int i = 0; i < connections; i++) {
			Connection connection = DriverManager.getConnection(prepared);
			keepMemory(connection);
			this.clients.add(new Client(connection));
		}
	}

	/** As Marquee's own connections do: glibc gives memory back to the kernel only above twice of what was freed at once. */
	private static void keepMemory(Connection connection) throws SQLException {
		try (PreparedStatement large = connection.prepareStatement("select length(repeat('x', 4000000))")) {
			large.execute();
		}
	}

	public static boolean knows(Question question) {
		return question.parts().stream().allMatch((part) -> Files.exists(file(part)));
	}

	private static Path file(Question question) {
		return STATEMENTS.resolve(question.file() + ".sql");
	}

	public static void main(String[] arguments) throws Exception {
		int events = Integer.parseInt(arguments[1]);
		World world = new World(events, Path.of("src/bench/seed/countries.txt"));
		DirectSql direct = new DirectSql(arguments[0], world, Integer.parseInt(arguments[2]),
				Integer.parseInt(arguments[3]));
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		System.out.println("ready");
		for (String command = commands.readLine(); command != null; command = commands.readLine()) {
			System.out.println(direct.obey(command.split(" ")));
		}
	}

	private String obey(String[] command) {
		try {
			Question question = Question.named(command[1]);
			List<Variant> all = Variant.of(question, this.world, this.variants);
			return switch (command[0]) {
				case "answer" -> this.clients.getFirst().answer(question, all, Integer.parseInt(command[2]));
				case "saturate" -> saturate(question, all, Integer.parseInt(command[2]), Integer.parseInt(command[3]));
				case "rate" -> rate(question, all, Double.parseDouble(command[2]), Integer.parseInt(command[3]));
				default -> "failed: " + command[0];
			};
		}
		catch (Exception ex) {
			return "failed: " + ex.toString().replace('\n', ' ');
		}
	}

	private String saturate(Question question, List<Variant> all, int seconds, int from) throws Exception {
		AtomicLong next = new AtomicLong(from);
		long bytesBefore = this.clients.stream().mapToLong((client) -> client.bytes).sum();
		long start = System.nanoTime();
		long end = start + seconds * 1_000_000_000L;
		List<Callable<Void>> loops = this.clients.stream().map((client) -> (Callable<Void>) () -> {
			while (System.nanoTime() < end) {
				client.ask(question, all, (int) (next.getAndIncrement() % all.size()));
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

	private String rate(Question question, List<Variant> all, double rate, int seconds) throws Exception {
		List<OpenLoop.Client> open = this.clients.stream()
			.map((client) -> (OpenLoop.Client) (number) -> client.ask(question, all, number % all.size()))
			.toList();
		Latencies latencies = OpenLoop.run(open, rate, seconds);
		return latencies.rate() + " " + latencies.reached() + " " + latencies.p50() + " " + latencies.p90() + " "
				+ latencies.p99() + " " + latencies.most();
	}

	/** A connection with its prepared statements. */
	private static final class Client {

		private final Connection connection;

		private final Map<Question, Prepared> statements = new EnumMap<>(Question.class);

		private long bytes;

		Client(Connection connection) {
			this.connection = connection;
		}

		String answer(Question question, List<Variant> all, int number) throws SQLException, IOException {
			return new String(ask(question, all, number), StandardCharsets.UTF_8).replace('\n', ' ');
		}

		byte[] ask(Question question, List<Variant> all, int number) throws SQLException, IOException {
			Question part = question.at(number);
			Prepared prepared = this.statements.get(part);
			if (prepared == null) {
				prepared = Prepared.read(this.connection, part);
				this.statements.put(part, prepared);
			}
			try (ResultSet rows = prepared.query(all.get(number))) {
				byte[] answer = rows.next() ? rows.getBytes(1) : new byte[0];
				this.bytes += answer.length;
				return answer;
			}
		}

	}

	private record Prepared(PreparedStatement statement, List<String> parameters) {

		static Prepared read(Connection connection, Question question) throws SQLException, IOException {
			String whole = Files.readString(STATEMENTS.resolve("whole.sql"));
			String sql = Files.readString(file(question)).replace("{whole}", whole);
			List<String> parameters = PARAMETER.matcher(sql).results().map((found) -> found.group(1)).toList();
			return new Prepared(connection.prepareStatement(PARAMETER.matcher(sql).replaceAll("?")), parameters);
		}

		ResultSet query(Variant variant) throws SQLException {
			for (int i = 0; i < this.parameters.size(); i++) {
				this.statement.setObject(i + 1, switch (this.parameters.get(i)) {
					case "instant" -> variant.instant().atOffset(ZoneOffset.UTC);
					case "id" -> variant.key();
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
