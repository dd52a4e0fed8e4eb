package dev.marquee.pagination;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

import dev.marquee.RandomListings;
import dev.marquee.database.TestDatabase;
import dev.marquee.db.tables.EventSearch;
import dev.marquee.pagination.FilterPredicate.SkipScan;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.marquee.db.Tables.EVENT_SEARCH;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every access path returns the first rows: the scan, the extended scan, and filtering
 * with sorting. The scan limits are low, so that scans also end too early.
 */
class TopNQueryTests {

	private static final EventSearch LIST = EVENT_SEARCH.as("list");

	private static final Instant CUTOFF = Instant.parse("2026-01-05T00:00:00Z");

	final Random random = new Random(5);

	@BeforeAll
	static void fill() {
		RandomListings.populate(53, 120);
	}

	@Test
	void topNMatchesPlainOrderBy() {
		int found = 0;
		for (int i = 0; i < 400; i++) {
			List<FilterPredicate> predicates = randomPredicates();
			Ordering<EventSearch> order = randomOrdering();
			boolean fromEnd = this.random.nextBoolean();
			Condition keysetCondition = pick(
					List.of(DSL.noCondition(), LIST.STARTS_AT.gt(CUTOFF), LIST.STARTS_AT.lt(CUTOFF)));
			int size = 1 + this.random.nextInt(12);
			TopNQuery<EventSearch> topNQuery = topNQuery(predicates, order);
			List<UUID> expected = ids(TestDatabase.dsl()
				.select(LIST.asterisk())
				.from(LIST)
				.where(conjunction(predicates), keysetCondition)
				.orderBy(order.orderFields(LIST, fromEnd))
				.limit(size)
				.fetch());
			assertThat(ids(TestDatabase.dsl()
				.select()
				.from(topNQuery.topN(size, fromEnd, keysetCondition).asTable(LIST.getName()))
				.orderBy(order.orderFields(LIST, fromEnd))
				.fetch())).as("%s, scan limit %s", predicates, topNQuery.scanLimit()).isEqualTo(expected);
			found += expected.size();
		}
		assertThat(found).isPositive();
	}

	@Test
	void anyRowsMatchPlainFilter() {
		int all = TestDatabase.dsl().fetchCount(LIST);
		for (int i = 0; i < 400; i++) {
			List<FilterPredicate> predicates = randomPredicates();
			int size = 1 + this.random.nextInt(all);
			List<UUID> expected = ids(TestDatabase.dsl().selectFrom(LIST).where(conjunction(predicates)).fetch());
			List<UUID> actual = ids(TestDatabase.dsl()
				.fetch(topNQuery(predicates, orderedBy("start", (event) -> event.STARTS_AT)).anyRows(size)));
			assertThat(actual).doesNotHaveDuplicates().hasSize(Math.min(size, expected.size()));
			assertThat(expected).containsAll(actual);
		}
	}

	@Test
	void onlyRowsInTheOrderOfTheirIndexAreReadInItsOrder() {
		List<FilterPredicate> predicates = List.of(startPredicate());
		assertThat(firstTen(predicates, orderedBy("start", (event) -> event.STARTS_AT))).doesNotContain("offset");
		assertThat(firstTen(predicates, orderedBy("name", (event) -> event.NAME))).containsOnlyOnce("offset");
	}

	private String firstTen(List<FilterPredicate> predicates, Ordering<EventSearch> order) {
		return TestDatabase.dsl().render(topNQuery(predicates, order).topN(10, false, DSL.noCondition()));
	}

	private TopNQuery<EventSearch> topNQuery(List<FilterPredicate> predicates, Ordering<EventSearch> order) {
		ListQuery listQuery = ListQuery.all(LIST).filteredBy(predicates, List.of());
		return new TopNQuery<>(LIST, listQuery, order, List.of(LIST.fields()), this.random.nextInt(40));
	}

	private List<FilterPredicate> randomPredicates() {
		List<FilterPredicate> all = new ArrayList<>(List.of(FilterPredicate.selective("image", LIST.HAS_IMAGE.isTrue()),
				weekdayPredicate(), FilterPredicate.selective("mode", LIST.ATTENDANCE_MODE.eq("MIXED")),
				FilterPredicate.unselective("status", LIST.STATUS.ne("CANCELLED")),
				FilterPredicate.unselective("none", DSL.falseCondition()),
				FilterPredicate.onOrderColumn("interest", LIST.INTERESTED_COUNT, LIST.INTERESTED_COUNT.ge(9000)),
				startPredicate()));
		all.removeIf((filterPredicate) -> this.random.nextInt(3) > 0);
		return all;
	}

	private static FilterPredicate weekdayPredicate() {
		SkipScan skipScan = new SkipScan(DSL.table("unnest(array[1, 3, 6])").as("weekdays", "weekday"),
				DSL.condition("{0} = weekdays.weekday", LIST.START_WEEKDAY));
		return FilterPredicate.withSkipScan("weekday", LIST.START_WEEKDAY.in((short) 1, (short) 3, (short) 6),
				LIST.STARTS_AT, skipScan);
	}

	private static FilterPredicate startPredicate() {
		Condition inProgress = LIST.STARTS_AT.lt(CUTOFF).and(LIST.OVER_AT.gt(CUTOFF));
		SkipScan skipScan = new SkipScan(DSL.table("generate_series(0, 12)").as("lasting", "class"),
				inProgress.and(DSL.condition("{0} = lasting.class", LIST.DURATION_CLASS)));
		return FilterPredicate
			.onOrderColumnAndSkipScan("when", inProgress.or(LIST.STARTS_AT.ge(CUTOFF)), LIST.STARTS_AT, skipScan,
					LIST.STARTS_AT.ge(CUTOFF))
			.andOnOrderColumn(LIST.NAME, skipScan, LIST.STARTS_AT.ge(CUTOFF));
	}

	private Ordering<EventSearch> randomOrdering() {
		Ordering<EventSearch> order = pick(List.of(orderedBy("start", (event) -> event.STARTS_AT),
				orderedBy("interest", (event) -> event.INTERESTED_COUNT), orderedBy("name", (event) -> event.NAME),
				Ordering.unindexed("computed", (event) -> List.of(DSL.length(event.NAME), event.EVENT_ID))));
		return this.random.nextBoolean() ? order.reversed() : order;
	}

	private static Ordering<EventSearch> orderedBy(String name, Function<EventSearch, Field<?>> column) {
		return new Ordering<>(name, (event) -> List.of(column.apply(event), event.EVENT_ID));
	}

	private static Condition conjunction(List<FilterPredicate> predicates) {
		return DSL.and(predicates.stream().map(FilterPredicate::condition).toList());
	}

	private static List<UUID> ids(List<? extends Record> rows) {
		return rows.stream().map((row) -> row.get("event_id", UUID.class)).toList();
	}

	private <T> T pick(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

}
