package dev.marquee.paging;

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
 * Makes the SQL that finds the first rows of a list in an order of {@link Tiers}: it
 * looks in one part after the other, and in the next one only if there are still not
 * enough.
 */
record TieredFinder<S extends Table<?>>(S list, Finding finding, Ordering<S> ordering, Bounds<S> bounds,
		List<SelectFieldOrAsterisk> columns) {

	/** Fewer than for a whole list, since a rare row is looked for in each part. */
	private static final int STEPS = 1000;

	/**
	 * The first rows beyond a place in the order.
	 * @param fromEnd whether to count from the end of the order
	 */
	Select<Record> first(int size, boolean fromEnd, Function<Bounds<S>, Condition> beyond) {
		Tiers<S> tiers = Objects.requireNonNull(this.ordering.tiers());
		List<List<Criterion>> criteria = tiers.criteria().apply(this.list);
		List<CommonTableExpression<Record>> found = new ArrayList<>();
		for (int tier : inOrder(criteria.size(), this.ordering.descending() != fromEnd)) {
			Finding part = this.finding.replacing(tiers.replaced(), criteria.get(tier));
			Finder<S> finder = new Finder<>(this.list, part, Tiers.within(this.ordering), this.columns, STEPS);
			Select<Record> first = finder.first(size, fromEnd, beyond.apply(this.bounds.in(tier)));
			found.add(name(tier).as(DSL.select(DSL.asterisk())
				.from(first.asTable("part"))
				.where(found.isEmpty() ? DSL.noCondition() : count(found).lt(DSL.inline(size)))));
		}
		return DSL.with(found)
			.select(DSL.asterisk())
			.from(together(found).asTable(this.list.getName()))
			.orderBy(this.ordering.of(this.list, fromEnd))
			.limit(DSL.inline(size));
	}

	private static List<Integer> inOrder(int count, boolean descending) {
		List<Integer> ascending = IntStream.range(0, count).boxed().toList();
		return descending ? ascending.reversed() : ascending;
	}

	private static Name name(int tier) {
		return DSL.name("tier_" + tier);
	}

	private static Field<Integer> count(List<CommonTableExpression<Record>> found) {
		return found.stream()
			.<Field<Integer>>map((rows) -> DSL.field(DSL.selectCount().from(rows)))
			.reduce(Field::plus)
			.orElseThrow();
	}

	private static Select<Record> together(List<CommonTableExpression<Record>> found) {
		return found.stream()
			.<Select<Record>>map((rows) -> DSL.select(DSL.asterisk()).from(rows))
			.reduce(Select::unionAll)
			.orElseThrow();
	}

}
