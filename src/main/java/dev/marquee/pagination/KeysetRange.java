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
 * Where in the order of a list the cursors {@code after} and {@code before} let a page
 * lie. Places are compared as whole rows, which one index serves; spelled out with
 * {@code or} the comparison costs 300 times as much.
 */
record KeysetRange<S extends Table<?>>(S table, Ordering<S> ordering, Arguments arguments, @Nullable Integer tier) {

	KeysetRange(S table, Ordering<S> ordering, Arguments arguments) {
		this(table, ordering, arguments, null);
	}

	/** The same among the rows of one part of the order. */
	KeysetRange<S> inTier(int tier) {
		return new KeysetRange<>(this.table, this.ordering, this.arguments, tier);
	}

	/** What follows the one cursor and precedes the other, as far as they are given. */
	Condition condition() {
		return DSL.and(cursorCondition("after"), cursorCondition("before"));
	}

	private Condition cursorCondition(String argument) {
		if (!this.arguments.has(argument)) {
			return DSL.noCondition();
		}
		return isLowerBound(argument) ? orderingRow().gt(cursorRow(argument)) : orderingRow().lt(cursorRow(argument));
	}

	/** What is on the other side of a cursor, the row that it marks included. */
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

	/** Of the ordering columns, the first one that rows are compared by. */
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
