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
	 * The columns of a table that at least one expression references.
	 * @param aliases the aliases of the table in the expressions
	 */
	public static List<SelectFieldOrAsterisk> of(Table<?> table, Collection<String> aliases,
			List<Field<?>> expressions) {
		Set<Name> referenced = new HashSet<>();
		CompiledStatement.of(DSL.select(expressions), List.of(), VisitListener.onVisitStart((context) -> {
			if (context.queryPart() instanceof Field<?> field) {
				referenced.add(field.getQualifiedName());
			}
		}));
		List<SelectFieldOrAsterisk> columns = new ArrayList<>();
		Stream.concat(Arrays.stream(table.fields()), Stream.of(RowVersion.transactionId(table)))
			.filter((column) -> aliases.stream()
				.anyMatch((alias) -> referenced.contains(DSL.name(alias, column.getName()))))
			.forEach(columns::add);
		return columns;
	}

}
