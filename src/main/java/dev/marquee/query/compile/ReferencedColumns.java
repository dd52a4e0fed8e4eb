package dev.marquee.query.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jooq.Field;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The columns that a common table expression must have for what is made of it. One that
 * is referred to twice is written down whole, so columns that nobody reads cost.
 */
public final class ReferencedColumns {

	private ReferencedColumns() {
	}

	/**
	 * The columns of a table that some expressions name.
	 * @param rows the names under which they know its rows
	 */
	public static List<SelectFieldOrAsterisk> of(Table<?> table, Collection<String> rows, List<Field<?>> expressions) {
		String sql = CompiledStatement.of(DSL.select(expressions), List.of()).sql();
		List<SelectFieldOrAsterisk> used = new ArrayList<>();
		for (Field<?> column : table.fields()) {
			if (isReferenced(column, rows, sql)) {
				used.add(column);
			}
		}
		Field<?> transaction = RowVersion.transactionId(table);
		if (isReferenced(transaction, rows, sql)) {
			used.add(transaction);
		}
		return used;
	}

	private static boolean isReferenced(Field<?> column, Collection<String> rows, String sql) {
		return rows.stream().anyMatch((row) -> sql.contains("\"" + row + "\".\"" + column.getName() + "\""));
	}

}
