package dev.marquee.pagination;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.marquee.pagination.ListSources.Expansion;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Context;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Rows of a list to be counted, as common table expressions. Several fields of a page can
 * count the same rows.
 *
 * @param <S> the table of the list
 */
public final class CountedRows<S extends Table<?>> {

	/** One more than are counted. */
	private static final int SIZE = ConnectionPage.MAX_COUNT + 1;

	/** The suffix of the rows for which others may stand. */
	private static final String EXPANDED = "_expanded";

	private final S table;

	private final Function<List<SelectFieldOrAsterisk>, SourcesQuery<S>> query;

	/** A constant, and the columns that fields count by. */
	private final Set<SelectFieldOrAsterisk> columns = new LinkedHashSet<>(List.of(DSL.one()));

	private boolean expanded;

	/**
	 * Creates the rows.
	 * @param table an alias of the table
	 * @param query selects columns of the rows
	 */
	CountedRows(S table, Function<List<SelectFieldOrAsterisk>, SourcesQuery<S>> query) {
		this.table = table;
		this.query = query;
	}

	void select(List<? extends SelectFieldOrAsterisk> columns) {
		this.columns.addAll(columns);
	}

	List<CommonTableExpression<?>> commonTableExpressions() {
		SourcesQuery<S> rows = this.query.apply(List.copyOf(this.columns));
		if (!this.expanded) {
			return List.of(name("").as(rows.anyRows(SIZE)));
		}
		return switch (rows.listQuery().sources().expanded(rows.listQuery())) {
			case null -> List.of(name("").as(rows.anyRows(SIZE)), name(EXPANDED).asNotMaterialized(allOf("")));
			case Expansion.OfSources sources -> List.of(name("_plain").as(rows.anyRows(sources.plain(), SIZE)),
					name("_representatives").as(rows.anyRowsIfExist(sources.representatives(), SIZE)),
					name("_represented").as(rows.anyRowsIfExist(sources.represented(), SIZE)),
					name("").asNotMaterialized(plainAnd("_representatives")),
					name(EXPANDED).asNotMaterialized(plainAnd("_represented")));
			case Expansion.OfRows replaced -> {
				List<SelectFieldOrAsterisk> counted = List.copyOf(this.columns);
				Table<?> replacement = replacedBy(replaced);
				yield List.of(name("").as(this.query.apply(List.copyOf(this.columns)).anyRows(SIZE)),
						name(EXPANDED).as(DSL.select(counted).from(replacement).limit(DSL.inline(SIZE))));
			}
		};
	}

	/** The table of the rows that replace these. */
	private Table<?> replacedBy(Expansion.OfRows replaced) {
		this.columns.addAll(replaced.keys());
		return replaced.replacement().apply(DSL.table(name("")), List.copyOf(this.columns));
	}

	/**
	 * The first rows of the list, read from these if all rows were counted.
	 * @param replaced how those of the list replace these
	 * @param columns the columns to select, including all ordering columns
	 * @param otherwise finds the rows if there are more than are counted
	 */
	Select<Record> topN(Expansion.OfRows replaced, List<SelectFieldOrAsterisk> columns, List<OrderField<?>> order,
			int size, Select<Record> otherwise) {
		this.columns.addAll(columns);
		Condition complete = atMostMaximum(DSL.table(name("")));
		Table<?> counted = DSL.select(columns)
			.from(replacedBy(replaced))
			.where(complete)
			.orderBy(order)
			.limit(DSL.inline(size))
			.asTable("counted");
		return DSL.select(List.of(DSL.asterisk()))
			.from(counted)
			.unionAll(DSL.select(List.of(DSL.asterisk())).from(otherwise.asTable("found")).where(DSL.not(complete)));
	}

	/** The plain rows, then others; only as many as are counted are read. */
	private Select<Record> plainAnd(String others) {
		return DSL.select(List.of(DSL.asterisk()))
			.from(DSL.table(name("_plain")))
			.unionAll(allOf(others))
			.limit(DSL.inline(SIZE));
	}

	private Select<Record> allOf(String suffix) {
		return DSL.select(List.of(DSL.asterisk())).from(DSL.table(name(suffix)));
	}

	private Name name(String suffix) {
		return DSL.name(this.table.getName() + suffix);
	}

	/**
	 * Whether all rows are counted, also those for which others stand if a field counts
	 * these. Other fields of the page decide that, so the condition is known when the
	 * statement is rendered.
	 */
	Field<Boolean> isComplete() {
		return new CustomField<>(DSL.name("complete"), SQLDataType.BOOLEAN) {

			@Override
			public void accept(Context<?> context) {
				Condition complete = atMostMaximum(DSL.table(name("")));
				context.visit(DSL.field(
						CountedRows.this.expanded ? complete.and(atMostMaximum(DSL.table(name(EXPANDED)))) : complete));
			}

		};
	}

	private static Condition atMostMaximum(Table<?> rows) {
		return DSL.field(DSL.selectCount().from(rows)).le(DSL.inline(ConnectionPage.MAX_COUNT));
	}

	/** The alias of the table, of which only the counted columns exist. */
	public S table() {
		return this.table;
	}

	/** The table from which a counting query selects. */
	public Table<?> from() {
		return DSL.table(name(""));
	}

	/**
	 * The table from which a counting query selects if it counts the rows for which
	 * others stand instead of these.
	 */
	public Table<?> fromExpanded() {
		this.expanded = true;
		return DSL.table(name(EXPANDED)).as(this.table.getName());
	}

}
