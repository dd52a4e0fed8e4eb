package dev.marquee.ingest;

import java.time.ZoneId;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DateShiftTests {

	private final DateShift sixWeeks = new DateShift(6, ZoneId.of("Europe/Berlin"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Fri, 20 Feb, 2026 at 12:30 pm          | Fri, 03 Apr, 2026 at 12:30 pm
			"startDate": "2026-02-20"              | "startDate": "2026-04-03"
			"startDate": "2026-02-20T19:00:00"     | "startDate": "2026-04-03T19:00:00"
			2026-02-20T19:00:00+01:00              | 2026-04-03T19:00:00+02:00
			2026-02-20T19:00+01:00                 | 2026-04-03T19:00+02:00
			2026-02-20T19:00:00-05:00              | 2026-04-03T19:00:00-05:00
			2026-02-20T18:00:00Z                   | 2026-04-03T18:00:00Z
			from 20 Feb, 2026 to 22 Feb, 2026      | from 03 Apr, 2026 to 05 Apr, 2026
			99 Foo, 2026 and 2026-99-99 stay       | 99 Foo, 2026 and 2026-99-99 stay
			https://images.example/a.jpg?v=1771420 | https://images.example/a.jpg?v=1771420
			""")
	void datesShiftByWeeksAndTimesStay(String text, String shifted) {
		assertThat(this.sixWeeks.apply(text)).isEqualTo(shifted);
	}

}
