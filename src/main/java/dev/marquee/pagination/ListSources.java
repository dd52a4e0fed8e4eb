package dev.marquee.pagination;

import java.util.List;
import java.util.function.BiFunction;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a list whose rows are not all found in the same way: queries with the
 * same columns that together return each row of the list once.
 */
public interface ListSources {

	/** All rows of a list from one source. */
	ListSources SINGLE = new ListSources() {

		@Override
		public List<ListQuery> inOrder(ListQuery listQuery, List<Field<?>> orderColumns) {
			return List.of(listQuery);
		}

		@Override
		public List<ListQuery> counted(ListQuery listQuery) {
			return List.of(listQuery);
		}

		@Override
		public @Nullable Expansion expanded(ListQuery listQuery) {
			return null;
		}

	};

	/**
	 * Whether sources other than the first one may have rows. PostgreSQL leaves them out
	 * of a plan if this is false while it plans.
	 */
	default Condition othersExist() {
		return DSL.noCondition();
	}

	/** The sources of the first rows in an order. */
	List<ListQuery> inOrder(ListQuery listQuery, List<Field<?>> orderColumns);

	/** The sources of all rows, to be counted. */
	List<ListQuery> counted(ListQuery listQuery);

	/**
	 * How the rows of the list replace those that are counted; null if the latter are not
	 * found in one scan.
	 */
	default Expansion.@Nullable OfRows listed(ListQuery listQuery) {
		return null;
	}

	/**
	 * How rows that stand for several others are replaced by these; null without such
	 * rows.
	 */
	@Nullable Expansion expanded(ListQuery listQuery);

	/** A list with rows that stand for several others. */
	sealed interface Expansion {

		/**
		 * Rows that stand for others are in another source than plain ones.
		 *
		 * @param plain the plain rows
		 * @param representatives the rows that stand for several
		 * @param represented those for which they stand
		 */
		record OfSources(ListQuery plain, ListQuery representatives, ListQuery represented) implements Expansion {
		}

		/**
		 * Plain rows and those that stand for others are in one source.
		 *
		 * @param keys the columns that are needed of each row
		 * @param replacement the table of all rows, by that of the representatives and
		 * the columns that it has
		 */
		record OfRows(List<Field<?>> keys,
				BiFunction<Table<?>, List<SelectFieldOrAsterisk>, Table<?>> replacement) implements Expansion {
		}

	}

}
