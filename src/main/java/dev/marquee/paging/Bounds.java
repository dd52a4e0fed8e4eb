package dev.marquee.paging;

import java.util.List;

import dev.marquee.selection.Arguments;
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
record Bounds<S extends Table<?>>(S list, Ordering<S> ordering, Arguments arguments, @Nullable Integer tier) {

	Bounds(S list, Ordering<S> ordering, Arguments arguments) {
		this(list, ordering, arguments, null);
	}

	/** The same among the rows of one part of the order. */
	Bounds<S> in(int tier) {
		return new Bounds<>(this.list, this.ordering, this.arguments, tier);
	}

	/** What follows the one cursor and precedes the other, as far as they are given. */
	Condition inside() {
		return DSL.and(isAhead("after"), isAhead("before"));
	}

	private Condition isAhead(String argument) {
		if (!this.arguments.has(argument)) {
			return DSL.noCondition();
		}
		return isGreater(argument) ? place().gt(cursor(argument)) : place().lt(cursor(argument));
	}

	/** What is on the other side of a cursor, the row that it marks included. */
	Condition otherSide(String argument) {
		return isGreater(argument) ? place().le(cursor(argument)) : place().ge(cursor(argument));
	}

	private boolean isGreater(String argument) {
		return argument.equals("after") != this.ordering.descending();
	}

	private RowN place() {
		List<Field<?>> columns = this.ordering.columns().apply(this.list);
		return DSL.row(columns.subList(first(), columns.size()));
	}

	private RowN cursor(String argument) {
		List<Field<?>> columns = this.ordering.columns().apply(this.list);
		String name = (this.tier != null) ? argument + " in tier " + this.tier : argument;
		return DSL
			.row(this.arguments.bindTogether(name, columns.stream().skip(first()).map(Field::getDataType).toList(),
					(all) -> values(Cursor.read(all, argument, this.ordering.name(), columns))));
	}

	/** Of the ordering columns, the first one that rows are compared by. */
	private int first() {
		return (this.tier != null) ? 1 : 0;
	}

	private List<@Nullable Object> values(List<@Nullable Object> cursor) {
		List<@Nullable Object> values = cursor.subList(first(), cursor.size());
		Tiers<S> tiers = this.ordering.tiers();
		return (this.tier != null && tiers != null && cursor.getFirst() instanceof Integer marked)
				? tiers.limits(this.tier, marked, values) : values;
	}

}
