package dev.marquee.ingest.jsonld;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * Tells the occurrences of an event from its parts: both are a {@code subEvent}.
 */
final class OccurrenceNodes {

	/** The hour and minute of a time, or of a date with a time. */
	private static final Pattern TIME = Pattern.compile("(?:.*T)?(\\d{2}:\\d{2})(?!\\d).*");

	private OccurrenceNodes() {
	}

	/**
	 * Whether what is within an event are its occurrences: it has a schedule, and they
	 * have times of their own, and its name or none. One with another name has the page
	 * of the event, and takes place at a time of the schedule.
	 */
	static boolean areWithin(JsonNode event) {
		return event.has("eventSchedule") && elements(event.path("subEvent"))
			.allMatch((part) -> part.has("startDate") && (part.path("name").isMissingNode()
					|| part.path("name").equals(event.get("name")) || isNamed(part, event)));
	}

	private static boolean isNamed(JsonNode part, JsonNode event) {
		boolean isOnPageOfEvent = event.has("url") && part.path("url").equals(event.get("url"));
		String time = time(part.has("previousStartDate") ? part.get("previousStartDate") : part.path("startDate"));
		return isOnPageOfEvent && (time.equals(time(event.path("startDate")))
				|| elements(event.get("eventSchedule")).filter((schedule) -> schedule.has("startTime"))
					.anyMatch((schedule) -> time.equals(time(schedule.get("startTime")))));
	}

	/** Empty for a date. */
	private static String time(JsonNode value) {
		Matcher time = TIME.matcher(value.asString("").strip());
		return time.matches() ? time.group(1) : "";
	}

	private static Stream<JsonNode> elements(JsonNode value) {
		return value.isArray() ? value.valueStream() : Stream.of(value);
	}

}
