package dev.marquee.pagination;

import java.util.List;
import java.util.function.Function;

import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * The tiers of an order whose first column is computed and has few values. Each tier has
 * predicates of its own, and an index returns the rows of all tiers in the order of the
 * other columns.
 *
 * @param replacedFilter the name of the filter that the predicates of a tier replace
 * @param predicates the predicates of each tier, by the value of the first column, from 0
 * @param minimum values of the other columns that no row is below
 * @param maximum values of the other columns that no row is above
 */
public record Tiers<S extends Table<?>>(String replacedFilter, Function<S, List<List<FilterPredicate>>> predicates,
		List<@Nullable Object> minimum, List<@Nullable Object> maximum) {

	/** The order within a tier: by all columns after the first. */
	static <S extends Table<?>> Ordering<S> orderingWithinTier(Ordering<S> ordering) {
		Function<S, List<Field<?>>> columns = ordering.columns();
		Ordering<S> ascending = new Ordering<>(ordering.name(), (row) -> {
			List<Field<?>> all = columns.apply(row);
			return all.subList(1, all.size());
		});
		return ordering.descending() ? ascending.reversed() : ascending;
	}

	/**
	 * The values with which a tier compares its rows for a cursor that marks a row of
	 * that tier or of another one.
	 * @param tier the tier
	 * @param cursorTier the tier of the row that the cursor marks
	 * @param values the cursor's values of the columns after the first
	 */
	List<@Nullable Object> comparedValues(int tier, int cursorTier, List<@Nullable Object> values) {
		if (tier == cursorTier) {
			return values;
		}
		return (tier > cursorTier) ? this.minimum : this.maximum;
	}

}
