package dev.marquee.ingest.jsonld;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.ingest.value.ListingLimits;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses JSON, also with the mistakes that browsers' harvesters of JSON-LD forgive: a
 * comma too many, comments, raw line breaks in strings, single quotes, repeated names, of
 * which the last counts, and what pages wrap around a script.
 */
final class LenientJson {

	private static final JsonMapper STRICT = JsonMapper
		.builder(factory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
		.build();

	private static final JsonMapper LENIENT = JsonMapper.builder(factory()
		.enable(JsonReadFeature.ALLOW_TRAILING_COMMA, JsonReadFeature.ALLOW_JAVA_COMMENTS,
				JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS, JsonReadFeature.ALLOW_SINGLE_QUOTES,
				JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER, JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES,
				JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS, JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
		.build()).disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

	/** Script tags, CDATA sections and HTML comments before JSON. */
	private static final Pattern PREFIX = Pattern.compile(
			"(?:\\s|\\uFEFF|/[/*]\\s*+<!\\[CDATA\\[(?:\\s*+\\*/)?|<!\\[CDATA\\[|<!--|<script\\b[^>]*+>)++",
			Pattern.CASE_INSENSITIVE);

	/** The same after JSON, and the end of a statement. */
	private static final List<String> SUFFIXES = List.of(";", "]]>", "-->", "*/", "/*", "//", "</script>");

	private LenientJson() {
	}

	private static JsonFactoryBuilder factory() {
		return JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(64)
				.maxTokenCount(100_000)
				.maxNumberLength(100)
				.maxNameLength(1000)
				.maxDocumentLength(4L * ListingLimits.MAX_STRUCTURED_DATA_LENGTH)
				.build());
	}

	/**
	 * Parses a text.
	 * @throws JacksonException if it is not JSON even so, or exceeds the limits; the
	 * exception of the strict parser, whose position is that in the text
	 */
	static ParsedJson parse(String text) {
		try {
			return new ParsedJson(STRICT.readTree(text), false);
		}
		catch (JacksonException ex) {
			try {
				return new ParsedJson(parseLenient(withoutWrapper(text)), true);
			}
			catch (JacksonException lenient) {
				throw ex;
			}
		}
	}

	/** One value, or an array of several that follow each other. */
	private static JsonNode parseLenient(String text) {
		List<JsonNode> values = new ArrayList<>();
		try (MappingIterator<JsonNode> all = LENIENT.readerFor(JsonNode.class).readValues(text)) {
			while (all.hasNextValue()) {
				values.add(all.nextValue());
			}
		}
		return (values.size() == 1) ? values.getFirst() : LENIENT.createArrayNode().addAll(values);
	}

	private static String withoutWrapper(String text) {
		Matcher prefix = PREFIX.matcher(text);
		String json = (prefix.lookingAt() ? text.substring(prefix.end()) : text).stripTrailing();
		Optional<String> suffix = SUFFIXES.stream().filter(json::endsWith).findFirst();
		while (suffix.isPresent()) {
			json = json.substring(0, json.length() - suffix.get().length()).stripTrailing();
			suffix = SUFFIXES.stream().filter(json::endsWith).findFirst();
		}
		return json;
	}

	/**
	 * Parsed JSON.
	 *
	 * @param isRepaired whether it had mistakes
	 */
	record ParsedJson(JsonNode json, boolean isRepaired) {
	}

}
