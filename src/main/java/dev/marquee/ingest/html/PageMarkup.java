package dev.marquee.ingest.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.marquee.ingest.jsonld.EventNode;
import dev.marquee.ingest.jsonld.EventNodes;
import org.jsoup.nodes.Document;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The events in the markup of a page, in the terms of schema.org.
 */
final class PageMarkup {

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

	static ArrayNode emptyList() {
		return JsonNodeFactory.instance.arrayNode();
	}

}
