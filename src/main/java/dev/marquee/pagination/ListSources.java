package dev.marquee.pagination;

import java.util.List;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

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
		public Expansion expanded(ListQuery listQuery) {
			throw new IllegalStateException("No row of this list stands for several");
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

	/** The sources of all rows, of which some stand for several. */
	Expansion expanded(ListQuery listQuery);

	/**
	 * A list with rows that stand for several others.
	 *
	 * @param plain the other rows
	 * @param representatives the rows that stand for several
	 * @param represented those for which they stand
	 */
	record Expansion(ListQuery plain, ListQuery representatives, ListQuery represented) {
	}

}
