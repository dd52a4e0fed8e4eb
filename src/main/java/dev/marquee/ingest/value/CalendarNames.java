package dev.marquee.ingest.value;

import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The names of months and weekdays in the languages of listings.
 */
final class CalendarNames {

	private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, Locale.of("es"),
			Locale.of("pt"), Locale.ITALIAN);

	private static final List<TextStyle> STYLES = List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT,
			TextStyle.SHORT_STANDALONE);

	private static final Map<Month, Set<String>> MONTHS = names(Month.values(),
			(month, style) -> LANGUAGES.stream()
				.map((language) -> month.getDisplayName(style, language))
				.collect(Collectors.toSet()));

	private static final Map<DayOfWeek, Set<String>> WEEKDAYS = names(DayOfWeek.values(),
			(day, style) -> LANGUAGES.stream()
				.map((language) -> day.getDisplayName(style, language))
				.collect(Collectors.toSet()));

	private CalendarNames() {
	}

	/**
	 * The month with this name or prefix; empty if the prefix is ambiguous.
	 */
	static Optional<Month> month(String name) {
		Set<Month> months = withPrefix(name, MONTHS);
		return (months.size() == 1) ? months.stream().findFirst() : Optional.empty();
	}

	/**
	 * The weekdays with this name or prefix: several if languages share the prefix.
	 */
	static Set<DayOfWeek> weekdays(String name) {
		return withPrefix(name, WEEKDAYS);
	}

	private static <T extends Enum<T>> Set<T> withPrefix(String text, Map<T, Set<String>> names) {
		String prefix = normalized(text);
		return names.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().stream().anyMatch((name) -> name.startsWith(prefix)))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	private static <T extends Enum<T>> Map<T, Set<String>> names(T[] values,
			BiFunction<T, TextStyle, Set<String>> names) {
		Map<T, Set<String>> namesByValue = new HashMap<>();
		for (T value : values) {
			Set<String> normalizedNames = new HashSet<>();
			STYLES
				.forEach((style) -> names.apply(value, style).forEach((name) -> normalizedNames.add(normalized(name))));
			namesByValue.put(value, normalizedNames);
		}
		return namesByValue;
	}

	private static String normalized(String name) {
		return Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("[^\\p{L}-]", "").toLowerCase(Locale.ROOT);
	}

}
