package report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import report.BarDrawing.Bar;
import workload.Workload;

/**
 * Draws the results as bars: a group for each workload, with bars relative to the fastest peer.
 */
public final class BarChart {

	private static final int COLUMN = 480;

	private static final int COLUMNS = 2;

	private static final int MAX_BAR_LENGTH = 340;

	private BarChart() {
	}

	public static String of(Results results, String title) {
		BarDrawing drawing = new BarDrawing(MAX_BAR_LENGTH);
		List<Workload> workloads = results.workloads();
		int group = BarDrawing.groupHeight(results.peers().size());
		for (int i = 0; i < workloads.size(); i++) {
			drawing.add(workloads.get(i).title(), bars(results, workloads.get(i)),
					BarDrawing.LEFT + (i % COLUMNS) * COLUMN, BarDrawing.TOP + (i / COLUMNS) * group);
		}
		Map<String, String> peers = new LinkedHashMap<>();
		results.peers().forEach((key, peer) -> peers.put(key, peer.title()));
		int rows = (workloads.size() + COLUMNS - 1) / COLUMNS;
		return drawing.svg(title, peers, COLUMN * COLUMNS, BarDrawing.TOP + rows * group);
	}

	private static List<Bar> bars(Results results, Workload workload) {
		return results.peers().keySet().stream().map((peer) -> bar(results, peer, workload)).toList();
	}

	private static Bar bar(Results results, String peer, Workload workload) {
		if (results.get(peer, workload) == null) {
			return new Bar(peer, Double.NaN, "–");
		}
		double rate = Results.median(results.get(peer, workload).requestsPerSecond());
		return new Bar(peer, rate, String.format(Locale.ROOT, "%,.0f", rate));
	}

}
