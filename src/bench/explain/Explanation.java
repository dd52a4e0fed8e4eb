package explain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The duration of an operation and the plans of its SQL statements.
 *
 * @param millis the median over HTTP; NaN if the operation was rejected
 * @param error why the operation was rejected, or null
 */
public record Explanation(ExplainedOperation operation, double millis, List<StatementPlan> plans, String error) {

	private static final int MAX_ERROR_LENGTH = 100;

	/** Formats the whole report as Markdown. */
	public static String report(String introduction, List<Explanation> all) {
		StringBuilder report = new StringBuilder(introduction).append("\n| operation | ms | rows read | sequential scan | indexes |\n|---|---|---|---|---|\n");
		all.forEach((explanation) -> report.append(explanation.row()));
		all.forEach((explanation) -> report.append(explanation.section()));
		return report.toString();
	}

	private String row() {
		if (this.error != null) {
			return "| " + this.operation.name() + " | – | | | rejected: " + shortened(this.error) + " |\n";
		}
		String sequential = this.plans.stream()
			.flatMap((plan) -> plan.sequentialScans().entrySet().stream())
			.map((table) -> String.format(Locale.ROOT, "**%s** (%,d rows)", table.getKey(), table.getValue()))
			.distinct()
			.collect(Collectors.joining(", "));
		String indexes = this.plans.stream()
			.flatMap((plan) -> plan.indexes().stream())
			.distinct()
			.collect(Collectors.joining(", "));
		long rowsRead = this.plans.stream().mapToLong(StatementPlan::rowsRead).sum();
		return String.format(Locale.ROOT, "| %s | %.1f | %,d | %s | %s |%n", link(), this.millis, rowsRead,
				sequential.isEmpty() ? "–" : sequential, indexes);
	}

	private static String shortened(String text) {
		String plain = text.replace("|", "\\|");
		return (plain.length() > MAX_ERROR_LENGTH) ? plain.substring(0, MAX_ERROR_LENGTH) + "…" : plain;
	}

	/** Links to the section by the anchor that GitHub generates from its heading. */
	private String link() {
		String anchor = this.operation.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_ -]", "").replace(' ', '-');
		return "[" + this.operation.name() + "](#" + anchor + ")";
	}

	private String section() {
		if (this.error != null) {
			return "";
		}
		StringBuilder section = new StringBuilder("\n## ").append(this.operation.name())
			.append("\n\n```graphql\n")
			.append(this.operation.document())
			.append("\n```\n");
		for (StatementPlan plan : this.plans) {
			section.append(String.format(Locale.ROOT, "%n%.1f ms in PostgreSQL, with instrumentation:%n%n", plan.millis()))
				.append("```\n")
				.append(plan.shortened())
				.append("\n```\n");
		}
		return section.toString();
	}

}
