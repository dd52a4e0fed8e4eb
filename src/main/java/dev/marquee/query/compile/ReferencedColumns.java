package dev.marquee.query.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jooq.Field;
import org.jooq.Name;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.VisitListener;
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
		Set<Name> named = new HashSet<>();
		CompiledStatement.of(DSL.select(expressions), List.of(), VisitListener.onVisitStart((context) -> {
			if (context.queryPart() instanceof Field<?> field) {
				named.add(field.getQualifiedName());
			}
		}));
		List<SelectFieldOrAsterisk> used = new ArrayList<>();
		Stream.concat(Arrays.stream(table.fields()), Stream.of(RowVersion.transactionId(table)))
			.filter((column) -> rows.stream().anyMatch((row) -> named.contains(DSL.name(row, column.getName()))))
			.forEach(used::add);
		return used;
	}

}
