import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import cost.RandomOperation;
import database.Database;
import graphql.language.FieldDefinition;
import load.HttpConnection;
import peer.Marquee;
import peer.PeerSetup;
import seed.Dataset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares what random operations cost by the weights in the schema with the CPU time that PostgreSQL needs for them if Marquee
 * has no cache. Marquee's own time is proportional to the bytes of a response. Prints the operations whose CPU time is furthest above their cost, and the fields and filters
 * that they have in common: their weights are too small.
 */
class Costs {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** The CPU time of an operation that costs one point. */
	private static final String CHEAPEST = "{ event(id: \"%s\") { name } }";

	/** An operation whose price is taken as right: simple objects and nothing else. */
	private static final String REFERENCE = "{ events(first: 100) { nodes { id name status venue { name } } } }";

	private static final int REPETITIONS = 5;

	/** How often an operation above the tolerance is measured again: other programs may have disturbed it. */
	private static final int RETRIES = 2;

	private static final int WORST = 25;

	/** How far the CPU time may be above what the cost pays for. */
	private static final double TOLERANCE = 3;

	private final Database database;

	private final HttpConnection connection;

	private Costs(Database database, Marquee marquee) throws IOException {
		this.database = database;
		this.connection = new HttpConnection(marquee.port(), List.of());
	}

	public static void main(String[] arguments) throws Exception {
		Settings.load();
		Dataset dataset = Database.dataset(Settings.events());
		try (Database database = Database.start(dataset, Map.of());
				Marquee marquee = Marquee.withoutCache(new PeerSetup(database, dataset, 4, 20))) {
			marquee.start();
			new Costs(database, marquee).run(Integer.getInteger("operations", 1_000), Long.getLong("random", 1));
		}
	}

	private void run(int count, long seed) throws Exception {
		Map<String, List<FieldDefinition>> fields = RandomOperation.fields();
		List<String> words = column("select word from search_word where word ~ '^[a-z]{4,}$' order by md5(word) limit 200");
		List<String> ids = new ArrayList<>();
		JSON.readTree(send("{ events(first: 50, filter: { when: UPCOMING }) { nodes { id } } }"))
			.at("/data/events/nodes")
			.forEach((event) -> ids.add(event.get("id").asString()));
		double base = measure(CHEAPEST.formatted(ids.getFirst())).micros();
		Measurement reference = measure(REFERENCE);
		double microsPerPoint = (reference.micros() - base) / reference.cost();
		System.out.printf(Locale.ROOT, "One point pays for %.1f µs of CPU time, and each operation for %.0f µs%n", microsPerPoint, base);
		Random random = new Random(seed);
		List<Measurement> measurements = new ArrayList<>();
		while (measurements.size() < count) {
			RandomOperation operation = RandomOperation.generate(fields, words, ids, random);
			Measurement measurement = measure(operation.text());
			if (measurement != null) {
				measurements.add(confirm(measurement.of(operation.elements(), base, microsPerPoint), base, microsPerPoint));
			}
		}
		print(measurements);
	}

	private Measurement confirm(Measurement first, double base, double microsPerPoint) throws IOException {
		Measurement least = first;
		for (int i = 0; i < RETRIES && least.ratio() > TOLERANCE; i++) {
			Measurement again = measure(first.query()).of(first.elements(), base, microsPerPoint);
			least = (again.micros() < least.micros()) ? again : least;
		}
		return least;
	}

	/** The least of several measurements; null if the operation was refused. */
	private Measurement measure(String query) throws IOException {
		JsonNode response = JSON.readTree(send(query));
		if (response.has("errors")) {
			return null;
		}
		long least = Long.MAX_VALUE;
		for (int i = 0; i < REPETITIONS; i++) {
			long before = this.database.exactCpuMicros();
			send(query);
			least = Math.min(least, this.database.exactCpuMicros() - before);
		}
		return new Measurement(query, response.at("/extensions/cost/requested").asLong(), least, Set.of(), 0);
	}

	private String send(String query) throws IOException {
		return this.connection.send(HttpConnection
			.encodePost(JSON.writeValueAsString(Map.of("query", query, "extensions", Map.of("cost", true)))));
	}

	private List<String> column(String sql) throws Exception {
		return List.of(this.database.query("select string_agg(word, ' ') from (" + sql + ") as words").split(" "));
	}

	private static void print(List<Measurement> measurements) {
		measurements.sort(Comparator.comparingDouble(Measurement::ratio).reversed());
		System.out.printf("%n%5s %7s %9s  operation%n", "ratio", "cost", "µs");
		measurements.stream()
			.limit(WORST)
			.forEach((worst) -> System.out.printf(Locale.ROOT, "%5.1f %,7d %,9d  %s%n", worst.ratio(), worst.cost(), worst.micros(),
					worst.query()));
		Map<String, List<Measurement>> byElement = new TreeMap<>();
		measurements.forEach((measurement) -> measurement.elements()
			.forEach((element) -> byElement.computeIfAbsent(element, (missing) -> new ArrayList<>()).add(measurement)));
		Map<String, Double> medians = new LinkedHashMap<>();
		byElement.forEach((element, with) -> medians.put(element, with.get(with.size() / 2).ratio()));
		System.out.printf("%n%6s %6s  field or filter (median and number of operations)%n", "ratio", "count");
		medians.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Double>comparingByValue().reversed())
			.limit(WORST)
			.forEach((element) -> System.out.printf(Locale.ROOT, "%6.1f %6d  %s%n", element.getValue(),
					byElement.get(element.getKey()).size(), element.getKey()));
		System.out.printf(Locale.ROOT, "%n%d of %,d operations need more than %.0f times what they pay for%n",
				measurements.stream().filter((measurement) -> measurement.ratio() > TOLERANCE).count(), measurements.size(), TOLERANCE);
	}

	/**
	 * The cost of an operation, the CPU time that it needs, and that time in terms of what the cost pays for.
	 */
	private record Measurement(String query, long cost, long micros, Set<String> elements, double ratio) {

		Measurement of(Set<String> elements, double base, double microsPerPoint) {
			return new Measurement(this.query, this.cost, this.micros, elements,
					this.micros / (base + this.cost * microsPerPoint));
		}

	}

}
