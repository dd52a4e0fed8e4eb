package report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import questions.Question;

/**
 * The results as a picture: for each question a bar a peer, as long as the share of the fastest. Its colours follow the
 * reader's light or dark page.
 */
public final class Picture {

	private static final int COLUMN = 480;

	private static final int COLUMNS = 2;

	private static final int BAR = 18;

	private static final int GAP = 42;

	private static final int LEFT = 20;

	private static final int LONGEST = 340;

	private static final String STYLE = """
			<style>
			text { font: 13px system-ui, sans-serif; fill: #24292f }
			.head { font-size: 16px; font-weight: 600 }
			.question { font-weight: 600 }
			.small { font-size: 11px; fill: #57606a }
			.limit { fill: #9aa4ae } .marquee-uncached { fill: #b08be0 } .marquee { fill: #7540b8 }
			.postgraphile { fill: #e0913a } .guides { fill: #5f9e50 }
			@media (prefers-color-scheme: dark) {
			  text { fill: #e6edf3 } .small { fill: #9198a1 }
			  .limit { fill: #6e7681 } .marquee-uncached { fill: #8457bd } .marquee { fill: #b58af0 }
			}
			</style>
			""";

	private Picture() {
	}

	public static String of(Results results, String title) {
		List<Question> questions = results.questions();
		Map<String, Results.OfPeer> peers = results.peers();
		int group = peers.size() * BAR + GAP;
		int rows = (questions.size() + COLUMNS - 1) / COLUMNS;
		int top = 76;
		int width = COLUMN * COLUMNS;
		StringBuilder picture = new StringBuilder();
		picture.append(format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n", width,
				top + rows * group));
		picture.append("<title>").append(title).append("</title>\n").append(STYLE);
		picture.append(format("<text class=\"head\" x=\"%d\" y=\"28\">%s</text>%n", LEFT, title));
		legend(picture, peers);
		for (int i = 0; i < questions.size(); i++) {
			group(picture, results, questions.get(i), LEFT + (i % COLUMNS) * COLUMN, top + (i / COLUMNS) * group);
		}
		return picture.append("</svg>\n").toString();
	}

	private static void legend(StringBuilder picture, Map<String, Results.OfPeer> peers) {
		int x = LEFT;
		for (Map.Entry<String, Results.OfPeer> peer : peers.entrySet()) {
			picture.append(format("<rect class=\"%s\" x=\"%d\" y=\"42\" width=\"11\" height=\"11\" rx=\"2\"/>%n",
					peer.getKey(), x));
			picture.append(format("<text class=\"small\" x=\"%d\" y=\"52\">%s</text>%n", x + 16, peer.getValue().title()));
			x += 34 + (int) (peer.getValue().title().length() * 6.1);
		}
	}

	private static void group(StringBuilder picture, Results results, Question question, int x, int y) {
		double most = results.peers()
			.keySet()
			.stream()
			.filter((peer) -> results.of(peer, question) != null)
			.mapToDouble((peer) -> speed(results, peer, question))
			.max()
			.orElse(1);
		picture.append(format("<text class=\"question\" x=\"%d\" y=\"%d\">%s</text>%n", x, y + 12, question.title()));
		int top = y + 20;
		for (String peer : results.peers().keySet()) {
			boolean answered = results.of(peer, question) != null;
			double speed = answered ? speed(results, peer, question) : 0;
			int length = (int) Math.max(1, LONGEST * speed / most);
			if (answered) {
				picture.append(format("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>%n", peer,
						x, top, length, BAR - 4));
			}
			picture.append(format("<text class=\"small\" x=\"%d\" y=\"%d\">%s</text>%n", x + (answered ? length + 6 : 0),
					top + 11, answered ? format("%,.0f", speed) : "–"));
			top += BAR;
		}
	}

	private static double speed(Results results, String peer, Question question) {
		return Results.median(results.of(peer, question).perSecond());
	}

	private static String format(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
