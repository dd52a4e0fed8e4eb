package dev.marquee.event;

import java.util.Arrays;
import java.util.List;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.EventFacts.AgeRange;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

import static dev.marquee.db.Tables.EVENT;

/**
 * Writes facts to the columns of an event's row. Identifiers and performers have rows of
 * their own.
 */
public final class EventFactsColumns {

	private EventFactsColumns() {
	}

	/** Sets all columns, to null or empty where a fact is unknown. */
	static void set(EventRecord event, EventFacts facts) {
		setType(event, facts.type());
		setTags(event, facts.tags());
		setLanguages(event, facts.languages());
		event.setCapacity(facts.capacity());
		event.setRemainingCapacity(facts.remainingCapacity());
		event.setAccessibleForFree(facts.isAccessibleForFree());
		event.setAudience(facts.audience());
		setAges(event, facts.ages());
		setAccessibilityFeatures(event, facts.accessibilityFeatures());
		setDoorsMinutes(event, facts.doorsMinutes());
		event.setJoinUrl(facts.joinUrl());
	}

	public static void setType(EventRecord event, @Nullable EventType type) {
		event.setType((type != null) ? type.name() : EventType.OTHER.name());
	}

	public static void setTags(EventRecord event, List<String> tags) {
		setArray(event, EVENT.TAGS, tags);
	}

	public static void setLanguages(EventRecord event, List<String> languages) {
		setArray(event, EVENT.LANGUAGES, languages);
	}

	public static void setAccessibilityFeatures(EventRecord event, List<AccessibilityFeature> features) {
		setArray(event, EVENT.ACCESSIBILITY_FEATURES, features.stream().map(AccessibilityFeature::name).toList());
	}

	public static void setAges(EventRecord event, @Nullable AgeRange ages) {
		event.setMinAge((ages != null) ? toShort(ages.min()) : null);
		event.setMaxAge((ages != null) ? toShort(ages.max()) : null);
	}

	/** Sets how many minutes before the start the doors open. */
	public static void setDoorsMinutes(EventRecord event, @Nullable Integer minutes) {
		event.setDoorsMinutes(toShort(minutes));
	}

	/** An equal array does not count as a modification of the row. */
	private static void setArray(EventRecord event, TableField<EventRecord, String[]> column, List<String> values) {
		String[] array = values.toArray(String[]::new);
		if (!Arrays.equals(array, event.get(column))) {
			event.set(column, array);
		}
	}

	private static @Nullable Short toShort(@Nullable Integer number) {
		return (number != null) ? number.shortValue() : null;
	}

}
