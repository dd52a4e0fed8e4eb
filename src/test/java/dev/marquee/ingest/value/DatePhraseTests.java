package dev.marquee.ingest.value;

import java.time.LocalDate;
import java.time.LocalDateTime;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Times of day and days in the phrases of pages, beyond a date with a time.
 */
class DatePhraseTests {

	private final DocumentProblems problems = new DocumentProblems();

	private final DateTimeReader reader = new DateTimeReader(this.problems);

	private DateTimeReader.DateTimeRange read(String text) {
		return this.reader.readRange(text, DocumentLocation.DOCUMENT).orElseThrow();
	}

	private static @Nullable LocalDateTime local(@Nullable PartialDateTime dateTime) {
		return (dateTime != null) ? dateTime.local() : null;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			20 March 2026 1930               | 2026-03-20T19:30 |
			20 March 2026, 0930              | 2026-03-20T09:30 |
			2026-03-20 1930                  | 2026-03-20T19:30 |
			20.03.2026 1930 Uhr              | 2026-03-20T19:30 |
			20 March 2026 1930 - 2130        | 2026-03-20T19:30 | 2026-03-20T21:30
			20 March 2026 0900-1100          | 2026-03-20T09:00 | 2026-03-20T11:00
			20 March 2026 1900-2100          | 2026-03-20T19:00 | 2026-03-20T21:00
			March 20, 2026 730pm             | 2026-03-20T19:30 |
			March 20, 2026 730-930 pm        | 2026-03-20T19:30 | 2026-03-20T21:30
			20 March 2026, 1130 am           | 2026-03-20T11:30 |
			20 March 2026 - 22 March 2027    | 2026-03-20T00:00 | 2027-03-22T00:00
			""")
	void timesWithoutASeparatorAreRead(String text, LocalDateTime start, @Nullable LocalDateTime end) {
		assertThat(local(read(text).start())).isEqualTo(start);
		assertThat(local(read(text).end())).isEqualTo(end);
		assertThat(this.problems.toList()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "20 March 2026, 2000 people", "20 March 2026, 1975 2026" })
	void otherNumbersAreNoTimes(String text) {
		assertThat(read(text).start().hasTime()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			20 March 2026, 7 in the evening         | 2026-03-20T19:00
			20 March 2026, 3 in the afternoon       | 2026-03-20T15:00
			20 March 2026, 9:30 in the morning      | 2026-03-20T09:30
			20 marzo 2026, 7 di sera                | 2026-03-20T19:00
			20 marzo 2026, 10 del mattino           | 2026-03-20T10:00
			20 de março de 2026, 7 da noite         | 2026-03-20T19:00
			20 de março de 2026, 7h30 da noite      | 2026-03-20T19:30
			20 de marzo de 2026, 3 de la tarde      | 2026-03-20T15:00
			20 Mart 2026, akşam 7                   | 2026-03-20T19:00
			20 Mart 2026, sabah 10:30               | 2026-03-20T10:30
			20 Mac 2026 7:30 malam                  | 2026-03-20T19:30
			20 Maret 2026 jam 7 malam               | 2026-03-20T19:00
			20 Maret 2026 pukul 07.30 pagi          | 2026-03-20T07:30
			20 Maret 2026 jam 4 sore                | 2026-03-20T16:00
			20 Mac 2026 3:00 petang                 | 2026-03-20T15:00
			20 tháng 3 năm 2026, 7 giờ tối          | 2026-03-20T19:00
			20 tháng 3, 2026, 9 giờ 30 sáng         | 2026-03-20T09:30
			20 tháng 3, 2026, 3h chiều              | 2026-03-20T15:00
			20 March 2026 7p                        | 2026-03-20T19:00
			20 maart 2026 20u                       | 2026-03-20T20:00
			20 maart 2026 20u30                     | 2026-03-20T20:30
			20. maaliskuuta 2026 klo 19             | 2026-03-20T19:00
			20 mars 2026 kl. 19                     | 2026-03-20T19:00
			20 marzo 2026 ore 21                    | 2026-03-20T21:00
			Viernes 20 de marzo 2026 18hs           | 2026-03-20T18:00
			20 марта 2026 г., 19 ч.                 | 2026-03-20T19:00
			20 března 2026 od 19 hodin              | 2026-03-20T19:00
			20 marca 2026 r. o 19.00                | 2026-03-20T19:00
			""")
	void partsOfTheDayAreRead(String text, LocalDateTime expected) {
		assertThat(local(read(text).start())).isEqualTo(expected);
		assertThat(this.problems.toList()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			20. März 2026 Einlass 19 Uhr, Beginn 20 Uhr        | 2026-03-20T20:00 |
			20. März 2026, 20 Uhr (Einlass: 19 Uhr)            | 2026-03-20T20:00 |
			20. März 2026, 19 Uhr Einlass, 20 Uhr Beginn       | 2026-03-20T20:00 |
			Doors: 7pm, show: 8pm, 20 March 2026               | 2026-03-20T20:00 |
			20 March 2026 8 pm - 11 pm (doors open at 7 pm)    | 2026-03-20T20:00 | 2026-03-20T23:00
			20 mars 2026 Ouverture des portes 19h, concert 20h | 2026-03-20T20:00 |
			20 marzo 2026 apertura porte 20:30, inizio 21:30   | 2026-03-20T21:30 |
			20 de marzo de 2026 apertura de puertas 20:00 inicio 21:00 | 2026-03-20T21:00 |
			20 maart 2026 deuren 19:30 aanvang 20:30           | 2026-03-20T20:30 |
			20 March 2026, doors 7 pm                          | 2026-03-20T19:00 |
			20 March 2026 Doors 18:30, start 19:30, end 23:00  | 2026-03-20T19:30 | 2026-03-20T23:00
			2026年3月20日 開場 18:30 / 開演 19:00 / 終演 21:00   | 2026-03-20T19:00 | 2026-03-20T21:00
			20 March 2026, doors 7 pm - 11 pm                  | 2026-03-20T19:00 | 2026-03-20T23:00
			""")
	void timeOfTheDoorsIsNotTheStart(String text, LocalDateTime start, @Nullable LocalDateTime end) {
		assertThat(local(read(text).start())).isEqualTo(start);
		assertThat(local(read(text).end())).isEqualTo(end);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			20. März 2026 Einlass 19 Uhr, Beginn 20 Uhr | 60
			20 March 2026 8 pm (doors 7:15 pm)          | 45
			20 March 2026, 0:30 am, doors 11 pm         | 90
			20 March 2026, doors 7 pm                   |
			""")
	void doorsOpenBeforeTheStart(String text, @Nullable Integer minutes) {
		assertThat(read(text).doorsMinutes()).isEqualTo(minutes);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			20 & 21 March 2026              | 2026-03-20 | 2026-03-21
			20 and 21 March 2026            | 2026-03-20 | 2026-03-21
			20, 21 and 22 March 2026        | 2026-03-20 | 2026-03-22
			March 20 & 21, 2026             | 2026-03-20 | 2026-03-21
			20.+21. März 2026               | 2026-03-20 | 2026-03-21
			20. und 21. März 2026, 19 Uhr   | 2026-03-20 | 2026-03-21
			20 et 21 mars 2026              | 2026-03-20 | 2026-03-21
			20 y 21 de marzo de 2026        | 2026-03-20 | 2026-03-21
			20 e 21 marzo 2026              | 2026-03-20 | 2026-03-21
			20 og 21 marts 2026             | 2026-03-20 | 2026-03-21
			20 и 21 марта 2026              | 2026-03-20 | 2026-03-21
			Fri 20 & Sat 21 March 2026      | 2026-03-20 | 2026-03-21
			Fr. 20. und Sa. 21. März 2026   | 2026-03-20 | 2026-03-21
			ven. 20 et sam. 21 mars 2026    | 2026-03-20 | 2026-03-21
			20 March and 21 March 2026      | 2026-03-20 | 2026-03-21
			""")
	void daysInARowAreARange(String text, LocalDate start, LocalDate end) {
		assertThat(read(text).start().date()).isEqualTo(start);
		assertThat(read(text).end()).isNotNull().extracting(PartialDateTime::date).isEqualTo(end);
	}

	@ParameterizedTest
	@ValueSource(strings = { "20 & 27 March 2026", "20, 21 and 27 March 2026", "20, 22 & 24 March 2026" })
	void firstOfSeveralDaysIsUsed(String text) {
		assertThat(read(text).start().date()).isEqualTo(LocalDate.parse("2026-03-20"));
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("several_dates");
	}

	@Test
	void yearOfAnotherDateIsThatOfTheFirst() {
		assertThat(read("20 March, 27 March 2026").start().date()).isEqualTo(LocalDate.parse("2026-03-20"));
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-20T12:30:00\u221201:00, -01:00", "2026-03-20T12:30\u221201:00, -01:00",
			"2026-03-20T12:30:00\u201305:00, -05:00", "20260320T123000\u22120100, -01:00",
			"2026-03-20T12:30:00 01:00, +01:00", "2026-03-20T12:30:00 00:00, Z", "2026-03-20T12:30:00.000 0530, +05:30",
			"20 March 2026 12:30 Z, UTC" })
	void offsetsWithAnotherSignAreRead(String text, String zone) {
		DateTimeReader.DateTimeRange range = read(text);
		assertThat(local(range.start())).isEqualTo(LocalDateTime.parse("2026-03-20T12:30"));
		assertThat(range.start().zone()).hasToString(zone);
		assertThat(range.end()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ET", "PT", "CT", "MT" })
	void shortAbbreviationsOfZonesAreRead(String abbreviation) {
		assertThat(read("20 March 2026 8 pm " + abbreviation).start().abbreviation()).isEqualTo(abbreviation);
		assertThat(read("20 March 2026 20:00 " + abbreviation).start().abbreviation()).isEqualTo(abbreviation);
	}

	@Test
	void wordsInCapitalsAreNoZones() {
		DateTimeReader.DateTimeRange range = read("VENDREDI 20 MARS 2026 DE 19H A 21H");
		assertThat(range.start().zone()).isNull();
		assertThat(read("20 MARS 2026 19H ET 21H").start().zone()).isNull();
	}

	@Test
	void repetitionIsReported() {
		read("Every Friday from 20 March 2026");
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("words_ignored");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2569-03-20", "2569-03-20T00:00", "25690320" })
	void yearsOfTheThaiCalendarAreRead(String text) {
		assertThat(read(text).start().date()).isEqualTo(LocalDate.parse("2026-03-20"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0001-01-01T00:00:00", "1404-12-29", "1601-01-01T00:00:00Z", "1753-01-01", "1405/01/01",
			"20 March 1200" })
	void yearsBeforeAllListingsAreUnreadable(String text) {
		assertThat(this.reader.readRange(text, DocumentLocation.DOCUMENT)).isEmpty();
	}

}
