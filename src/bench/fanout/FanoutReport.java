package fanout;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The measures as text: a table in Markdown, and JSON with all rounds.
 */
public final class FanoutReport {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private FanoutReport() {
	}

	public static String line(Measure measure) {
		return String.format(Locale.ROOT, "%s, %,d subscribers: last after %.0f ms (p99 %.0f), %,.0f deliveries/s, %.1f KB each",
				measure.title(), measure.subscribers(), measure.delays().lastP50(), measure.delays().lastP99(),
				measure.flow().deliveriesPerSecond(), measure.each().collected())
				+ (measure.troubles().isEmpty() ? "" : " " + measure.troubles());
	}

	public static String table(List<Measure> measures) {
		return """
				| | subscribers | commit → first / p50 / p99, ms | → last: p50 / p99, ms | changes/s | deliveries/s | \
				CPU µs a delivery: application + PostgreSQL (+ load) | KB a subscriber: resident / collected / heap | \
				missed / twice / out of order |
				|---|---|---|---|---|---|---|---|---|
				""" + middle(measures).stream().map(FanoutReport::row).collect(Collectors.joining());
	}

	private static String row(Measure measure) {
		Delays delays = measure.delays();
		Flow flow = measure.flow();
		Memory.Each each = measure.each();
		return String.format(Locale.ROOT,
				"| %s | %,d | %.1f / %.1f / %.1f | %.1f / %.1f | %.1f | %,.0f | %.1f + %.1f (+ %.1f) | %.1f / %.1f / %.1f | %d / %d / %d |%n",
				measure.title(), measure.subscribers(), delays.first(), delays.p50(), delays.p99(), delays.lastP50(),
				delays.lastP99(), flow.changesPerSecond(), flow.deliveriesPerSecond(), flow.applicationMicros(),
				flow.postgresMicros(), flow.clientMicros(), each.resident(), each.collected(), each.heap(),
				measure.missed(), measure.repeated(), measure.disordered());
	}

	/** Of the rounds of each, the middle one by deliveries per second. */
	static List<Measure> middle(List<Measure> measures) {
		return measures.stream()
			.collect(Collectors.groupingBy((measure) -> measure.key() + measure.subscribers(), LinkedHashMap::new,
					Collectors.toList()))
			.values()
			.stream()
			.map((rounds) -> rounds.stream()
				.sorted(Comparator.comparingDouble((measure) -> measure.flow().deliveriesPerSecond()))
				.skip(rounds.size() / 2)
				.findFirst()
				.orElseThrow())
			.toList();
	}

	/** @param about what was measured where and how */
	public static String json(Map<String, Object> about, List<Measure> measures) {
		Map<String, Object> all = new LinkedHashMap<>(about);
		all.put("measures", measures.stream().map(FanoutReport::json).toList());
		return JSON.writeValueAsString(all) + "\n";
	}

	private static Map<String, Object> json(Measure measure) {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("peer", measure.key());
		all.put("title", measure.title());
		all.put("subscribers", measure.subscribers());
		all.put("java", measure.java());
		all.put("openingSeconds", tenths(measure.openingSeconds()));
		Memory.Each each = measure.each();
		all.put("kilobytesEach", Map.of("resident", tenths(each.resident()), "collected", tenths(each.collected()), "heap",
				tenths(each.heap())));
		all.put("kilobytesBefore", measure.before());
		all.put("kilobytesIdle", measure.idle());
		Delays delays = measure.delays();
		Map<String, Object> millis = new LinkedHashMap<>();
		millis.put("changes", delays.changes());
		millis.put("first", tenths(delays.first()));
		millis.put("p50", tenths(delays.p50()));
		millis.put("p99", tenths(delays.p99()));
		millis.put("lastP50", tenths(delays.lastP50()));
		millis.put("lastP99", tenths(delays.lastP99()));
		all.put("millisFromCommit", millis);
		Flow flow = measure.flow();
		Map<String, Object> sustained = new LinkedHashMap<>();
		sustained.put("changes", flow.changes());
		sustained.put("seconds", tenths(flow.seconds()));
		sustained.put("changesPerSecond", tenths(flow.changesPerSecond()));
		sustained.put("deliveriesPerSecond", Math.round(flow.deliveriesPerSecond()));
		sustained.put("applicationCpuMicros", tenths(flow.applicationMicros()));
		sustained.put("postgresCpuMicros", tenths(flow.postgresMicros()));
		sustained.put("loadCpuMicros", tenths(flow.clientMicros()));
		all.put("sustained", sustained);
		all.put("missed", measure.missed());
		all.put("repeated", measure.repeated());
		all.put("outOfOrder", measure.disordered());
		all.put("troubles", measure.troubles());
		return all;
	}

	private static double tenths(double value) {
		return Math.round(value * 10) / 10.0;
	}

}
