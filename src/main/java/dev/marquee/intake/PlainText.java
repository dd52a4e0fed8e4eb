package dev.marquee.intake;

import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Text as it is kept: NFC, without markup and without characters that only machines see.
 * Markdown stays as it is.
 */
final class PlainText {

	private static final Pattern TAG = Pattern
		.compile("</?[a-zA-Z][a-zA-Z0-9-]*(?:[\\s/][^<>]*)?>|<!--|<!(?i:doctype)\\b");

	private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\uFEFF\\uFFFE\\uFFFF&&[^\\n\\t]]");

	private static final Pattern DIRECTION = Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

	private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u2028\\u2029]+");

	private static final Set<String> WITHOUT_TEXT = Set.of("head", "iframe", "noscript", "object", "script", "style",
			"svg", "template", "textarea");

	private PlainText() {
	}

	/**
	 * Text on one line, such as a name: also without characters that turn the direction
	 * of writing.
	 */
	static String line(String text) {
		String plain = DIRECTION.matcher(block(text)).replaceAll("");
		return SPACES.matcher(plain).replaceAll(" ").strip();
	}

	/**
	 * Text with line breaks, such as a description.
	 */
	static String block(String text) {
		String plain = seen(text);
		for (int layer = 0; hasMarkup(plain); layer++) {
			plain = (layer < 3) ? seen(withoutMarkup(plain)) : plain.replace("<", "");
		}
		return plain;
	}

	static boolean hasMarkup(String text) {
		return text.indexOf('<') >= 0 && TAG.matcher(text).find();
	}

	static boolean hasUnseen(String text) {
		return UNSEEN.matcher(text.replace("\r\n", "\n")).find();
	}

	private static String seen(String text) {
		String lines = text.replace("\r\n", "\n").replace('\r', '\n');
		return Normalizer.normalize(UNSEEN.matcher(lines).replaceAll(""), Normalizer.Form.NFC).strip();
	}

	private static String withoutMarkup(String html) {
		StringBuilder plain = new StringBuilder(html.length());
		Jsoup.parseBodyFragment(html).body().traverse(new Writer(plain));
		return plain.toString().replaceAll("[ \\t\\u00A0]+\\n", "\n").replaceAll("\\n{3,}", "\n\n");
	}

	/**
	 * Writes the text of a tree, with a line break where a browser would break.
	 */
	private record Writer(StringBuilder plain) implements NodeVisitor {

		@Override
		public void head(Node node, int depth) {
			if (node instanceof TextNode text && !isHidden(text)) {
				this.plain.append(text.getWholeText());
			}
			else if (node instanceof Element element && element.nameIs("li")) {
				this.plain.append("\n- ");
			}
			else if (node instanceof Element element && (breaks(element) || element.nameIs("br"))) {
				this.plain.append('\n');
			}
		}

		@Override
		public void tail(Node node, int depth) {
			if (node instanceof Element element && breaks(element) && !element.nameIs("li")) {
				this.plain.append('\n');
			}
		}

		private static boolean breaks(Element element) {
			return element.isBlock() && !WITHOUT_TEXT.contains(element.normalName());
		}

		private static boolean isHidden(TextNode text) {
			return text.parent() != null && WITHOUT_TEXT.contains(text.parent().normalName());
		}

	}

}
