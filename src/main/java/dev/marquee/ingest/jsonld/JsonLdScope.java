package dev.marquee.ingest.jsonld;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the nodes of one JSON-LD document share: the nodes that others refer to, the names
 * that its context gives to schema.org's terms, and its language. Remote contexts are
 * never loaded: every name without a prefix is read as a term of schema.org.
 */
final class JsonLdScope {

	private static final List<String> SCHEMA_PREFIXES = List.of("schema:", "http://schema.org/", "https://schema.org/",
			"http://www.schema.org/", "https://www.schema.org/");

	/** Names of keywords in schema.org's own context. */
	private static final Map<String, List<String>> KEYWORDS = Map.of("@type", List.of("type"), "@id", List.of("id"));

	/** The scope of a node without its document. */
	static final JsonLdScope NONE = new JsonLdScope();

	private final Map<String, JsonNode> nodesById = new HashMap<>();

	private final Set<String> prefixes = new LinkedHashSet<>();

	private final Map<String, List<String>> aliases = new HashMap<>();

	private @Nullable String language;

	static JsonLdScope of(JsonNode document) {
		JsonLdScope scope = new JsonLdScope();
		scope.add(document);
		return scope;
	}

	private void add(JsonNode node) {
		if (node.isObject()) {
			addObject(node);
		}
		node.values().forEach(this::add);
	}

	private void addObject(JsonNode object) {
		JsonNode id = object.has("@id") ? object.get("@id") : object.get("id");
		if (id != null && id.isString() && !isReference(object)) {
			this.nodesById.merge(id.asString(), object, (one, other) -> (other.size() > one.size()) ? other : one);
		}
		object.propertyStream().forEach((property) -> {
			String name = property.getKey();
			SCHEMA_PREFIXES.stream().filter(name::startsWith).forEach(this.prefixes::add);
			if (name.equals("@context")) {
				addContext(property.getValue());
			}
			if (name.equals("inLanguage") && this.language == null && property.getValue().isString()) {
				this.language = property.getValue().asString();
			}
		});
	}

	private void addContext(JsonNode context) {
		if (context.isArray()) {
			context.values().forEach(this::addContext);
		}
		if (!context.isObject()) {
			return;
		}
		context.propertyStream().forEach((property) -> {
			JsonNode definition = property.getValue();
			JsonNode id = definition.isObject() ? definition.get("@id") : definition;
			if (id == null || !id.isString()) {
				return;
			}
			if (property.getKey().equals("@language")) {
				this.language = id.asString();
			}
			else if (SCHEMA_PREFIXES.contains(id.asString())) {
				this.prefixes.add(property.getKey() + ':');
			}
			else if (!property.getKey().startsWith("@")) {
				this.aliases.computeIfAbsent(localName(id.asString()), (name) -> new ArrayList<>())
					.add(property.getKey());
			}
		});
	}

	/** Whether an object only names another one. */
	private static boolean isReference(JsonNode object) {
		boolean hasId = object.has("@id") || object.has("id");
		boolean hasType = object.has("@type") || object.has("type");
		return hasId && object.size() == (hasType ? 2 : 1);
	}

	/** The value of a property under any of its names. */
	@Nullable JsonNode get(JsonNode object, String property) {
		JsonNode value = object.get(property);
		if (value != null || !object.isObject()) {
			return value;
		}
		for (String name : KEYWORDS.getOrDefault(property, this.aliases.getOrDefault(property, List.of()))) {
			if (object.has(name)) {
				return object.get(name);
			}
		}
		for (String name : this.aliases.getOrDefault(property, List.of())) {
			if (object.has(name)) {
				return object.get(name);
			}
		}
		for (String prefix : this.prefixes) {
			if (object.has(prefix + property)) {
				return object.get(prefix + property);
			}
		}
		return null;
	}

	/** The node that a reference names, or the node itself. */
	JsonNode resolve(JsonNode node) {
		String id = null;
		if (node.isObject() && isReference(node)) {
			id = (node.has("@id") ? node.get("@id") : node.get("id")).asString();
		}
		else if (node.isString() && (node.asString().startsWith("#") || node.asString().startsWith("_:"))) {
			id = node.asString();
		}
		return (id != null) ? this.nodesById.getOrDefault(id, node) : node;
	}

	/** The main language of the texts; null if unknown. */
	@Nullable String language() {
		return this.language;
	}

	/** A name without prefix or URL. */
	static String localName(String name) {
		int end = Math.max(name.lastIndexOf('/'), Math.max(name.lastIndexOf('#'), name.lastIndexOf(':')));
		return name.substring(end + 1);
	}

}
