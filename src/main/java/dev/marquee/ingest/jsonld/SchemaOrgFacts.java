package dev.marquee.ingest.jsonld;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.marquee.event.AccessibilityFeature;
import dev.marquee.event.EventType;

/**
 * Maps the terms of schema.org to types and accessibility features; empty for an unknown
 * term.
 */
final class SchemaOrgFacts {

	private static final Map<String, EventType> TYPES = Map.ofEntries(Map.entry("businessevent", EventType.BUSINESS),
			Map.entry("childrensevent", EventType.CHILDRENS), Map.entry("comedyevent", EventType.COMEDY),
			Map.entry("conferenceevent", EventType.CONFERENCE), Map.entry("courseinstance", EventType.COURSE),
			Map.entry("danceevent", EventType.DANCE), Map.entry("deliveryevent", EventType.DELIVERY),
			Map.entry("educationevent", EventType.EDUCATION), Map.entry("exhibitionevent", EventType.EXHIBITION),
			Map.entry("festival", EventType.FESTIVAL), Map.entry("foodevent", EventType.FOOD),
			Map.entry("hackathon", EventType.HACKATHON), Map.entry("literaryevent", EventType.LITERARY),
			Map.entry("musicevent", EventType.MUSIC), Map.entry("performingartsevent", EventType.PERFORMING_ARTS),
			Map.entry("publicationevent", EventType.PUBLICATION), Map.entry("broadcastevent", EventType.PUBLICATION),
			Map.entry("ondemandevent", EventType.PUBLICATION), Map.entry("saleevent", EventType.SALE),
			Map.entry("screeningevent", EventType.SCREENING), Map.entry("socialevent", EventType.SOCIAL),
			Map.entry("sportsevent", EventType.SPORTS), Map.entry("theaterevent", EventType.THEATER),
			Map.entry("visualartsevent", EventType.VISUAL_ARTS));

	/** Parts of names, without separators. */
	private static final Map<AccessibilityFeature, List<String>> FEATURES = Map.of(
			AccessibilityFeature.WHEELCHAIR_ACCESS, List.of("wheelchair", "stepfree", "barrierfree"),
			AccessibilityFeature.ELEVATOR, List.of("elevator", "lift"), AccessibilityFeature.HEARING_LOOP,
			List.of("hearingloop", "inductionloop", "assistivelistening"), AccessibilityFeature.SIGN_LANGUAGE,
			List.of("signlanguage"), AccessibilityFeature.CAPTIONS, List.of("caption", "subtitle"),
			AccessibilityFeature.AUDIO_DESCRIPTION, List.of("audiodescri"), AccessibilityFeature.BRAILLE,
			List.of("braille"), AccessibilityFeature.SERVICE_ANIMALS,
			List.of("serviceanimal", "servicedog", "guidedog", "assistancedog"), AccessibilityFeature.RELAXED,
			List.of("relaxed", "quietroom", "sensory"), AccessibilityFeature.COMPANION_TICKET,
			List.of("companion", "carer"));

	private SchemaOrgFacts() {
	}

	/** The type of a subtype of {@code Event}; empty for {@code Event} itself. */
	static Optional<EventType> type(String term) {
		return Optional.ofNullable(TYPES.get(letters(localName(term))));
	}

	/** A boolean, as JSON or as schema.org's {@code True} and {@code False}. */
	static Optional<Boolean> truth(String term) {
		return switch (letters(localName(term))) {
			case "true", "yes" -> Optional.of(true);
			case "false", "no" -> Optional.of(false);
			default -> Optional.empty();
		};
	}

	/** The feature that a text names; empty if it denies it. */
	static Optional<AccessibilityFeature> accessibilityFeature(String text) {
		String name = letters(localName(text));
		if (name.startsWith("no") || name.contains("notaccessible")) {
			return Optional.empty();
		}
		if (containsAny(name, "toilet", "restroom", "bathroom")) {
			return isForDisabledPeople(name) ? Optional.of(AccessibilityFeature.ACCESSIBLE_TOILET) : Optional.empty();
		}
		if (name.contains("parking")) {
			return isForDisabledPeople(name) ? Optional.of(AccessibilityFeature.ACCESSIBLE_PARKING) : Optional.empty();
		}
		return FEATURES.entrySet()
			.stream()
			.filter((feature) -> feature.getValue().stream().anyMatch(name::contains))
			.map(Map.Entry::getKey)
			.sorted()
			.findFirst();
	}

	private static boolean isForDisabledPeople(String name) {
		return containsAny(name, "accessible", "wheelchair", "disabled");
	}

	private static boolean containsAny(String text, String... parts) {
		for (String part : parts) {
			if (text.contains(part)) {
				return true;
			}
		}
		return false;
	}

	/** The last part of an IRI or of a prefixed name. */
	private static String localName(String term) {
		return term.replaceFirst("^.*[/:#]", "");
	}

	private static String letters(String text) {
		return text.replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT);
	}

}
