package report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import workload.Workload;

/**
 * Draws the results as bars in SVG: a group for each workload, with bars relative to the fastest peer. The colours follow the
 * reader's light or dark mode.
 */
public final class BarChart {

	private static final int COLUMN = 480;

	private static final int COLUMNS = 2;

	private static final int BAR = 18;

	private static final int GAP = 42;

	private static final int LEFT = 20;

	private static final int MAX_BAR_LENGTH = 340;

	private static final String STYLE = """
			<style>
			text { font: 13px system-ui, sans-serif; fill: #24292f }
			.head { font-size: 16px; font-weight: 600 }
			.title { font-weight: 600 }
			.small { font-size: 11px; fill: #57606a }
			.limit { fill: #9aa4ae } .marquee-uncached { fill: #b08be0 } .marquee { fill: #7540b8 }
			.postgraphile { fill: #e0913a } .guides { fill: #5f9e50 }
			@media (prefers-color-scheme: dark) {
			  text { fill: #e6edf3 } .small { fill: #9198a1 }
			  .limit { fill: #6e7681 } .marquee-uncached { fill: #8457bd } .marquee { fill: #b58af0 }
			}
			</style>
			""";

	private BarChart() {
	}

	public static String of(Results results, String title) {
		List<Workload> workloads = results.workloads();
		Map<String, Results.PeerResults> peers = results.peers();
		int group = peers.size() * BAR + GAP;
		int rows = (workloads.size() + COLUMNS - 1) / COLUMNS;
		int top = 76;
		int width = COLUMN * COLUMNS;
		StringBuilder svg = new StringBuilder();
		svg.append(format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n", width,
				top + rows * group));
		svg.append("<title>").append(title).append("</title>\n").append(STYLE);
		svg.append(format("<text class=\"head\" x=\"%d\" y=\"28\">%s</text>%n", LEFT, title));
		legend(svg, peers);
		for (int i = 0; i < workloads.size(); i++) {
			group(svg, results, workloads.get(i), LEFT + (i % COLUMNS) * COLUMN, top + (i / COLUMNS) * group);
		}
		return svg.append("</svg>\n").toString();
	}

	private static void legend(StringBuilder svg, Map<String, Results.PeerResults> peers) {
		int x = LEFT;
		for (Map.Entry<String, Results.PeerResults> peer : peers.entrySet()) {
			svg.append(format("<rect class=\"%s\" x=\"%d\" y=\"42\" width=\"11\" height=\"11\" rx=\"2\"/>%n",
					peer.getKey(), x));
			svg.append(format("<text class=\"small\" x=\"%d\" y=\"52\">%s</text>%n", x + 16, peer.getValue().title()));
			x += 34 + (int) (peer.getValue().title().length() * 6.1);
		}
	}

	private static void group(StringBuilder svg, Results results, Workload workload, int x, int y) {
		double max = results.peers()
			.keySet()
			.stream()
			.filter((peer) -> results.get(peer, workload) != null)
			.mapToDouble((peer) -> rate(results, peer, workload))
			.max()
			.orElse(1);
		svg.append(format("<text class=\"title\" x=\"%d\" y=\"%d\">%s</text>%n", x, y + 12, workload.title()));
		int top = y + 20;
		for (String peer : results.peers().keySet()) {
			boolean measured = results.get(peer, workload) != null;
			double rate = measured ? rate(results, peer, workload) : 0;
			int length = (int) Math.max(1, MAX_BAR_LENGTH * rate / max);
			if (measured) {
				svg.append(format("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>%n", peer,
						x, top, length, BAR - 4));
			}
			svg.append(format("<text class=\"small\" x=\"%d\" y=\"%d\">%s</text>%n", x + (measured ? length + 6 : 0),
					top + 11, measured ? format("%,.0f", rate) : "–"));
			top += BAR;
		}
	}

	private static double rate(Results results, String peer, Workload workload) {
		return Results.median(results.get(peer, workload).requestsPerSecond());
	}

	private static String format(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
