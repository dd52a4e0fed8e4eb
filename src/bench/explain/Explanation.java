package explain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How long an operation took, and how PostgreSQL carried it out.
 *
 * @param millis over HTTP, the median; not a number when the operation was refused
 * @param refusal why it was refused, or null
 */
public record Explanation(Operation operation, double millis, List<Plan> plans, String refusal) {

	private static final int LONGEST_REFUSAL = 100;

	/** The whole report, as Markdown. */
	public static String report(String head, List<Explanation> all) {
		StringBuilder report = new StringBuilder(head).append("\n| operation | ms | rows read | sequential scan | indexes |\n|---|---|---|---|---|\n");
		all.forEach((explanation) -> report.append(explanation.row()));
		all.forEach((explanation) -> report.append(explanation.section()));
		return report.toString();
	}

	private String row() {
		if (this.refusal != null) {
			return "| " + this.operation.name() + " | – | | | refused: " + shortened(this.refusal) + " |\n";
		}
		String sequential = this.plans.stream()
			.flatMap((plan) -> plan.sequential().entrySet().stream())
			.map((table) -> String.format(Locale.ROOT, "**%s** (%,d rows)", table.getKey(), table.getValue()))
			.distinct()
			.collect(Collectors.joining(", "));
		String indexes = this.plans.stream()
			.flatMap((plan) -> plan.indexes().stream())
			.distinct()
			.collect(Collectors.joining(", "));
		long read = this.plans.stream().mapToLong(Plan::read).sum();
		return String.format(Locale.ROOT, "| %s | %.1f | %,d | %s | %s |%n", link(), this.millis, read,
				sequential.isEmpty() ? "–" : sequential, indexes);
	}

	private static String shortened(String text) {
		String plain = text.replace("|", "\\|");
		return (plain.length() > LONGEST_REFUSAL) ? plain.substring(0, LONGEST_REFUSAL) + "…" : plain;
	}

	/** As GitHub and others name the anchors of headings. */
	private String link() {
		String anchor = this.operation.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_ -]", "").replace(' ', '-');
		return "[" + this.operation.name() + "](#" + anchor + ")";
	}

	private String section() {
		if (this.refusal != null) {
			return "";
		}
		StringBuilder section = new StringBuilder("\n## ").append(this.operation.name())
			.append("\n\n```graphql\n")
			.append(this.operation.document())
			.append("\n```\n");
		for (Plan plan : this.plans) {
			section.append(String.format(Locale.ROOT, "%n%.1f ms in PostgreSQL, with instrumentation:%n%n", plan.millis()))
				.append("```\n")
				.append(plan.shortened())
				.append("\n```\n");
		}
		return section.toString();
	}

}
