package dev.marquee.ingest.jsonld;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Names the members of JSON-LD by the terms of schema.org, whether they are written with
 * a prefix, as a whole IRI or by a term that the context of the document defines (JSON-LD
 * 1.1, sections 4.1 and 4.2). Contexts elsewhere are not loaded.
 */
final class JsonLdTerms {

	private static final Pattern SCHEMA_ORG = Pattern.compile("https?://(?:www\\.)?schema\\.org/(?:#)?");

	private static final Pattern VOCABULARY_TERM = Pattern
		.compile("(?:https?://(?:www\\.)?schema\\.org/|(?:schema|sdo|s):)([A-Za-z]\\w*)");

	private final Map<String, String> prefixes = new HashMap<>();

	private final Map<String, String> terms = new HashMap<>();

	JsonLdTerms() {
		this.terms.put("type", "@type");
		this.terms.put("id", "@id");
	}

	/** The same value with the terms of schema.org. */
	JsonNode normalize(JsonNode value) {
		if (value instanceof ArrayNode array) {
			ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
			array.forEach((element) -> copy.add(normalize(element)));
			return copy;
		}
		return (value instanceof ObjectNode object) ? normalize(object) : value;
	}

	private ObjectNode normalize(ObjectNode object) {
		JsonNode context = object.get("@context");
		if (context != null) {
			addContext(context);
		}
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		object.properties().forEach((member) -> {
			String term = term(member.getKey(), object);
			JsonNode value = term.equals("@context") ? member.getValue() : normalize(member.getValue());
			boolean isOwnName = term.equals(member.getKey());
			if (isOwnName || !copy.has(term)) {
				copy.set(term, value);
			}
		});
		return copy;
	}

	private void addContext(JsonNode context) {
		if (context.isArray()) {
			context.forEach(this::addContext);
		}
		else if (context instanceof ObjectNode definitions) {
			definitions.properties().forEach((definition) -> {
				String iri = iri(definition.getValue());
				if (iri != null && SCHEMA_ORG.matcher(iri).matches() && !definition.getKey().startsWith("@")) {
					this.prefixes.put(definition.getKey(), iri);
				}
			});
			definitions.properties().forEach((definition) -> {
				String iri = iri(definition.getValue());
				if (iri != null && !definition.getKey().startsWith("@")) {
					this.terms.put(definition.getKey(), iri.startsWith("@") ? iri : localName(iri));
				}
			});
		}
	}

	private static @Nullable String iri(JsonNode definition) {
		JsonNode iri = definition.isObject() ? definition.get("@id") : definition;
		return (iri != null && iri.isString()) ? iri.asString() : null;
	}

	private String term(String name, ObjectNode object) {
		if (name.startsWith("@")) {
			return name;
		}
		String term = this.terms.get(name);
		if (term != null && (!term.startsWith("@") || !object.has(term))) {
			return term;
		}
		return localName(name);
	}

	/** The term of schema.org; the name itself if it is none. */
	private String localName(String name) {
		var vocabulary = VOCABULARY_TERM.matcher(name);
		if (vocabulary.matches()) {
			return vocabulary.group(1);
		}
		int colon = name.indexOf(':');
		return (colon > 0 && this.prefixes.containsKey(name.substring(0, colon))) ? name.substring(colon + 1) : name;
	}

}
