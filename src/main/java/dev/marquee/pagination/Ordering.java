package dev.marquee.pagination;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list by columns that are never null and of which the last is unique, so
 * that every row has a place of its own. All columns go in the same direction, since only
 * then one comparison of whole rows finds the place.
 *
 * @param name stands in the cursors, so that those of one order are refused by another
 * @param columns the columns of an alias of the table, most significant first
 * @param descending whether the greatest comes first
 * @param indexed whether an index gives the rows in this order
 * @param scanBounds what that index needs to be told to stop somewhere
 * @param tiers its parts, when an index gives only the rows of each in this order
 */
public record Ordering<S extends Table<?>>(String name, Function<S, List<Field<?>>> columns, boolean descending,
		boolean indexed, Function<S, Condition> scanBounds, @Nullable Tiers<S> tiers) {

	/** The order from the least to the greatest, which an index on the columns gives. */
	public Ordering(String name, Function<S, List<Field<?>>> columns) {
		this(name, columns, false, true, (row) -> DSL.noCondition(), null);
	}

	/** An order in which no index gives the rows. */
	public static <S extends Table<?>> Ordering<S> unindexed(String name, Function<S, List<Field<?>>> columns) {
		return new Ordering<>(name, columns, false, false, (row) -> DSL.noCondition(), null);
	}

	/** An order in parts, in each of which an index gives the rows. */
	public static <S extends Table<?>> Ordering<S> inTiers(String name, Function<S, List<Field<?>>> columns,
			Tiers<S> tiers) {
		return new Ordering<>(name, columns, false, false, (row) -> DSL.noCondition(), tiers);
	}

	/** The same order with an index that has to be told where to stop. */
	public Ordering<S> withScanBounds(Function<S, Condition> scanBounds) {
		return new Ordering<>(this.name, this.columns, this.descending, true, scanBounds, null);
	}

	/** The same order from the other end. */
	public Ordering<S> reversed() {
		return new Ordering<>(this.name + ".reversed", this.columns, !this.descending, this.indexed, this.scanBounds,
				this.tiers);
	}

	List<OrderField<?>> orderFields(S row, boolean fromEnd) {
		List<OrderField<?>> order = new ArrayList<>();
		this.columns.apply(row)
			.forEach((column) -> order.add((fromEnd != this.descending) ? column.desc() : column.asc()));
		return order;
	}

}
