package dev.marquee.ingest.value;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.ingest.value.DateToken.And;
import dev.marquee.ingest.value.DateToken.ClockTime;
import dev.marquee.ingest.value.DateToken.DayOfMonth;
import dev.marquee.ingest.value.DateToken.DayPart;
import dev.marquee.ingest.value.DateToken.Doors;
import dev.marquee.ingest.value.DateToken.Name;
import dev.marquee.ingest.value.DateToken.Numeral;
import dev.marquee.ingest.value.DateToken.NumericDate;
import dev.marquee.ingest.value.DateToken.Part;
import dev.marquee.ingest.value.DateToken.Separator;
import dev.marquee.ingest.value.DateToken.SeparatorKind;
import dev.marquee.ingest.value.DateToken.Unknown;
import dev.marquee.ingest.value.DateToken.Zone;
import dev.marquee.text.TextFolding;
import org.jspecify.annotations.Nullable;

/**
 * Splits a text with dates and times into tokens. The text has at most 200 characters, in
 * Unicode's form NFKC, with ASCII digits and hyphens.
 */
final class DateLexer {

	private static final Map<String, String> WORDS = WordTable.keysByWord("date-words.txt");

	private static final Pattern NUMBER_FOLLOWS = Pattern.compile("\\s*\\d");

	private static final Set<Character.UnicodeScript> WITHOUT_SPACES = Set.of(Character.UnicodeScript.HAN,
			Character.UnicodeScript.HIRAGANA, Character.UnicodeScript.KATAKANA, Character.UnicodeScript.THAI);

	/**
	 * No known word of these scripts is longer: otherwise each part would be looked up.
	 */
	private static final int MAX_PART_LENGTH = 20;

	/** The year before the first of the Japanese era Reiwa. */
	private static final int REIWA = 2018;

	/** Countries that write the month before the day in numbers. */
	private static final Set<String> MONTH_FIRST = Set.of("US", "PH", "PW", "FM", "MH", "PR", "GU", "VI", "AS", "MP");

	/** A preposition that Hebrew writes together with the month. */
	private static final String HEBREW_IN = "\u05D1";

	private final boolean isMonthFirst;

	private final List<DateToken> tokens = new ArrayList<>();

	private DateLexer(boolean isMonthFirst) {
		this.isMonthFirst = isMonthFirst;
	}

	/**
	 * Splits a text.
	 * @param country the country whose order of days and months in numbers applies; null
	 * if unknown
	 * @throws DateTimeException if it has a time that no day has
	 */
	static List<DateToken> tokens(String text, @Nullable String country) {
		boolean isMonthFirst = (country != null) ? MONTH_FIRST.contains(country)
				: text.toLowerCase(Locale.ROOT).matches(".*\\d\\s?[ap]m\\b.*");
		return new DateLexer(isMonthFirst).read(text);
	}

	private List<DateToken> read(String text) {
		Matcher matcher = DateTokenPattern.TOKEN.matcher(text);
		while (matcher.find()) {
			if (matcher.group("word") != null) {
				boolean isBeforeNumber = NUMBER_FOLLOWS.matcher(text).region(matcher.end(), text.length()).lookingAt();
				addWord(matcher.group("word"), isBeforeNumber);
			}
			else if (matcher.group("dash") != null) {
				this.tokens.add(new Separator(SeparatorKind.DASH));
			}
			else if (matcher.group("and") != null) {
				this.tokens.add(new And());
			}
			else if (matcher.group("cjkDayAlone") != null) {
				this.tokens.add(new DayOfMonth(number(matcher, "cjkDayAlone")));
			}
			else if (matcher.group("number") != null) {
				this.tokens.add(new Numeral(number(matcher, "number"), matcher.group("number").length()));
			}
			else {
				addMatch(matcher);
			}
		}
		return this.tokens;
	}

	private void addMatch(Matcher matcher) {
		if (matcher.group("iana") != null) {
			this.tokens.add(new Zone(matcher.group("iana")));
		}
		else if (matcher.group("offset") != null) {
			this.tokens.add(new Zone(matcher.group("offset").replace(" ", "")));
		}
		else if (matcher.group("cjkMonth") != null) {
			this.tokens
				.add(new NumericDate(eraYear(matcher), number(matcher, "cjkMonth"), number(matcher, "cjkDay"), true));
		}
		else if (matcher.group("year") != null) {
			this.tokens.add(
					new NumericDate(number(matcher, "year"), number(matcher, "ymonth"), number(matcher, "yday"), true));
		}
		else if (matcher.group("first") != null) {
			int year = number(matcher, "lastYear");
			addDate((year < 100) ? 2000 + year : year, number(matcher, "first"), number(matcher, "second"),
					matcher.group("sep").equals("."));
		}
		else if (matcher.group("shortFirst") != null) {
			boolean hasSlash = matcher.group("slash") != null;
			addDate(null, number(matcher, "shortFirst"), number(matcher, hasSlash ? "slashSecond" : "dotSecond"),
					!hasSlash);
		}
		else if (matcher.group("military") != null) {
			addClock(number(matcher, "military") / 100, number(matcher, "military") % 100, 0);
		}
		else {
			int minute = (matcher.group("half") != null) ? 30
					: Math.max(Math.max(number(matcher, "minute"), number(matcher, "dotMinute")),
							Math.max(number(matcher, "hMinute"),
									Math.max(number(matcher, "uhrMinute"), number(matcher, "cjkMinute"))));
			addClock(number(matcher, "hour"), minute, number(matcher, "seconds"));
		}
	}

	/** The year, which may be counted from the beginning of an era. */
	private static @Nullable Integer eraYear(Matcher matcher) {
		String year = matcher.group("cjkYear");
		if (year == null) {
			return null;
		}
		int number = year.equals("元") ? 1 : Integer.parseInt(year);
		return (matcher.group("era") != null && number < 100) ? REIWA + number : number;
	}

	private static int number(Matcher matcher, String group) {
		return (matcher.group(group) != null) ? Integer.parseInt(matcher.group(group)) : 0;
	}

	/** Adds a date of two numbers; if only one of them can be a month, it is. */
	private void addDate(@Nullable Integer year, int first, int second, boolean isDayFirst) {
		boolean isKnown = first > 12 || second > 12 || isDayFirst;
		boolean isMonthFirstHere = (first > 12 || second > 12) ? second > 12 : !isDayFirst && this.isMonthFirst;
		this.tokens.add(isMonthFirstHere ? new NumericDate(year, first, second, isKnown)
				: new NumericDate(year, second, first, isKnown));
	}

	private void addClock(int hour, int minute, int second) {
		if (hour > 24 || minute > 59 || second > 60) {
			throw new DateTimeException("not a time of day");
		}
		this.tokens.add(new ClockTime(hour, minute, second, null, false));
	}

	private void addWord(String word, boolean isBeforeNumber) {
		DateToken token = (!isBeforeNumber && isZoneBehindTime(word)) ? new Zone(word) : known(word);
		if (token != null) {
			this.tokens.add(token);
		}
		else if (!"filler".equals(key(word)) && !"open".equals(key(word)) && !addParts(word)) {
			this.tokens.add(new Unknown(word));
		}
	}

	/**
	 * Whether a word is the abbreviation of a zone behind a time, such as {@code ET} in
	 * {@code 8 pm ET}. In capitals only, since such abbreviations are also words.
	 */
	private boolean isZoneBehindTime(String word) {
		boolean isBehindTime = !this.tokens.isEmpty()
				&& (this.tokens.getLast() instanceof ClockTime || this.tokens.getLast() instanceof Part);
		return isBehindTime && (word.equals("Z") || (word.length() == 2 && ZoneAbbreviations.contains(word)));
	}

	private static @Nullable String key(String word) {
		return WORDS.get(TextFolding.fold(word));
	}

	private static @Nullable DateToken known(String word) {
		String key = key(word);
		if (key != null) {
			return switch (key) {
				case "to" -> new Separator(SeparatorKind.WORD);
				case "and" -> new And();
				case "doors" -> new Doors();
				case "at-or-to" -> new Separator(SeparatorKind.PREPOSITION);
				case "am", "pm", "night", "noon", "midnight" -> new Part(DayPart.valueOf(key.toUpperCase(Locale.ROOT)));
				default -> null;
			};
		}
		if (word.length() > 1 && ZoneAbbreviations.contains(word)) {
			return new Zone(word);
		}
		Name name = CalendarNames.find(word);
		if (!name.months().isEmpty() || !name.weekdays().isEmpty()) {
			return name;
		}
		boolean hasPreposition = word.length() > 2 && word.startsWith(HEBREW_IN);
		return hasPreposition ? known(word.substring(1)) : null;
	}

	/** Adds the known words of which a word of a script without spaces is made. */
	private boolean addParts(String word) {
		if (!WITHOUT_SPACES.contains(Character.UnicodeScript.of(word.codePointAt(0)))) {
			return false;
		}
		int begin = 0;
		while (begin < word.length()) {
			int end = Math.min(word.length(), begin + MAX_PART_LENGTH);
			while (end > begin + 1 && known(word.substring(begin, end)) == null) {
				end--;
			}
			DateToken token = known(word.substring(begin, end));
			if (token != null) {
				this.tokens.add(token);
			}
			begin = end;
		}
		return true;
	}

}
