import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import database.Cpu;
import database.Database;
import load.Load;
import peer.Java;
import peer.Marquee;
import peer.Setup;
import questions.Question;
import report.JsonReport;
import report.Results;
import report.Tables;
import seed.World;

/**
 * Measures what the same page costs as the database grows: one Marquee for each size, without its cache, each with a
 * PostgreSQL of its own and all with the same memory, in turn. Writes src/bench/results/growth.json.
 */
class Growth {

	private static final Path RESULT = Path.of("src/bench/results/growth.json");

	private final List<Question> questions = Settings.questions(EnumSet.allOf(Question.class));

	private final Results results = new Results();

	private final List<Database> databases = new ArrayList<>();

	private final List<Marquee> peers = new ArrayList<>();

	private final Map<String, Object> sizes = new LinkedHashMap<>();

	private final Instant start = Instant.now();

	public static void main(String[] arguments) throws Exception {
		Settings.read();
		System.getProperties().putIfAbsent("sharedBuffers", "4GB");
		Java.compile();
		new Growth().run();
	}

	private void run() throws Exception {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> this.peers.forEach(Marquee::close)));
		try {
			for (int events : Settings.sizes()) {
				start(Database.world(events));
			}
			for (Question question : this.questions) {
				for (Marquee peer : this.peers) {
					peer.saturate(question, Math.ceilDiv(Settings.warmUp(), this.questions.size()), 0);
				}
			}
			say("warmed up");
			for (int round = 0; round < Settings.rounds(); round++) {
				for (Question question : this.questions) {
					measure(question, round);
				}
				say("round %d", round + 1);
			}
			Files.writeString(RESULT, JsonReport.of(this.results, about()));
			System.out.println(Tables.speedAndCost(this.results));
			System.out.println(costs());
		}
		finally {
			this.peers.forEach(Marquee::close);
			for (Database database : this.databases) {
				database.close();
			}
		}
	}

	private void start(World world) throws Exception {
		Database database = Database.start(world, Map.of());
		this.databases.add(database);
		Marquee peer = Marquee.ofSize(new Setup(database, world, Settings.connections(), Settings.variants()));
		long millis = peer.start();
		this.results.add(peer.key(), peer.title()).started(millis, Cpu.micros(peer.pid()) / 1000);
		this.peers.add(peer);
		this.sizes.put(String.valueOf(world.events()),
				database.query("select pg_size_pretty(pg_database_size(current_database()))"));
		say("%s, %s", peer.title(), this.sizes.get(String.valueOf(world.events())));
	}

	private void measure(Question question, int round) throws Exception {
		int from = Settings.variants() / Settings.rounds() / 20 * 20 * round;
		for (int i = 0; i < this.peers.size(); i++) {
			Marquee peer = this.peers.get(i);
			Database database = this.databases.get(i);
			long application = Cpu.micros(peer.pid());
			long postgres = database.cpuMicros();
			Load load = peer.saturate(question, Settings.seconds(), from);
			this.results.peers()
				.get(peer.key())
				.question(question)
				.add(load, Cpu.micros(peer.pid()) - application, database.cpuMicros() - postgres);
			this.results.peers().get(peer.key()).held(Cpu.megabytes(peer.pid()));
		}
	}

	/** CPU of application and PostgreSQL together, as a multiple of what the smallest database takes. */
	private String costs() {
		StringBuilder table = new StringBuilder("CPU a request as a multiple of the first\n\n");
		for (Question question : this.results.questions()) {
			table.append(String.format(Locale.ROOT, "| %-24s |", question.title()));
			double first = cost(this.peers.getFirst(), question);
			for (Marquee peer : this.peers) {
				table.append(String.format(Locale.ROOT, " %.2f |", cost(peer, question) / first));
			}
			table.append('\n');
		}
		return table.toString();
	}

	private double cost(Marquee peer, Question question) {
		Results.OfQuestion measured = this.results.of(peer.key(), question);
		return Results.median(measured.applicationMicros()) + Results.median(measured.postgresMicros());
	}

	private Map<String, Object> about() {
		return Map.of("date", LocalDate.now().toString(), "databases", this.sizes, "sharedBuffers",
				System.getProperty("sharedBuffers"), "cores", Runtime.getRuntime().availableProcessors(), "settings",
				Map.of("rounds", Settings.rounds(), "seconds", Settings.seconds(), "warmUp", Settings.warmUp(),
						"connections", Settings.connections(), "differentRequestsOfAQuestion", Settings.variants()));
	}

	private void say(String format, Object... values) {
		System.out.printf(Locale.ROOT, "%5d s  ", Duration.between(this.start, Instant.now()).toSeconds());
		System.out.printf(Locale.ROOT, format + "%n", values);
	}

}
