package dev.marquee.ingest.record;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of OpenAgenda as open data portals export them: flat records, with the
 * language or the parent in the names of the members ({@code title_fr},
 * {@code location_city}) and JSON in texts.
 */
final class OpenAgendaExport {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final Pattern LOCALIZED = Pattern
		.compile("(title|description|longdescription|conditions|keywords)_([a-z]{2})");

	private static final Map<String, String> NAMES = Map.of("longdescription", "longDescription", "attendancemode",
			"attendanceMode", "updatedat", "updatedAt", "onlineaccesslink", "onlineAccessLink", "imagecredits",
			"imageCredits");

	private static final Map<String, String> PLACE_NAMES = Map.of("postalcode", "postalCode", "countrycode",
			"countryCode");

	private static final String PLACE = "location_";

	private OpenAgendaExport() {
	}

	static boolean isEvent(ApiRecord candidate) {
		return (candidate.has("timings") || candidate.has("firstdate_begin")) && candidate.json()
			.properties()
			.stream()
			.anyMatch((member) -> member.getKey().startsWith("title_") && LOCALIZED.matcher(member.getKey()).matches());
	}

	/** The record as the API would have it; a record of the API stays as it is. */
	static ApiRecord expand(ApiRecord event) {
		if (!isEvent(event)) {
			return event;
		}
		ObjectNode json = MAPPER.createObjectNode();
		event.json().properties().forEach((member) -> add(json, member.getKey(), parsed(member.getValue())));
		addTimings(json, event);
		addPoint(json, parsed(event.json().path("location_coordinates")));
		return new ApiRecord(json, event.path());
	}

	private static void add(ObjectNode json, String name, JsonNode value) {
		Matcher localized = LOCALIZED.matcher(name);
		if (value.isNull()) {
			return;
		}
		if (localized.matches()) {
			object(json, NAMES.getOrDefault(localized.group(1), localized.group(1))).set(localized.group(2),
					name.startsWith("keywords") ? list(value) : value);
		}
		else if (name.startsWith(PLACE)) {
			String placeName = name.substring(PLACE.length());
			object(json, "location").set(PLACE_NAMES.getOrDefault(placeName, placeName), value);
		}
		else if (name.startsWith("age_")) {
			object(json, "age").set(name.substring("age_".length()), value);
		}
		else {
			boolean isNumberWithLabel = value.isObject() && value.has("id");
			json.set(NAMES.getOrDefault(name, name), isNumberWithLabel ? value.get("id") : value);
		}
	}

	private static ObjectNode object(ObjectNode json, String name) {
		return (json.get(name) instanceof ObjectNode known) ? known : json.putObject(name);
	}

	/** Keywords are a list, or separated in one text. */
	private static JsonNode list(JsonNode keywords) {
		return keywords.isString() ? MAPPER.valueToTree(List.of(keywords.asString().split("\\s*[,;]\\s*"))) : keywords;
	}

	/** JSON in a text. */
	private static JsonNode parsed(JsonNode value) {
		String text = value.isString() ? value.asString().strip() : "";
		if (!text.startsWith("[") && !text.startsWith("{")) {
			return value;
		}
		try {
			return MAPPER.readTree(text);
		}
		catch (JacksonException ex) {
			return value;
		}
	}

	private static void addTimings(ObjectNode json, ApiRecord event) {
		if (!json.path("timings").isArray() && event.has("firstdate_begin")) {
			json.putArray("timings")
				.addObject()
				.put("begin", event.text("firstdate_begin"))
				.put("end", event.text("firstdate_end"));
		}
	}

	/** Latitude and longitude as a list, an object or a text with a comma. */
	private static void addPoint(ObjectNode json, @Nullable JsonNode point) {
		if (point == null || point.isMissingNode() || point.isNull()) {
			return;
		}
		ObjectNode place = object(json, "location");
		if (point.isString()) {
			String[] parts = point.asString().split("\\s*,\\s*", 2);
			place.put("latitude", parts[0]).put("longitude", (parts.length > 1) ? parts[1] : null);
		}
		else {
			place.set("latitude", point.isArray() ? point.path(0) : point.path("lat"));
			place.set("longitude", point.isArray() ? point.path(1) : point.path("lon"));
		}
	}

}
