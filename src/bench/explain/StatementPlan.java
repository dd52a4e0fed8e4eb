package explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The plan by which PostgreSQL executed a statement.
 *
 * @param millis the execution time, including that of the instrumentation
 * @param tree the plan as EXPLAIN prints it
 */
public record StatementPlan(double millis, String tree) {

	private static final Pattern SCAN = Pattern.compile(
			"(Seq Scan|Index Scan|Index Only Scan|Bitmap Heap Scan)(?: Backward)?(?: using \\w+)? on (\\w+).*"
					+ "actual .*rows=([\\d.]+) loops=(\\d+)");

	private static final Set<String> EVENT_TABLES = Set.of("event", "event_search");

	private static final Pattern LOOPS = Pattern.compile("actual .*loops=(\\d+)");

	private static final Pattern REMOVED = Pattern.compile("Rows Removed by .*: (\\d+)");

	private static final Pattern INDEX = Pattern.compile("(?:Scan(?: Backward)? using|Bitmap Index Scan on) (\\w+)");

	private static final Pattern NEVER_EXECUTED = Pattern.compile("(?m)^.*\\(never executed\\)$");

	private static final int MAX_LINES = 40;

	/** The event tables that were scanned sequentially, with the number of rows read. */
	Map<String, Long> sequentialScans() {
		Map<String, Long> tables = new LinkedHashMap<>();
		scans().filter((scan) -> scan.kind().equals("Seq Scan") && EVENT_TABLES.contains(scan.table()))
			.forEach((scan) -> tables.merge(scan.table(), scan.rows(), Long::sum));
		return tables;
	}

	/** The number of rows read from all tables by any kind of scan, including those that were filtered out. */
	long rowsRead() {
		return scans().mapToLong(Scan::rows).sum();
	}

	private Stream<Scan> scans() {
		List<String> lines = this.tree.lines().toList();
		return IntStream.range(0, lines.size()).mapToObj((line) -> scan(lines, line)).flatMap(Stream::ofNullable);
	}

	private static Scan scan(List<String> lines, int line) {
		Matcher scan = SCAN.matcher(lines.get(line));
		if (!scan.find()) {
			return null;
		}
		double rows = (Double.parseDouble(scan.group(3)) + removedBelow(lines, line)) * Long.parseLong(scan.group(4));
		return new Scan(scan.group(1), scan.group(2), Math.round(rows));
	}

	private static long removedBelow(List<String> lines, int scan) {
		for (String line : lines.subList(scan + 1, lines.size())) {
			Matcher removed = REMOVED.matcher(line);
			if (removed.find()) {
				return Long.parseLong(removed.group(1));
			}
			if (LOOPS.matcher(line).find()) {
				return 0;
			}
		}
		return 0;
	}

	/** The indexes that were used, in the order of the plan. */
	Set<String> indexes() {
		Matcher matcher = INDEX.matcher(NEVER_EXECUTED.matcher(this.tree).replaceAll(""));
		return matcher.results().map((match) -> match.group(1)).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** The tree or, if it is too long, only its common table expressions: they find the rows, the rest builds the JSON. */
	String shortened() {
		List<String> lines = this.tree.stripTrailing().lines().toList();
		if (lines.size() <= MAX_LINES) {
			return String.join("\n", lines);
		}
		List<String> shortened = new ArrayList<>(List.of(lines.getFirst()));
		int depth = -1;
		for (String line : lines.subList(1, lines.size())) {
			int indent = line.length() - line.stripLeading().length();
			if (depth >= 0 && indent <= depth) {
				depth = -1;
			}
			if (depth < 0 && line.stripLeading().startsWith("CTE ")) {
				depth = indent;
			}
			if (depth >= 0) {
				shortened.add(line);
			}
		}
		List<String> shown = (shortened.size() > 1) ? shortened : lines;
		return String.join("\n", shown.subList(0, Math.min(shown.size(), MAX_LINES))) + "\n… of " + lines.size() + " lines";
	}

	private record Scan(String kind, String table, long rows) {
	}

}
