package dev.marquee.ingest.jsonld;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.ingest.format.SourceDocument;
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
 * which the last counts, and what pages wrap around a script. Remote contexts are never
 * loaded.
 */
public final class LenientJson {

	private static final long MAX_BLOCK_LENGTH = 4L * ListingLimits.MAX_STRUCTURED_DATA_LENGTH;

	private static final JsonMapper STRICT = JsonMapper
		.builder(factory(100_000, MAX_BLOCK_LENGTH).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
		.build();

	private static final JsonMapper LENIENT = lenient(100_000, MAX_BLOCK_LENGTH);

	/** For whole documents, which are larger than the part of one event. */
	private static final JsonMapper LENIENT_DOCUMENT = lenient(10_000_000, SourceDocument.MAX_BYTES);

	/** Script tags, CDATA sections and HTML comments before JSON. */
	private static final Pattern PREFIX = Pattern.compile(
			"(?:\\s|\\uFEFF|/[/*]\\s*+<!\\[CDATA\\[(?:\\s*+\\*/)?|<!\\[CDATA\\[|<!--|<script\\b[^>]*+>)++",
			Pattern.CASE_INSENSITIVE);

	/** The same after JSON, and the end of a statement. */
	private static final List<String> SUFFIXES = List.of(";", "]]>", "-->", "*/", "/*", "//", "</script>");

	private LenientJson() {
	}

	private static JsonMapper lenient(long maxTokens, long maxLength) {
		return JsonMapper
			.builder(factory(maxTokens, maxLength).enable(JsonReadFeature.ALLOW_TRAILING_COMMA,
					JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
					JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
					JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES, JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS,
					JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
				.build())
			.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.build();
	}

	private static JsonFactoryBuilder factory(long maxTokens, long maxLength) {
		return JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(64)
				.maxTokenCount(maxTokens)
				.maxNumberLength(100)
				.maxNameLength(1000)
				.maxDocumentLength(maxLength)
				.build());
	}

	/**
	 * Parses the JSON-LD of one block in a document.
	 * @throws JacksonException if it is not JSON even so, or exceeds the limits; the
	 * exception of the strict parser, whose position is that in the text
	 */
	static ParsedJson parse(String text) {
		try {
			return new ParsedJson(STRICT.readTree(text), false);
		}
		catch (JacksonException ex) {
			try {
				return new ParsedJson(single(values(LENIENT, withoutWrapper(text))), true);
			}
			catch (JacksonException lenient) {
				throw ex;
			}
		}
	}

	/**
	 * The values at the root of a document, usually one: JSON lines have several, and the
	 * elements of an array are read one after the other.
	 * @throws JacksonException if the text is not JSON or exceeds the limits
	 */
	public static List<JsonNode> readAll(String text) {
		return values(LENIENT_DOCUMENT, withoutWrapper(text));
	}

	/** The same, with one value at a time in memory. */
	static void forEach(String text, Consumer<JsonNode> values) {
		forEach(LENIENT_DOCUMENT, withoutWrapper(text), values);
	}

	private static void forEach(JsonMapper mapper, String text, Consumer<JsonNode> values) {
		try (MappingIterator<JsonNode> iterator = mapper.readerFor(JsonNode.class).readValues(text)) {
			while (iterator.hasNextValue()) {
				values.accept(iterator.nextValue());
			}
		}
	}

	private static List<JsonNode> values(JsonMapper mapper, String text) {
		List<JsonNode> values = new ArrayList<>();
		forEach(mapper, text, values::add);
		return values;
	}

	private static JsonNode single(List<JsonNode> values) {
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
