package dev.marquee.pagination;

import java.util.List;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.TableLike;
import org.jspecify.annotations.Nullable;

/**
 * One of the conditions that a filter sets; a row is found when it fulfils all of them.
 *
 * @param name the field of the filter, so that a count can leave it out
 * @param condition what a row must fulfil
 * @param unselective whether it usually leaves so much that an index is of no use
 * @param orderColumnRange the same condition in parts, when it is one on a column that
 * lists can be ordered by
 * @param orderedSkipScan the same condition as classes of rows, when each has an index in
 * some order
 */
public record FilterPredicate(String name, Condition condition, boolean unselective,
		@Nullable OrderColumnRange orderColumnRange, @Nullable OrderedSkipScan orderedSkipScan) {

	/** A condition that usually leaves little. */
	public static FilterPredicate selective(String name, Condition condition) {
		return new FilterPredicate(name, condition, false, null, null);
	}

	/** A condition that usually leaves much. */
	public static FilterPredicate unselective(String name, Condition condition) {
		return new FilterPredicate(name, condition, true, null, null);
	}

	/**
	 * A condition that leaves few classes of many rows, each with an index by a column.
	 */
	public static FilterPredicate withSkipScan(String name, Condition condition, Field<?> column, SkipScan skipScan) {
		return new FilterPredicate(name, condition, false, null, new OrderedSkipScan(column, skipScan));
	}

	/** A condition on a column that lists can be ordered by. */
	public static FilterPredicate onOrderColumn(String name, Field<?> column, Condition condition) {
		return new FilterPredicate(name, condition, true, new OrderColumnRange(column, null, condition), null);
	}

	/**
	 * A condition in two parts, of which no row fulfils both and all rows of the one come
	 * before those of the other.
	 * @param precedingRows the part to which another index leads
	 * @param range the part to which the column's index leads
	 */
	public static FilterPredicate onOrderColumnAndSkipScan(String name, Condition condition, Field<?> column,
			SkipScan precedingRows, Condition range) {
		return new FilterPredicate(name, condition, true, new OrderColumnRange(column, precedingRows, range), null);
	}

	/**
	 * A condition on a column that lists can be ordered by.
	 *
	 * @param column the column whose index leads to the rows
	 * @param precedingRows what is not found along it
	 * @param condition what is found along it
	 */
	record OrderColumnRange(Field<?> column, @Nullable SkipScan precedingRows, Condition condition) {

		boolean isLeadingIn(List<Field<?>> order) {
			return isLeadingColumn(this.column, order);
		}

	}

	/**
	 * Rows in classes, each of which an index gives in the order of a column.
	 */
	record OrderedSkipScan(Field<?> column, SkipScan skipScan) {

		boolean isOrderedBy(List<Field<?>> order) {
			return isLeadingColumn(this.column, order);
		}

	}

	private static boolean isLeadingColumn(Field<?> column, List<Field<?>> order) {
		return order.getFirst().getQualifiedName().equals(column.getQualifiedName());
	}

	/**
	 * Rows in classes, each with an index of its own.
	 *
	 * @param leadingValues all classes there are
	 * @param condition which rows of a class it is
	 */
	public record SkipScan(TableLike<?> leadingValues, Condition condition) {
	}

}
