package dev.marquee.ingest.value;

import java.util.regex.Pattern;

/**
 * The tokens of a text with dates and times, as {@link DateLexer} reads them. The groups
 * have the values.
 */
final class DateTokenPattern {

	/** The first alternative that matches counts. */
	static final Pattern TOKEN = Pattern.compile(String.join("|",
			// Europe/Berlin
			"(?<iana>[A-Z][A-Za-z]+/[A-Z][A-Za-z_/+-]+\\d*)",
			// GMT+2, +02:00, and -0500 unless it is the end of a range such as 1930-2130
			"(?<offset>(?:GMT|UTC)\\s?[+-]\\d{1,2}(?::?\\d{2})?(?!\\d)|\\+\\d{1,2}(?::?\\d{2})?(?!\\d)"
					+ "|(?<=[\\d\\s])(?<![^\\d:]\\d{4})-\\d{4}(?!\\d|[/.-]\\d))",
			// 2026年3月20日, 令和8年3月20日, 3月20日
			"(?:(?<era>令和|พ\\.ศ\\.|R)\\s?)?(?:(?<cjkYear>\\d{1,4}|元)\\s?[年년]\\s?)?"
					+ "(?<cjkMonth>\\d{1,2})\\s?[月월]\\s?(?<cjkDay>\\d{1,2})(?:\\s?[日號号일])?",
			// 2026-03-20
			"(?<year>\\d{4})\\s?(?<ysep>[-/.])\\s?(?<ymonth>\\d{1,2})\\s?\\k<ysep>\\s?(?<yday>\\d{1,2})(?!\\d)",
			// 20.03.2026, 3/20/26
			"(?<first>\\d{1,2})\\s?(?<sep>[-/.])\\s?(?<second>\\d{1,2})\\s?\\k<sep>\\s?"
					+ "(?<lastYear>\\d{4}|\\d{2}(?![\\d:]))(?!\\d)",
			// 3/20, 20.3.
			"(?<shortFirst>\\d{1,2})(?:(?<slash>/)(?<slashSecond>\\d{1,2})(?![\\d/])"
					+ "|\\.(?<dotSecond>\\d{1,2})\\.(?![\\d]))",
			// 19:30, 19.30, 19h30, 19 Uhr 30, 19時半, 19 hodin, 7 o'clock
			"(?<hour>\\d{1,2})(?::(?<minute>\\d{2})(?::(?<seconds>\\d{2})(?:[.,]\\d{1,9})?)?(?!\\d)"
					+ "|\\.(?<dotMinute>\\d{2})(?![\\d.])"
					+ "|\\s?[hH](?:rs?|s|ours?)?(?!\\p{L})\\.?\\s?(?<hMinute>\\d{2})?(?!\\d)"
					+ "|\\s?(?i:uhr)\\b(?:\\s(?<uhrMinute>\\d{2})(?![\\d.:]))?"
					+ "|\\s?(?:時|时|시|點|点)\\s?(?:(?<cjkMinute>\\d{1,2})\\s?[分분]|(?<half>半|반))?"
					+ "|\\s?(?:ч(?:ас(?:ов|а)?)?|hod(?:in)?|uur)(?!\\p{L})\\.?|\\s?(?i:o'clock)|\\s?बजे)",
			// 1930 hrs
			"(?<military>\\d{4})\\s?(?i:hrs?|hours?|h)\\b(?!\\s?\\d)",
			// 20日
			"(?<cjkDayAlone>\\d{1,2})\\s?[日號号일](?![\\d間间本])",
			// 20, 20th, 1930
			"(?<number>\\d{1,9})(?:(?i:st|nd|rd|th|er|re|ème|[ºª°])(?!\\p{L}))?",
			// March, l'apertura, p.m
			"(?<word>[\\p{L}\\p{M}]+(?:['’.][\\p{L}\\p{M}]+)*)",
			// Between a start and an end
			"(?<dash>-)",
			// Between days
			"(?<and>&)"));

	private DateTokenPattern() {
	}

}
