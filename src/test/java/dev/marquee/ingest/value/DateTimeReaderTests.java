package dev.marquee.ingest.value;

import java.time.LocalDate;
import java.time.LocalDateTime;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DateTimeReaderTests {

	private final DocumentProblems problems = new DocumentProblems();

	private final DateTimeReader reader = new DateTimeReader(this.problems);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Fri, 20 Feb, 2026 at 12:30 pm       | 2026-02-20T12:30
			2026-2-20T12-12-30-00               | 2026-02-20T12:30
			20 feb 2026 h 19:30                 | 2026-02-20T19:30
			R8.2.20 19:30                       | 2026-02-20T19:30
			יום שישי, 20 בפברואר 2026, 19:30    | 2026-02-20T19:30
			Fri, 20 Feb, 2026 at 12:30 am       | 2026-02-20T00:30
			Friday, 20 February 2026 at 7 pm    | 2026-02-20T19:00
			20 Feb 2026, 19:30                  | 2026-02-20T19:30
			20th Feb 2026 at 19.30              | 2026-02-20T19:30
			February 20, 2026 7:05 p.m.         | 2026-02-20T19:05
			Feb 20 2026 at 07:05 AM             | 2026-02-20T07:05
			Tue, 1 Sept, 2026 at 10:00 am       | 2026-09-01T10:00
			2026-02-20T19:30                    | 2026-02-20T19:30
			2026-02-20 19:30                    | 2026-02-20T19:30
			2026-02-20T19:30:00.000             | 2026-02-20T19:30
			Sat, 29 Feb, 2028 at 12:00 pm       | 2028-02-29T12:00
			Freitag, 20. März 2026 um 19:30 Uhr | 2026-03-20T19:30
			Fr., 20. Dez. 2026 um 19 Uhr        | 2026-12-20T19:00
			vendredi 20 février 2026 à 19h30    | 2026-02-20T19:30
			samedi 1er août 2026 à 9h           | 2026-08-01T09:00
			viernes, 20 de marzo de 2026 a las 19:30 | 2026-03-20T19:30
			sexta-feira, 20 de março de 2026 às 19:30 | 2026-03-20T19:30
			venerdì 20 settembre 2026 alle 19:30 | 2026-09-20T19:30
			Fri, 20 Mar, 2026 at 24:00          | 2026-03-21T00:00
			Fri, 20 Feb, 2026 at 13:00 pm       | 2026-02-20T13:00
			Fri, 20 Feb, 2026 at 07:15\u202fPM  | 2026-02-20T19:15
			Sat, 21 Feb, 2026 at 8:15 pm onwards | 2026-02-21T20:15
			21 Feb 2026, 12 noon                | 2026-02-21T12:00
			21 Feb 2026 at midnight             | 2026-02-21T00:00
			21 Feb 2026 at 12:00 night          | 2026-02-21T00:00
			21 Feb 2026 at 00:45 am             | 2026-02-21T00:45
			21 de febrero de 2026, 8:15 p. m.   | 2026-02-21T20:15
			21 de febrero de 2026, 8:15 de la noche | 2026-02-21T20:15
			le 21 mars 2026 à 20 h 15           | 2026-03-21T20:15
			Sa, 21.03.2026, 20 Uhr              | 2026-03-21T20:00
			21.03.2026 20:15                    | 2026-03-21T20:15
			03/21/2026 8:15 PM                  | 2026-03-21T20:15
			21/03/2026 20:15                    | 2026-03-21T20:15
			21-Mar-2026 20:15                   | 2026-03-21T20:15
			21st of March 2026 at 8:15 pm       | 2026-03-21T20:15
			zaterdag 21 maart 2026 20:15 uur    | 2026-03-21T20:15
			sobota, 21 marca 2026, godz. 20:15  | 2026-03-21T20:15
			суббота, 21 марта 2026 г. в 20:15   | 2026-03-21T20:15
			lördag den 21 mars 2026 kl. 20.15   | 2026-03-21T20:15
			2026. március 21. 20:15             | 2026-03-21T20:15
			Σάββατο 21 Μαρτίου 2026, 8:15 μ.μ.  | 2026-03-21T20:15
			2026年3月21日(土) 20:15               | 2026-03-21T20:15
			令和8年3月21日 午後8時15分               | 2026-03-21T20:15
			2026년 3월 21일 오후 8:15              | 2026-03-21T20:15
			शनि, 21 मार्च, 2026 को 8:15 pm       | 2026-03-21T20:15
			السبت ٢١ مارس ٢٠٢٦، ٨:١٥ م          | 2026-03-21T20:15
			21 มีนาคม 2569 20:15 น.             | 2026-03-21T20:15
			20260321T201500                     | 2026-03-21T20:15
			2026-3-21T20:15                     | 2026-03-21T20:15
			""")
	void dateTimesAreParsed(String text, LocalDateTime expected) {
		PartialDateTime dateTime = this.reader.read(text, DocumentLocation.DOCUMENT).orElseThrow();
		assertThat(dateTime.hasTime()).isTrue();
		assertThat(dateTime.local()).isEqualTo(expected);
		assertThat(dateTime.zone()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Sat, 21 Feb, 2026", "21 February 2026", "February 21st, 2026", "2026-02-21" })
	void datesAreParsed(String text) {
		PartialDateTime dateTime = this.reader.read(text, DocumentLocation.DOCUMENT).orElseThrow();
		assertThat(dateTime).isEqualTo(new PartialDateTime(LocalDate.parse("2026-02-21"), null, null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Fri, 20 Feb, 2026 at 12:30 pm (PST)         | America/Los_Angeles
			Fri, 20 Feb, 2026 at 12:30 pm GMT+1         | +01:00
			Fri, 20 Feb, 2026 at 12:30 pm Europe/Berlin | Europe/Berlin
			Fri, 20 Feb, 2026 at 12:30 +05:30           | +05:30
			2026-02-20T12:30:00-0800                    | -08:00
			2026-02-20T12:30-08:00                      | -08:00
			Fri, 20 Feb, 2026 at 12:30 -0800            | -08:00
			2026-02-20T12:30:00Z                        | UTC
			2026-02-20T12:30:00:00+01:00                | +01:00
			2026-02-20T12:30+05:30[Asia/Kolkata]        | Asia/Kolkata
			20260220T123000Z                            | UTC
			Fri Feb 20 2026 12:30:00 GMT+0530 (India Standard Time) | +05:30
			1771590600                                  | UTC
			1771590600000                               | UTC
			""")
	void statedZonesAreParsed(String text, String zone) {
		PartialDateTime dateTime = this.reader.read(text, DocumentLocation.DOCUMENT).orElseThrow();
		assertThat(dateTime.local()).isEqualTo(LocalDateTime.parse("2026-02-20T12:30"));
		assertThat(dateTime.zone()).hasToString(zone);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-02-20T19:00/23:00                                         | 2026-02-20T19:00 | 2026-02-20T23:00
			Fri, 20 Feb, 2026 at 07:00 pm to Sun, 22 Feb, 2026 at 11:00 pm | 2026-02-20T19:00 | 2026-02-22T23:00
			Fri, 20 Feb, 2026 at 07:00 pm - Sun, 22 Feb, 2026 at 11:00 pm  | 2026-02-20T19:00 | 2026-02-22T23:00
			Sat, 21 Feb, 2026 at 10:00 am to 04:30 pm                      | 2026-02-21T10:00 | 2026-02-21T16:30
			Sat, 21 Feb, 2026 at 10:00 pm to 02:30 am                      | 2026-02-21T22:00 | 2026-02-22T02:30
			2026-02-21T10:00 – 16:30                                       | 2026-02-21T10:00 | 2026-02-21T16:30
			Fri, 20 Feb, 2026 to Sun, 22 Feb, 2026                         | 2026-02-20T00:00 | 2026-02-22T00:00
			Fri, 20 Mar, 2026 at 10:00–12:00                               | 2026-03-20T10:00 | 2026-03-20T12:00
			Fri, 20 Mar, 2026 at 10:00-12:00                               | 2026-03-20T10:00 | 2026-03-20T12:00
			Fri, 20 Mar, 2026 at 19:00-21:00                               | 2026-03-20T19:00 | 2026-03-20T21:00
			Fri, 20 Mar, 2026 at 7:00 pm–9:00 pm                           | 2026-03-20T19:00 | 2026-03-20T21:00
			Fri, 20 Mar, 2026 at 7:00–9:00 pm                              | 2026-03-20T19:00 | 2026-03-20T21:00
			Fri, 20 Mar, 2026 at 11:00–1:00 pm                             | 2026-03-20T11:00 | 2026-03-20T13:00
			Fri, 20 Mar, 2026 from 10:00 to 12:00                          | 2026-03-20T10:00 | 2026-03-20T12:00
			Fri, 20 Mar, 2026 at 19:00 to 24:00                            | 2026-03-20T19:00 | 2026-03-21T00:00
			20-22 Mar, 2026                                                | 2026-03-20T00:00 | 2026-03-22T00:00
			20 – 22 Mar, 2026 from 10:00 to 18:00                          | 2026-03-20T10:00 | 2026-03-22T18:00
			20 Mar - 22 Mar, 2026                                          | 2026-03-20T00:00 | 2026-03-22T00:00
			Freitag, 20. März 2026 von 19 Uhr bis 21 Uhr                   | 2026-03-20T19:00 | 2026-03-20T21:00
			vendredi 20 mars 2026 de 19h30 à 21h                           | 2026-03-20T19:30 | 2026-03-20T21:00
			Sat, 21 Mar, 2026 - 9:00 AM - 5:30 PM                          | 2026-03-21T09:00 | 2026-03-21T17:30
			March 21-23, 2026                                              | 2026-03-21T00:00 | 2026-03-23T00:00
			du 21 au 23 mars 2026                                          | 2026-03-21T00:00 | 2026-03-23T00:00
			21.-23.03.2026                                                 | 2026-03-21T00:00 | 2026-03-23T00:00
			21/22 March 2026                                               | 2026-03-21T00:00 | 2026-03-22T00:00
			Sat, 21 Mar, 2026 at 8-10 pm                                   | 2026-03-21T20:00 | 2026-03-21T22:00
			Sat, 21 Mar, 2026, 8 to 10 pm                                  | 2026-03-21T20:00 | 2026-03-21T22:00
			Sat, 21 Mar, 2026, 10 am - 2                                   | 2026-03-21T10:00 | 2026-03-21T14:00
			Sat, 21 Mar, 2026, 10-2 am                                     | 2026-03-21T22:00 | 2026-03-22T02:00
			21. März 2026, 20–22 Uhr                                       | 2026-03-21T20:00 | 2026-03-21T22:00
			Sat, 21 Mar, 2026, noon to midnight                            | 2026-03-21T12:00 | 2026-03-22T00:00
			Tue, 29 Dec - Sun, 3 Jan, 2027                                 | 2026-12-29T00:00 | 2027-01-03T00:00
			28 Nov - 9 Jan, 2027                                           | 2026-11-28T00:00 | 2027-01-09T00:00
			31 Dec at 9:00 pm to 1 Jan, 2027 at 04:00 am                   | 2026-12-31T21:00 | 2027-01-01T04:00
			Sat, 21 Mar 2026 at 9 pm to Sun, 22 Mar at 3:00 am             | 2026-03-21T21:00 | 2026-03-22T03:00
			21 Mar - 23 Mar 2026, 10:00 - 18:00                            | 2026-03-21T10:00 | 2026-03-23T18:00
			2026-03-21/2026-03-23                                          | 2026-03-21T00:00 | 2026-03-23T00:00
			2026-03-21T20:00/PT2H30M                                       | 2026-03-21T20:00 | 2026-03-21T22:30
			2026-03                                                        | 2026-03-01T00:00 | 2026-03-31T00:00
			""")
	void rangesAreParsed(String text, LocalDateTime start, LocalDateTime end) {
		DateTimeReader.DateTimeRange range = this.reader.readRange(text, DocumentLocation.DOCUMENT).orElseThrow();
		assertThat(range.start().local()).isEqualTo(start);
		assertThat(range.end()).isNotNull().extracting(PartialDateTime::local).isEqualTo(end);
	}

	@Test
	void endAfterMidnightIsReported() {
		this.reader.readRange("Sat, 21 Feb, 2026 at 10:00 pm to 02:30 am", DocumentLocation.DOCUMENT);
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("end_after_midnight");
	}

	@Test
	void zoneOfTheEndAppliesToTheStart() {
		DateTimeReader.DateTimeRange range = this.reader
			.readRange("Sat, 21 Feb, 2026 at 10:00 am to 04:30 pm (CET)", DocumentLocation.DOCUMENT)
			.orElseThrow();
		assertThat(range.start().zone()).hasToString("Europe/Paris");
	}

	@Test
	void unreadableEndIsDropped() {
		DateTimeReader.DateTimeRange range = this.reader
			.readRange("Sat, 21 Feb, 2026 at 10:00 am to late", DocumentLocation.DOCUMENT)
			.orElseThrow();
		assertThat(range.end()).isNull();
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("end_unreadable");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Sat 21 Mar, 8 pm      | 2026-03-21
			21 January            | 2027-01-21
			31.12.                | 2026-12-31
			Mon, 5 Jan at 8 pm    | 2026-01-05
			29 February           | 2028-02-29
			""")
	void dateWithoutYearIsTheNextOne(String text, LocalDate expected) {
		DateTimeReader withToday = new DateTimeReader(this.problems, null, LocalDate.parse("2026-02-01"));
		assertThat(withToday.read(text, DocumentLocation.DOCUMENT).orElseThrow().date()).isEqualTo(expected);
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("year_assumed");
		assertThat(this.reader.read(text, DocumentLocation.DOCUMENT)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "US, 2026-03-04", "GB, 2026-04-03", ", 2026-04-03" })
	void countryDecidesTheOrderOfDayAndMonth(String country, LocalDate expected) {
		DateTimeReader inCountry = new DateTimeReader(this.problems, country, null);
		assertThat(inCountry.read("03/04/2026 19:00", DocumentLocation.DOCUMENT).orElseThrow().date())
			.isEqualTo(expected);
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("date_ambiguous");
		assertThat(inCountry.read("Fri 03/04/2026", DocumentLocation.DOCUMENT).orElseThrow().date())
			.isEqualTo(LocalDate.parse("2026-04-03"));
	}

	@Test
	void wordBehindATimeIsNoZone() {
		PartialDateTime dateTime = this.reader.read("Sat, 21 Mar, 2026 at 7:30 sharpish", DocumentLocation.DOCUMENT)
			.orElseThrow();
		assertThat(dateTime.zone()).isNull();
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("words_ignored");
	}

	@Test
	void abbreviationIsKeptBesideItsZone() {
		PartialDateTime dateTime = this.reader.read("Sat, 21 Mar, 2026 at 7 pm (CST)", DocumentLocation.DOCUMENT)
			.orElseThrow();
		assertThat(dateTime.abbreviation()).isEqualTo("CST");
	}

	@Test
	void wrongWeekdayIsReported() {
		assertThat(this.reader.read("Mon, 20 Feb, 2026", DocumentLocation.DOCUMENT)).isPresent();
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("weekday_wrong");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "soon", "Fri, 31 Feb, 2026", "Fri, 20 Fooh, 2026", "2026-13-01",
			"20 Feb, 2026 at 25:00", "20 Feb, 2026 at 13:00 am", "20 Feb, 0026", "2026-02-20T24:61" })
	void unreadableTextIsEmpty(String text) {
		assertThat(this.reader.read(text, DocumentLocation.DOCUMENT)).isEmpty();
	}

}
