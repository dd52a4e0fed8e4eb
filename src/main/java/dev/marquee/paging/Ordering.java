package dev.marquee.paging;

import java.util.List;
import java.util.function.Function;

import org.jooq.Field;
import org.jooq.Table;

/**
 * The order of a list by columns that are never null and of which the last is unique, so
 * that every row has a place of its own and an index on just these columns leads to it.
 * All columns go in the same direction, since only then one comparison of whole rows
 * finds the place.
 *
 * @param name stands in the cursors, so that those of one order are refused by another
 * @param columns the columns of an alias of the table, most significant first
 * @param descending whether the greatest comes first
 */
public record Ordering<C extends Table<?>>(String name, Function<C, List<Field<?>>> columns, boolean descending) {

	/** The order from the least to the greatest. */
	public Ordering(String name, Function<C, List<Field<?>>> columns) {
		this(name, columns, false);
	}

	/** The same order from the other end. */
	public Ordering<C> reversed() {
		return new Ordering<>(this.name + ".reversed", this.columns, !this.descending);
	}

}
