package dev.marquee.ingest.jsonld;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import dev.marquee.ingest.format.SourceDocument;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON as people write it: with trailing commas, comments, line breaks in strings,
 * repeated keys, of which the last counts, and the wrappers of scripts.
 */
public final class LenientJson {

	/** Remote contexts are never loaded: every name is read as a schema.org term. */
	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(64)
				.maxTokenCount(10_000_000)
				.maxNumberLength(100)
				.maxNameLength(1000)
				.maxDocumentLength(SourceDocument.MAX_BYTES)
				.build())
			.enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
			.enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
			.enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
			.enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
			.build())
		.build();

	/** What HTML and XHTML pages wrap around a script. */
	private static final Pattern WRAPPER = Pattern
		.compile("^\\s*+(?:(?://\\s*+)?<!\\[CDATA\\[|/\\*\\s*+<!\\[CDATA\\[\\s*+\\*/|<!--)|"
				+ "(?:(?://\\s*+)?\\]\\]>|/\\*\\s*+\\]\\]>\\s*+\\*/|(?://\\s*+)?-->)\\s*+$|;\\s*+$");

	private LenientJson() {
	}

	/**
	 * The values at the root of a text, usually one: JSON lines have several, and the
	 * elements of an array are read one after the other.
	 * @throws tools.jackson.core.JacksonException if the text is not JSON or exceeds the
	 * limits
	 */
	public static List<JsonNode> readAll(String text) {
		List<JsonNode> values = new ArrayList<>();
		forEach(text, values::add);
		return values;
	}

	/** The same, with one value at a time in memory. */
	static void forEach(String text, Consumer<JsonNode> values) {
		try (MappingIterator<JsonNode> iterator = MAPPER.readerFor(JsonNode.class)
			.readValues(WRAPPER.matcher(text).replaceAll(""))) {
			while (iterator.hasNextValue()) {
				values.accept(iterator.nextValue());
			}
		}
	}

}
