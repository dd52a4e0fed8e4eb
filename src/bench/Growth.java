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

import database.Database;
import database.ProcessUsage;
import load.LoadResult;
import peer.JavaCommand;
import peer.Marquee;
import peer.PeerSetup;
import report.JsonReport;
import report.MarkdownTables;
import report.Results;
import seed.Dataset;
import workload.Workload;

/**
 * Measures what the same request costs as the database grows: one Marquee without its cache for each size, each with its own
 * PostgreSQL and all with the same memory, in turn. Writes src/bench/results/growth.json.
 */
class Growth {

	private final List<Workload> workloads = Settings.workloads(EnumSet.allOf(Workload.class));

	private final Results results = new Results();

	private final List<Database> databases = new ArrayList<>();

	private final List<Marquee> peers = new ArrayList<>();

	private final Map<String, Object> sizes = new LinkedHashMap<>();

	private final Instant start = Instant.now();

	public static void main(String[] arguments) throws Exception {
		Settings.load();
		System.getProperties().putIfAbsent("sharedBuffers", "4GB");
		JavaCommand.compileSources();
		new Growth().run();
	}

	private void run() throws Exception {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> this.peers.forEach(Marquee::close)));
		try {
			for (int events : Settings.sizes()) {
				start(Database.dataset(events));
			}
			for (Workload workload : this.workloads) {
				for (Marquee peer : this.peers) {
					peer.saturate(workload, Math.ceilDiv(Settings.warmUpSeconds(), this.workloads.size()), 0);
				}
			}
			log("warmed up");
			for (int round = 0; round < Settings.rounds(); round++) {
				for (Workload workload : this.workloads) {
					measure(workload, round);
				}
				log("round %d", round + 1);
			}
			Path results = Settings.results();
			Files.createDirectories(results);
			Files.writeString(results.resolve("growth.json"), JsonReport.of(this.results, about()));
			System.out.println(MarkdownTables.rateAndCost(this.results));
			System.out.println(relativeCosts());
		}
		finally {
			this.peers.forEach(Marquee::close);
			for (Database database : this.databases) {
				database.close();
			}
		}
	}

	private void start(Dataset dataset) throws Exception {
		Database database = Database.start(dataset, Map.of());
		this.databases.add(database);
		Marquee peer = Marquee.forGrowth(new PeerSetup(database, dataset, Settings.connections(), Settings.variants()));
		long millis = peer.start();
		this.results.addPeer(peer.key(), peer.title()).recordStart(millis, ProcessUsage.cpuMicros(peer.pid()) / 1000);
		this.peers.add(peer);
		this.sizes.put(String.valueOf(dataset.events()),
				database.query("select pg_size_pretty(pg_database_size(current_database()))"));
		log("%s, %s", peer.title(), this.sizes.get(String.valueOf(dataset.events())));
	}

	private void measure(Workload workload, int round) throws Exception {
		int from = Settings.variants() / Settings.rounds() / 20 * 20 * round;
		for (int i = 0; i < this.peers.size(); i++) {
			Marquee peer = this.peers.get(i);
			Database database = this.databases.get(i);
			long application = ProcessUsage.cpuMicros(peer.pid());
			long postgres = database.cpuMicros();
			LoadResult result = peer.saturate(workload, Settings.seconds(4), from);
			this.results.peers()
				.get(peer.key())
				.workload(workload)
				.record(result, ProcessUsage.cpuMicros(peer.pid()) - application, database.cpuMicros() - postgres);
			this.results.peers().get(peer.key()).recordMemory(ProcessUsage.residentMegabytes(peer.pid()));
		}
	}

	/** CPU time of application and PostgreSQL together, as a multiple of that of the smallest database. */
	private String relativeCosts() {
		StringBuilder table = new StringBuilder("CPU per request as a multiple of the first size\n\n");
		for (Workload workload : this.results.workloads()) {
			table.append(String.format(Locale.ROOT, "| %-24s |", workload.title()));
			double first = cpuMicros(this.peers.getFirst(), workload);
			for (Marquee peer : this.peers) {
				table.append(String.format(Locale.ROOT, " %.2f |", cpuMicros(peer, workload) / first));
			}
			table.append('\n');
		}
		return table.toString();
	}

	private double cpuMicros(Marquee peer, Workload workload) {
		Results.WorkloadResults measured = this.results.get(peer.key(), workload);
		return Results.median(measured.applicationCpuMicros()) + Results.median(measured.postgresCpuMicros());
	}

	private Map<String, Object> about() {
		return Map.of("date", LocalDate.now().toString(), "databases", this.sizes, "sharedBuffers",
				System.getProperty("sharedBuffers"), "cores", Runtime.getRuntime().availableProcessors(), "settings",
				Map.of("rounds", Settings.rounds(), "seconds", Settings.seconds(4), "warmUp", Settings.warmUpSeconds(),
						"connections", Settings.connections(), "variants", Settings.variants()));
	}

	private void log(String format, Object... values) {
		System.out.printf(Locale.ROOT, "%5d s  ", Duration.between(this.start, Instant.now()).toSeconds());
		System.out.printf(Locale.ROOT, format + "%n", values);
	}

}
