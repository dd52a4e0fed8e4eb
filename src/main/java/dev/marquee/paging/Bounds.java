package dev.marquee.paging;

import java.util.List;

import dev.marquee.selection.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.RowN;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Where in the order of a list the cursors {@code after} and {@code before} let a page
 * lie. Places are compared as whole rows, which one index serves; spelled out with
 * {@code or} the comparison costs 300 times as much.
 */
record Bounds<S extends Table<?>>(S list, Ordering<S> ordering, Arguments arguments) {

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
		return DSL.row(this.ordering.columns().apply(this.list));
	}

	private RowN cursor(String argument) {
		List<Field<?>> columns = this.ordering.columns().apply(this.list);
		return DSL.row(this.arguments.bindTogether(argument, columns.stream().map(Field::getDataType).toList(),
				(all) -> Cursor.read(all, argument, this.ordering.name(), columns)));
	}

}
