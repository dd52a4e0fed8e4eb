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
