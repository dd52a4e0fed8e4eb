package fanout;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The measures as a picture: for each number of subscribers and what was measured, a bar a peer. Its colours follow the
 * reader's light or dark page.
 */
public final class FanoutPicture {

	private static final int COLUMN = 320;

	private static final int BAR = 18;

	private static final int GAP = 42;

	private static final int LEFT = 20;

	private static final int TOP = 76;

	private static final int LONGEST = 210;

	private static final String STYLE = """
			<style>
			text { font: 13px system-ui, sans-serif; fill: #24292f }
			.head { font-size: 16px; font-weight: 600 }
			.question { font-weight: 600 }
			.small { font-size: 11px; fill: #57606a }
			.marquee { fill: #7540b8 } .postgraphile { fill: #e0913a }
			@media (prefers-color-scheme: dark) {
			  text { fill: #e6edf3 } .small { fill: #9198a1 } .marquee { fill: #b58af0 }
			}
			</style>
			""";

	private static final List<Column> COLUMNS = List.of(
			new Column("deliveries per second", (measure) -> measure.flow().deliveriesPerSecond()),
			new Column("ms until 99 % heard (less is better)", (measure) -> measure.delays().p99()),
			new Column("KB a subscriber (less is better)", (measure) -> measure.each().collected()));

	private FanoutPicture() {
	}

	private record Column(String title, ToDoubleFunction<Measure> value) {
	}

	public static String of(List<Measure> measures, String title) {
		List<Measure> middle = FanoutReport.middle(measures);
		List<Integer> groups = middle.stream().map(Measure::subscribers).distinct().toList();
		StringBuilder picture = new StringBuilder();
		int y = TOP;
		for (int subscribers : groups) {
			List<Measure> group = middle.stream().filter((measure) -> measure.subscribers() == subscribers).toList();
			for (int i = 0; i < COLUMNS.size(); i++) {
				bars(picture, COLUMNS.get(i), group, LEFT + i * COLUMN, y);
			}
			y += group.size() * BAR + GAP;
		}
		return format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n",
				COLUMN * COLUMNS.size(), y)
				+ "<title>" + title + "</title>\n" + STYLE
				+ format("<text class=\"head\" x=\"%d\" y=\"28\">%s</text>%n", LEFT, title) + legend(middle) + picture
				+ "</svg>\n";
	}

	private static String legend(List<Measure> measures) {
		StringBuilder legend = new StringBuilder();
		int x = LEFT;
		for (String key : measures.stream().map(Measure::key).distinct().toList()) {
			String title = measures.stream().filter((measure) -> measure.key().equals(key)).findFirst().orElseThrow().title();
			legend.append(format("<rect class=\"%s\" x=\"%d\" y=\"42\" width=\"11\" height=\"11\" rx=\"2\"/>%n", key, x));
			legend.append(format("<text class=\"small\" x=\"%d\" y=\"52\">%s</text>%n", x + 16, title));
			x += 34 + (int) (title.length() * 6.1);
		}
		return legend.toString();
	}

	private static void bars(StringBuilder picture, Column column, List<Measure> measures, int x, int y) {
		double most = measures.stream().mapToDouble(column.value()).max().orElse(1);
		picture.append(format("<text class=\"question\" x=\"%d\" y=\"%d\">%,d: %s</text>%n", x, y + 12,
				measures.getFirst().subscribers(), column.title()));
		int top = y + 20;
		for (Measure measure : measures) {
			double value = column.value().applyAsDouble(measure);
			int length = (int) Math.max(1, LONGEST * value / most);
			picture.append(format("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>%n",
					measure.key(), x, top, length, BAR - 4));
			picture.append(format("<text class=\"small\" x=\"%d\" y=\"%d\">%s</text>%n", x + length + 6, top + 11,
					format((value < 100) ? "%,.1f" : "%,.0f", value)));
			top += BAR;
		}
	}

	private static String format(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
