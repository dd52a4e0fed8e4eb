package dev.marquee.pagination;

import java.util.List;
import java.util.function.Function;

import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an order whose first column is computed but has few values: each part has
 * a condition of its own, and an index gives the rows of all parts by the columns after
 * the first.
 *
 * @param replacedFilter the name of the criterion in place of which those of a part stand
 * @param predicates those of each part, by the value of the first column, from 0 on
 * @param minimum a row of values after the first that none is below
 * @param maximum a row of values after the first that none is above
 */
public record Tiers<S extends Table<?>>(String replacedFilter, Function<S, List<List<FilterPredicate>>> predicates,
		List<@Nullable Object> minimum, List<@Nullable Object> maximum) {

	/** The columns after the first, which order the rows of a part. */
	static <S extends Table<?>> Ordering<S> orderingWithinTier(Ordering<S> ordering) {
		Function<S, List<Field<?>>> columns = ordering.columns();
		Ordering<S> ascending = new Ordering<>(ordering.name(), (row) -> {
			List<Field<?>> all = columns.apply(row);
			return all.subList(1, all.size());
		});
		return ordering.descending() ? ascending.reversed() : ascending;
	}

	/**
	 * What a part compares its rows with for a cursor that marks a row of that part or of
	 * another.
	 * @param tier the part
	 * @param cursorTier the part of the row that the cursor marks
	 * @param values what the cursor says of the columns after the first
	 */
	List<@Nullable Object> comparedValues(int tier, int cursorTier, List<@Nullable Object> values) {
		if (tier == cursorTier) {
			return values;
		}
		return (tier > cursorTier) ? this.minimum : this.maximum;
	}

}
