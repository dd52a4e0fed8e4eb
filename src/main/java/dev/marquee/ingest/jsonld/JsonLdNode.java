package dev.marquee.ingest.jsonld;

import java.util.ArrayList;
import java.util.List;

import dev.marquee.ingest.value.ListingLimits;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A node of JSON-LD, read as tolerantly as schema.org is written: a value, an object or
 * an array may stand anywhere.
 */
record JsonLdNode(JsonNode json) {

	/** No remote context is ever loaded: names mean what schema.org says. */
	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(64)
				.maxTokenCount(100_000)
				.maxNumberLength(100)
				.maxNameLength(1000)
				.maxDocumentLength(4L * ListingLimits.MAX_STRUCTURED_DATA_LENGTH)
				.build())
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.build())
		.build();

	/**
	 * @throws tools.jackson.core.JacksonException when the text is not JSON, or goes
	 * beyond the limits
	 */
	static JsonLdNode parse(String text) {
		return new JsonLdNode(MAPPER.readTree(text));
	}

	/**
	 * The events in this document, wherever a document may have them: at its root, in an
	 * array or in a graph.
	 */
	List<JsonLdNode> events() {
		List<JsonLdNode> events = new ArrayList<>();
		for (JsonLdNode node : elements()) {
			if (node.isEvent()) {
				events.add(node);
			}
			for (JsonLdNode inner : node.nodes("@graph")) {
				events.addAll(inner.events());
			}
		}
		return events;
	}

	private boolean isEvent() {
		return nodes("@type").stream().map(JsonLdNode::localName).anyMatch((type) -> switch (type) {
			case "Festival", "Hackathon", "CourseInstance", "EventSeries" -> true;
			default -> type.endsWith("Event");
		});
	}

	boolean hasType(String type) {
		return nodes("@type").stream().map(JsonLdNode::localName).anyMatch(type::equals);
	}

	private String localName() {
		String value = value();
		return (value != null) ? value.replaceFirst("^.*[/:#]", "") : "";
	}

	/**
	 * The nodes under this name: none, one, or those of an array.
	 */
	List<JsonLdNode> nodes(String name) {
		JsonNode child = this.json.get(name);
		return (child != null && !child.isNull()) ? new JsonLdNode(child).elements() : List.of();
	}

	/**
	 * The first value under this name, as text.
	 */
	@Nullable String text(String name) {
		return nodes(name).stream().findFirst().map(JsonLdNode::value).orElse(null);
	}

	/**
	 * The first value under this name or, where an object stands instead, what the object
	 * has under the other name.
	 */
	@Nullable String text(String name, String nestedName) {
		return nodes(name).stream().findFirst().map((node) -> node.valueOrProperty(nestedName)).orElse(null);
	}

	@Nullable String valueOrProperty(String nestedName) {
		return this.json.isObject() && this.json.has(nestedName) ? text(nestedName) : value();
	}

	/**
	 * This value as text; null for an object that is not a value.
	 */
	@Nullable String value() {
		if (this.json.isObject() && this.json.has("@value")) {
			return text("@value");
		}
		return this.json.isValueNode() && !this.json.isNull() ? this.json.asString() : null;
	}

	private List<JsonLdNode> elements() {
		if (!this.json.isArray()) {
			return List.of(this);
		}
		return this.json.valueStream().filter((element) -> !element.isArray()).map(JsonLdNode::new).toList();
	}

}
