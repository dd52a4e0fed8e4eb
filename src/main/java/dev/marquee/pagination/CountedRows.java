package dev.marquee.pagination;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jooq.CommonTableExpression;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Rows of a list to be counted, as a common table expression. Several fields of a page
 * can count the same rows.
 *
 * @param <S> the table of the list
 */
public final class CountedRows<S extends Table<?>> {

	private final S table;

	private final Function<List<SelectFieldOrAsterisk>, Select<Record>> query;

	/** A constant, and the columns that fields count by. */
	private final Set<SelectFieldOrAsterisk> columns = new LinkedHashSet<>(List.of(DSL.one()));

	/**
	 * Creates the rows.
	 * @param table an alias of the table
	 * @param query selects columns of the rows
	 */
	CountedRows(S table, Function<List<SelectFieldOrAsterisk>, Select<Record>> query) {
		this.table = table;
		this.query = query;
	}

	void select(List<? extends SelectFieldOrAsterisk> columns) {
		this.columns.addAll(columns);
	}

	CommonTableExpression<?> commonTableExpression() {
		return DSL.name(this.table.getName()).as(this.query.apply(new ArrayList<>(this.columns)));
	}

	/** The alias of the table, of which only the counted columns exist. */
	public S table() {
		return this.table;
	}

	/** The table from which a counting query selects. */
	public Table<?> from() {
		return DSL.table(DSL.name(this.table.getName()));
	}

}
