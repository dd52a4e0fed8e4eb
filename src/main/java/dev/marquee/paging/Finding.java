package dev.marquee.paging;

import java.util.List;
import java.util.stream.Stream;

import dev.marquee.selection.Arguments;
import dev.marquee.selection.Rows;
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
 * @param ofOne whether the list is that of one row of another table, to which an index
 * leads
 * @param criteria what the client's filter asks for
 * @param definitions what the criteria refer to by name
 */
public record Finding(TableLike<?> from, Condition where, boolean ofOne, List<Criterion> criteria,
		List<CommonTableExpression<?>> definitions) {

	/** All rows of a table. */
	public static Finding all(Table<?> table) {
		return new Finding(table, DSL.noCondition(), false, List.of(), List.of());
	}

	/** The rows that belong to one row of another table. */
	public static Finding of(Rows rows) {
		return new Finding(rows.from(), rows.where(), true, List.of(), List.of());
	}

	/** The same list, of which more holds. */
	Finding where(Condition more) {
		return new Finding(this.from, this.where.and(more), this.ofOne, this.criteria, this.definitions);
	}

	public Finding filteredBy(List<Criterion> criteria, List<CommonTableExpression<?>> definitions) {
		return new Finding(this.from, this.where, this.ofOne, criteria, definitions);
	}

	Finding without(List<String> names) {
		return new Finding(this.from, this.where, this.ofOne,
				this.criteria.stream().filter((criterion) -> !names.contains(criterion.name())).toList(),
				this.definitions);
	}

	/** The same list with other criteria in place of those of one name. */
	Finding replacing(String name, List<Criterion> others) {
		return filteredBy(Stream.concat(others.stream(), without(List.of(name)).criteria().stream()).toList(),
				this.definitions);
	}

	/** Those of the names that the filter really has. */
	List<String> filtersAmong(List<String> names) {
		return this.criteria.stream().map(Criterion::name).filter(names::contains).distinct().toList();
	}

	/**
	 * Says which rows a list has.
	 *
	 * @param <R> what stands for the row that the list belongs to
	 * @param <S> the table of the list, under an alias of its own
	 */
	@FunctionalInterface
	public interface Search<R, S extends Table<?>> {

		Finding find(R row, S list, Arguments arguments);

	}

}
