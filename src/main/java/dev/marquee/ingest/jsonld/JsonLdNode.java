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
 * A JSON-LD node with lenient access: for each property, a value, an object or an array
 * is accepted, since publishers of schema.org data use all three.
 */
record JsonLdNode(JsonNode json) {

	/** Remote contexts are never loaded: every name is read as a schema.org term. */
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
	 * Parses JSON-LD.
	 * @throws tools.jackson.core.JacksonException if the text is not JSON or exceeds the
	 * limits
	 */
	static JsonLdNode parse(String text) {
		return new JsonLdNode(MAPPER.readTree(text));
	}

	/**
	 * The events of this document: at its root, in an array or in an {@code @graph}.
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

	boolean isEvent() {
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
	 * The nodes of a property: none, one, or the elements of an array.
	 */
	List<JsonLdNode> nodes(String name) {
		JsonNode child = this.json.get(name);
		return (child != null && !child.isNull()) ? new JsonLdNode(child).elements() : List.of();
	}

	/**
	 * The first value of a property as text.
	 */
	@Nullable String text(String name) {
		return nodes(name).stream().findFirst().map(JsonLdNode::value).orElse(null);
	}

	/**
	 * The first value of a property or, if it is an object, that object's nested
	 * property.
	 */
	@Nullable String text(String name, String nestedName) {
		return nodes(name).stream().findFirst().map((node) -> node.valueOrProperty(nestedName)).orElse(null);
	}

	@Nullable String valueOrProperty(String nestedName) {
		return this.json.isObject() && this.json.has(nestedName) ? text(nestedName) : value();
	}

	/**
	 * This node's value as text, including {@code @value} objects; null for other objects
	 * and arrays.
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
