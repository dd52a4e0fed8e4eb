package dev.marquee.ingest.value;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Parses date-times and ranges as people and programs write them:
 * {@code Fri, 20 Feb, 2026 at 12:30 pm to 02:00 pm}, {@code 20-22 März 2026, 19–21 Uhr},
 * {@code 2026年2月20日 19:30}, or ISO 8601.
 */
public class DateTimeReader {

	private static final int MAX_LENGTH = 200;

	private static final Pattern DASHES = Pattern.compile("[\\p{Pd}\u2212\u223C~\u301C\u2192]");

	/** {@code 7 p. m.} as {@code 7 pm}. */
	private static final Pattern SPACED_HALF = Pattern.compile("(?<=\\d\\s?)([apAP])\\.?\\s?[mM]\\b\\.?");

	/** {@code 20-Feb-2026} */
	private static final Pattern HYPHENATED_DATE = Pattern.compile("(\\d{1,2})-(\\p{L}{3,12})\\.?-(\\d{2,4})");

	/** Vietnamese numbers the months: {@code 20 tháng 3, 2026}. */
	private static final Pattern NUMBERED_MONTH = Pattern
		.compile("(\\d{1,2})[\\s,]{1,3}[Tt]háng\\s(\\d{1,2})[\\s,]{1,3}(?:năm\\s)?(\\d{4})");

	/** Dutch {@code t/m} as {@code tot}. */
	private static final Pattern DUTCH_TO = Pattern.compile("\\bt/m\\b", Pattern.CASE_INSENSITIVE);

	/** {@code R9.3.20}: the ninth year of the Japanese era that began in 2019. */
	private static final Pattern REIWA = Pattern
		.compile("(?<![\\p{L}\\d])R(\\d{1,2})[./-](\\d{1,2})[./-](\\d{1,2})(?!\\d)");

	/** {@code 20-án} as {@code 20}. */
	private static final Pattern DAY_SUFFIX = Pattern.compile("(?<=\\d)-[\\p{Ll}\\p{M}]{1,3}(?![\\p{L}\\d])");

	/** The name that JavaScript writes behind an offset. */
	private static final Pattern ZONE_NAME = Pattern.compile("((?:GMT|UTC)[+-]\\d{2}:?\\d{2})\\s*\\([^)]*\\)");

	/** {@code 20.+21. March} as {@code 20. & 21. March}. */
	private static final Pattern PLUS_BETWEEN_DAYS = Pattern
		.compile("(?<=\\d\\.?)\\s?\\+\\s?(?=\\d{1,2}\\.?\\s?\\p{L}{3})");

	/** {@code 7 in the evening} as {@code 7 evening}. */
	private static final Pattern PART_OF_DAY = Pattern
		.compile("(?<=\\d)(h?)\\s(?:in the|di|del|della|do|da|de la)\\s(?=(?:morning|afternoon|evening|sera|"
				+ "mattin[ao]|pomeriggio|notte|noite|tarde|manh[aã]|noche|mañana|madrugada)\\b)");

	/** Vietnamese {@code 7 giờ 30 tối} as {@code 7:30 pm}. */
	private static final Pattern VIETNAMESE_TIME = Pattern.compile(
			"(\\d{1,2})\\s?(?:giờ|g|h)\\s?(\\d{2})?(?:\\sphút)?\\s?(?:(?<am>sáng)|(?<pm>trưa|chiều|tối)|(?<night>đêm))");

	/** Vietnamese {@code 7 giờ} as {@code 7h}. */
	private static final Pattern VIETNAMESE_HOUR = Pattern.compile("(?<=\\d)\\s?giờ(?!\\p{L})");

	/** {@code 7p} as {@code 7pm}. */
	private static final Pattern ABBREVIATED_HALF = Pattern.compile("(?<=\\d)([apAP])(?![\\p{L}\\d.])");

	/** Dutch {@code 20u30} as {@code 20h30}. */
	private static final Pattern DUTCH_HOUR = Pattern
		.compile("(?<=\\b\\d{1,2})\\s?[uU](?=\\d{2}(?!\\d)|(?![\\p{L}\\d]))");

	/** {@code kl. 19} as {@code kl. 19:00}, behind a word that only precedes times. */
	private static final Pattern HOUR_BEHIND_WORD = Pattern.compile(
			"(?<=\\b(?:klo|kl|ore|godz|saat|pukul|lúc)\\.?\\s)(\\d{1,2})(?!\\d|\\s?[:.hH]\\s?\\d|\\s?[hH])",
			Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

	private static final Pattern ISO_TIME = Pattern.compile("(?<=\\d{4}-\\d{2}-\\d{2})[Tt](?=\\d)");

	private final DocumentProblems problems;

	private final @Nullable String country;

	private final @Nullable LocalDate today;

	/** A reader for dates with a year. */
	public DateTimeReader(DocumentProblems problems) {
		this(problems, null, null);
	}

	/**
	 * Creates a reader.
	 * @param country the ISO 3166-1 alpha-2 code of the country whose order of day and
	 * month applies in {@code 03/04/2026}; null if unknown
	 * @param today the date of the document, after which a date without a year is; null
	 * if unknown, which makes such a date unreadable
	 */
	public DateTimeReader(DocumentProblems problems, @Nullable String country, @Nullable LocalDate today) {
		this.problems = problems;
		this.country = country;
		this.today = today;
	}

	/**
	 * Parses a start and an optional end; empty if the start cannot be parsed.
	 */
	public Optional<DateTimeRange> readRange(String text, DocumentLocation location) {
		String line = PlainText.singleLine(text.substring(0, Math.min(text.length(), MAX_LENGTH)));
		try {
			return IsoDateTimes.parse(line, location, this.problems).or(() -> readText(line, location));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Parses a start.
	 */
	public Optional<PartialDateTime> read(String text, DocumentLocation location) {
		return readRange(text, location).map(DateTimeRange::start);
	}

	private Optional<DateTimeRange> readText(String line, DocumentLocation location) {
		DateTextParser parser = DateTextParser.parse(DateLexer.tokens(normalized(line), this.country));
		return new DateTimeAssembler(parser, this.today, location, this.problems).range();
	}

	/** In Unicode's form NFKC, with ASCII digits and hyphens. */
	private static String normalized(String line) {
		StringBuilder ascii = new StringBuilder(line.length());
		Normalizer.normalize(line, Normalizer.Form.NFKC).codePoints().forEach((character) -> {
			int digit = Character.digit(character, 10);
			ascii.appendCodePoint((digit >= 0) ? '0' + digit : character);
		});
		String text = DASHES.matcher(ascii).replaceAll("-");
		text = SPACED_HALF.matcher(text).replaceAll("$1m");
		text = ABBREVIATED_HALF.matcher(text).replaceAll("$1m");
		text = DUTCH_HOUR.matcher(text).replaceAll("h");
		text = HOUR_BEHIND_WORD.matcher(text).replaceAll("$1:00");
		text = HYPHENATED_DATE.matcher(text).replaceAll("$1 $2 $3");
		text = DUTCH_TO.matcher(text).replaceAll("tot");
		text = REIWA.matcher(text).replaceAll("令和$1年$2月$3日");
		text = NUMBERED_MONTH.matcher(text).replaceAll("$1.$2.$3");
		text = PLUS_BETWEEN_DAYS.matcher(text).replaceAll(" & ");
		text = PART_OF_DAY.matcher(text).replaceAll("$1 ");
		text = VIETNAMESE_TIME.matcher(text).replaceAll(DateTimeReader::twelveHours);
		text = VIETNAMESE_HOUR.matcher(text).replaceAll("h");
		text = DAY_SUFFIX.matcher(text).replaceAll("");
		return ISO_TIME.matcher(ZONE_NAME.matcher(text).replaceAll("$1")).replaceAll(" ");
	}

	private static String twelveHours(MatchResult time) {
		String part = (time.group("am") != null) ? " am" : (time.group("pm") != null) ? " pm" : " night";
		return time.group(1) + ":" + Objects.requireNonNullElse(time.group(2), "00") + part;
	}

	/**
	 * A start and an optional end.
	 *
	 * @param doorsMinutes how many minutes before the start the doors open; null if the
	 * text does not say it
	 */
	public record DateTimeRange(PartialDateTime start, @Nullable PartialDateTime end, @Nullable Integer doorsMinutes) {

		public DateTimeRange(PartialDateTime start, @Nullable PartialDateTime end) {
			this(start, end, null);
		}

	}

}
