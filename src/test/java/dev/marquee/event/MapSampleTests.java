package dev.marquee.event;

import java.util.List;

import dev.marquee.database.TestDatabase;
import dev.marquee.db.tables.EventSearch;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.marquee.db.Tables.EVENT_SEARCH;
import static org.assertj.core.api.Assertions.assertThat;

class MapSampleTests {

	/** The ids of version 7 that are made in one millisecond. */
	@ParameterizedTest
	@ValueSource(strings = { "01900000-0000-7000-8000-00000000", "019af3c2-51d0-7b1e-9c44-5a7d20e8" })
	void consecutiveIdsAreSampledIndependently(String beginning) {
		EventSearch event = EVENT_SEARCH.as("event");
		List<Integer> numbers = TestDatabase.dsl()
			.select(DSL.field("number", Integer.class))
			.from(DSL.table("""
					(
						select number, ({0} || lpad(to_hex(number), 4, '0'))::uuid as event_id
						from generate_series(0, 65535) as number
					)""", DSL.inline(beginning)).as(event.getName()))
			.where(MapSample.isSampled(event))
			.orderBy(DSL.field("number"))
			.fetch(0, Integer.class);
		assertThat(numbers).hasSizeBetween(2048 - 150, 2048 + 150);
		assertThat(neighbours(numbers)).isBetween(64 - 30, 64 + 30);
	}

	/** How many are followed by the next number. */
	private static int neighbours(List<Integer> numbers) {
		return (int) numbers.stream().filter((number) -> numbers.contains(number + 1)).count();
	}

}
