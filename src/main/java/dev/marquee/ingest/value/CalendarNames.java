package dev.marquee.ingest.value;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.ULocale;
import dev.marquee.text.TextFolding;

/**
 * The names of months and weekdays in all languages that ICU knows.
 */
final class CalendarNames {

	/**
	 * The languages of most listings: their names also match by a prefix, and they win
	 * where languages disagree about a name.
	 */
	private static final List<String> MAIN_LANGUAGES = List.of("en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv",
			"da", "nb", "fi", "cs", "hu", "ro", "ru", "uk", "tr", "el", "id");

	private static final int MIN_PREFIX = 3;

	/** What people write besides. */
	private static final Map<String, Integer> OTHER_MONTHS = Map.of("mrz", 3, "sept", 9, "gen", 1, "sett", 9, "mayo",
			5);

	private static final Names MAIN = Names.of(MAIN_LANGUAGES.stream());

	static {
		OTHER_MONTHS.forEach((name, month) -> MAIN.months().putIfAbsent(name, List.of(month)));
	}

	private CalendarNames() {
	}

	/**
	 * The months and weekdays with this name, the most likely first: several if languages
	 * disagree, none if it is no such name.
	 */
	static DateToken.Name find(String name) {
		String key = normalized(name);
		DateToken.Name main = new DateToken.Name(Names.find(MAIN.months(), key),
				toWeekdays(Names.find(MAIN.weekdays(), key)));
		if (!main.months().isEmpty() || !main.weekdays().isEmpty()) {
			return main;
		}
		Names all = AllLanguages.NAMES;
		return new DateToken.Name(all.months().getOrDefault(key, List.of()),
				toWeekdays(all.weekdays().getOrDefault(key, List.of())));
	}

	private static Set<DayOfWeek> toWeekdays(List<Integer> numbers) {
		return numbers.stream().map(DayOfWeek::of).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** Without points, spaces and the nukta, which many leave out. */
	private static String normalized(String name) {
		return TextFolding.fold(name).replaceAll("[^\\p{L}\\p{M}\\p{Nd}-]|\\u093C", "");
	}

	/**
	 * The numbers of months and weekdays by name.
	 */
	private record Names(TreeMap<String, List<Integer>> months, TreeMap<String, List<Integer>> weekdays) {

		static Names of(Stream<String> languages) {
			Names names = new Names(new TreeMap<>(), new TreeMap<>());
			languages.forEach(names::add);
			return names;
		}

		private void add(String language) {
			DateFormatSymbols symbols = new DateFormatSymbols(new GregorianCalendar(ULocale.ROOT),
					new ULocale(language));
			for (int context : List.of(DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE)) {
				for (int width : List.of(DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED)) {
					String[] monthNames = symbols.getMonths(context, width);
					for (int month = 1; month <= 12; month++) {
						add(this.months, monthNames[month - 1], month);
					}
					String[] dayNames = symbols.getWeekdays(context, width);
					for (int day = 1; day <= 7; day++) {
						add(this.weekdays, dayNames[day], (day == 1) ? 7 : day - 1);
					}
				}
			}
		}

		private static void add(Map<String, List<Integer>> numbers, String name, int number) {
			String key = normalized(name);
			if (!key.isEmpty() && !Character.isDigit(key.charAt(0))) {
				List<Integer> known = numbers.computeIfAbsent(key, (newKey) -> new ArrayList<>());
				if (!known.contains(number)) {
					known.add(number);
				}
			}
		}

		/** What has this name, or else the only one that begins so. */
		static List<Integer> find(TreeMap<String, List<Integer>> numbers, String key) {
			List<Integer> exact = numbers.get(key);
			if (exact != null || key.length() < MIN_PREFIX) {
				return (exact != null) ? exact : List.of();
			}
			List<Integer> prefixed = numbers.subMap(key, key + Character.MAX_VALUE)
				.values()
				.stream()
				.flatMap(List::stream)
				.distinct()
				.toList();
			return (prefixed.size() == 1) ? prefixed : List.of();
		}

	}

	/**
	 * Loaded on first use, since that takes some tenths of a second.
	 */
	private static final class AllLanguages {

		static final Names NAMES = Names.of(Stream.of(ULocale.getAvailableLocales())
			.map((locale) -> locale.getScript().isEmpty() ? locale.getLanguage()
					: locale.getLanguage() + '_' + locale.getScript())
			.distinct());

	}

}
