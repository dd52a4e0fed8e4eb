package report;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import workload.Workload;

/**
 * Formats the results as tables in Markdown.
 */
public final class MarkdownTables {

	private static final String NONE = "–";

	private MarkdownTables() {
	}

	public static String of(Results results) {
		return rateAndCost(results) + "\nLatency in milliseconds at half of that rate: median / p90 / p99\n\n" + table(results, MarkdownTables::latency)
				+ "\nStatements per request\n\n" + table(results, MarkdownTables::statements) + "\n" + processes(results);
	}

	/** The two tables that need neither latencies nor counted statements. */
	public static String rateAndCost(Results results) {
		return "Requests per second (and as a multiple of the first peer)\n\n" + table(results, (cell) -> rate(results, cell))
				+ "\nCPU time of the application + of PostgreSQL, µs per request\n\n" + table(results, MarkdownTables::cpu);
	}

	private record Cell(Workload workload, String peer, Results.WorkloadResults measured) {
	}

	private static String table(Results results, Function<Cell, String> text) {
		List<String> peers = List.copyOf(results.peers().keySet());
		StringBuilder table = new StringBuilder("| |");
		peers.forEach((peer) -> table.append(' ').append(results.peers().get(peer).title()).append(" |"));
		table.append("\n|---|").append("---|".repeat(peers.size())).append('\n');
		for (Workload workload : results.workloads()) {
			table.append("| ").append(workload.title()).append(" |");
			for (String peer : peers) {
				Results.WorkloadResults measured = results.get(peer, workload);
				String cell = (measured != null) ? text.apply(new Cell(workload, peer, measured)) : NONE;
				table.append(' ').append(cell).append(" |");
			}
			table.append('\n');
		}
		return table.toString();
	}

	private static String rate(Results results, Cell cell) {
		String first = results.peers().keySet().iterator().next();
		double rate = Results.median(cell.measured().requestsPerSecond());
		Results.WorkloadResults limit = results.get(first, cell.workload());
		if (limit == null || first.equals(cell.peer())) {
			return format("%,.0f", rate);
		}
		return format("%,.0f (%.2f)", rate, rate / Results.median(limit.requestsPerSecond()));
	}

	private static String cpu(Cell cell) {
		return format("%,.0f + %,.0f", Results.median(cell.measured().applicationCpuMicros()),
				Results.median(cell.measured().postgresCpuMicros()));
	}

	private static String latency(Cell cell) {
		return (cell.measured().latencies() == null) ? NONE
				: format("%.1f / %.1f / %.1f", cell.measured().latencies().p50(), cell.measured().latencies().p90(),
						cell.measured().latencies().p99());
	}

	private static String statements(Cell cell) {
		return Double.isNaN(cell.measured().statements()) ? NONE
				: format("%.1f", cell.measured().statements()).replace(".0", "");
	}

	private static String processes(Results results) {
		return results.peers()
			.values()
			.stream()
			.map((peer) -> format("| %s | %.1f s | %.1f s | %,d MB |%n", peer.title(), peer.startMillis() / 1000.0,
					peer.startCpuMillis() / 1000.0, peer.megabytes()))
			.collect(Collectors.joining("",
					"| | first response after | CPU time until then | memory under load |\n|---|---|---|---|\n", ""));
	}

	private static String format(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
