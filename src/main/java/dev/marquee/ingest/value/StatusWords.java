package dev.marquee.ingest.value;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.event.EventStatus;
import dev.marquee.text.TextFolding;
import org.jspecify.annotations.Nullable;

/**
 * The words by which sites state the status of an event, in a field or in its name.
 */
public final class StatusWords {

	private static final Map<String, EventStatus> STATUSES = WordTable.keysByWord("status-words.txt")
		.entrySet()
		.stream()
		.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, (entry) -> EventStatus.valueOf(entry.getValue())));

	private static final String BRACKETED = "[\\[(\\u3010\\uFF08\\u300C{<]\\s*+([^\\])}>\\u3011\\uFF09\\u300D]{2,40})\\s*+[\\])}>\\u3011\\uFF09\\u300D]";

	/** {@code [CANCELLED] Name}, {@code *CANCELLED* Name}, {@code CANCELLED: Name}. */
	private static final Pattern HEAD = Pattern.compile("\\s*+(?:" + BRACKETED
			+ "|[*_#!~]{1,3}\\s*+([^*_#!~:]{2,40})[*_#!~]{1,3}|([^:\\p{Pd}|!\\uFF1A]{2,40}?)(?:\\s*+[:|!\\uFF1A]|\\s++\\p{Pd}++\\s)).*+",
			Pattern.DOTALL);

	/** {@code Name (cancelled)}, {@code Name - CANCELLED}. */
	private static final Pattern TAIL = Pattern
		.compile("(?:" + BRACKETED + "|\\s[\\p{Pd}|*!]{1,3}\\s*+([^\\p{Pd}|*!\\[\\]()]{2,40})[*!]{0,3})\\s*+$");

	/** Emoji and markup around words. */
	private static final Pattern SYMBOLS = Pattern.compile("[\\p{So}\\p{Sk}\\uFE0F\\u200D*~_]+");

	private static final int MAX_LENGTH = 500;

	/** Shorter words in capitals may be abbreviations. */
	private static final int SHORTEST_IN_CAPITALS = 5;

	private StatusWords() {
	}

	/** The status that a value states; null if it is unknown. */
	static @Nullable EventStatus status(String word) {
		return STATUSES.get(TextFolding.fold(word).strip());
	}

	/**
	 * The status that the name of an event begins or ends with, set apart from the rest;
	 * null if it has none.
	 */
	public static @Nullable EventStatus inName(@Nullable String name) {
		if (name == null || name.length() > MAX_LENGTH) {
			return null;
		}
		String words = SYMBOLS.matcher(name).replaceAll(" ").strip();
		if (status(words) == EventStatus.CANCELLED) {
			return EventStatus.CANCELLED;
		}
		return Stream.<@Nullable EventStatus>of(separated(name), separated(words), inCapitals(words))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable EventStatus separated(String name) {
		Matcher head = HEAD.matcher(name);
		EventStatus status = head.matches() ? firstStatus(head) : null;
		if (status == null) {
			Matcher tail = TAIL.matcher(name);
			status = tail.find() ? firstStatus(tail) : null;
		}
		return (status == EventStatus.SCHEDULED) ? null : status;
	}

	/**
	 * The status that the first or last word says, as in {@code CANCELLED Name}; null
	 * without one. The word must be in capitals, and others not, or in ideographs, which
	 * have no capitals.
	 */
	private static @Nullable EventStatus inCapitals(String words) {
		List<String> list = List.of(words.split("\\s+"));
		if (list.size() < 2) {
			return null;
		}
		return Stream.of(list.getFirst(), list.getLast())
			.filter((word) -> isSetApart(word, words))
			.map(StatusWords::status)
			.filter((status) -> status != null && status != EventStatus.SCHEDULED)
			.findFirst()
			.orElse(null);
	}

	private static boolean isSetApart(String word, String words) {
		boolean isInCapitals = word.length() >= SHORTEST_IN_CAPITALS && word.chars().noneMatch(Character::isLowerCase)
				&& word.chars().anyMatch(Character::isUpperCase) && words.chars().anyMatch(Character::isLowerCase);
		return isInCapitals || word.codePoints().allMatch(Character::isIdeographic);
	}

	private static @Nullable EventStatus firstStatus(Matcher matcher) {
		for (int group = 1; group <= matcher.groupCount(); group++) {
			if (matcher.group(group) != null) {
				return status(matcher.group(group));
			}
		}
		return null;
	}

}
