package dev.marquee.ingest.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.marquee.ingest.problem.DocumentLocation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An object in a JSON document, with access to members that may be missing.
 *
 * @param path where it is, such as {@code $.events[3]}
 */
record ApiRecord(JsonNode json, String path) {

	private static final int MAX_DEPTH = 12;

	/** The objects in this one that match, without those inside them. */
	Stream<ApiRecord> find(Predicate<ApiRecord> condition) {
		List<ApiRecord> found = new ArrayList<>();
		find(condition, found, 0);
		return found.stream();
	}

	private void find(Predicate<ApiRecord> condition, List<ApiRecord> found, int depth) {
		if (this.json.isObject() && condition.test(this)) {
			found.add(this);
		}
		else if (depth < MAX_DEPTH) {
			children().forEach((child) -> child.find(condition, found, depth + 1));
		}
	}

	private Stream<ApiRecord> children() {
		if (this.json.isArray()) {
			return elements().stream();
		}
		return this.json.properties()
			.stream()
			.filter((member) -> member.getValue().isContainer())
			.map((member) -> new ApiRecord(member.getValue(), this.path + '.' + member.getKey()));
	}

	private List<ApiRecord> elements() {
		List<ApiRecord> elements = new ArrayList<>();
		for (int index = 0; index < this.json.size(); index++) {
			elements.add(new ApiRecord(this.json.get(index), this.path + '[' + index + ']'));
		}
		return elements;
	}

	boolean has(String name) {
		JsonNode member = this.json.get(name);
		return member != null && !member.isNull();
	}

	/** The member of a path; an empty object if any part is missing. */
	ApiRecord get(String... names) {
		JsonNode node = this.json;
		StringBuilder memberPath = new StringBuilder(this.path);
		for (String name : names) {
			node = node.path(name);
			memberPath.append('.').append(name);
		}
		return new ApiRecord(node, memberPath.toString());
	}

	/** The elements of an array, the object itself, or nothing. */
	List<ApiRecord> all(String... names) {
		ApiRecord member = get(names);
		if (member.json.isArray()) {
			return member.elements();
		}
		return (member.json.isMissingNode() || member.json.isNull()) ? List.of() : List.of(member);
	}

	/** The value of a path as text; null if it is missing, empty or no value. */
	@Nullable String text(String... names) {
		JsonNode node = get(names).json;
		if (!node.isValueNode() || node.isNull() || node.isMissingNode()) {
			return null;
		}
		String text = node.asString().strip();
		return text.isEmpty() ? null : text;
	}

	/** The first of these members that has a value. */
	@Nullable String firstText(String... names) {
		return Stream.of(names).map((name) -> text(name)).filter(Objects::nonNull).findFirst().orElse(null);
	}

	boolean isTrue(String... names) {
		return "true".equals(text(names));
	}

	/** A whole number that is not negative; null if it is none. */
	@Nullable Integer count(String... names) {
		String text = text(names);
		return (text != null && text.matches("\\d{1,9}")) ? Integer.valueOf(text) : null;
	}

	/**
	 * A text that is given in several languages, such as {@code {"fi": "…", "en": "…"}};
	 * null if it is missing.
	 * @param language the preferred language; null to take the first
	 */
	@Nullable String localized(@Nullable String language, String... names) {
		ApiRecord member = get(names);
		if (!member.json.isObject()) {
			return text(names);
		}
		String preferred = (language != null) ? member.text(language) : null;
		return (preferred != null) ? preferred
				: member.json.properties()
					.stream()
					.map(Map.Entry::getKey)
					.map((key) -> member.text(key))
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null);
	}

	/** The languages in which a text is given; empty if it is one text. */
	List<String> languages(String name) {
		ApiRecord member = get(name);
		return member.json.properties()
			.stream()
			.map(Map.Entry::getKey)
			.filter((language) -> member.text(language) != null)
			.toList();
	}

	DocumentLocation location() {
		return DocumentLocation.ofPath(this.path);
	}

	DocumentLocation location(String name) {
		return DocumentLocation.ofPath(this.path + '.' + name);
	}

	/** The first of these members that is there. */
	DocumentLocation locationOfFirst(String... names) {
		return Stream.of(names).filter(this::has).findFirst().map(this::location).orElseGet(this::location);
	}

	Optional<ApiRecord> firstOf(String... names) {
		return Stream.of(names).filter(this::has).map((name) -> get(name)).findFirst();
	}

}
