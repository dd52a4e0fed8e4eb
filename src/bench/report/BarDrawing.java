package report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws bars in SVG: a title, a legend of the peers, and groups of bars. The colours follow the reader's light or dark mode.
 */
public final class BarDrawing {

	/** The margin at the left, and where the first group starts. */
	public static final int LEFT = 20;

	public static final int TOP = 76;

	private static final int BAR = 18;

	private static final int GAP = 42;

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

	private final StringBuilder groups = new StringBuilder();

	private final int maxBarLength;

	public BarDrawing(int maxBarLength) {
		this.maxBarLength = maxBarLength;
	}

	public static int groupHeight(int bars) {
		return bars * BAR + GAP;
	}

	/** Adds a group of bars, relative to the longest. */
	public void add(String title, List<Bar> bars, int x, int y) {
		double max = bars.stream().mapToDouble(Bar::value).filter(Double::isFinite).max().orElse(1);
		this.groups.append(format("<text class=\"title\" x=\"%d\" y=\"%d\">%s</text>%n", x, y + 12, title));
		int top = y + 20;
		for (Bar bar : bars) {
			boolean measured = Double.isFinite(bar.value());
			int length = measured ? (int) Math.max(1, this.maxBarLength * bar.value() / max) : 0;
			if (measured) {
				this.groups.append(format("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>%n",
						bar.peer(), x, top, length, BAR - 4));
			}
			this.groups.append(format("<text class=\"small\" x=\"%d\" y=\"%d\">%s</text>%n",
					x + (measured ? length + 6 : 0), top + 11, bar.label()));
			top += BAR;
		}
	}

	/**
	 * Returns the SVG.
	 * @param peers the titles of the peers by their keys
	 */
	public String svg(String title, Map<String, String> peers, int width, int height) {
		return format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n", width, height)
				+ "<title>" + title + "</title>\n" + STYLE
				+ format("<text class=\"head\" x=\"%d\" y=\"28\">%s</text>%n", LEFT, title) + legend(peers) + this.groups
				+ "</svg>\n";
	}

	private static String legend(Map<String, String> peers) {
		StringBuilder legend = new StringBuilder();
		int x = LEFT;
		for (Map.Entry<String, String> peer : peers.entrySet()) {
			legend.append(format("<rect class=\"%s\" x=\"%d\" y=\"42\" width=\"11\" height=\"11\" rx=\"2\"/>%n",
					peer.getKey(), x));
			legend.append(format("<text class=\"small\" x=\"%d\" y=\"52\">%s</text>%n", x + 16, peer.getValue()));
			x += 34 + (int) (peer.getValue().length() * 6.1);
		}
		return legend.toString();
	}

	private static String format(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

	/**
	 * A bar.
	 *
	 * @param value NaN if nothing was measured
	 */
	public record Bar(String peer, double value, String label) {
	}

}
