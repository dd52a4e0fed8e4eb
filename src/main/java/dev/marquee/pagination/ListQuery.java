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
 * Which rows are in a list, on all its pages.
 *
 * @param from the table of the list, with what it is joined to
 * @param where what holds for the list as such; not a client's filter
 * @param singleParent whether the list is that of one row of another table, to which an
 * index leads
 * @param predicates what the client's filter asks for
 * @param commonTableExpressions what the criteria refer to by name
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

	/** The same list, of which more holds. */
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

	/** The same list with other criteria in place of those of one name. */
	ListQuery replacingFilter(String name, List<FilterPredicate> others) {
		return filteredBy(Stream.concat(others.stream(), withoutFilters(List.of(name)).predicates().stream()).toList(),
				this.commonTableExpressions);
	}

	/** Those of the names that the filter really has. */
	List<String> presentFilters(List<String> names) {
		return this.predicates.stream().map(FilterPredicate::name).filter(names::contains).distinct().toList();
	}

	/**
	 * Says which rows a list has.
	 *
	 * @param <R> what stands for the row that the list belongs to
	 * @param <S> the table of the list, under an alias of its own
	 */
	@FunctionalInterface
	public interface ListQueryFactory<R, S extends Table<?>> {

		ListQuery create(R row, S list, Arguments arguments);

	}

}
