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

import database.Database;
import database.ProcessUsage;
import load.LoadResult;
import peer.HandwrittenSql;
import peer.JavaCommand;
import peer.Marquee;
import peer.Peer;
import peer.PeerSetup;
import peer.PostGraphile;
import peer.SpringGuides;
import report.BarChart;
import report.JsonReport;
import report.MarkdownTables;
import report.Results;
import seed.Dataset;
import tools.jackson.databind.JsonNode;
import workload.Workload;

import org.springframework.boot.SpringBootVersion;

/**
 * Compares the throughput, CPU time and latency of Marquee and other servers over the same database. Everything runs on one
 * machine, the load generator too; the servers take turns, and the tables show medians of several rounds. Needs
 * target/marquee.jar and wrk, and npm for PostGraphile. Writes src/bench/results. {@link Settings} lists the options.
 */
class Bench {

	/** Responses of each workload that are compared before anything is measured. */
	private static final int COMPARED_VARIANTS = 10;

	/** Requests of each workload over which SQL statements are counted. */
	private static final int COUNTED_REQUESTS = 20;

	private static final String PEER_INDEX = "event_by_start_for_peers";

	private final Database database;

	private final Dataset dataset;

	private final Results results = new Results();

	private final List<Peer> peers = new ArrayList<>();

	private final Map<Peer, Set<Workload>> supportedWorkloads = new LinkedHashMap<>();

	private final Instant start = Instant.now();

	private Bench(Database database, Dataset dataset) {
		this.database = database;
		this.dataset = dataset;
	}

	public static void main(String[] arguments) throws Exception {
		Settings.load();
		Dataset dataset = Database.dataset(Settings.events());
		System.out.printf(Locale.ROOT, "%,d events, %s%n", dataset.events(), machine());
		System.out.printf("Expected to take about %s, plus seeding the database if necessary%n", minutes(expectedSeconds()));
		JavaCommand.compileSources();
		Map<String, String> statistics = Map.of("shared_preload_libraries", "pg_stat_statements",
				"pg_stat_statements.track_utility", "off");
		try (Database database = Database.start(dataset, statistics)) {
			new Bench(database, dataset).run();
		}
	}

	private static long expectedSeconds() {
		long peers = Settings.peers().size();
		long windows = peers * Settings.workloads().size();
		return 20 + peers * 6 + windows * 2 + Settings.warmUpSeconds() * peers
				+ windows * (Settings.rounds() * Settings.seconds() + Settings.latencySeconds());
	}

	private void run() throws Exception {
		this.database.execute("create extension if not exists pg_stat_statements");
		track("none");
		Runtime.getRuntime().addShutdownHook(new Thread(() -> this.peers.forEach(Peer::close)));
		boolean indexCreated = createPeerIndex();
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
			if (indexCreated) {
				this.database.execute("drop index " + PEER_INDEX);
			}
		}
	}

	/** Marquee orders by event_search; peers that read only the table event need an index on it. */
	private boolean createPeerIndex() throws SQLException {
		String existing = this.database.query("""
				select 1 from pg_indexes where tablename = 'event' and indexdef like '%(starts_at, id)' limit 1""");
		boolean needed = existing == null && Settings.peers().stream().anyMatch((peer) -> !peer.startsWith("marquee"));
		if (needed) {
			this.database.execute("create index " + PEER_INDEX + " on event (starts_at, id)", "analyze event");
		}
		return needed;
	}

	private void startPeers() throws Exception {
		PeerSetup setup = new PeerSetup(this.database, this.dataset, Settings.connections(), Settings.variants());
		for (String key : Settings.peers()) {
			Peer peer = switch (key) {
				case "limit" -> new HandwrittenSql(setup);
				case "marquee-uncached" -> Marquee.withoutCache(setup);
				case "marquee" -> Marquee.withCache(setup);
				case "postgraphile" -> new PostGraphile(setup);
				case "guides" -> new SpringGuides(setup);
				default -> throw new IllegalArgumentException("Unknown peer: " + key);
			};
			try {
				long millis = peer.start();
				this.results.addPeer(key, peer.title()).recordStart(millis, ProcessUsage.cpuMicros(peer.pid()) / 1000);
				this.peers.add(peer);
				log("%s gave its first response after %,d ms", peer.title(), millis);
			}
			catch (IOException | IllegalStateException ex) {
				this.results.addNote(peer.title() + " is skipped: " + ex.getMessage());
			}
		}
	}

	/** Excludes the workloads that a peer does not support or to which it responds differently from Marquee. */
	private void compare() throws Exception {
		Marquee reference = (Marquee) this.peers.stream().filter(Marquee.class::isInstance).findFirst().orElse(null);
		this.peers.forEach((peer) -> this.supportedWorkloads.put(peer, EnumSet.noneOf(Workload.class)));
		for (Workload workload : Settings.workloads()) {
			String error = (reference != null) ? reference.error(workload) : null;
			if (error != null) {
				this.results.addNote("“" + workload.title() + "” is skipped, Marquee rejects it: " + error);
				continue;
			}
			for (Peer peer : this.peers) {
				if (peer.supports(workload) && matchesReference(reference, peer, workload)) {
					this.supportedWorkloads.get(peer).add(workload);
				}
			}
		}
		log("compared %d responses to each workload", COMPARED_VARIANTS);
	}

	private boolean matchesReference(Peer reference, Peer peer, Workload workload) throws Exception {
		if (reference == null || peer == reference) {
			return true;
		}
		for (int variant = 0; variant < COMPARED_VARIANTS; variant++) {
			try {
				String difference = difference("", reference.execute(workload, variant), peer.execute(workload, variant));
				if (difference != null) {
					this.results.addNote(peer.title() + " responds to “" + workload.title() + "” differently: " + difference);
					return false;
				}
			}
			catch (IllegalStateException | IOException ex) {
				this.results.addNote(peer.title() + " fails on “" + workload.title() + "”: " + ex.getMessage());
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
			for (Workload workload : this.supportedWorkloads.get(peer)) {
				this.database.execute("select pg_stat_statements_reset()");
				for (int variant = 0; variant < COUNTED_REQUESTS; variant++) {
					peer.execute(workload, variant);
				}
				String calls = this.database
					.query("select coalesce(sum(calls), 0) from pg_stat_statements where query not like '%pg_stat_%'");
				measured(peer, workload).recordStatements(Double.parseDouble(calls) / COUNTED_REQUESTS);
			}
		}
		track("none");
		log("counted statements");
	}

	private void track(String level) throws Exception {
		this.database.execute("alter system set pg_stat_statements.track = '" + level + "'", "select pg_reload_conf()");
		Thread.sleep(300);
	}

	private void warmUp() throws Exception {
		for (Peer peer : this.peers) {
			Set<Workload> workloads = this.supportedWorkloads.get(peer);
			int seconds = (peer instanceof HandwrittenSql) ? Math.min(10, Settings.warmUpSeconds()) : Settings.warmUpSeconds();
			for (Workload workload : workloads) {
				peer.saturate(workload, Math.ceilDiv(seconds, workloads.size()), 0);
			}
		}
		log("warmed up");
	}

	private void measure(int round) throws Exception {
		for (Workload workload : Settings.workloads()) {
			StringBuilder line = new StringBuilder();
			for (Peer peer : this.peers) {
				if (this.supportedWorkloads.get(peer).contains(workload)) {
					LoadResult result = measure(peer, workload, round);
					line.append(String.format(Locale.ROOT, "  %s %,.0f", peer.key(), result.requestsPerSecond()));
				}
			}
			log("round %d, %s:%s", round, workload.title(), line);
		}
	}

	private LoadResult measure(Peer peer, Workload workload, int round) throws Exception {
		int from = Settings.variants() / Settings.rounds() / 20 * 20 * (round - 1);
		long application = ProcessUsage.cpuMicros(peer.pid());
		long postgres = this.database.cpuMicros();
		LoadResult result = peer.saturate(workload, Settings.seconds(), from);
		long applicationUsed = ProcessUsage.cpuMicros(peer.pid()) - application;
		measured(peer, workload).record(result, applicationUsed, this.database.cpuMicros() - postgres);
		this.results.peers().get(peer.key()).recordMemory(ProcessUsage.residentMegabytes(peer.pid()));
		return result;
	}

	/** At half of the maximum rate that was measured for each peer and workload. */
	private void measureLatencies() throws Exception {
		for (Workload workload : Settings.workloads()) {
			for (Peer peer : this.peers) {
				if (!this.supportedWorkloads.get(peer).contains(workload) || Settings.latencySeconds() == 0) {
					continue;
				}
				Results.WorkloadResults measured = measured(peer, workload);
				double rate = Math.max(1, Results.median(measured.requestsPerSecond()) / 2);
				try {
					measured.recordLatencies(peer.atRate(workload, rate, Settings.latencySeconds()));
				}
				catch (Exception ex) {
					this.results.addNote(peer.title() + ", “" + workload.title() + "”, at a fixed rate: " + ex.getMessage());
				}
			}
		}
		log("measured latencies");
	}

	private Results.WorkloadResults measured(Peer peer, Workload workload) {
		return this.results.peers().get(peer.key()).workload(workload);
	}

	/** Called after each round, so that an aborted run leaves the results so far. */
	private void write() throws Exception {
		Map<String, Object> about = new LinkedHashMap<>();
		about.put("date", LocalDate.now().toString());
		about.put("machine", Map.of("cores", Runtime.getRuntime().availableProcessors(), "memoryGb", memoryGigabytes(),
				"cpu", cpuModel(), "note", "load, applications and database together"));
		about.put("versions", Map.of("java", Runtime.version().toString(), "postgresql",
				this.database.query("show server_version"), "springBoot", SpringBootVersion.getVersion(), "postgraphile",
				"5.1.5"));
		about.put("events", this.dataset.events());
		about.put("database", this.database.query("select pg_size_pretty(pg_database_size(current_database()))"));
		about.put("settings",
				Map.of("rounds", Settings.rounds(), "seconds", Settings.seconds(), "warmUp", Settings.warmUpSeconds(),
						"latencySeconds", Settings.latencySeconds(), "connections", Settings.connections(),
						"variants", Settings.variants()));
		Path results = Settings.results();
		Files.createDirectories(results);
		Files.writeString(results.resolve(this.dataset.events() + ".json"), JsonReport.of(this.results, about));
		String title = String.format(Locale.ROOT, "Requests per second, %,d events, %d cores for everything (%s)",
				this.dataset.events(), Runtime.getRuntime().availableProcessors(), LocalDate.now());
		Files.writeString(results.resolve(this.dataset.events() + ".svg"), BarChart.of(this.results, title));
	}

	private void print() {
		System.out.println();
		System.out.println(MarkdownTables.of(this.results));
		this.results.notes().forEach((note) -> System.out.println("note: " + note));
		System.out.println("Took " + minutes(Duration.between(this.start, Instant.now()).toSeconds()));
	}

	private void log(String format, Object... values) {
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
