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
 * How PostgreSQL carried out one statement.
 *
 * @param millis how long that took, with the measuring
 * @param tree as EXPLAIN prints it
 */
public record Plan(double millis, String tree) {

	private static final Pattern SCAN = Pattern.compile(
			"(Seq Scan|Index Scan|Index Only Scan|Bitmap Heap Scan)(?: Backward)?(?: using \\w+)? on (\\w+).*"
					+ "actual .*rows=([\\d.]+) loops=(\\d+)");

	private static final Set<String> EVENTS = Set.of("event", "event_search");

	private static final Pattern LOOPS = Pattern.compile("actual .*loops=(\\d+)");

	private static final Pattern REMOVED = Pattern.compile("Rows Removed by .*: (\\d+)");

	private static final Pattern INDEX = Pattern.compile("(?:Scan(?: Backward)? using|Bitmap Index Scan on) (\\w+)");

	private static final Pattern NEVER = Pattern.compile("(?m)^.*\\(never executed\\)$");

	private static final int LONGEST = 40;

	/** The tables of events that were read one row after another, and how many rows of them. */
	Map<String, Long> sequential() {
		Map<String, Long> tables = new LinkedHashMap<>();
		scans().filter((scan) -> scan.kind().equals("Seq Scan") && EVENTS.contains(scan.table()))
			.forEach((scan) -> tables.merge(scan.table(), scan.rows(), Long::sum));
		return tables;
	}

	/** Rows that were read, of whatever table and by whatever way, those that did not fit among them. */
	long read() {
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

	/** The indexes that were read, in the plan's order. */
	Set<String> indexes() {
		Matcher matcher = INDEX.matcher(NEVER.matcher(this.tree).replaceAll(""));
		return matcher.results().map((found) -> found.group(1)).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** The tree or, of a long one, the common table expressions: these find the rows, and the rest puts them into words. */
	String shortened() {
		List<String> lines = this.tree.stripTrailing().lines().toList();
		if (lines.size() <= LONGEST) {
			return String.join("\n", lines);
		}
		List<String> finding = new ArrayList<>(List.of(lines.getFirst()));
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
				finding.add(line);
			}
		}
		List<String> shown = (finding.size() > 1) ? finding : lines;
		return String.join("\n", shown.subList(0, Math.min(shown.size(), LONGEST))) + "\n… of " + lines.size() + " lines";
	}

	private record Scan(String kind, String table, long rows) {
	}

}
