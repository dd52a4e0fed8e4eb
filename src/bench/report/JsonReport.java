package report;

import java.util.List;
import java.util.Map;

import load.Latencies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The results as JSON, all rounds of them.
 */
public final class JsonReport {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private JsonReport() {
	}

	/** @param about what was measured where and how */
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
			ObjectNode questions = node.putObject("questions");
			peer.questions().forEach((question, measure) -> questions.set(question.file(), of(measure)));
		});
		root.set("notes", JSON.valueToTree(results.notes()));
		return JSON.writeValueAsString(root) + "\n";
	}

	private static ObjectNode of(Results.OfQuestion measure) {
		ObjectNode node = JSON.createObjectNode();
		rounds(node, "requestsPerSecond", measure.perSecond());
		rounds(node, "applicationCpuMicros", measure.applicationMicros());
		rounds(node, "postgresCpuMicros", measure.postgresMicros());
		node.put("bytes", Math.round(measure.bytes()));
		if (!Double.isNaN(measure.statements())) {
			node.put("statements", measure.statements());
		}
		Latencies latencies = measure.latencies();
		if (latencies != null) {
			node.putObject("latencyMillis")
				.put("requestsPerSecond", Math.round(latencies.rate()))
				.put("p50", hundredths(latencies.p50()))
				.put("p90", hundredths(latencies.p90()))
				.put("p99", hundredths(latencies.p99()))
				.put("max", hundredths(latencies.most()));
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
