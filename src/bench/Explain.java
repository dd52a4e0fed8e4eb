import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import database.Database;
import explain.Explanation;
import explain.Operation;
import explain.Plan;
import explain.PlanLog;
import peer.Marquee;
import peer.Setup;
import questions.Question;
import report.Results;
import seed.World;

/**
 * Asks Marquee one operation for each kind of filter and order, and writes src/docs/explain.md: how long each took, and by
 * which plan PostgreSQL found the events. Plans come from auto_explain, so they are those that were carried out, with the
 * values that were bound, after as many calls as PostgreSQL needs to settle on one.
 */
class Explain {

	private static final Path REPORT = Path.of("src/docs/explain.md");

	private static final Path LOG = Path.of("target", "bench", "explain-log");

	private static final int CALLS = 20;

	private static final int ROUNDS_OF_WARM_UP = 10;

	/** As few as Marquee starts with, so that a statement meets its own prepared plan again. */
	private static final int CONNECTIONS = 2;

	private final Marquee marquee;

	private final List<Operation> operations;

	private Explain(Marquee marquee, List<Operation> operations) {
		this.marquee = marquee;
		this.operations = operations;
	}

	public static void main(String[] arguments) throws Exception {
		Settings.read();
		World world = Database.world(Settings.events(1_000_000));
		System.out.printf(Locale.ROOT, "%,d events%n", world.events());
		clear();
		try (Database database = Database.start(world, PlanLog.settings(LOG));
				Marquee marquee = Marquee.asItIs(new Setup(database, world, CONNECTIONS, 20))) {
			System.out.printf(Locale.ROOT, "Marquee gave its first answer after %,d ms%n", marquee.start());
			List<Operation> operations = Operation.all(database, world, marquee.cursorOf(Question.NESTED_20));
			List<Explanation> explanations = new Explain(marquee, operations).run(database);
			String head = head(database, world);
			Files.writeString(REPORT, Explanation.report(head, explanations));
			System.out.println("Wrote " + REPORT);
		}
	}

	private static void clear() throws Exception {
		Files.createDirectories(LOG);
		try (Stream<Path> files = Files.list(LOG)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
	}

	private static String head(Database database, World world) throws Exception {
		return String.format(Locale.ROOT, """
				# How PostgreSQL finds events

				Each operation has one kind of filter or order. Marquee answered it over HTTP on %s, with %,d events (%s, %d cores,
				PostgreSQL %s, warm).

				- **ms** is the median of %d calls, from sending the request to receiving the response.
				- **rows read** counts the rows that the statement read from any table, including those that it filtered out.
				- **sequential scan** names `event` or `event_search` if it was scanned sequentially, and how many rows of it.
				- **indexes** are those that the plan uses.

				Below the table is the plan of one more call for each operation. `mvn -DskipTests package exec:exec@explain` writes this file.
				""", LocalDate.now(), world.events(),
				database.query("select pg_size_pretty(pg_database_size(current_database()))"),
				Runtime.getRuntime().availableProcessors(), database.query("show server_version"), CALLS);
	}

	private List<Explanation> run(Database database) throws Exception {
		for (int round = 0; round < ROUNDS_OF_WARM_UP; round++) {
			for (Operation operation : this.operations) {
				refusal(operation);
			}
		}
		List<Double> medians = new ArrayList<>();
		for (Operation operation : this.operations) {
			medians.add((refusal(operation) == null) ? median(operation) : Double.NaN);
		}
		database.execute("alter system set auto_explain.log_min_duration = 0", "select pg_reload_conf()");
		Thread.sleep(500);
		try {
			return explanations(medians);
		}
		finally {
			database.execute("alter system reset auto_explain.log_min_duration", "select pg_reload_conf()");
		}
	}

	private List<Explanation> explanations(List<Double> medians) throws Exception {
		PlanLog log = new PlanLog(LOG);
		List<Explanation> explanations = new ArrayList<>();
		for (int i = 0; i < this.operations.size(); i++) {
			Operation operation = this.operations.get(i);
			log.skip();
			String refusal = refusal(operation);
			List<Plan> plans = (refusal == null) ? log.read() : List.of();
			explanations.add(new Explanation(operation, medians.get(i), slowest(plans), refusal));
			System.out.printf(Locale.ROOT, "  %-45s %8.1f ms%n", operation.name(), medians.get(i));
		}
		return explanations;
	}

	/** Functions may run many small statements; a few tell enough. */
	private static List<Plan> slowest(List<Plan> plans) {
		return plans.stream().sorted(Comparator.comparingDouble(Plan::millis).reversed()).limit(3).toList();
	}

	private double median(Operation operation) throws Exception {
		List<Double> millis = new ArrayList<>();
		for (int call = 0; call < CALLS; call++) {
			long start = System.nanoTime();
			this.marquee.ask(operation.document());
			millis.add((System.nanoTime() - start) / 1e6);
		}
		return Results.median(millis);
	}

	private String refusal(Operation operation) throws Exception {
		try {
			this.marquee.ask(operation.document());
			return null;
		}
		catch (IllegalStateException ex) {
			return this.marquee.message(ex);
		}
	}

}
