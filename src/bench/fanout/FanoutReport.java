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
 * Formats the measurements as a Markdown table, and as JSON with all rounds.
 */
public final class FanoutReport {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private FanoutReport() {
	}

	public static String line(FanoutMeasurement measurement) {
		return String.format(Locale.ROOT, "%s, %,d subscribers: last delivery after %.0f ms (p99 %.0f), %,.0f deliveries/s, %.1f KB per subscriber",
				measurement.title(), measurement.subscribers(), measurement.delays().lastP50(), measurement.delays().lastP99(),
				measurement.throughput().deliveriesPerSecond(), measurement.perSubscriber().collected())
				+ (measurement.errors().isEmpty() ? "" : " " + measurement.errors());
	}

	public static String table(List<FanoutMeasurement> measurements) {
		return """
				| | subscribers | commit → first / p50 / p99, ms | → last: p50 / p99, ms | changes/s | deliveries/s | \
				CPU µs per delivery: application + PostgreSQL (+ load) | KB per subscriber: resident / collected / heap | \
				missed / duplicate / out of order |
				|---|---|---|---|---|---|---|---|---|
				""" + medians(measurements).stream().map(FanoutReport::row).collect(Collectors.joining());
	}

	private static String row(FanoutMeasurement measurement) {
		DeliveryDelays delays = measurement.delays();
		Throughput throughput = measurement.throughput();
		ProcessMemory.PerSubscriber memory = measurement.perSubscriber();
		return String.format(Locale.ROOT,
				"| %s | %,d | %.1f / %.1f / %.1f | %.1f / %.1f | %.1f | %,.0f | %.1f + %.1f (+ %.1f) | %.1f / %.1f / %.1f | %d / %d / %d |%n",
				measurement.title(), measurement.subscribers(), delays.first(), delays.p50(), delays.p99(), delays.lastP50(),
				delays.lastP99(), throughput.changesPerSecond(), throughput.deliveriesPerSecond(), throughput.applicationCpuMicros(),
				throughput.postgresCpuMicros(), throughput.clientCpuMicros(), memory.resident(), memory.collected(), memory.heap(),
				measurement.missed(), measurement.duplicates(), measurement.outOfOrder());
	}

	/** For each peer and number of subscribers, the round with the median of deliveries per second. */
	static List<FanoutMeasurement> medians(List<FanoutMeasurement> measurements) {
		return measurements.stream()
			.collect(Collectors.groupingBy((measurement) -> measurement.key() + measurement.subscribers(), LinkedHashMap::new,
					Collectors.toList()))
			.values()
			.stream()
			.map((rounds) -> rounds.stream()
				.sorted(Comparator.comparingDouble((measurement) -> measurement.throughput().deliveriesPerSecond()))
				.skip(rounds.size() / 2)
				.findFirst()
				.orElseThrow())
			.toList();
	}

	/** @param about the environment and settings of the measurements */
	public static String json(Map<String, Object> about, List<FanoutMeasurement> measurements) {
		Map<String, Object> all = new LinkedHashMap<>(about);
		all.put("measures", measurements.stream().map(FanoutReport::json).toList());
		return JSON.writeValueAsString(all) + "\n";
	}

	private static Map<String, Object> json(FanoutMeasurement measurement) {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("peer", measurement.key());
		all.put("title", measurement.title());
		all.put("subscribers", measurement.subscribers());
		all.put("java", measurement.java());
		all.put("openingSeconds", tenths(measurement.openingSeconds()));
		ProcessMemory.PerSubscriber memory = measurement.perSubscriber();
		all.put("kilobytesEach", Map.of("resident", tenths(memory.resident()), "collected", tenths(memory.collected()), "heap",
				tenths(memory.heap())));
		all.put("kilobytesBefore", measurement.before());
		all.put("kilobytesIdle", measurement.idle());
		DeliveryDelays delays = measurement.delays();
		Map<String, Object> millis = new LinkedHashMap<>();
		millis.put("changes", delays.changes());
		millis.put("first", tenths(delays.first()));
		millis.put("p50", tenths(delays.p50()));
		millis.put("p99", tenths(delays.p99()));
		millis.put("lastP50", tenths(delays.lastP50()));
		millis.put("lastP99", tenths(delays.lastP99()));
		all.put("millisFromCommit", millis);
		Throughput throughput = measurement.throughput();
		Map<String, Object> sustained = new LinkedHashMap<>();
		sustained.put("changes", throughput.changes());
		sustained.put("seconds", tenths(throughput.seconds()));
		sustained.put("changesPerSecond", tenths(throughput.changesPerSecond()));
		sustained.put("deliveriesPerSecond", Math.round(throughput.deliveriesPerSecond()));
		sustained.put("applicationCpuMicros", tenths(throughput.applicationCpuMicros()));
		sustained.put("postgresCpuMicros", tenths(throughput.postgresCpuMicros()));
		sustained.put("loadCpuMicros", tenths(throughput.clientCpuMicros()));
		all.put("sustained", sustained);
		all.put("missed", measurement.missed());
		all.put("repeated", measurement.duplicates());
		all.put("outOfOrder", measurement.outOfOrder());
		all.put("troubles", measurement.errors());
		return all;
	}

	private static double tenths(double value) {
		return Math.round(value * 10) / 10.0;
	}

}
