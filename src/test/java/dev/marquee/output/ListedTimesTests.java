package dev.marquee.output;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests {@link ListedTimes} and the times of {@link ContentLines} against
 * {@code java.time}.
 */
class ListedTimesTests {

	@ParameterizedTest
	@ValueSource(strings = { "2026-11-27T20:00:00.000Z", "2026-11-27T20:00:59.987Z", "0001-01-01T00:00:00.001Z",
			"9999-12-31T23:59:59.999Z", "2026-11-27T20:00:00Z", "2026-11-27T20:00:00.123456Z",
			"+12026-11-27T20:00:00.000Z", "-0044-03-15T12:00:00.000Z", "2026-11-27T20:00:00+01:00" })
	void instantIsThatOfJavaTime(String text) {
		assertThat(ListedTimes.instant(text)).isEqualTo(Instant.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-11-27T20:00", "2024-02-29T00:00", "2026-11-27T20:00:31", "+12026-11-27T20:00" })
	void dateTimeIsThatOfJavaTime(String text) {
		assertThat(ListedTimes.dateTime(text)).isEqualTo(LocalDateTime.parse(text));
		String date = text.substring(0, text.indexOf('T'));
		assertThat(ListedTimes.date(date)).isEqualTo(LocalDate.parse(date));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-11-27 20:00", "2026-11-2xT20:00", "2026-11-27T2000" })
	void otherTextIsNoDateTime(String text) {
		assertThatExceptionOfType(DateTimeParseException.class).isThrownBy(() -> ListedTimes.dateTime(text));
	}

	@Test
	void calendarTimeIsThatOfJavaTime() {
		DateTimeFormatter formatter = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
		Random random = new Random(7);
		for (int i = 0; i < 1_000; i++) {
			LocalDateTime time = LocalDateTime.of(random.nextInt(1, 12_000), random.nextInt(1, 13),
					random.nextInt(1, 29), random.nextInt(24), random.nextInt(60), random.nextInt(60));
			assertThat(ContentLines.dateTime(time)).isEqualTo(formatter.format(time));
		}
		assertThat(ContentLines.dateTime(LocalDateTime.of(2026, 1, 2, 0, 0))).isEqualTo("20260102T000000");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "plain", "Ünïcödé 東京 🎷", "a,b;c\\d\ne\tf\u0000g\u007fh", ",", "end;" })
	void escapedTextIsReadAsTheSame(String text) {
		String expected = text.replaceAll("[\\x00-\\x08\\x0b-\\x1f\\x7f]", "")
			.replaceAll("[\\\\;,]", "\\\\$0")
			.replace("\n", "\\n");
		assertThat(ContentLines.escape(text)).isEqualTo(expected);
	}

}
