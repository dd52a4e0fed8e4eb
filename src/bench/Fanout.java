import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import database.Database;
import fanout.FanoutPicture;
import fanout.FanoutReport;
import fanout.Measure;
import fanout.Trial;
import peer.Marquee;
import peer.PostGraphile;
import peer.Setup;
import peer.Subscribable;
import seed.World;

/**
 * Measures how fast, and at which cost, many subscribers hear of a change to an event: from Marquee, and from PostGraphile
 * on the same database. The subscribers run on the same machine. Needs target/marquee.jar, and npm for PostGraphile.
 * Writes src/bench/results. What can be set is in {@link Settings}.
 */
class Fanout {

	private static final Path RESULTS = Path.of("src/bench/results");

	private static final int EVENTS = 10_000;

	/** Of the pool to the database, as in the other benchmark. */
	private static final int CONNECTIONS = 8;

	private static final List<String> NOTES = List.of(
			"PostGraphile has no subscription to changes: a plugin of some lines listens to a notification that the writer sends and reads the event again for each subscriber. It knows neither filters nor kinds, keeps no log to resume from, and promises no order.",
			"Marquee's subscribers all have the same filter, and what they are told comes from its log, which triggers write in the transaction of the change; they do so, too, while PostGraphile is measured.",
			"A delay begins before the commit is sent and ends when the last byte is read by the subscriber, of which all share one thread.",
			"Memory is what the process holds with all subscribers, less what it held before them, after a warm-up with a hundred others; “collected” after garbage was collected, at both times.",
			"Node gives little memory back, and neither does Java: subscribers may find room in what the warm-up left, so that with few of them, and for PostGraphile, memory is a lower bound. For Marquee “heap” tells what they really hold.");

	private final Database database;

	private final Setup setup;

	private final List<Measure> measures = new ArrayList<>();

	private Fanout(Database database, World world) {
		this.database = database;
		this.setup = new Setup(database, world, CONNECTIONS, 20);
	}

	public static void main(String[] arguments) throws Exception {
		Settings.read();
		World world = Database.world(Settings.events(EVENTS));
		try (Database database = Database.start(world, Map.of())) {
			new Fanout(database, world).run();
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
		System.out.println(FanoutReport.table(this.measures));
		NOTES.forEach((note) -> System.out.println("note: " + note));
	}

	/** A process of its own for each measurement, so that none finds what another left in memory. */
	private void measure(String key, int subscribers) throws Exception {
		try (Subscribable peer = peer(key)) {
			Runtime.getRuntime().addShutdownHook(new Thread(peer::close));
			peer.start();
			Trial trial = new Trial(this.database, subscribers, Settings.changes(), Settings.changesAtOnce(),
					Settings.seconds(10));
			Measure measure = trial.of(peer);
			this.measures.add(measure);
			System.out.println(FanoutReport.line(measure));
			write();
		}
		catch (IllegalStateException ex) {
			System.out.printf(Locale.ROOT, "%s with %,d subscribers: %s%n", key, subscribers, ex.getMessage());
		}
	}

	private Subscribable peer(String key) throws Exception {
		return switch (key) {
			case "marquee" -> Marquee.asUsual(this.setup, Settings.java());
			case "postgraphile" -> PostGraphile.withSubscriptions(this.setup);
			default -> throw new IllegalArgumentException("There is no peer " + key);
		};
	}

	/** After each measurement, so that a run that is cut off leaves what it has. */
	private void write() throws Exception {
		Map<String, Object> about = new LinkedHashMap<>();
		about.put("date", LocalDate.now().toString());
		about.put("cores", Runtime.getRuntime().availableProcessors());
		about.put("java", Runtime.version().toString());
		about.put("postgresql", this.database.query("show server_version"));
		about.put("postgraphile", "5.1.5");
		about.put("events", Settings.events(EVENTS));
		about.put("changesAtOnce", Settings.changesAtOnce());
		about.put("seconds", Settings.seconds(10));
		about.put("notes", NOTES);
		Path results = Path.of(System.getProperty("results", RESULTS.toString()));
		Files.createDirectories(results);
		Files.writeString(results.resolve("fanout.json"), FanoutReport.json(about, this.measures));
		Files.writeString(results.resolve("fanout.svg"),
				FanoutPicture.of(this.measures,
						String.format(Locale.ROOT, "A change told to many subscribers, %d cores for everything (%s)",
								Runtime.getRuntime().availableProcessors(), LocalDate.now())));
	}

}
