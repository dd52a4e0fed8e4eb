package dev.marquee.paging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

import dev.marquee.RandomListings;
import dev.marquee.database.TestDatabase;
import dev.marquee.paging.Criterion.Part;
import dev.marquee.schema.tables.EventSearch;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.marquee.schema.Tables.EVENT_SEARCH;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whichever way the rows are found, by a walk, by gathering, or by one after the other,
 * they are the first ones. The walks are short here, so that they end too early, too.
 */
class FinderTests {

	private static final EventSearch LIST = EVENT_SEARCH.as("list");

	private static final Instant MOMENT = Instant.parse("2026-01-05T00:00:00Z");

	final Random random = new Random(5);

	@BeforeAll
	static void fill() {
		RandomListings.fill(53, 120);
	}

	@Test
	void theFirstRowsAreTheFirstRows() {
		int found = 0;
		for (int i = 0; i < 400; i++) {
			List<Criterion> criteria = criteria();
			Ordering<EventSearch> order = order();
			boolean fromEnd = this.random.nextBoolean();
			Condition beyond = pick(List.of(DSL.noCondition(), LIST.STARTS_AT.gt(MOMENT), LIST.STARTS_AT.lt(MOMENT)));
			int size = 1 + this.random.nextInt(12);
			Finder<EventSearch> finder = finder(criteria, order);
			List<UUID> expected = ids(TestDatabase.dsl()
				.select(LIST.asterisk())
				.from(LIST)
				.where(all(criteria), beyond)
				.orderBy(order.of(LIST, fromEnd))
				.limit(size)
				.fetch());
			assertThat(ids(TestDatabase.dsl()
				.select()
				.from(finder.first(size, fromEnd, beyond).asTable(LIST.getName()))
				.orderBy(order.of(LIST, fromEnd))
				.fetch())).as("%s, steps %s", criteria, finder.steps()).isEqualTo(expected);
			found += expected.size();
		}
		assertThat(found).isPositive();
	}

	@Test
	void asManyRowsAreCountedAsThereAre() {
		int all = TestDatabase.dsl().fetchCount(LIST);
		for (int i = 0; i < 400; i++) {
			List<Criterion> criteria = criteria();
			int size = 1 + this.random.nextInt(all);
			List<UUID> expected = ids(TestDatabase.dsl().selectFrom(LIST).where(all(criteria)).fetch());
			List<UUID> some = ids(
					TestDatabase.dsl().fetch(finder(criteria, by("start", (event) -> event.STARTS_AT)).some(size)));
			assertThat(some).doesNotHaveDuplicates().hasSize(Math.min(size, expected.size()));
			assertThat(expected).containsAll(some);
		}
	}

	private Finder<EventSearch> finder(List<Criterion> criteria, Ordering<EventSearch> order) {
		Finding finding = Finding.all(LIST).filteredBy(criteria, List.of());
		return new Finder<>(LIST, finding, order, List.of(LIST.fields()), this.random.nextInt(40));
	}

	private List<Criterion> criteria() {
		List<Criterion> all = new ArrayList<>(List.of(Criterion.narrow("image", LIST.HAS_IMAGE.isTrue()), weekdays(),
				Criterion.narrow("mode", LIST.ATTENDANCE_MODE.eq("MIXED")),
				Criterion.wide("status", LIST.STATUS.ne("CANCELLED")), Criterion.wide("none", DSL.falseCondition()),
				Criterion.along("interest", LIST.INTERESTED_COUNT, LIST.INTERESTED_COUNT.ge(9000)), span()));
		all.removeIf((criterion) -> this.random.nextInt(3) > 0);
		return all;
	}

	private static Criterion weekdays() {
		Part part = new Part(DSL.table("unnest(array[1, 3, 6])").as("weekdays", "weekday"),
				DSL.condition("{0} = weekdays.weekday", LIST.START_WEEKDAY));
		return Criterion.ofClasses("weekday", LIST.START_WEEKDAY.in((short) 1, (short) 3, (short) 6), LIST.STARTS_AT,
				part);
	}

	private static Criterion span() {
		Condition lasts = LIST.STARTS_AT.lt(MOMENT).and(LIST.OVER_AT.gt(MOMENT));
		Part part = new Part(DSL.table("generate_series(0, 12)").as("lasting", "class"),
				lasts.and(DSL.condition("{0} = lasting.class", LIST.DURATION_CLASS)));
		return Criterion.inParts("when", lasts.or(LIST.STARTS_AT.ge(MOMENT)), LIST.STARTS_AT, part,
				LIST.STARTS_AT.ge(MOMENT));
	}

	private Ordering<EventSearch> order() {
		Ordering<EventSearch> order = pick(List.of(by("start", (event) -> event.STARTS_AT),
				by("interest", (event) -> event.INTERESTED_COUNT), by("name", (event) -> event.NAME),
				Ordering.computed("computed", (event) -> List.of(DSL.length(event.NAME), event.EVENT_ID))));
		return this.random.nextBoolean() ? order.reversed() : order;
	}

	private static Ordering<EventSearch> by(String name, Function<EventSearch, Field<?>> column) {
		return new Ordering<>(name, (event) -> List.of(column.apply(event), event.EVENT_ID));
	}

	private static Condition all(List<Criterion> criteria) {
		return DSL.and(criteria.stream().map(Criterion::condition).toList());
	}

	private static List<UUID> ids(List<? extends Record> rows) {
		return rows.stream().map((row) -> row.get("event_id", UUID.class)).toList();
	}

	private <T> T pick(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

}
