package dev.marquee.output;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the content lines of iCalendar (RFC 5545, section 3.1): properties with escaped
 * texts, folded after 75 octets and never within a character.
 */
final class ContentLines {

	private static final int MAX_OCTETS = 75;

	private static final int COORDINATE_DIGITS = 6;

	private static final byte[] LINE_END = { '\r', '\n' };

	private static final byte[] FOLD = { '\r', '\n', ' ' };

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");

	private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

	private static final Pattern UNQUOTABLE = Pattern.compile("[\"\\p{Cntrl}]");

	/** The years that have four digits. */
	private static final int FIRST_YEAR = 1000;

	private static final int LAST_YEAR = 9999;

	private final OutputStream out;

	ContentLines(OutputStream out) {
		this.out = out;
	}

	/**
	 * Writes a line.
	 * @param property the name, with its parameters
	 * @param value the value, which is already in the format of its type
	 */
	void write(String property, String value) throws IOException {
		byte[] line = (property + ':' + value).getBytes(StandardCharsets.UTF_8);
		int from = 0;
		int room = MAX_OCTETS;
		while (line.length - from > room) {
			int to = from + room;
			while ((line[to] & 0xc0) == 0x80) {
				to--;
			}
			this.out.write(line, from, to - from);
			this.out.write(FOLD);
			from = to;
			room = MAX_OCTETS - 1;
		}
		this.out.write(line, from, line.length - from);
		this.out.write(LINE_END);
	}

	/** Writes lines that are already folded. */
	void writeAll(String lines) throws IOException {
		this.out.write(lines.getBytes(StandardCharsets.UTF_8));
	}

	void writeText(String property, String text) throws IOException {
		write(property, escape(text));
	}

	void writeTexts(String property, List<String> texts) throws IOException {
		write(property, texts.stream().map(ContentLines::escape).collect(Collectors.joining(",")));
	}

	void writeInstant(String property, Instant instant) throws IOException {
		write(property, utc(instant));
	}

	static String utc(Instant instant) {
		return dateTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + 'Z';
	}

	/** Made of numbers, which is faster than the formatter. */
	static String dateTime(LocalDateTime dateTime) {
		if (dateTime.getYear() < FIRST_YEAR || dateTime.getYear() > LAST_YEAR) {
			return DATE_TIME.format(dateTime);
		}
		int day = dateTime.getYear() * 10_000 + dateTime.getMonthValue() * 100 + dateTime.getDayOfMonth();
		int time = dateTime.getHour() * 10_000 + dateTime.getMinute() * 100 + dateTime.getSecond();
		return day + "T" + String.valueOf(1_000_000 + time).substring(1);
	}

	static String date(LocalDate date) {
		return DATE.format(date);
	}

	/** Latitude and longitude, to some centimetres. */
	static String geo(BigDecimal latitude, BigDecimal longitude) {
		return degrees(latitude) + ';' + degrees(longitude);
	}

	private static String degrees(BigDecimal value) {
		return value.setScale(COORDINATE_DIGITS, RoundingMode.HALF_EVEN).toPlainString();
	}

	/** A parameter value that may contain anything but quotes (section 3.2). */
	static String quoted(String value) {
		return '"' + UNQUOTABLE.matcher(value).replaceAll("'") + '"';
	}

	/** A text as the value of a parameter (RFC 6868). */
	static String quotedText(String text) {
		return quoted(text.replace("^", "^^").replace("\"", "^'"));
	}

	/** A text value (section 3.3.11). */
	static String escape(String text) {
		int plain = plainEnd(text, 0);
		if (plain == text.length()) {
			return text;
		}
		StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, plain);
		for (int i = plain; i < text.length(); i = plainEnd(text, i + 1)) {
			escaped.append(text, plain, i);
			plain = i + 1;
			char character = text.charAt(i);
			switch (character) {
				case '\\', ';', ',' -> escaped.append('\\').append(character);
				case '\n' -> escaped.append("\\n");
				case '\r' -> {
					if (plain == text.length() || text.charAt(plain) != '\n') {
						escaped.append("\\n");
					}
				}
				case '\t' -> escaped.append(character);
				default -> {
					// Other control characters are not allowed.
				}
			}
		}
		return escaped.append(text, plain, text.length()).toString();
	}

	/** Where the characters end that need no escapes. */
	private static int plainEnd(String text, int start) {
		int end = start;
		while (end < text.length() && isPlain(text.charAt(end))) {
			end++;
		}
		return end;
	}

	private static boolean isPlain(char character) {
		return character >= ' ' && character != '\u007f' && character != '\\' && character != ';' && character != ',';
	}

}
