package dev.marquee.pagination;

import java.util.List;
import java.util.stream.Stream;

import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.RowQuery;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.TableLike;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

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
 * @param sources where the rows are found
 * @param selected a table with the same columns and the matching rows, which are read
 * from those that the indexes of selective predicates find; null if PostgreSQL finds them
 * that way in {@code from}
 */
public record ListQuery(TableLike<?> from, Condition where, boolean singleParent, List<FilterPredicate> predicates,
		List<CommonTableExpression<?>> commonTableExpressions, ListSources sources, @Nullable TableLike<?> selected) {

	/** All rows of a table. */
	public static ListQuery all(Table<?> table) {
		return new ListQuery(table, DSL.noCondition(), false, List.of(), List.of(), ListSources.SINGLE, null);
	}

	/** The rows that belong to one row of another table. */
	public static ListQuery of(RowQuery rowQuery) {
		return new ListQuery(rowQuery.from(), rowQuery.where(), true, List.of(), List.of(), ListSources.SINGLE, null);
	}

	/** The same list with a further condition. */
	public ListQuery and(Condition condition) {
		return new ListQuery(this.from, this.where.and(condition), this.singleParent, this.predicates,
				this.commonTableExpressions, this.sources, this.selected);
	}

	public ListQuery filteredBy(List<FilterPredicate> predicates, List<CommonTableExpression<?>> definitions) {
		return new ListQuery(this.from, this.where, this.singleParent, predicates, definitions, this.sources,
				this.selected);
	}

	/** The same list with other predicates. */
	public ListQuery withPredicates(List<FilterPredicate> predicates) {
		return filteredBy(predicates, this.commonTableExpressions);
	}

	/** The same list, found in these sources. */
	public ListQuery in(ListSources sources) {
		return new ListQuery(this.from, this.where, this.singleParent, this.predicates, this.commonTableExpressions,
				sources, this.selected);
	}

	/**
	 * The same predicates on the rows of another table, which has its own conditions.
	 * @param selected the rows that the selective predicates find; may be null
	 */
	public ListQuery from(TableLike<?> table, @Nullable TableLike<?> selected) {
		return new ListQuery(table, DSL.noCondition(), this.singleParent, this.predicates, this.commonTableExpressions,
				this.sources, selected);
	}

	/**
	 * The same predicates on the rows of a common table expression, which the source
	 * defines. PostgreSQL plans it as if it stood in each place that reads it, but the
	 * statement has its text and its parameters only once.
	 * @param alias the alias of the list's table
	 */
	public ListQuery from(CommonTableExpression<?> definition, String alias, @Nullable TableLike<?> selected) {
		ListQuery source = from(DSL.table(definition.getUnqualifiedName()).as(alias), selected);
		return source.filteredBy(this.predicates,
				Stream.concat(this.commonTableExpressions.stream(), Stream.of(definition)).toList());
	}

	/** The same list, of which each scan finds few rows. */
	public ListQuery ofFewRows() {
		return new ListQuery(this.from, this.where, true, this.predicates, this.commonTableExpressions, this.sources,
				this.selected);
	}

	ListQuery withoutFilters(List<String> names) {
		return withPredicates(
				this.predicates.stream().filter((filterPredicate) -> !names.contains(filterPredicate.name())).toList());
	}

	/** The same list with other predicates instead of those of one name. */
	ListQuery replacingFilter(String name, List<FilterPredicate> others) {
		return filteredBy(Stream.concat(others.stream(), withoutFilters(List.of(name)).predicates().stream()).toList(),
				this.commonTableExpressions);
	}

	/**
	 * Any rows of the list in no order.
	 * @param ordering the order of the index that finds them
	 * @param columns the columns to select
	 */
	public <S extends Table<?>> Select<Record> anyRows(S table, Ordering<S> ordering,
			List<SelectFieldOrAsterisk> columns) {
		return new TopNQuery<>(table, this, ordering, columns).anyRows(Integer.MAX_VALUE);
	}

	/** The names that the filter has predicates for. */
	public List<String> presentFilters(List<String> names) {
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
