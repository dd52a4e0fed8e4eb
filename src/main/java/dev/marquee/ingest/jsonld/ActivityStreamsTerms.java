package dev.marquee.ingest.jsonld;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of the fediverse (Activity Streams 2.0), whose times and texts have other
 * names than in schema.org.
 */
final class ActivityStreamsTerms {

	/**
	 * Their terms, each with that of schema.org. Of two for the same one, the first
	 * counts.
	 */
	private static final List<Map.Entry<String, String>> TERMS = List.of(Map.entry("startTime", "startDate"),
			Map.entry("endTime", "endDate"), Map.entry("content", "description"), Map.entry("summary", "description"),
			Map.entry("ical:status", "eventStatus"));

	private ActivityStreamsTerms() {
	}

	/**
	 * Gives an event with a {@code startTime} and without a {@code startDate} the terms
	 * of schema.org that it lacks.
	 */
	static void translate(ObjectNode event) {
		// In a Schedule of schema.org, it is only a time of the day.
		boolean isDate = event.path("startTime").asString("").matches("\\d{4}-\\d{2}-\\d{2}T.*");
		if (!isDate || event.has("startDate")) {
			return;
		}
		for (Map.Entry<String, String> term : TERMS) {
			if (event.hasNonNull(term.getKey()) && !event.hasNonNull(term.getValue())) {
				event.set(term.getValue(), event.get(term.getKey()));
			}
		}
		JsonNode author = event.path("attributedTo");
		if (author.has("name") && !event.has("organizer")) {
			event.set("organizer", author);
		}
		// Mobilizon has 0 for no limit.
		if (event.path("maximumAttendeeCapacity").asInt(1) == 0) {
			event.remove("maximumAttendeeCapacity");
		}
		if (event.path("isOnline").asBoolean(false) && !event.has("eventAttendanceMode")) {
			event.put("eventAttendanceMode", "OnlineEventAttendanceMode");
		}
		addImages(event);
		addKeywords(event);
	}

	private static void addImages(ObjectNode event) {
		if (event.hasNonNull("image")) {
			return;
		}
		ArrayNode images = event.arrayNode();
		elements(event.path("attachment"))
			.filter((attached) -> attached.path("mediaType").asString("").startsWith("image/"))
			.flatMap((attached) -> Stream.of(attached.path("url"), attached.path("href")))
			.filter(JsonNode::isString)
			.forEach(images::add);
		if (!images.isEmpty()) {
			event.set("image", images);
		}
	}

	private static void addKeywords(ObjectNode event) {
		ArrayNode keywords = event.arrayNode();
		elements(event.path("tag")).filter((tag) -> tag.path("@type").asString("").equals("Hashtag"))
			.map((tag) -> tag.path("name").asString("").replaceFirst("^#", ""))
			.filter((name) -> !name.isBlank())
			.forEach(keywords::add);
		if (!keywords.isEmpty() && !event.has("keywords")) {
			event.set("keywords", keywords);
		}
	}

	private static Stream<JsonNode> elements(JsonNode value) {
		return value.isArray() ? value.valueStream() : Stream.of(value);
	}

}
