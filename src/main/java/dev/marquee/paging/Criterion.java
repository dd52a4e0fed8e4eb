package dev.marquee.paging;

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
 * @param wide whether it usually leaves so much that an index is of no use
 * @param span the same condition in parts, when it is one on a column that lists can be
 * ordered by
 * @param classes the same condition as classes of rows, when each has an index in some
 * order
 */
public record Criterion(String name, Condition condition, boolean wide, @Nullable Span span,
		@Nullable Classes classes) {

	/** A condition that usually leaves little. */
	public static Criterion narrow(String name, Condition condition) {
		return new Criterion(name, condition, false, null, null);
	}

	/** A condition that usually leaves much. */
	public static Criterion wide(String name, Condition condition) {
		return new Criterion(name, condition, true, null, null);
	}

	/**
	 * A condition that leaves few classes of many rows, each with an index by a column.
	 */
	public static Criterion ofClasses(String name, Condition condition, Field<?> column, Part part) {
		return new Criterion(name, condition, false, null, new Classes(column, part));
	}

	/** A condition on a column that lists can be ordered by. */
	public static Criterion along(String name, Field<?> column, Condition condition) {
		return new Criterion(name, condition, true, new Span(column, null, condition), null);
	}

	/**
	 * A condition in two parts, of which no row fulfils both and all rows of the one come
	 * before those of the other.
	 * @param first the part to which another index leads
	 * @param along the part to which the column's index leads
	 */
	public static Criterion inParts(String name, Condition whole, Field<?> column, Part first, Condition along) {
		return new Criterion(name, whole, true, new Span(column, first, along), null);
	}

	/**
	 * A condition on a column that lists can be ordered by.
	 *
	 * @param column the column whose index leads to the rows
	 * @param first what is not found along it
	 * @param along what is found along it
	 */
	record Span(Field<?> column, @Nullable Part first, Condition along) {

		boolean isAlong(List<Field<?>> order) {
			return isFirst(this.column, order);
		}

	}

	/**
	 * Rows in classes, each of which an index gives in the order of a column.
	 */
	record Classes(Field<?> column, Part part) {

		boolean areIn(List<Field<?>> order) {
			return isFirst(this.column, order);
		}

	}

	private static boolean isFirst(Field<?> column, List<Field<?>> order) {
		return order.getFirst().getQualifiedName().equals(column.getQualifiedName());
	}

	/**
	 * Rows in classes, each with an index of its own.
	 *
	 * @param classes all classes there are
	 * @param condition which rows of a class it is
	 */
	public record Part(TableLike<?> classes, Condition condition) {
	}

}
