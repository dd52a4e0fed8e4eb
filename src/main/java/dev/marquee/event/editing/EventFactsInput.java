package dev.marquee.event.editing;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.AccessibilityFeature;
import dev.marquee.event.EventFacts;
import dev.marquee.event.EventFacts.AgeRange;
import dev.marquee.event.EventFactsColumns;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.EventType;
import dev.marquee.event.IdentifierDetails;
import dev.marquee.event.IdentifierDetails.IdentifierKind;
import dev.marquee.event.LanguageTags;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.text.PlainText;
import dev.marquee.text.UrlNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * Applies the facts in the inputs of {@code createEvent} and {@code updateEvent} to an
 * event's row. Fields that the input omits keep their values.
 */
final class EventFactsInput {

	private EventFactsInput() {
	}

	/** Applies all fields. The row must have its start. */
	static void apply(Input input, EventRecord event) {
		if (input.has("type")) {
			EventFactsColumns.setType(event, input.enumValue("type", EventType.OTHER));
		}
		if (input.has("tags")) {
			EventFactsColumns.setTags(event, tags(input));
		}
		if (input.has("languages")) {
			EventFactsColumns.setLanguages(event, languages(input));
		}
		applyNumber(input, "capacity", event, EventRecord::setCapacity);
		applyNumber(input, "remainingCapacity", event, EventRecord::setRemainingCapacity);
		if (input.has("isAccessibleForFree")) {
			event.setAccessibleForFree(input.value("isAccessibleForFree", Boolean.class));
		}
		if (input.has("audience")) {
			event.setAudience(input.singleLine("audience", EventFacts.MAX_AUDIENCE_LENGTH));
		}
		if (input.has("ageRange")) {
			EventFactsColumns.setAges(event, ages(input.nested("ageRange")));
		}
		if (input.has("accessibilityFeatures")) {
			EventFactsColumns.setAccessibilityFeatures(event, accessibilityFeatures(input));
		}
		if (input.has("doorTime")) {
			EventFactsColumns.setDoorsMinutes(event, doorsMinutes(input, event));
		}
		if (input.has("joinUrl")) {
			event.setJoinUrl(input.url("joinUrl"));
		}
	}

	/** The identifiers, distinct. */
	static List<IdentifierDetails> identifiers(Input input) {
		return input.nestedList("identifiers", IdentifierDetails.MAX_COUNT)
			.stream()
			.map(EventFactsInput::identifier)
			.distinct()
			.toList();
	}

	private static IdentifierDetails identifier(Input identifier) {
		IdentifierKind kind = identifier.enumValue("kind", IdentifierKind.IDENTIFIER);
		if (kind == IdentifierKind.SAME_AS) {
			return new IdentifierDetails(kind, identifier.requiredUrl("value"));
		}
		String value = identifier.requiredSingleLine("value", IdentifierDetails.MAX_LENGTH);
		return new IdentifierDetails(kind, UrlNormalizer.normalize(value).orElse(value));
	}

	private static List<String> tags(Input input) {
		List<String> tags = new ArrayList<>();
		for (String value : input.strings("tags", EventFacts.MAX_TAGS)) {
			String tag = PlainText.singleLine(value);
			if (tag.isEmpty() || tag.codePointCount(0, tag.length()) > EventFacts.MAX_TAG_LENGTH) {
				input.rejectValue("tags", UserErrorCode.INVALID,
						"Each of `tags` must have 1 to " + EventFacts.MAX_TAG_LENGTH + " characters.");
			}
			else if (tags.stream().noneMatch(tag::equalsIgnoreCase)) {
				tags.add(tag);
			}
		}
		return tags;
	}

	private static List<String> languages(Input input) {
		List<String> languages = new ArrayList<>();
		for (String value : input.strings("languages", EventFacts.MAX_LANGUAGES)) {
			Optional<String> language = LanguageTags.canonical(value);
			if (language.isEmpty()) {
				input.rejectValue("languages", UserErrorCode.INVALID,
						"Each of `languages` must be a BCP 47 tag, such as `en` or `pt-BR`.");
			}
			else if (!languages.contains(language.get())) {
				languages.add(language.get());
			}
		}
		return languages;
	}

	private static void applyNumber(Input input, String field, EventRecord event,
			BiConsumer<EventRecord, @Nullable Integer> setter) {
		if (input.has(field)) {
			Integer number = input.value(field, Integer.class);
			if (number != null && number < 0) {
				input.rejectValue(field, UserErrorCode.INVALID, "`" + field + "` must be 0 or more.");
				return;
			}
			setter.accept(event, number);
		}
	}

	private static @Nullable AgeRange ages(@Nullable Input ages) {
		if (ages == null) {
			return null;
		}
		Integer min = ages.value("min", Integer.class);
		Integer max = ages.value("max", Integer.class);
		if (isInvalidAge(min) || isInvalidAge(max) || (min == null && max == null)
				|| (min != null && max != null && min > max)) {
			ages.reject(UserErrorCode.INVALID, "`ageRange` must have `min` or `max`, each between 0 and "
					+ AgeRange.MAX_AGE + " years, and `min` must not be greater than `max`.");
			return null;
		}
		return new AgeRange(min, max);
	}

	private static boolean isInvalidAge(@Nullable Integer age) {
		return age != null && (age < 0 || age > AgeRange.MAX_AGE);
	}

	private static List<AccessibilityFeature> accessibilityFeatures(Input input) {
		return List
			.copyOf(new TreeSet<>(input.strings("accessibilityFeatures", AccessibilityFeature.values().length * 2)
				.stream()
				.map(AccessibilityFeature::valueOf)
				.toList()));
	}

	/** How many minutes before the start the doors open. */
	private static @Nullable Integer doorsMinutes(Input input, EventRecord event) {
		LocalTime doorTime = input.value("doorTime", LocalTime.class);
		if (doorTime == null || !input.isValid()) {
			return null;
		}
		if (!Precision.MINUTE.name().equals(event.getStartPrecision())) {
			input.rejectValue("doorTime", UserErrorCode.INVALID,
					"`doorTime` requires a `start` with a time: set `start.local`, or omit `doorTime`.");
			return null;
		}
		long minutes = Duration.between(doorTime, event.getStartLocal().toLocalTime()).toMinutes();
		long beforeStart = Math.floorMod(minutes, Duration.ofDays(1).toMinutes());
		if (beforeStart == 0) {
			input.rejectValue("doorTime", UserErrorCode.INVALID,
					"`doorTime` must be before the start: omit it if the doors open at the start.");
			return null;
		}
		return (int) beforeStart;
	}

}
