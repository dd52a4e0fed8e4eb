package dev.marquee.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jooq.Field;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The columns that a common table expression must have for what is made of it. One that
 * is referred to twice is written down whole, so columns that nobody reads cost.
 */
public final class UsedColumns {

	private UsedColumns() {
	}

	/**
	 * The columns of a table that some expressions name; one too many does no harm.
	 */
	public static List<SelectFieldOrAsterisk> of(Table<?> table, List<Field<?>> expressions) {
		String sql = Statement.of(DSL.select(expressions)).sql();
		List<SelectFieldOrAsterisk> used = new ArrayList<>();
		for (Field<?> column : table.fields()) {
			if (names(sql, column)) {
				used.add(column);
			}
		}
		Field<?> transaction = RowVersion.transaction(table);
		if (names(sql, transaction)) {
			used.add(transaction);
		}
		return used;
	}

	private static boolean names(String sql, Field<?> column) {
		return Pattern.compile("\\b" + Pattern.quote(column.getName()) + "\\b").matcher(sql).find();
	}

}
