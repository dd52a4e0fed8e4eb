package dev.marquee.ingest.jsonld;

import java.util.List;
import java.util.stream.Stream;

import dev.marquee.ingest.jsonld.JsonLdContext.Definition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rewrites JSON-LD so that one reader knows all its forms: names the members by the terms
 * of schema.org, whether they are written with a prefix, as a whole IRI or by a term of
 * the context, makes lists of maps, and turns reverse properties around.
 */
final class JsonLdTerms {

	/** Blank node identifiers of objects that others refer to in reverse. */
	private int reverseIds;

	/** The same value with the terms of schema.org. */
	JsonNode normalize(JsonNode value) {
		return normalize(value, JsonLdContext.SCHEMA_ORG);
	}

	private JsonNode normalize(JsonNode value, JsonLdContext context) {
		if (value instanceof ArrayNode array) {
			ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
			array.forEach((element) -> copy.add(normalize(element, context)));
			return copy;
		}
		return (value instanceof ObjectNode object) ? normalize(object, context) : value;
	}

	private ObjectNode normalize(ObjectNode object, JsonLdContext outer) {
		JsonLdContext context = outer.of(object);
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		object.properties().forEach((member) -> add(copy, object, member.getKey(), member.getValue(), context));
		return copy;
	}

	private void add(ObjectNode copy, ObjectNode object, String name, JsonNode value, JsonLdContext context) {
		Definition definition = context.definition(name);
		String term = definition.term();
		boolean isAlias = !name.equals(term);
		if (isAlias && term.startsWith("@") && object.has(term)) {
			copy.set(name, normalize(value, context));
			return;
		}
		switch (term) {
			case "@context" -> copy.set(term, value);
			case "@nest" -> elements(value).filter(ObjectNode.class::isInstance)
				.map(ObjectNode.class::cast)
				.forEach((nested) -> nested.properties()
					.forEach((member) -> add(copy, object, member.getKey(), member.getValue(), context)));
			case "@reverse" -> value.properties()
				.forEach((member) -> addReverse(copy, context.name(member.getKey()), member.getValue(), context));
			default -> {
				if (definition.isReverse()) {
					addReverse(copy, term, value, context);
				}
				else if (!isAlias || !copy.has(term)) {
					copy.set(term, value(term, value, definition, context));
				}
			}
		}
	}

	private JsonNode value(String term, JsonNode value, Definition definition, JsonLdContext context) {
		JsonLdContext inner = (definition.context() != null) ? context.with(definition.context()) : context;
		if (value instanceof ObjectNode map && definition.container().equals("@language")) {
			return languages(map);
		}
		if (value instanceof ObjectNode map && definition.isMap()) {
			return nodes(map, definition.container(), inner);
		}
		if (term.equals("@type")) {
			return types(value, inner);
		}
		boolean isIri = term.equals("@id") || definition.isReference()
				|| (context.base() != null && RelativeUrls.isUrl(term));
		return isIri ? iris(value, inner) : normalize(value, inner);
	}

	/** A type or several by the terms of schema.org, or the type of a literal. */
	private JsonNode types(JsonNode value, JsonLdContext context) {
		if (value instanceof ArrayNode array) {
			ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
			array.forEach((element) -> copy.add(types(element, context)));
			return copy;
		}
		return value.isString() ? JsonNodeFactory.instance.stringNode(context.name(value.asString()))
				: normalize(value, context);
	}

	private JsonNode iris(JsonNode value, JsonLdContext context) {
		if (value instanceof ArrayNode array) {
			ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
			array.forEach((element) -> copy.add(iris(element, context)));
			return copy;
		}
		return value.isString() ? JsonNodeFactory.instance.stringNode(context.iri(value.asString()))
				: normalize(value, context);
	}

	/** A map from languages to texts as values with a language. */
	private static ArrayNode languages(ObjectNode map) {
		ArrayNode values = JsonNodeFactory.instance.arrayNode();
		map.properties().forEach((member) -> elements(member.getValue()).forEach((text) -> {
			ObjectNode value = values.addObject();
			if (!member.getKey().equals("@none")) {
				value.put("@language", member.getKey());
			}
			value.set("@value", text);
		}));
		return values;
	}

	/** A map from keys to nodes as a list of the nodes. */
	private ArrayNode nodes(ObjectNode map, String container, JsonLdContext context) {
		ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
		map.properties().forEach((member) -> elements(member.getValue()).forEach((element) -> {
			JsonNode node = normalize(element, context);
			if (node instanceof ObjectNode object && !container.equals("@index") && !container.equals("@graph")
					&& !object.has(container)) {
				object.put(container, container.equals("@id") ? context.iri(member.getKey()) : member.getKey());
			}
			nodes.add(node);
		}));
		return nodes;
	}

	/** Gives nodes the property whose value is this object, and keeps them within it. */
	private void addReverse(ObjectNode copy, String property, JsonNode value, JsonLdContext context) {
		if (!copy.has("@id")) {
			copy.put("@id", "_:reverse" + this.reverseIds++);
		}
		JsonNode id = copy.get("@id");
		ArrayNode nodes = (copy.get("@reverse") instanceof ArrayNode known) ? known : copy.putArray("@reverse");
		for (JsonNode element : elements(value).toList()) {
			JsonNode node = normalize(element, context);
			if (node instanceof ObjectNode object && !object.has(property)) {
				object.putObject(property).set("@id", id);
			}
			nodes.add(node);
		}
	}

	private static Stream<JsonNode> elements(JsonNode value) {
		return value.isArray() ? value.valueStream() : List.of(value).stream();
	}

}
