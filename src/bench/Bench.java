import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import database.Cpu;
import database.Database;
import load.Load;
import peer.Guides;
import peer.Java;
import peer.Limit;
import peer.Marquee;
import peer.Peer;
import peer.PostGraphile;
import peer.Setup;
import questions.Question;
import report.JsonReport;
import report.Picture;
import report.Results;
import report.Tables;
import seed.World;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringBootVersion;

/**
 * Measures Marquee beside other ways to answer the same questions from the same database. Everything runs on one machine,
 * the load too; peers take turns, and medians of several rounds count. Needs target/marquee.jar and wrk, and npm for
 * PostGraphile. Writes src/bench/results. What can be set is in {@link Settings}.
 */
class Bench {

	private static final Path RESULTS = Path.of("src/bench/results");

	/** Answers compared before anything is measured. */
	private static final int COMPARED = 10;

	/** Operations over which statements are counted. */
	private static final int COUNTED = 20;

	private static final String PEERS_INDEX = "event_by_start_for_peers";

	private final Database database;

	private final World world;

	private final Results results = new Results();

	private final List<Peer> peers = new ArrayList<>();

	private final Map<Peer, Set<Question>> questions = new LinkedHashMap<>();

	private final Instant start = Instant.now();

	private Bench(Database database, World world) {
		this.database = database;
		this.world = world;
	}

	public static void main(String[] arguments) throws Exception {
		Settings.read();
		World world = Database.world(Settings.events());
		System.out.printf(Locale.ROOT, "%,d events, %s%n", world.events(), machine());
		System.out.printf("Expected to take about %s, and the filling if there is need%n", minutes(expectedSeconds()));
		Java.compile();
		Map<String, String> statistics = Map.of("shared_preload_libraries", "pg_stat_statements",
				"pg_stat_statements.track_utility", "off");
		try (Database database = Database.start(world, statistics)) {
			new Bench(database, world).run();
		}
	}

	private static long expectedSeconds() {
		long peers = Settings.peers().size();
		long windows = peers * Settings.questions().size();
		return 20 + peers * 6 + windows * 2 + Settings.warmUp() * peers
				+ windows * (Settings.rounds() * Settings.seconds() + Settings.latencySeconds());
	}

	private void run() throws Exception {
		this.database.execute("create extension if not exists pg_stat_statements");
		track("none");
		Runtime.getRuntime().addShutdownHook(new Thread(() -> this.peers.forEach(Peer::close)));
		boolean indexed = helpPeers();
		try {
			startPeers();
			compare();
			countStatements();
			warmUp();
			for (int round = 1; round <= Settings.rounds(); round++) {
				measure(round);
				write();
			}
			measureLatencies();
			write();
			print();
		}
		finally {
			this.peers.forEach(Peer::close);
			if (indexed) {
				this.database.execute("drop index " + PEERS_INDEX);
			}
		}
	}

	/** Lists by start, which Marquee may keep elsewhere, must have an index for those who know only the table. */
	private boolean helpPeers() throws SQLException {
		String found = this.database.query("""
				select 1 from pg_indexes where tablename = 'event' and indexdef like '%(starts_at, id)' limit 1""");
		boolean needed = found == null && Settings.peers().stream().anyMatch((peer) -> !peer.startsWith("marquee"));
		if (needed) {
			this.database.execute("create index " + PEERS_INDEX + " on event (starts_at, id)", "analyze event");
		}
		return needed;
	}

	private void startPeers() throws Exception {
		Setup setup = new Setup(this.database, this.world, Settings.connections(), Settings.variants());
		for (String key : Settings.peers()) {
			Peer peer = switch (key) {
				case "limit" -> new Limit(setup);
				case "marquee-uncached" -> Marquee.withoutCache(setup);
				case "marquee" -> Marquee.asItIs(setup);
				case "postgraphile" -> new PostGraphile(setup);
				case "guides" -> new Guides(setup);
				default -> throw new IllegalArgumentException("There is no peer " + key);
			};
			try {
				long millis = peer.start();
				this.results.add(key, peer.title()).started(millis, Cpu.micros(peer.pid()) / 1000);
				this.peers.add(peer);
				say("%s gave its first answer after %,d ms", peer.title(), millis);
			}
			catch (IOException | IllegalStateException ex) {
				this.results.note(peer.title() + " is left out: " + ex.getMessage());
			}
		}
	}

	/** What a peer does not answer as Marquee does, it is not measured by. */
	private void compare() throws Exception {
		Marquee judge = (Marquee) this.peers.stream().filter(Marquee.class::isInstance).findFirst().orElse(null);
		this.peers.forEach((peer) -> this.questions.put(peer, EnumSet.noneOf(Question.class)));
		for (Question question : Settings.questions()) {
			String refusal = (judge != null) ? judge.refusal(question) : null;
			if (refusal != null) {
				this.results.note("“" + question.title() + "” is left out, Marquee refuses it: " + refusal);
				continue;
			}
			for (Peer peer : this.peers) {
				if (peer.knows(question) && answersLike(judge, peer, question)) {
					this.questions.get(peer).add(question);
				}
			}
		}
		say("compared %d answers to each question", COMPARED);
	}

	private boolean answersLike(Peer judge, Peer peer, Question question) throws Exception {
		if (judge == null || peer == judge) {
			return true;
		}
		for (int variant = 0; variant < COMPARED; variant++) {
			try {
				String difference = difference("", judge.answer(question, variant), peer.answer(question, variant));
				if (difference != null) {
					this.results.note(peer.title() + " answers “" + question.title() + "” differently: " + difference);
					return false;
				}
			}
			catch (IllegalStateException | IOException ex) {
				this.results.note(peer.title() + " does not answer “" + question.title() + "”: " + ex.getMessage());
				return false;
			}
		}
		return true;
	}

	private static String difference(String path, JsonNode expected, JsonNode actual) {
		if (expected.equals(actual)) {
			return null;
		}
		if (expected.isObject() && actual.isObject() && expected.size() == actual.size()) {
			for (Map.Entry<String, JsonNode> field : expected.properties()) {
				JsonNode other = actual.get(field.getKey());
				if (other == null || !other.equals(field.getValue())) {
					return (other == null) ? path + "." + field.getKey() + " is missing"
							: difference(path + "." + field.getKey(), field.getValue(), other);
				}
			}
		}
		if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
			for (int i = 0; i < expected.size(); i++) {
				if (!expected.get(i).equals(actual.get(i))) {
					return difference(path + "[" + i + "]", expected.get(i), actual.get(i));
				}
			}
		}
		return path + " is " + shortened(actual) + " instead of " + shortened(expected);
	}

	private static String shortened(JsonNode node) {
		String text = node.toString();
		return (text.length() > 200) ? text.substring(0, 200) + "…" : text;
	}

	private void countStatements() throws Exception {
		track("top");
		for (Peer peer : this.peers) {
			for (Question question : this.questions.get(peer)) {
				this.database.execute("select pg_stat_statements_reset()");
				for (int variant = 0; variant < COUNTED; variant++) {
					peer.answer(question, variant);
				}
				String calls = this.database
					.query("select coalesce(sum(calls), 0) from pg_stat_statements where query not like '%pg_stat_%'");
				measured(peer, question).statements(Double.parseDouble(calls) / COUNTED);
			}
		}
		track("none");
		say("counted statements");
	}

	private void track(String what) throws Exception {
		this.database.execute("alter system set pg_stat_statements.track = '" + what + "'", "select pg_reload_conf()");
		Thread.sleep(300);
	}

	private void warmUp() throws Exception {
		for (Peer peer : this.peers) {
			Set<Question> some = this.questions.get(peer);
			int seconds = (peer instanceof Limit) ? Math.min(10, Settings.warmUp()) : Settings.warmUp();
			for (Question question : some) {
				peer.saturate(question, Math.ceilDiv(seconds, some.size()), 0);
			}
		}
		say("warmed up");
	}

	private void measure(int round) throws Exception {
		for (Question question : Settings.questions()) {
			StringBuilder line = new StringBuilder();
			for (Peer peer : this.peers) {
				if (this.questions.get(peer).contains(question)) {
					Load load = measure(peer, question, round);
					line.append(String.format(Locale.ROOT, "  %s %,.0f", peer.key(), load.perSecond()));
				}
			}
			say("round %d, %s:%s", round, question.title(), line);
		}
	}

	private Load measure(Peer peer, Question question, int round) throws Exception {
		int from = Settings.variants() / Settings.rounds() / 20 * 20 * (round - 1);
		long application = Cpu.micros(peer.pid());
		long postgres = this.database.cpuMicros();
		Load load = peer.saturate(question, Settings.seconds(), from);
		long applicationUsed = Cpu.micros(peer.pid()) - application;
		measured(peer, question).add(load, applicationUsed, this.database.cpuMicros() - postgres);
		this.results.peers().get(peer.key()).held(Cpu.megabytes(peer.pid()));
		return load;
	}

	/** At half of what each can do at most, as measured before. */
	private void measureLatencies() throws Exception {
		for (Question question : Settings.questions()) {
			for (Peer peer : this.peers) {
				if (!this.questions.get(peer).contains(question) || Settings.latencySeconds() == 0) {
					continue;
				}
				Results.OfQuestion measured = measured(peer, question);
				double rate = Math.max(1, Results.median(measured.perSecond()) / 2);
				try {
					measured.latencies(peer.atRate(question, rate, Settings.latencySeconds()));
				}
				catch (Exception ex) {
					this.results.note(peer.title() + ", “" + question.title() + "”, at a fixed rate: " + ex.getMessage());
				}
			}
		}
		say("measured latencies");
	}

	private Results.OfQuestion measured(Peer peer, Question question) {
		return this.results.peers().get(peer.key()).question(question);
	}

	/** After each round, so that a run that is cut off leaves what it has. */
	private void write() throws Exception {
		Map<String, Object> about = new LinkedHashMap<>();
		about.put("date", LocalDate.now().toString());
		about.put("machine", Map.of("cores", Runtime.getRuntime().availableProcessors(), "memoryGb", memoryGigabytes(),
				"cpu", cpuModel(), "note", "load, applications and database together"));
		about.put("versions", Map.of("java", Runtime.version().toString(), "postgresql",
				this.database.query("show server_version"), "springBoot", SpringBootVersion.getVersion(), "postgraphile",
				"5.1.5"));
		about.put("events", this.world.events());
		about.put("database", this.database.query("select pg_size_pretty(pg_database_size(current_database()))"));
		about.put("settings",
				Map.of("rounds", Settings.rounds(), "seconds", Settings.seconds(), "warmUp", Settings.warmUp(),
						"latencySeconds", Settings.latencySeconds(), "connections", Settings.connections(),
						"differentRequestsOfAQuestion", Settings.variants()));
		Files.createDirectories(RESULTS);
		Files.writeString(RESULTS.resolve(this.world.events() + ".json"), JsonReport.of(this.results, about));
		String title = String.format(Locale.ROOT, "Requests per second, %,d events, %d cores for everything (%s)",
				this.world.events(), Runtime.getRuntime().availableProcessors(), LocalDate.now());
		Files.writeString(RESULTS.resolve(this.world.events() + ".svg"), Picture.of(this.results, title));
	}

	private void print() {
		System.out.println();
		System.out.println(Tables.of(this.results));
		this.results.notes().forEach((note) -> System.out.println("note: " + note));
		System.out.println("Took " + minutes(Duration.between(this.start, Instant.now()).toSeconds()));
	}

	private void say(String format, Object... values) {
		System.out.printf(Locale.ROOT, "%5d s  ", Duration.between(this.start, Instant.now()).toSeconds());
		System.out.printf(Locale.ROOT, format + "%n", values);
	}

	private static String minutes(long seconds) {
		return String.format("%d:%02d minutes", seconds / 60, seconds % 60);
	}

	private static String machine() throws IOException {
		return Runtime.getRuntime().availableProcessors() + " cores (" + cpuModel() + "), " + memoryGigabytes() + " GB";
	}

	private static String cpuModel() throws IOException {
		return Files.readAllLines(Path.of("/proc/cpuinfo"))
			.stream()
			.filter((line) -> line.startsWith("model name"))
			.map((line) -> line.substring(line.indexOf(':') + 2))
			.findFirst()
			.orElse("unknown");
	}

	private static long memoryGigabytes() throws IOException {
		String total = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D", "");
		return Math.round(Long.parseLong(total) / 1048576.0);
	}

}
