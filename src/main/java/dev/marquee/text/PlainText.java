package dev.marquee.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/**
 * Cleans text for storage: Unicode NFC, without HTML, control characters and
 * bidirectional controls. Markdown and text that only looks like HTML stay as they are.
 */
public final class PlainText {

	private static final String HTML_ELEMENTS = "abbr|address|area|article|aside|audio|base|bdi|bdo|big|blockquote|body|br|button|canvas"
			+ "|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|div|dl|dt|em|embed|fieldset"
			+ "|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hgroup|hr|html|iframe|img|input|ins"
			+ "|kbd|label|legend|li|link|main|map|mark|marquee|math|menu|meta|meter|nav|noscript|object|ol|optgroup|option"
			+ "|output|param|picture|pre|progress|rp|rt|ruby|samp|script|search|section|select|slot|small|source|span"
			+ "|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track"
			+ "|tt|ul|var|video|wbr";

	/**
	 * A single letter after a less-than sign is more often a variable than an element: it
	 * counts as an element only if it is closed at once or has an attribute with a value.
	 */
	private static final Pattern TAG = Pattern.compile(
			"<(?:[abipqsu](?:\\s*+/?+>|[\\s/][^<>=]*+=[^<>]*+(?:>|\\z))|(?:" + HTML_ELEMENTS
					+ ")(?:>|\\z|[\\s/][^<>]*+(?:>|\\z))|/[a-z][^<>]*+(?:>|\\z)|!--|!doctype\\b)",
			Pattern.CASE_INSENSITIVE);

	/** What only HTML has: see {@link #hasMarkup}. */
	private static final Pattern MARKUP = Pattern.compile("<(?:br|hr|wbr)\\s*+/?+>|\\A\\s*+<(?:p|div)>|<(?:[abipqsu]|"
			+ HTML_ELEMENTS + ")[\\s/][^<>=]*+=[^<>]*+(?:>|\\z)|<!--|<!doctype\\b", Pattern.CASE_INSENSITIVE);

	/** Opening and closing tags without attributes. */
	private static final Pattern SIMPLE_TAG = Pattern.compile("<(/?)([abipqsu]|" + HTML_ELEMENTS + ")\\s*+/?+>",
			Pattern.CASE_INSENSITIVE);

	/** A block element, such as a paragraph, that begins a text and is closed. */
	private static final Pattern BLOCK = Pattern
		.compile("(?is)<(p|div|h[1-6]|ul|ol|table|blockquote|section|article)(?:\\s[^<>]*+)?>.*</\\1>");

	private static final Pattern ENTITY = Pattern
		.compile("&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});");

	/** An ampersand that does not begin an entity. */
	private static final Pattern AMPERSAND = Pattern
		.compile("&(?!(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)");

	private static final Pattern CLOSING_TAG = Pattern.compile("</([a-zA-Z][a-zA-Z0-9]*+)");

	private static final Pattern NAME_END = Pattern.compile("[\\s/>]");

	/** A match starts only at the beginning of a run of blanks, which keeps it linear. */
	private static final Pattern TRAILING_SPACE = Pattern.compile("(?<![ \\t\\u00A0])[ \\t\\u00A0]++\\n");

	private static final Pattern CONTROL_CHARACTERS = Pattern
		.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\uFEFF\\uFFFE\\uFFFF&&[^\\n\\t]]");

	private static final Pattern BIDI_CONTROLS = Pattern
		.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

	private static final Pattern WHITESPACE = Pattern.compile("[\\s\\u00A0\\u2028\\u2029]+");

	private static final Set<String> NON_TEXT_ELEMENTS = Set.of("head", "iframe", "noscript", "object", "script",
			"style", "svg", "template", "textarea");

	/** HTML parsers read everything up to the end tag of these as text. */
	private static final Set<String> RAW_TEXT_ELEMENTS = Set.of("noframes", "plaintext", "title", "xmp");

	private PlainText() {
	}

	/**
	 * Cleans text for one line, such as a name: each run of white space becomes a space.
	 */
	public static String singleLine(String text) {
		return WHITESPACE.matcher(multiline(text)).replaceAll(" ").strip();
	}

	/**
	 * Cleans text that keeps its line breaks, such as a description. Entities are decoded
	 * once: escaped tags are text, such as {@code <canvas>}, unless the whole text is
	 * escaped HTML.
	 */
	public static String multiline(String text) {
		String plain = normalized(OfficeMarkup.remove(text));
		if (hasMarkup(plain)) {
			return normalized(withoutMarkup(plain));
		}
		String decoded = withEntitiesDecoded(plain);
		return normalized(isEscapedMarkup(plain, decoded) ? withoutMarkup(decoded) : decoded);
	}

	/** Whether the whole text is escaped HTML. */
	public static boolean hasEscapedMarkup(String text) {
		String plain = text.strip();
		return isEscapedMarkup(plain, withEntitiesDecoded(plain));
	}

	private static boolean isEscapedMarkup(String text, String decoded) {
		return text.startsWith("&lt;") && text.indexOf('<') < 0 && BLOCK.matcher(decoded).lookingAt();
	}

	/**
	 * Whether the text is HTML, not text that names elements such as {@code <script>}: it
	 * has an element that is closed, a tag with an attribute, an element that is never
	 * closed, or a comment, or it begins with a paragraph.
	 */
	public static boolean hasMarkup(String text) {
		if (text.indexOf('<') < 0) {
			return false;
		}
		if (MARKUP.matcher(text).find()) {
			return true;
		}
		Set<String> opened = new HashSet<>();
		Matcher tag = SIMPLE_TAG.matcher(text);
		while (tag.find()) {
			String element = tag.group(2).toLowerCase(Locale.ROOT);
			if (tag.group(1).isEmpty()) {
				opened.add(element);
			}
			else if (opened.contains(element)) {
				return true;
			}
		}
		return false;
	}

	public static boolean hasControlCharacters(String text) {
		return CONTROL_CHARACTERS.matcher(text.replace("\r\n", "\n")).find();
	}

	public static boolean hasBidiControls(String text) {
		return BIDI_CONTROLS.matcher(text).find();
	}

	private static String normalized(String text) {
		String lines = text.replace("\r\n", "\n").replace('\r', '\n');
		return Normalizer
			.normalize(BIDI_CONTROLS.matcher(CONTROL_CHARACTERS.matcher(lines).replaceAll("")).replaceAll(""),
					Normalizer.Form.NFC)
			.strip();
	}

	private static String withEntitiesDecoded(String text) {
		return (text.indexOf('&') >= 0)
				? ENTITY.matcher(text)
					.replaceAll((entity) -> Matcher.quoteReplacement(Parser.unescapeEntities(entity.group(), false)))
				: text;
	}

	private static String withoutMarkup(String text) {
		StringBuilder plain = new StringBuilder(text.length());
		Jsoup.parseBodyFragment(wellFormedHtml(text)).body().traverse(new TextExtractor(plain));
		return TRAILING_SPACE.matcher(plain).replaceAll("\n").replaceAll("\n{3,}", "\n\n");
	}

	/**
	 * Escapes what only looks like markup, and drops a tag that the end of the text cuts
	 * off.
	 */
	private static String wellFormedHtml(String text) {
		StringBuilder html = new StringBuilder(text.length());
		int end = 0;
		Matcher tag = TAG.matcher(text);
		Map<String, Integer> lastClosingTags = lastClosingTags(text);
		while (tag.find()) {
			html.append(escaped(text.substring(end, tag.start())));
			html.append(hidesTheRest(tag, lastClosingTags) ? escaped(tag.group()) : wellFormedTag(tag));
			end = tag.end();
		}
		return html.append(escaped(text.substring(end))).toString();
	}

	private static String wellFormedTag(Matcher tag) {
		return (tag.group().endsWith(">") || tag.group().startsWith("<!")) ? tag.group() : "";
	}

	/**
	 * Whether the tag opens an element whose content is no text, and which is never
	 * closed.
	 */
	private static boolean hidesTheRest(Matcher tag, Map<String, Integer> lastClosingTags) {
		String name = NAME_END.split(tag.group().substring(1), 2)[0].toLowerCase(Locale.ROOT);
		return (NON_TEXT_ELEMENTS.contains(name) || RAW_TEXT_ELEMENTS.contains(name))
				&& lastClosingTags.getOrDefault(name, -1) < tag.end();
	}

	private static Map<String, Integer> lastClosingTags(String text) {
		Map<String, Integer> positions = new HashMap<>();
		Matcher tag = CLOSING_TAG.matcher(text);
		while (tag.find()) {
			positions.put(tag.group(1).toLowerCase(Locale.ROOT), tag.start());
		}
		return positions;
	}

	private static String escaped(String text) {
		return AMPERSAND.matcher(text).replaceAll("&amp;").replace("<", "&lt;");
	}

	/**
	 * Appends the text of an element tree, with line breaks where a browser has them.
	 */
	private record TextExtractor(StringBuilder plain) implements NodeVisitor {

		@Override
		public void head(Node node, int depth) {
			if (node instanceof TextNode text && !isHidden(text)) {
				this.plain.append(text.getWholeText());
			}
			else if (node instanceof Element element && element.nameIs("li")) {
				this.plain.append("\n- ");
			}
			else if (node instanceof Element element && (startsNewLine(element) || element.nameIs("br"))) {
				this.plain.append('\n');
			}
		}

		@Override
		public void tail(Node node, int depth) {
			if (node instanceof Element element && startsNewLine(element) && !element.nameIs("li")) {
				this.plain.append('\n');
			}
		}

		private static boolean startsNewLine(Element element) {
			return element.isBlock() && !NON_TEXT_ELEMENTS.contains(element.normalName());
		}

		private static boolean isHidden(TextNode text) {
			return text.parent() != null && NON_TEXT_ELEMENTS.contains(text.parent().normalName());
		}

	}

}
