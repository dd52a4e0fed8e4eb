import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import database.Database;
import explain.AutoExplainLog;
import explain.ExplainedOperation;
import explain.Explanation;
import explain.StatementPlan;
import peer.Marquee;
import peer.PeerSetup;
import report.Results;
import seed.Dataset;
import workload.Workload;

/**
 * Executes one operation for each kind of filter and order and writes src/docs/explain.md: how long each took, and the plan by
 * which PostgreSQL found the events. The plans come from auto_explain, so they are the executed ones with the bound values,
 * after as many calls as PostgreSQL needs to settle on a plan.
 */
class Explain {

	private static final Path REPORT = Path.of("src/docs/explain.md");

	private static final Path LOG = Path.of("target", "bench", "explain-log");

	private static final int CALLS = 20;

	private static final int WARM_UP_ROUNDS = 10;

	/** The fewest with which Marquee starts, so that a repeated statement soon has its prepared plan on each connection. */
	private static final int CONNECTIONS = 4;

	private final Marquee marquee;

	private final List<ExplainedOperation> operations;

	private Explain(Marquee marquee, List<ExplainedOperation> operations) {
		this.marquee = marquee;
		this.operations = operations;
	}

	public static void main(String[] arguments) throws Exception {
		Settings.load();
		Dataset dataset = Database.dataset(Settings.events(1_000_000), Settings.recurring(0.2));
		System.out.printf(Locale.ROOT, "%,d events%n", dataset.events());
		deleteLogs();
		try (Database database = Database.start(dataset, AutoExplainLog.settings(LOG));
				Marquee marquee = Marquee.withCache(new PeerSetup(database, dataset, CONNECTIONS, 20))) {
			System.out.printf(Locale.ROOT, "Marquee gave its first response after %,d ms%n", marquee.start());
			List<ExplainedOperation> operations = ExplainedOperation.all(database, dataset, marquee.firstCursor(Workload.NESTED_20));
			List<Explanation> explanations = new Explain(marquee, operations).run(database);
			String introduction = introduction(database, dataset);
			Files.writeString(REPORT, Explanation.report(introduction, explanations));
			System.out.println("Wrote " + REPORT);
		}
	}

	private static void deleteLogs() throws Exception {
		Files.createDirectories(LOG);
		try (Stream<Path> files = Files.list(LOG)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
	}

	private static String introduction(Database database, Dataset dataset) throws Exception {
		return String.format(Locale.ROOT, """
				# How PostgreSQL finds events

				Each operation has one kind of filter or order. Marquee answered it over HTTP on %s, with %,d events (%s, %d cores,
				PostgreSQL %s, warm). %,d of the events recur weekly; `occurrence` has %,d rows.

				- **ms** is the median of %d calls, from sending the request to receiving the response.
				- **rows read** counts the rows that the statement read from any table, including those that it filtered out.
				- **sequential scan** names `event` or `event_search` if it was scanned sequentially, and how many rows of it.
				- **indexes** are those that the plan uses.

				Below the table is the plan of one more call for each operation. `mvn -DskipTests package exec:exec@explain` writes this file.
				""", LocalDate.now(), dataset.events(),
				database.query("select pg_size_pretty(pg_database_size(current_database()))"),
				Runtime.getRuntime().availableProcessors(), database.query("show server_version"),
				Long.valueOf(database.query("select count(*) from recurrence")),
				Long.valueOf(database.query("select count(*) from occurrence")), CALLS);
	}

	private List<Explanation> run(Database database) throws Exception {
		for (int round = 0; round < WARM_UP_ROUNDS; round++) {
			for (ExplainedOperation operation : this.operations) {
				error(operation);
			}
		}
		List<Double> medians = new ArrayList<>();
		for (ExplainedOperation operation : this.operations) {
			medians.add((error(operation) == null) ? median(operation) : Double.NaN);
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
		AutoExplainLog log = new AutoExplainLog(LOG);
		List<Explanation> explanations = new ArrayList<>();
		for (int i = 0; i < this.operations.size(); i++) {
			ExplainedOperation operation = this.operations.get(i);
			log.skip();
			String error = error(operation);
			List<StatementPlan> plans = (error == null) ? log.read() : List.of();
			explanations.add(new Explanation(operation, medians.get(i), slowest(plans), error));
			System.out.printf(Locale.ROOT, "  %-45s %8.1f ms%n", operation.name(), medians.get(i));
		}
		return explanations;
	}

	/** Functions may run many small statements, so only the three slowest are shown. */
	private static List<StatementPlan> slowest(List<StatementPlan> plans) {
		return plans.stream().sorted(Comparator.comparingDouble(StatementPlan::millis).reversed()).limit(3).toList();
	}

	private double median(ExplainedOperation operation) throws Exception {
		List<Double> millis = new ArrayList<>();
		for (int call = 0; call < CALLS; call++) {
			long start = System.nanoTime();
			this.marquee.query(operation.document());
			millis.add((System.nanoTime() - start) / 1e6);
		}
		return Results.median(millis);
	}

	private String error(ExplainedOperation operation) throws Exception {
		try {
			this.marquee.query(operation.document());
			return null;
		}
		catch (IllegalStateException ex) {
			return this.marquee.firstErrorMessage(ex);
		}
	}

}
