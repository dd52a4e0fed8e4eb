package dev.marquee.query.compile;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jooq.TableLike;
import org.jooq.impl.DSL;

/**
 * The rows that a field selects, and their order.
 *
 * @param isFirstOnly whether only the first row is selected
 */
public record RowQuery(TableLike<?> from, Condition where, List<? extends OrderField<?>> orderFields,
		boolean isFirstOnly) {

	/** The rows of a table, usually the one that is passed to the {@link Join}. */
	public static RowQuery from(TableLike<?> table) {
		return new RowQuery(table, DSL.noCondition(), List.of(), false);
	}

	public RowQuery where(Condition... conditions) {
		return new RowQuery(this.from, this.where.and(DSL.and(conditions)), this.orderFields, this.isFirstOnly);
	}

	public RowQuery orderBy(OrderField<?>... fields) {
		return new RowQuery(this.from, this.where, Arrays.asList(fields), this.isFirstOnly);
	}

	/** The first row in the order. */
	public RowQuery first() {
		return new RowQuery(this.from, this.where, this.orderFields, true);
	}

	<T> Select<Record1<T>> select(Field<T> column) {
		return limited(DSL.select(column).from(this.from).where(this.where).orderBy(this.orderFields));
	}

	/**
	 * The rows as a table with one column, which PostgreSQL computes once a row: it does
	 * not merge a subquery with an offset into the outer query.
	 */
	Table<?> table(Field<?> column, Name alias) {
		return DSL.select(column)
			.from(this.from)
			.where(this.where)
			.orderBy(this.orderFields)
			.offset(DSL.inline(0))
			.asTable(alias);
	}

	Select<Record> select(Collection<? extends Field<?>> columns) {
		return limited(DSL.select(columns).from(this.from).where(this.where).orderBy(this.orderFields));
	}

	private <R extends Record> Select<R> limited(SelectLimitStep<R> rows) {
		return this.isFirstOnly ? rows.limit(DSL.inline(1)) : rows;
	}

	/**
	 * Selects the rows of another table that belong to a row.
	 *
	 * @param <R> what represents the row
	 * @param <C> the other table, under an alias of its own
	 */
	@FunctionalInterface
	public interface Join<R, C extends Table<?>> {

		RowQuery rowQuery(R row, C other, Arguments arguments);

	}

}
