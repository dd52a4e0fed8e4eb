package dev.marquee.ingest.jsonld;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the contexts around a value say about its names (JSON-LD 1.1, sections 3.1 and
 * 4.1). Contexts elsewhere are not loaded: a name that no context defines is taken for
 * one of schema.org.
 */
final class JsonLdContext {

	/** The context of a document that defines nothing: schema.org names two keywords. */
	static final JsonLdContext SCHEMA_ORG = new JsonLdContext();

	private static final Pattern VOCABULARY_IRI = Pattern.compile("https?://(?:www\\.)?schema\\.org(?:/#?|#)");

	private static final Pattern VOCABULARY_TERM = Pattern
		.compile("(?:https?://(?:www\\.)?schema\\.org(?:/#?|#)|(?:schema|sdo|s):)([A-Za-z]\\w*)");

	private static final Pattern COMPACT_IRI = Pattern.compile("([A-Za-z_][\\w.-]*):(?!//)(.*)");

	private static final Set<String> MAPS = Set.of("@index", "@id", "@type", "@graph");

	/** More definitions than this are ignored. */
	private static final int MAX_DEFINITIONS = 10_000;

	private final Map<String, Definition> definitions = new HashMap<>();

	private final Map<String, String> prefixes = new HashMap<>();

	private @Nullable String base;

	private JsonLdContext() {
		this.definitions.put("type", Definition.of("@type"));
		this.definitions.put("id", Definition.of("@id"));
	}

	private JsonLdContext(JsonLdContext outer) {
		this.definitions.putAll(outer.definitions);
		this.prefixes.putAll(outer.prefixes);
		this.base = outer.base;
	}

	/** This context with the definitions of one within it. */
	JsonLdContext with(JsonNode context) {
		if (!context.isContainer() || context.isEmpty()) {
			return this;
		}
		JsonLdContext inner = new JsonLdContext(this);
		inner.add(context);
		return inner;
	}

	/** The context for an object: its own, and what its types define. */
	JsonLdContext of(ObjectNode object) {
		JsonNode own = object.get("@context");
		JsonLdContext context = (own != null) ? with(own) : this;
		for (Map.Entry<String, JsonNode> member : object.properties()) {
			if (context.name(member.getKey()).equals("@type") && member.getValue().isString()) {
				Definition type = context.definitions.get(member.getValue().asString());
				context = (type != null && type.context() != null) ? context.with(type.context()) : context;
			}
		}
		return context;
	}

	private void add(JsonNode context) {
		if (context.isArray()) {
			context.forEach(this::add);
		}
		else if (context instanceof ObjectNode object && this.definitions.size() < MAX_DEFINITIONS) {
			object.properties().forEach((member) -> addPrefix(member.getKey(), member.getValue()));
			object.properties().forEach((member) -> addDefinition(member.getKey(), member.getValue()));
		}
	}

	private void addPrefix(String name, JsonNode definition) {
		JsonNode iri = definition.isObject() ? definition.get("@id") : definition;
		if (name.equals("@base") && definition.isString()) {
			this.base = definition.asString();
		}
		else if (iri != null && iri.isString() && iri.asString().matches(".*[/#:?_]")) {
			this.prefixes.put(name, iri.asString());
		}
	}

	private void addDefinition(String name, JsonNode definition) {
		if (name.startsWith("@")) {
			return;
		}
		boolean isReverse = definition.has("@reverse");
		JsonNode iri = definition.isObject() ? definition.get(isReverse ? "@reverse" : "@id") : definition;
		boolean hasIri = iri != null && iri.isString();
		if (hasIri || definition.isObject()) {
			String term = hasIri ? iri.asString() : name;
			this.definitions.put(name,
					new Definition(term.startsWith("@") ? term : term(term), isReverse,
							definition.path("@type").asString("").equals("@id"), container(definition),
							definition.get("@context")));
		}
	}

	/** How the values of a term are kept: the first container that is not a mere list. */
	private static String container(JsonNode definition) {
		JsonNode container = definition.path("@container");
		if (container.isArray()) {
			return container.valueStream()
				.map((kind) -> kind.asString(""))
				.filter((kind) -> !kind.equals("@set"))
				.findFirst()
				.orElse("");
		}
		return container.asString("");
	}

	/** The keyword or term of schema.org that a name means; itself if it means none. */
	String name(String name) {
		if (name.startsWith("@")) {
			return name;
		}
		Definition definition = this.definitions.get(name);
		return (definition != null) ? definition.term() : term(name);
	}

	/** How a term is defined. */
	Definition definition(String name) {
		Definition definition = this.definitions.get(name);
		return (definition != null) ? definition : Definition.of(name(name));
	}

	/**
	 * The term of schema.org in a whole or compact IRI; the text itself if it is none.
	 */
	private String term(String text) {
		Matcher vocabulary = VOCABULARY_TERM.matcher(text);
		if (vocabulary.matches()) {
			return vocabulary.group(1);
		}
		Matcher compact = COMPACT_IRI.matcher(text);
		String namespace = compact.matches() ? this.prefixes.get(compact.group(1)) : null;
		return (namespace != null && VOCABULARY_IRI.matcher(namespace).matches()) ? compact.group(2) : text;
	}

	/** A whole IRI for one with a prefix or one that is relative to the base. */
	String iri(String text) {
		Matcher compact = COMPACT_IRI.matcher(text);
		String namespace = compact.matches() ? this.prefixes.get(compact.group(1)) : null;
		if (namespace != null && !namespace.startsWith("_")) {
			return namespace + compact.group(2);
		}
		return (this.base != null && !text.startsWith("_:")) ? new RelativeUrls(this.base).resolve(text) : text;
	}

	/** What relative URLs are resolved against; null if no context says. */
	@Nullable String base() {
		return this.base;
	}

	/**
	 * The definition of a term.
	 *
	 * @param term the term of schema.org, a keyword, or an IRI of another vocabulary
	 * @param isReverse whether the value has the property, and this object is its value
	 * @param isReference whether its strings are IRIs
	 * @param container {@code @language}, another kind of map, or the empty string
	 * @param context a context for its values only
	 */
	record Definition(String term, boolean isReverse, boolean isReference, String container,
			@Nullable JsonNode context) {

		static Definition of(String term) {
			return new Definition(term, false, false, "", null);
		}

		boolean isMap() {
			return MAPS.contains(this.container);
		}

	}

}
