import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import database.Database;
import fanout.FanoutChart;
import fanout.FanoutMeasurement;
import fanout.FanoutReport;
import fanout.FanoutTrial;
import peer.Marquee;
import peer.PeerSetup;
import peer.PostGraphile;
import peer.SubscriptionPeer;
import seed.Dataset;

/**
 * Measures how fast, and at which CPU cost, Marquee and PostGraphile on the same database deliver a change of an event to many
 * subscribers. The subscribers run on the same machine. Needs target/marquee.jar, and npm for PostGraphile. Writes
 * src/bench/results. {@link Settings} lists the options.
 */
class Fanout {

	private static final int EVENTS = 10_000;

	/** The size of the database pool, as in {@link Bench}. */
	private static final int CONNECTIONS = 8;

	private static final List<String> NOTES = List.of(
			"PostGraphile has no subscription to changes: a small plugin listens to a notification that the writer sends and reads the event again for each subscriber. It supports no filters or kinds of changes, keeps no log to resume from, and guarantees no order.",
			"Marquee's subscribers all have the same filter. The changes come from its log, which triggers write in the transaction of the change, also while PostGraphile is measured.",
			"A delay begins before the commit is sent and ends when the subscriber has read the last byte. All subscribers share one thread.",
			"Memory is that of the process with all subscribers less that before them, after a warm-up with a hundred others. “collected” is resident memory after a garbage collection, at both times.",
			"Node and Java return little memory to the system, so subscribers may reuse what the warm-up allocated: with few subscribers, and for PostGraphile, memory is a lower bound. For Marquee, “heap” is the live heap.");

	private final Database database;

	private final PeerSetup setup;

	private final List<FanoutMeasurement> measurements = new ArrayList<>();

	private Fanout(Database database, Dataset dataset) {
		this.database = database;
		this.setup = new PeerSetup(database, dataset, CONNECTIONS, 20);
	}

	public static void main(String[] arguments) throws Exception {
		Settings.load();
		Dataset dataset = Database.dataset(Settings.events(EVENTS));
		try (Database database = Database.start(dataset, Map.of())) {
			new Fanout(database, dataset).run();
		}
	}

	private void run() throws Exception {
		for (int round = 1; round <= Settings.rounds(1); round++) {
			for (int subscribers : Settings.subscribers()) {
				for (String key : Settings.peers("marquee,postgraphile")) {
					measure(key, subscribers);
				}
			}
		}
		System.out.println();
		System.out.println(FanoutReport.table(this.measurements));
		NOTES.forEach((note) -> System.out.println("note: " + note));
	}

	/** Starts a new process for each measurement, so that no memory of an earlier one is reused. */
	private void measure(String key, int subscribers) throws Exception {
		try (SubscriptionPeer peer = peer(key)) {
			Runtime.getRuntime().addShutdownHook(new Thread(peer::close));
			peer.start();
			FanoutTrial trial = new FanoutTrial(this.database, subscribers, Settings.changes(), Settings.changesInFlight(),
					Settings.seconds(10));
			FanoutMeasurement measurement = trial.run(peer);
			this.measurements.add(measurement);
			System.out.println(FanoutReport.line(measurement));
			write();
		}
		catch (IllegalStateException ex) {
			System.out.printf(Locale.ROOT, "%s with %,d subscribers: %s%n", key, subscribers, ex.getMessage());
		}
	}

	private SubscriptionPeer peer(String key) throws Exception {
		return switch (key) {
			case "marquee" -> Marquee.withDefaults(this.setup, Settings.javaOptions());
			case "postgraphile" -> PostGraphile.withSubscriptions(this.setup);
			default -> throw new IllegalArgumentException("Unknown peer: " + key);
		};
	}

	/** Called after each measurement, so that an aborted run leaves the results so far. */
	private void write() throws Exception {
		Map<String, Object> about = new LinkedHashMap<>();
		about.put("date", LocalDate.now().toString());
		about.put("cores", Runtime.getRuntime().availableProcessors());
		about.put("java", Runtime.version().toString());
		about.put("postgresql", this.database.query("show server_version"));
		about.put("postgraphile", "5.1.5");
		about.put("events", Settings.events(EVENTS));
		about.put("changesInFlight", Settings.changesInFlight());
		about.put("seconds", Settings.seconds(10));
		about.put("notes", NOTES);
		Path results = Settings.results();
		Files.createDirectories(results);
		Files.writeString(results.resolve("fanout.json"), FanoutReport.json(about, this.measurements));
		Files.writeString(results.resolve("fanout.svg"),
				FanoutChart.of(this.measurements,
						String.format(Locale.ROOT, "Delivery of a change to many subscribers, %d cores for everything (%s)",
								Runtime.getRuntime().availableProcessors(), LocalDate.now())));
	}

}
