package fanout;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Draws the measurements as bars in SVG: a group for each number of subscribers and measured value. The colours follow the
 * reader's light or dark mode.
 */
public final class FanoutChart {

	private static final int COLUMN = 320;

	private static final int BAR = 18;

	private static final int GAP = 42;

	private static final int LEFT = 20;

	private static final int TOP = 76;

	private static final int MAX_BAR_LENGTH = 210;

	private static final String STYLE = """
			<style>
			text { font: 13px system-ui, sans-serif; fill: #24292f }
			.head { font-size: 16px; font-weight: 600 }
			.title { font-weight: 600 }
			.small { font-size: 11px; fill: #57606a }
			.marquee { fill: #7540b8 } .postgraphile { fill: #e0913a }
			@media (prefers-color-scheme: dark) {
			  text { fill: #e6edf3 } .small { fill: #9198a1 } .marquee { fill: #b58af0 }
			}
			</style>
			""";

	private static final List<Column> COLUMNS = List.of(
			new Column("deliveries per second", (measurement) -> measurement.throughput().deliveriesPerSecond()),
			new Column("ms to deliver 99 % (less is better)", (measurement) -> measurement.delays().p99()),
			new Column("KB per subscriber (less is better)", (measurement) -> measurement.perSubscriber().collected()));

	private FanoutChart() {
	}

	private record Column(String title, ToDoubleFunction<FanoutMeasurement> value) {
	}

	public static String of(List<FanoutMeasurement> measurements, String title) {
		List<FanoutMeasurement> medians = FanoutReport.medians(measurements);
		List<Integer> groups = medians.stream().map(FanoutMeasurement::subscribers).distinct().toList();
		StringBuilder svg = new StringBuilder();
		int y = TOP;
		for (int subscribers : groups) {
			List<FanoutMeasurement> group = medians.stream().filter((measurement) -> measurement.subscribers() == subscribers).toList();
			for (int i = 0; i < COLUMNS.size(); i++) {
				bars(svg, COLUMNS.get(i), group, LEFT + i * COLUMN, y);
			}
			y += group.size() * BAR + GAP;
		}
		return format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n",
				COLUMN * COLUMNS.size(), y)
				+ "<title>" + title + "</title>\n" + STYLE
				+ format("<text class=\"head\" x=\"%d\" y=\"28\">%s</text>%n", LEFT, title) + legend(medians) + svg
				+ "</svg>\n";
	}

	private static String legend(List<FanoutMeasurement> measurements) {
		StringBuilder legend = new StringBuilder();
		int x = LEFT;
		for (String key : measurements.stream().map(FanoutMeasurement::key).distinct().toList()) {
			String title = measurements.stream().filter((measurement) -> measurement.key().equals(key)).findFirst().orElseThrow().title();
			legend.append(format("<rect class=\"%s\" x=\"%d\" y=\"42\" width=\"11\" height=\"11\" rx=\"2\"/>%n", key, x));
			legend.append(format("<text class=\"small\" x=\"%d\" y=\"52\">%s</text>%n", x + 16, title));
			x += 34 + (int) (title.length() * 6.1);
		}
		return legend.toString();
	}

	private static void bars(StringBuilder svg, Column column, List<FanoutMeasurement> measurements, int x, int y) {
		double max = measurements.stream().mapToDouble(column.value()).max().orElse(1);
		svg.append(format("<text class=\"title\" x=\"%d\" y=\"%d\">%,d: %s</text>%n", x, y + 12,
				measurements.getFirst().subscribers(), column.title()));
		int top = y + 20;
		for (FanoutMeasurement measurement : measurements) {
			double value = column.value().applyAsDouble(measurement);
			int length = (int) Math.max(1, MAX_BAR_LENGTH * value / max);
			svg.append(format("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>%n",
					measurement.key(), x, top, length, BAR - 4));
			svg.append(format("<text class=\"small\" x=\"%d\" y=\"%d\">%s</text>%n", x + length + 6, top + 11,
					format((value < 100) ? "%,.1f" : "%,.0f", value)));
			top += BAR;
		}
	}

	private static String format(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
