package report;

import java.util.List;
import java.util.Map;

import load.Latencies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Formats the results of all rounds as JSON.
 */
public final class JsonReport {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private JsonReport() {
	}

	/** @param about the environment and settings of the measurements */
	public static String of(Results results, Map<String, Object> about) {
		ObjectNode root = JSON.createObjectNode();
		about.forEach((name, value) -> root.set(name, JSON.valueToTree(value)));
		ObjectNode peers = root.putObject("peers");
		results.peers().forEach((key, peer) -> {
			ObjectNode node = peers.putObject(key);
			node.put("title", peer.title());
			node.put("millisToFirstAnswer", peer.startMillis());
			node.put("cpuMillisToFirstAnswer", peer.startCpuMillis());
			node.put("residentMegabytes", peer.megabytes());
			ObjectNode workloads = node.putObject("questions");
			peer.workloads().forEach((workload, measured) -> workloads.set(workload.file(), of(measured)));
		});
		root.set("notes", JSON.valueToTree(results.notes()));
		return JSON.writeValueAsString(root) + "\n";
	}

	private static ObjectNode of(Results.WorkloadResults measured) {
		ObjectNode node = JSON.createObjectNode();
		rounds(node, "requestsPerSecond", measured.requestsPerSecond());
		rounds(node, "applicationCpuMicros", measured.applicationCpuMicros());
		rounds(node, "postgresCpuMicros", measured.postgresCpuMicros());
		node.put("bytes", Math.round(measured.bytes()));
		if (!Double.isNaN(measured.statements())) {
			node.put("statements", measured.statements());
		}
		Latencies latencies = measured.latencies();
		if (latencies != null) {
			node.putObject("latencyMillis")
				.put("requestsPerSecond", Math.round(latencies.targetRate()))
				.put("p50", hundredths(latencies.p50()))
				.put("p90", hundredths(latencies.p90()))
				.put("p99", hundredths(latencies.p99()))
				.put("max", hundredths(latencies.max()));
		}
		return node;
	}

	private static void rounds(ObjectNode node, String name, List<Double> rounds) {
		ObjectNode of = node.putObject(name);
		of.put("median", Math.round(Results.median(rounds)));
		of.set("rounds", JSON.valueToTree(rounds.stream().map(Math::round).toList()));
	}

	private static double hundredths(double value) {
		return Math.round(value * 100) / 100.0;
	}

}
