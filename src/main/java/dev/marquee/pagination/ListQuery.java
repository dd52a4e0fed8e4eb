package dev.marquee.pagination;

import java.util.List;
import java.util.stream.Stream;

import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.RowQuery;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Table;
import org.jooq.TableLike;
import org.jooq.impl.DSL;

/**
 * The rows of a list, on all its pages.
 *
 * @param from the table of the list, with its joins
 * @param where the condition of the list itself, without the client's filter
 * @param singleParent whether the list belongs to one row of another table, so that an
 * index on its key finds the rows
 * @param predicates the predicates of the client's filter
 * @param commonTableExpressions the common table expressions to which the predicates
 * refer
 */
public record ListQuery(TableLike<?> from, Condition where, boolean singleParent, List<FilterPredicate> predicates,
		List<CommonTableExpression<?>> commonTableExpressions) {

	/** All rows of a table. */
	public static ListQuery all(Table<?> table) {
		return new ListQuery(table, DSL.noCondition(), false, List.of(), List.of());
	}

	/** The rows that belong to one row of another table. */
	public static ListQuery of(RowQuery rowQuery) {
		return new ListQuery(rowQuery.from(), rowQuery.where(), true, List.of(), List.of());
	}

	/** The same list with a further condition. */
	ListQuery and(Condition condition) {
		return new ListQuery(this.from, this.where.and(condition), this.singleParent, this.predicates,
				this.commonTableExpressions);
	}

	public ListQuery filteredBy(List<FilterPredicate> predicates, List<CommonTableExpression<?>> definitions) {
		return new ListQuery(this.from, this.where, this.singleParent, predicates, definitions);
	}

	ListQuery withoutFilters(List<String> names) {
		return new ListQuery(this.from, this.where, this.singleParent,
				this.predicates.stream().filter((filterPredicate) -> !names.contains(filterPredicate.name())).toList(),
				this.commonTableExpressions);
	}

	/** The same list with other predicates instead of those of one name. */
	ListQuery replacingFilter(String name, List<FilterPredicate> others) {
		return filteredBy(Stream.concat(others.stream(), withoutFilters(List.of(name)).predicates().stream()).toList(),
				this.commonTableExpressions);
	}

	/** The names that the filter has predicates for. */
	List<String> presentFilters(List<String> names) {
		return this.predicates.stream().map(FilterPredicate::name).filter(names::contains).distinct().toList();
	}

	/**
	 * Creates the query of a list.
	 *
	 * @param <R> what represents the row to which the list belongs
	 * @param <S> the table of the list, under an alias of its own
	 */
	@FunctionalInterface
	public interface ListQueryFactory<R, S extends Table<?>> {

		ListQuery create(R row, S list, Arguments arguments);

	}

}
