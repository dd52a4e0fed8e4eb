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
 * that every row has a position of its own. All columns have the same direction, since
 * only then one comparison of row values finds a position.
 *
 * @param name the name in cursors, by which a cursor of another order is rejected
 * @param columns the columns of an alias of the table, most significant first
 * @param descending whether the greatest value comes first
 * @param indexed whether an index returns the rows in this order
 * @param scanBounds a condition that bounds the scan of this index
 * @param tiers the tiers of the order, if an index returns only the rows of each tier in
 * this order
 */
public record Ordering<S extends Table<?>>(String name, Function<S, List<Field<?>>> columns, boolean descending,
		boolean indexed, Function<S, Condition> scanBounds, @Nullable Tiers<S> tiers) {

	/** An ascending order, in which an index on the columns returns the rows. */
	public Ordering(String name, Function<S, List<Field<?>>> columns) {
		this(name, columns, false, true, (row) -> DSL.noCondition(), null);
	}

	/** An ascending order in which no index returns the rows. */
	public static <S extends Table<?>> Ordering<S> unindexed(String name, Function<S, List<Field<?>>> columns) {
		return new Ordering<>(name, columns, false, false, (row) -> DSL.noCondition(), null);
	}

	/** An ascending order in tiers, in each of which an index returns the rows. */
	public static <S extends Table<?>> Ordering<S> inTiers(String name, Function<S, List<Field<?>>> columns,
			Tiers<S> tiers) {
		return new Ordering<>(name, columns, false, false, (row) -> DSL.noCondition(), tiers);
	}

	/** The same order by an index whose scan needs bounds. */
	public Ordering<S> withScanBounds(Function<S, Condition> scanBounds) {
		return new Ordering<>(this.name, this.columns, this.descending, true, scanBounds, null);
	}

	/** The same order in the other direction. */
	public Ordering<S> reversed() {
		return new Ordering<>(this.name + ".reversed", this.columns, !this.descending, this.indexed, this.scanBounds,
				this.tiers);
	}

	/**
	 * Whether it is by columns of the table alone, instead of values computed of them.
	 */
	boolean isByColumnsOf(S row) {
		return this.columns.apply(row).stream().allMatch(List.of(row.fields())::contains);
	}

	List<OrderField<?>> orderFields(S row, boolean fromEnd) {
		List<OrderField<?>> order = new ArrayList<>();
		this.columns.apply(row)
			.forEach((column) -> order.add((fromEnd != this.descending) ? column.desc() : column.asc()));
		return order;
	}

}
