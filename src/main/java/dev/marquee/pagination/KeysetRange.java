package dev.marquee.pagination;

import java.util.List;

import dev.marquee.query.compile.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.RowN;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The range of a list between the cursors {@code after} and {@code before}. Positions are
 * compared as row values, which one index scan serves; the same comparison written with
 * {@code or} costs 300 times as much.
 *
 * @param tier the tier of the order to which the range is limited, if any
 */
record KeysetRange<S extends Table<?>>(S table, Ordering<S> ordering, Arguments arguments, @Nullable Integer tier) {

	KeysetRange(S table, Ordering<S> ordering, Arguments arguments) {
		this(table, ordering, arguments, null);
	}

	/** The same range within one tier of the order. */
	KeysetRange<S> inTier(int tier) {
		return new KeysetRange<>(this.table, this.ordering, this.arguments, tier);
	}

	/**
	 * The condition for rows after {@code after} and before {@code before}; an absent
	 * cursor imposes no bound.
	 */
	Condition condition() {
		return DSL.and(cursorCondition("after"), cursorCondition("before"));
	}

	private Condition cursorCondition(String argument) {
		if (!this.arguments.has(argument)) {
			return DSL.noCondition();
		}
		return isLowerBound(argument) ? orderingRow().gt(cursorRow(argument)) : orderingRow().lt(cursorRow(argument));
	}

	/**
	 * The condition for rows on the other side of a cursor, including the row that it
	 * marks.
	 */
	Condition outside(String argument) {
		return isLowerBound(argument) ? orderingRow().le(cursorRow(argument)) : orderingRow().ge(cursorRow(argument));
	}

	private boolean isLowerBound(String argument) {
		return argument.equals("after") != this.ordering.descending();
	}

	private RowN orderingRow() {
		List<Field<?>> columns = this.ordering.columns().apply(this.table);
		return DSL.row(columns.subList(firstComparedColumn(), columns.size()));
	}

	private RowN cursorRow(String argument) {
		List<Field<?>> columns = this.ordering.columns().apply(this.table);
		String name = (this.tier != null) ? argument + " in tier " + this.tier : argument;
		return DSL.row(this.arguments.bindAll(name,
				columns.stream().skip(firstComparedColumn()).map(Field::getDataType).toList(),
				(all) -> comparedValues(KeysetCursor.read(all, argument, this.ordering.name(), columns))));
	}

	/**
	 * The index of the first ordering column that is compared: within a tier, the first
	 * column is the same in all rows.
	 */
	private int firstComparedColumn() {
		return (this.tier != null) ? 1 : 0;
	}

	private List<@Nullable Object> comparedValues(List<@Nullable Object> cursor) {
		List<@Nullable Object> values = cursor.subList(firstComparedColumn(), cursor.size());
		Tiers<S> tiers = this.ordering.tiers();
		return (this.tier != null && tiers != null && cursor.getFirst() instanceof Integer cursorTier)
				? tiers.comparedValues(this.tier, cursorTier, values) : values;
	}

}
