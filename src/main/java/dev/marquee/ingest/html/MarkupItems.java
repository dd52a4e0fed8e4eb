package dev.marquee.ingest.html;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;

import dev.marquee.ingest.jsonld.EventNodes;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Items that attributes of elements describe, as JSON-LD: microdata (HTML Living
 * Standard, section 5) and RDFa Lite 1.1.
 *
 * @param item the attribute of an item
 * @param type the attribute with its type
 * @param property the attribute with the names of properties
 * @param id the attribute with its identifier
 */
record MarkupItems(String item, String type, String property, String id) {

	static final MarkupItems MICRODATA = new MarkupItems("itemscope", "itemtype", "itemprop", "itemid");

	static final MarkupItems RDFA = new MarkupItems("typeof", "typeof", "property", "resource");

	private static final int MAX_DEPTH = 16;

	/** Properties whose value is named by its text if it has no properties of its own. */
	private static final Set<String> NAMED_BY_TEXT = Set.of("location", "organizer", "performer");

	/** What an item may have that is named by its text. */
	private static final Set<String> WITHOUT_NAME = Set.of("@type", "url");

	private static final int MAX_TYPES = 20;

	private static final int MAX_PROPERTIES = 20_000;

	private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

	private static final Pattern LOCAL_NAME = Pattern.compile("^.*[/#:]");

	/**
	 * The items that are not properties of others: those without a property, and those
	 * with a property outside of any item. An event without a name in another item
	 * becomes a property of that item.
	 */
	ArrayNode read(Document page) {
		ArrayNode items = PageMarkup.emptyList();
		Counter counter = new Counter();
		IdentityHashMap<Element, ObjectNode> read = new IdentityHashMap<>();
		for (Element element : page.select("[" + this.item + "]")) {
			Element parent = element.parent();
			Element outer = (parent != null) ? parent.closest("[" + this.item + "]") : null;
			if (outer != null && element.hasAttr(this.property)) {
				continue;
			}
			ObjectNode item = read(element, MAX_DEPTH, counter);
			read.put(element, item);
			ObjectNode whole = (outer != null) ? read.get(outer) : null;
			if (whole != null && EventNodes.isNamelessEvent(item)) {
				add(whole, EventNodes.isEvent(whole) ? "subEvent" : "event", item);
			}
			else {
				items.add(item);
			}
		}
		return items;
	}

	private ObjectNode read(Element element, int depth, Counter counter) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		String typeName = element.attr(this.type).strip();
		if (!typeName.isEmpty()) {
			ArrayNode types = json.putArray("@type");
			Arrays.stream(WHITE_SPACE.split(typeName, -1))
				.limit(MAX_TYPES)
				.forEach((type) -> types.add(LOCAL_NAME.matcher(type).replaceFirst("")));
		}
		if (element.hasAttr(this.id)) {
			json.put("@id", absolute(element, this.id));
		}
		addProperties(element, json, depth, counter);
		for (String reference : WHITE_SPACE.split(element.attr("itemref"), -1)) {
			Element referenced = reference.isEmpty() ? null : element.root().getElementById(reference);
			if (referenced != null && depth > 0) {
				addElement(referenced, json, depth, counter);
			}
		}
		return json;
	}

	private void addProperties(Element parent, ObjectNode json, int depth, Counter counter) {
		for (Element child : parent.children()) {
			addElement(child, json, depth, counter);
		}
	}

	private void addElement(Element element, ObjectNode json, int depth, Counter counter) {
		if (depth == 0 || counter.count++ > MAX_PROPERTIES) {
			return;
		}
		boolean isItem = element.hasAttr(this.item);
		if (element.hasAttr(this.property)) {
			JsonNode value = isItem ? named(element, read(element, depth - 1, counter))
					: JsonNodeFactory.instance.stringNode(value(element));
			for (String name : WHITE_SPACE.split(element.attr(this.property).strip(), -1)) {
				add(json, LOCAL_NAME.matcher(name).replaceFirst(""), value);
			}
		}
		if (!isItem) {
			addProperties(element, json, depth, counter);
		}
	}

	/** Names a place or a person without properties by its text. */
	private ObjectNode named(Element element, ObjectNode item) {
		boolean isPart = NAMED_BY_TEXT.contains(LOCAL_NAME.matcher(element.attr(this.property)).replaceFirst(""));
		if (isPart && item.propertyNames().stream().allMatch(WITHOUT_NAME::contains) && element.hasText()) {
			item.put("name", PageMarkup.text(element));
		}
		return item;
	}

	private static void add(ObjectNode json, String name, JsonNode value) {
		JsonNode known = json.get(name);
		if (name.isEmpty()) {
			return;
		}
		if (known instanceof ArrayNode array) {
			array.add(value);
		}
		else if (known != null) {
			json.set(name, PageMarkup.emptyList().add(known).add(value));
		}
		else {
			json.set(name, value);
		}
	}

	/**
	 * The attribute {@code content} counts on every element, as search engines read it.
	 */
	private static String value(Element element) {
		if (element.hasAttr("content")) {
			return element.attr("content");
		}
		String attribute = attribute(element.normalName());
		if (attribute != null && element.hasAttr(attribute)) {
			return absolute(element, attribute);
		}
		return element.hasAttr("datetime") ? element.attr("datetime") : PageMarkup.text(element);
	}

	private static @Nullable String attribute(String element) {
		return switch (element) {
			case "a", "area", "link" -> "href";
			case "img", "audio", "video", "source", "iframe", "embed", "track" -> "src";
			case "object" -> "data";
			case "data", "meter" -> "value";
			default -> null;
		};
	}

	private static String absolute(Element element, String attribute) {
		String url = element.absUrl(attribute);
		return url.isEmpty() ? element.attr(attribute) : url;
	}

	/**
	 * Counts the elements that were read.
	 */
	private static final class Counter {

		private int count;

	}

}
