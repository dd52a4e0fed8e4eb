package dev.marquee.ingest.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.marquee.ingest.jsonld.EventNode;
import dev.marquee.ingest.jsonld.EventNodes;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The events in the markup of a page, in the terms of schema.org.
 */
final class PageMarkup {

	private static final Pattern ENTITY = Pattern.compile("&(?=#?\\w{1,31};)");

	private PageMarkup() {
	}

	/** The events in the first kind of markup that has one. */
	static List<EventNode> events(Document page) {
		return Stream.of(MarkupItems.MICRODATA.read(page), MarkupItems.RDFA.read(page), Microformats.read(page))
			.map(PageMarkup::find)
			.filter((events) -> !events.isEmpty())
			.findFirst()
			.orElse(List.of());
	}

	private static List<EventNode> find(ArrayNode items) {
		return new ArrayList<>(EventNodes.find((items.size() == 1) ? items.get(0) : items));
	}

	/**
	 * The visible text of an element. What the parser has decoded is escaped again, since
	 * the reader of events decodes it, too: {@code Learn <canvas>} keeps its words.
	 */
	static String text(Element element) {
		return ENTITY.matcher(element.wholeText().strip()).replaceAll("&amp;").replace("<", "&lt;");
	}

	static ArrayNode emptyList() {
		return JsonNodeFactory.instance.arrayNode();
	}

}
