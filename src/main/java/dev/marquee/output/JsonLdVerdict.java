package dev.marquee.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The JSON-LD of an event with what is missing by Google's rules for events ("Event
 * structured data" in its documentation for search): properties that it requires, and
 * those that it recommends.
 */
final class JsonLdVerdict {

	private static final Map<String, String> RECOMMENDED = Map.of("performer", "Performers are what people search for.",
			"description", "A description tells people what to expect.", "endDate",
			"The end shows how long the event takes.", "image", "Events with an image are shown more often.", "offers",
			"Offers show where tickets are sold and what they cost.", "organizer",
			"The organizer says who holds the event.", "url", "The page of the event is where a search result leads.",
			"eventAttendanceMode", "The attendance mode says whether the event takes place online.");

	private static final List<String> RECOMMENDED_OF_OFFERS = List.of("availability", "price", "priceCurrency", "url",
			"validFrom");

	private final JsonLd jsonLd;

	JsonLdVerdict(JsonLd jsonLd) {
		this.jsonLd = jsonLd;
	}

	/** The fields of the type {@code EventJsonLd}. */
	Map<String, ?> of(ListedEvent event) {
		Map<String, Object> object = this.jsonLd.event(event);
		List<Map<String, Object>> required = new ArrayList<>();
		checkLocation(object.get("location"), required);
		List<Map<String, Object>> warnings = new ArrayList<>(required);
		RECOMMENDED.keySet()
			.stream()
			.sorted()
			.filter((name) -> !object.containsKey(name))
			.forEach((name) -> warnings
				.add(warning("RECOMMENDED_MISSING", String.valueOf(RECOMMENDED.get(name)), List.of(name))));
		checkParts("offers", object.get("offers"), RECOMMENDED_OF_OFFERS, warnings);
		checkParts("organizer", object.get("organizer"), List.of("url"), warnings);
		checkRecurrence(event, warnings);
		return Map.of("json", JsonLdWriter.JSON.writeValueAsString(JsonLdWriter.document(event, this.jsonLd)),
				"warnings", warnings, "eligibleForGoogle", required.isEmpty());
	}

	/** Of several places, the first one counts. */
	private static void checkLocation(@Nullable Object location, List<Map<String, Object>> warnings) {
		Object first = (location instanceof List<?> list) ? list.getFirst() : location;
		if (!(first instanceof Map<?, ?> place)) {
			warnings.add(warning("REQUIRED_MISSING", "An event needs a place, or the page where it takes place online.",
					List.of("location")));
			return;
		}
		boolean isVirtual = "VirtualLocation".equals(place.get("@type"));
		if (isVirtual && !place.containsKey("url")) {
			warnings.add(warning("REQUIRED_MISSING", "An online event needs the page where it takes place.",
					List.of("location", "url")));
		}
		if (!isVirtual && !(place.get("address") instanceof Map)) {
			warnings.add(warning("REQUIRED_MISSING", "The place needs an address.", List.of("location", "address")));
		}
	}

	/** Checks what Google recommends of each value of a property, which may be a list. */
	private static void checkParts(String property, @Nullable Object value, List<String> recommended,
			List<Map<String, Object>> warnings) {
		if (value instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				checkPart(List.of(property, String.valueOf(i)), list.get(i), recommended, warnings);
			}
		}
		else {
			checkPart(List.of(property), value, recommended, warnings);
		}
	}

	private static void checkPart(List<String> path, @Nullable Object value, List<String> recommended,
			List<Map<String, Object>> warnings) {
		if (value instanceof Map<?, ?> part) {
			recommended.stream()
				.filter((name) -> !part.containsKey(name))
				.forEach((name) -> warnings.add(warning("RECOMMENDED_MISSING",
						"Without `" + name + "`, `" + path.getFirst() + "` may not be shown.",
						Stream.concat(path.stream(), Stream.of(name)).toList())));
		}
	}

	private static void checkRecurrence(ListedEvent event, List<Map<String, Object>> warnings) {
		JsonLdRecurrence recurrence = JsonLdRecurrence.of(event);
		if (recurrence != null) {
			recurrence.unsaidRules()
				.forEach((rule) -> warnings.add(warning("NOT_EXPRESSIBLE",
						"schema.org has no words for the rule `" + rule + "`, so the data has the first date only.",
						List.of("eventSchedule"))));
		}
	}

	private static Map<String, Object> warning(String code, String message, List<String> path) {
		return Map.of("code", code, "message", message, "path", path);
	}

}
