package dev.marquee.pagination;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Builds the SQL that finds the first rows of a list in an order of {@link Tiers}: it
 * searches one tier after the other, and the next one only if there are still too few
 * rows.
 */
record TieredTopNQuery<S extends Table<?>>(S table, ListQuery listQuery, Ordering<S> ordering,
		KeysetRange<S> keysetRange, List<SelectFieldOrAsterisk> columns) {

	/** Lower than for a whole list, since rare rows are searched for in each tier. */
	private static final int SCAN_LIMIT = 1000;

	/**
	 * The first rows within a keyset range.
	 * @param fromEnd whether to start from the end of the order
	 */
	Select<Record> topN(int size, boolean fromEnd, Function<KeysetRange<S>, Condition> keysetCondition) {
		Tiers<S> tiers = Objects.requireNonNull(this.ordering.tiers());
		List<List<FilterPredicate>> predicates = tiers.predicates().apply(this.table);
		List<CommonTableExpression<Record>> tierRows = new ArrayList<>();
		for (int tier : tierOrder(predicates.size(), this.ordering.descending() != fromEnd)) {
			ListQuery tierQuery = this.listQuery.replacingFilter(tiers.replacedFilter(), predicates.get(tier));
			TopNQuery<S> topNQuery = new TopNQuery<>(this.table, tierQuery, Tiers.orderingWithinTier(this.ordering),
					this.columns, SCAN_LIMIT);
			Select<Record> first = topNQuery.topN(size, fromEnd, keysetCondition.apply(this.keysetRange.inTier(tier)));
			tierRows.add(tierName(tier).as(DSL.select(DSL.asterisk())
				.from(first.asTable("tier"))
				.where(tierRows.isEmpty() ? DSL.noCondition() : rowCount(tierRows).lt(DSL.inline(size)))));
		}
		return DSL.with(tierRows)
			.select(DSL.asterisk())
			.from(unionAll(tierRows).asTable(this.table.getName()))
			.orderBy(this.ordering.orderFields(this.table, fromEnd))
			.limit(DSL.inline(size));
	}

	private static List<Integer> tierOrder(int count, boolean descending) {
		List<Integer> ascending = IntStream.range(0, count).boxed().toList();
		return descending ? ascending.reversed() : ascending;
	}

	private static Name tierName(int tier) {
		return DSL.name("tier_" + tier);
	}

	private static Field<Integer> rowCount(List<CommonTableExpression<Record>> tierRows) {
		return tierRows.stream()
			.<Field<Integer>>map((rows) -> DSL.field(DSL.selectCount().from(rows)))
			.reduce(Field::plus)
			.orElseThrow();
	}

	private static Select<Record> unionAll(List<CommonTableExpression<Record>> tierRows) {
		return tierRows.stream()
			.<Select<Record>>map((rows) -> DSL.select(DSL.asterisk()).from(rows))
			.reduce(Select::unionAll)
			.orElseThrow();
	}

}
