package report;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import questions.Question;

/**
 * The results as tables in Markdown.
 */
public final class Tables {

	private static final String NONE = "–";

	private Tables() {
	}

	public static String of(Results results) {
		return speedAndCost(results) + "\nMilliseconds at half of that speed: median / 90 % / 99 %\n\n" + table(results, Tables::latency)
				+ "\nStatements an operation\n\n" + table(results, Tables::statements) + "\n" + processes(results);
	}

	/** The two tables that are there without latencies and counted statements. */
	public static String speedAndCost(Results results) {
		return "Requests per second (and of what the first reaches)\n\n" + table(results, (cell) -> speed(results, cell))
				+ "\nCPU of the application + of PostgreSQL, µs a request\n\n" + table(results, Tables::cpu);
	}

	private record Cell(Question question, String peer, Results.OfQuestion measure) {
	}

	private static String table(Results results, Function<Cell, String> text) {
		List<String> peers = List.copyOf(results.peers().keySet());
		StringBuilder table = new StringBuilder("| |");
		peers.forEach((peer) -> table.append(' ').append(results.peers().get(peer).title()).append(" |"));
		table.append("\n|---|").append("---|".repeat(peers.size())).append('\n');
		for (Question question : results.questions()) {
			table.append("| ").append(question.title()).append(" |");
			for (String peer : peers) {
				Results.OfQuestion measure = results.of(peer, question);
				String cell = (measure != null) ? text.apply(new Cell(question, peer, measure)) : NONE;
				table.append(' ').append(cell).append(" |");
			}
			table.append('\n');
		}
		return table.toString();
	}

	private static String speed(Results results, Cell cell) {
		String first = results.peers().keySet().iterator().next();
		double speed = Results.median(cell.measure().perSecond());
		Results.OfQuestion limit = results.of(first, cell.question());
		if (limit == null || first.equals(cell.peer())) {
			return format("%,.0f", speed);
		}
		return format("%,.0f (%.2f)", speed, speed / Results.median(limit.perSecond()));
	}

	private static String cpu(Cell cell) {
		return format("%,.0f + %,.0f", Results.median(cell.measure().applicationMicros()),
				Results.median(cell.measure().postgresMicros()));
	}

	private static String latency(Cell cell) {
		return (cell.measure().latencies() == null) ? NONE
				: format("%.1f / %.1f / %.1f", cell.measure().latencies().p50(), cell.measure().latencies().p90(),
						cell.measure().latencies().p99());
	}

	private static String statements(Cell cell) {
		return Double.isNaN(cell.measure().statements()) ? NONE
				: format("%.1f", cell.measure().statements()).replace(".0", "");
	}

	private static String processes(Results results) {
		return results.peers()
			.values()
			.stream()
			.map((peer) -> format("| %s | %.1f s | %.1f s | %,d MB |%n", peer.title(), peer.startMillis() / 1000.0,
					peer.startCpuMillis() / 1000.0, peer.megabytes()))
			.collect(Collectors.joining("",
					"| | first answer after | CPU until then | memory under load |\n|---|---|---|---|\n", ""));
	}

	private static String format(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
