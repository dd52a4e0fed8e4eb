package dev.marquee.pagination;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.marquee.graphql.BadUserInputException;
import dev.marquee.pagination.ListSources.Expansion;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.ReferencedColumns;
import dev.marquee.query.compile.RowColumn;
import dev.marquee.query.compile.RowQuery;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * One page of a list: the requested rows and one more, which shows whether another page
 * follows. The fields of the page refer to common table expressions, and the statement
 * contains only those that are referenced.
 *
 * @param <S> the table of the list
 */
public final class ConnectionPage<S extends Table<?>> {

	/** Rows are counted only up to this number. */
	static final int MAX_COUNT = 10_000;

	private final S listTable;

	private final S pageTable;

	private final ListQuery listQuery;

	private final Ordering<S> ordering;

	private final KeysetRange<S> keysetRange;

	private final Ordering<S> defaultOrdering;

	private final Arguments arguments;

	private final int size;

	private final boolean backward;

	private final boolean isOfQuery;

	private final Compilation compilation;

	/** The aliases by which the fields of the page refer to its rows. */
	private final Set<String> rowAliases = new LinkedHashSet<>();

	private final Map<List<String>, CountedRows<S>> countedRows = new LinkedHashMap<>();

	/**
	 * Creates a page.
	 * @param defaultOrdering the order in which rows are read to be counted
	 */
	ConnectionPage(S listTable, ListQuery listQuery, Ordering<S> ordering, Ordering<S> defaultOrdering,
			Arguments arguments, Compilation compilation, PageSize pageSize, boolean isOfQuery) {
		Integer first = pageSize.read(arguments, "first");
		Integer last = pageSize.read(arguments, "last");
		if (first != null && last != null) {
			throw new BadUserInputException("last", "Give either `first` or `last`, not both.");
		}
		this.listTable = listTable;
		this.pageTable = compilation.alias(listTable);
		this.listQuery = listQuery;
		this.ordering = ordering;
		this.keysetRange = new KeysetRange<>(listTable, ordering, arguments);
		this.defaultOrdering = defaultOrdering;
		this.arguments = arguments;
		this.size = (first != null) ? first : (last != null) ? last : pageSize.byDefault();
		this.backward = last != null;
		this.isOfQuery = isOfQuery;
		this.compilation = compilation;
		this.rowAliases.add(listTable.getName());
	}

	/** Whether this is a list of {@code Query} instead of one of an object. */
	public boolean isOfQuery() {
		return this.isOfQuery;
	}

	int size() {
		return this.size;
	}

	/** The arguments of the field that returns the page. */
	public Arguments arguments() {
		return this.arguments;
	}

	/** The common table expressions to which these columns of the page refer. */
	List<CommonTableExpression<?>> commonTableExpressions(List<RowColumn> columns) {
		List<CommonTableExpression<?>> expressions = new ArrayList<>(this.listQuery.commonTableExpressions());
		Select<Record> first = firstRows(columns);
		this.countedRows.values().forEach((countedRows) -> expressions.addAll(countedRows.commonTableExpressions()));
		expressions.add(DSL.name(this.pageTable.getName()).as(first));
		return expressions;
	}

	/**
	 * If one scan finds all rows of the list to be counted, a page without a cursor is
	 * read from these. With one, the condition for rows on its other side refers to all
	 * columns, which would have to be kept of each counted row.
	 */
	private Select<Record> firstRows(List<RowColumn> columns) {
		List<SelectFieldOrAsterisk> used = used(columns);
		Select<Record> first = topN(used, this.size + 1, this.backward, KeysetRange::condition);
		CountedRows<S> counted = this.countedRows.get(List.of());
		Expansion.OfRows listed = this.listQuery.sources().listed(this.listQuery);
		if (counted == null || listed == null || this.arguments.has("after") || this.arguments.has("before")
				|| !this.ordering.isByColumnsOf(this.listTable)) {
			return first;
		}
		return counted.topN(listed, used, this.ordering.orderFields(this.listTable, this.backward), this.size + 1,
				first);
	}

	/** The columns of the list that the order and other columns use. */
	private List<SelectFieldOrAsterisk> used(List<RowColumn> columns) {
		List<Field<?>> expressions = new ArrayList<>(this.ordering.columns().apply(this.listTable));
		columns.forEach((rowColumn) -> expressions.add(rowColumn.value()));
		return ReferencedColumns.of(this.listTable, this.rowAliases, expressions);
	}

	private Select<Record> topN(List<SelectFieldOrAsterisk> used, int size, boolean fromEnd,
			Function<KeysetRange<S>, Condition> keysetCondition) {
		return new SourcesQuery<>(this.listTable, this.listQuery, this.ordering, used).topN(this.keysetRange, size,
				fromEnd, keysetCondition);
	}

	/** The rows of the page, in the list's order. */
	RowQuery rows(S row) {
		return RowQuery.from(pageRows(row)).orderBy(orderFields(row, false));
	}

	/** The rows of the page, each joined to its row of another table. */
	RowQuery rows(S row, Table<?> other, Condition joinCondition) {
		return RowQuery.from(pageRows(row).join(other).on(joinCondition)).orderBy(orderFields(row, false));
	}

	Table<?> pageRows(S row) {
		this.rowAliases.add(row.getName());
		return DSL.select(DSL.asterisk())
			.from(allRows())
			.orderBy(this.ordering.orderFields(this.pageTable, this.backward))
			.limit(DSL.inline(this.size))
			.asTable(row.getName());
	}

	private OrderField<?>[] orderFields(S row, boolean fromEnd) {
		return this.ordering.orderFields(row, fromEnd).toArray(OrderField<?>[]::new);
	}

	Field<String> cursor(S row) {
		return KeysetCursor.expression(this.ordering.name(), KeysetCursor.filterHash(this.arguments),
				this.ordering.columns().apply(row));
	}

	/**
	 * The cursor of the first row or, at the other end, of the last row of the page; null
	 * if the page is empty. A subquery finds the row first, since PostgreSQL would
	 * otherwise compute the cursors of all rows.
	 */
	Field<String> boundaryCursor(boolean atEnd) {
		S row = this.compilation.alias(this.listTable);
		S boundaryRow = this.compilation.alias(this.listTable);
		this.rowAliases.add(boundaryRow.getName());
		Table<?> boundaryTable = DSL.select(DSL.asterisk())
			.from(pageRows(row))
			.orderBy(orderFields(row, atEnd))
			.limit(DSL.inline(1))
			.asTable(boundaryRow.getName());
		return DSL.field(DSL.select(cursor(boundaryRow)).from(boundaryTable));
	}

	Condition hasNextPage() {
		return this.backward ? existsOutside("before") : DSL.or(hasExtraRow(), existsOutside("before"));
	}

	Condition hasPreviousPage() {
		return this.backward ? DSL.or(hasExtraRow(), existsOutside("after")) : existsOutside("after");
	}

	/** The rows of the page and the one that shows whether another page follows. */
	Table<?> allRows() {
		return DSL.table(DSL.name(this.pageTable.getName()));
	}

	Condition hasExtraRow() {
		Field<Boolean> more = DSL.field(DSL.count().gt(DSL.inline(this.size)));
		return DSL.condition(DSL.field(DSL.select(more).from(allRows())));
	}

	/**
	 * Whether there are rows on the other side of the cursor, including the row that it
	 * marks.
	 */
	private Condition existsOutside(String argument) {
		return this.arguments.has(argument) ? DSL
			.exists(topN(used(List.of()), 1, argument.equals("after"), (keysetRange) -> keysetRange.outside(argument)))
				: DSL.falseCondition();
	}

	/**
	 * The rows of the whole list to be counted: at most one more than {@link #MAX_COUNT}.
	 * @param ignoredFilters the names of filters to ignore
	 */
	public CountedRows<S> countedRows(List<String> ignoredFilters) {
		List<String> names = this.listQuery.presentFilters(ignoredFilters);
		return this.countedRows.computeIfAbsent(names,
				(missing) -> new CountedRows<>(this.compilation.alias(this.listTable),
						(columns) -> new SourcesQuery<>(this.listTable, this.listQuery.withoutFilters(names),
								this.defaultOrdering, columns)));
	}

	/** The same rows, of which a field counts these columns, too. */
	public CountedRows<S> countedRows(List<String> ignoredFilters,
			Function<S, List<? extends SelectFieldOrAsterisk>> columns) {
		CountedRows<S> rows = countedRows(ignoredFilters);
		rows.select(columns.apply(this.listTable));
		return rows;
	}

	/** The number of rows of the list, at most {@link #MAX_COUNT}. */
	Field<Integer> totalCount() {
		return DSL.field(DSL.select(DSL.least(DSL.count(), DSL.inline(MAX_COUNT))).from(countedRows(List.of()).from()));
	}

	/** Whether the list has no more rows than were counted. */
	public Field<Boolean> totalCountIsExact() {
		return countedRows(List.of()).isComplete();
	}

}
