package dev.marquee.output;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads events from the JSON that the queries of the formats return.
 */
final class ListedEventReader {

	private static final ObjectReader READER = JsonMapper.builder()
		.addModule(ListedTimes.module())
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.build()
		.readerFor(ListedEvent.class);

	private ListedEventReader() {
	}

	static ListedEvent read(byte[] json) {
		return READER.readValue(json);
	}

}
