package dev.marquee.pagination;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.TableLike;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One predicate of a filter; a row must satisfy all of them.
 *
 * @param name the filter's field, by which a count can ignore it
 * @param condition the condition that a row must satisfy
 * @param unselective whether it usually matches so many rows that an index is of no use
 * @param orderColumnRanges the same condition in parts, for each column by which lists
 * can be ordered and which it is on
 * @param orderedSkipScan the same condition as a skip scan, if an index returns the rows
 * of each leading value in some order
 */
public record FilterPredicate(String name, Condition condition, boolean unselective,
		List<OrderColumnRange> orderColumnRanges, @Nullable OrderedSkipScan orderedSkipScan) {

	/** A condition that usually matches few rows. */
	public static FilterPredicate selective(String name, Condition condition) {
		return new FilterPredicate(name, condition, false, List.of(), null);
	}

	/** A condition that usually matches many rows. */
	public static FilterPredicate unselective(String name, Condition condition) {
		return new FilterPredicate(name, condition, true, List.of(), null);
	}

	/**
	 * A condition that matches few leading values of an index, each with many rows that
	 * the index returns in the order of a column.
	 */
	public static FilterPredicate withSkipScan(String name, Condition condition, Field<?> column, SkipScan skipScan) {
		return new FilterPredicate(name, condition, false, List.of(), new OrderedSkipScan(column, skipScan));
	}

	/** A condition on a column by which lists can be ordered. */
	public static FilterPredicate onOrderColumn(String name, Field<?> column, Condition condition) {
		return new FilterPredicate(name, condition, true,
				List.of(new OrderColumnRange(column, null, true, condition, null)), null);
	}

	/**
	 * A condition in two disjoint parts, where all rows of the first precede those of the
	 * second in the order of the column.
	 * @param precedingRows the first part, which a skip scan of another index finds
	 * @param range the second part, which a range scan of the column's index finds
	 */
	public static FilterPredicate onOrderColumnAndSkipScan(String name, Condition condition, Field<?> column,
			SkipScan precedingRows, Condition range) {
		return new FilterPredicate(name, condition, true,
				List.of(new OrderColumnRange(column, precedingRows, true, range, null)), null);
	}

	/**
	 * The same predicate, which also restricts another column by which lists can be
	 * ordered.
	 * @param otherRows the matching rows outside the range, which a skip scan of another
	 * index finds; null if there are no such rows
	 * @param range the rows that a range scan of the column's index finds
	 */
	public FilterPredicate andOnOrderColumn(Field<?> column, @Nullable SkipScan otherRows, Condition range) {
		List<OrderColumnRange> ranges = new ArrayList<>(this.orderColumnRanges);
		ranges.add(new OrderColumnRange(column, otherRows, false, range, null));
		return new FilterPredicate(this.name, this.condition, this.unselective, List.copyOf(ranges),
				this.orderedSkipScan);
	}

	/**
	 * The same predicate for a list of which few rows in the ranges are relevant.
	 * @param skipScan returns them in the order of a column
	 */
	public FilterPredicate readBy(Function<Field<?>, SkipScan> skipScan) {
		return new FilterPredicate(this.name, this.condition, this.unselective,
				this.orderColumnRanges.stream()
					.map((range) -> new OrderColumnRange(range.column(), range.precedingRows(), range.precedingSorted(),
							range.condition(), skipScan.apply(range.column())))
					.toList(),
				this.orderedSkipScan);
	}

	/** The same predicate for a list of which no index finds the matching rows. */
	public FilterPredicate withoutIndex() {
		return new FilterPredicate(this.name, this.condition, true, this.orderColumnRanges, null);
	}

	/** The range of the column that leads an order; null if there is none. */
	@Nullable OrderColumnRange rangeLeading(List<Field<?>> order) {
		return this.orderColumnRanges.stream().filter((range) -> range.isLeadingIn(order)).findFirst().orElse(null);
	}

	public static Condition conjunction(List<FilterPredicate> predicates) {
		return DSL.and(predicates.stream().map(FilterPredicate::condition).toList());
	}

	public static List<FilterPredicate> selectiveAmong(List<FilterPredicate> predicates) {
		return predicates.stream().filter((predicate) -> !predicate.unselective()).toList();
	}

	/** The other predicates. */
	public List<FilterPredicate> removedFrom(List<FilterPredicate> predicates) {
		return predicates.stream().filter((predicate) -> !predicate.name().equals(this.name)).toList();
	}

	/**
	 * A condition on a column by which lists can be ordered.
	 *
	 * @param column the column whose index finds the rows
	 * @param precedingRows the matching rows outside the range; null if there are no such
	 * rows
	 * @param precedingSorted whether that index returns them in the order of the column
	 * @param condition the range of the column
	 * @param skipScan returns all relevant rows of the range in the order of the column;
	 * null if all of its rows are relevant
	 */
	record OrderColumnRange(Field<?> column, @Nullable SkipScan precedingRows, boolean precedingSorted,
			Condition condition, @Nullable SkipScan skipScan) {

		boolean isLeadingIn(List<Field<?>> order) {
			return isLeadingColumn(this.column, order);
		}

	}

	/**
	 * A skip scan that returns the rows of each leading value in the order of a column.
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
	 * One index scan for each value of an index's leading column.
	 *
	 * @param leadingValues a table of all leading values
	 * @param condition selects the rows of one leading value
	 */
	public record SkipScan(TableLike<?> leadingValues, Condition condition) {
	}

}
