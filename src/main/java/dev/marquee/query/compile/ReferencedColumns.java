package dev.marquee.query.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jooq.Field;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Finds the columns of a common table expression that other expressions reference.
 * PostgreSQL materializes an expression that is referenced twice, so unused columns cost.
 */
public final class ReferencedColumns {

	private ReferencedColumns() {
	}

	/**
	 * The columns of a table that some expressions reference.
	 * @param rows the aliases by which they reference it
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
