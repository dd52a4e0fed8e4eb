package dev.marquee.ingest.jsonld;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON-LD node with lenient access: for each property, a value, an object, a reference
 * or an array is accepted, since publishers of schema.org data use all of them.
 */
record JsonLdNode(JsonNode json, JsonLdScope scope) {

	private static final int MAX_DEPTH = 64;

	private static final int MAX_LANGUAGES = 50;

	private static final Pattern LANGUAGE_TAG = Pattern.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?");

	/** A node without the rest of its document. */
	JsonLdNode(JsonNode json) {
		this(json, JsonLdScope.NONE);
	}

	/** The root of a document. */
	static JsonLdNode of(JsonNode document) {
		return new JsonLdNode(document, JsonLdScope.of(document));
	}

	/**
	 * The events of this document, wherever they are, but without those within other
	 * events.
	 */
	List<JsonLdNode> events() {
		return nodesOfType(JsonLdNode::isEvent);
	}

	/** All nodes that fulfil a condition and are not within another such node. */
	List<JsonLdNode> nodesOfType(Predicate<JsonLdNode> condition) {
		Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		List<JsonLdNode> found = new ArrayList<>();
		collect(condition, seen, found, 0);
		return found;
	}

	private void collect(Predicate<JsonLdNode> condition, Set<JsonNode> seen, List<JsonLdNode> found, int depth) {
		if (depth > MAX_DEPTH) {
			return;
		}
		if (!this.json.isObject() || !condition.test(this)) {
			this.json.values().forEach((value) -> with(value).collect(condition, seen, found, depth + 1));
			return;
		}
		JsonNode resolved = this.scope.resolve(this.json);
		if (seen.add(resolved)) {
			found.add(with(resolved));
		}
	}

	private JsonLdNode with(JsonNode other) {
		return new JsonLdNode(other, this.scope);
	}

	boolean isEvent() {
		return types().anyMatch((type) -> switch (type) {
			case "Festival", "Hackathon", "CourseInstance", "EventSeries" -> true;
			// Of OpenActive, which extends schema.org for sport.
			case "ScheduledSession", "SessionSeries" -> true;
			// Of JamBase.
			case "Concert" -> true;
			default -> type.endsWith("Event");
		});
	}

	boolean hasType(String type) {
		return types().anyMatch(type::equals);
	}

	private Stream<String> types() {
		return nodes("@type").stream().map(JsonLdNode::value).filter(Objects::nonNull).map(JsonLdScope::localName);
	}

	/**
	 * The nodes of a property: none, one, or the elements of an array.
	 */
	List<JsonLdNode> nodes(String name) {
		JsonNode child = this.scope.get(this.json, name);
		return (child != null && !child.isNull()) ? with(child).elements() : List.of();
	}

	/**
	 * The first value of a property as text; of values in several languages, the one in
	 * the main language.
	 */
	@Nullable String text(String name) {
		return first(name).map(JsonLdNode::value).orElse(null);
	}

	/**
	 * The first value of a property or, if it is an object, that object's nested
	 * property.
	 */
	@Nullable String text(String name, String nestedName) {
		return first(name).map((node) -> node.valueOrProperty(nestedName)).orElse(null);
	}

	private Optional<JsonLdNode> first(String name) {
		List<JsonLdNode> nodes = nodes(name);
		return nodes.stream()
			.filter((node) -> node.json.has("@language")
					&& node.isInMainLanguage(node.json.get("@language").asString("")))
			.findFirst()
			.or(() -> nodes.stream().filter((node) -> !node.json.has("@language")).findFirst())
			.or(() -> nodes.stream().findFirst());
	}

	private boolean isInMainLanguage(String tag) {
		String language = this.scope.language();
		String main = (language != null) ? language : "en";
		return main.equalsIgnoreCase(tag) || primary(main).equalsIgnoreCase(primary(tag));
	}

	private static String primary(String tag) {
		int end = tag.indexOf('-');
		return (end > 0) ? tag.substring(0, end) : tag;
	}

	@Nullable String valueOrProperty(String nestedName) {
		return this.json.isObject() && this.scope.get(this.json, nestedName) != null ? text(nestedName, "@id")
				: value();
	}

	/**
	 * The URL of an {@code ImageObject}, or this value as a URL; null if it has none. Its
	 * id may be the URL, unless it names a part of a page.
	 */
	@Nullable String imageUrl() {
		return Stream.of(text("contentUrl", "@id"), valueOrProperty("url"), text("@id"))
			.filter((url) -> url != null && !url.isBlank())
			.findFirst()
			.filter((url) -> !url.equals(text("@id")) || url.indexOf('#') < 0)
			.orElse(null);
	}

	/**
	 * This node's value as text, including {@code @value} objects and maps of languages;
	 * null for other objects and arrays.
	 */
	@Nullable String value() {
		if (this.json.isObject() && this.json.has("@value")) {
			return text("@value");
		}
		if (this.json.isObject()) {
			return languageValue();
		}
		return this.json.isValueNode() && !this.json.isNull() ? this.json.asString() : null;
	}

	/** The value of a map from language tags to texts; null if it is none. */
	private @Nullable String languageValue() {
		boolean isMap = !this.json.isEmpty() && this.json.propertyStream()
			.allMatch(
					(property) -> property.getValue().isString() && LANGUAGE_TAG.matcher(property.getKey()).matches());
		if (!isMap || this.json.size() > MAX_LANGUAGES || this.json.has("url") || this.json.has("id")) {
			return null;
		}
		return this.json.propertyStream()
			.filter((property) -> isInMainLanguage(property.getKey()))
			.findFirst()
			.or(() -> this.json.propertyStream().findFirst())
			.map((property) -> property.getValue().asString())
			.orElse(null);
	}

	/** The elements of arrays, lists and sets, with references resolved. */
	private List<JsonLdNode> elements() {
		if (this.json.isObject() && (this.json.has("@list") || this.json.has("@set"))) {
			return with(this.json.get(this.json.has("@list") ? "@list" : "@set")).elements();
		}
		if (!this.json.isArray()) {
			return List.of(with(this.scope.resolve(this.json)));
		}
		return this.json.valueStream()
			.filter((element) -> !element.isArray())
			.flatMap((element) -> with(element).elements().stream())
			.toList();
	}

}
