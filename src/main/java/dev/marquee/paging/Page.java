package dev.marquee.paging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.selection.Arguments;
import dev.marquee.selection.Column;
import dev.marquee.selection.Compilation;
import dev.marquee.selection.Rows;
import dev.marquee.selection.UsedColumns;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: the rows that the arguments ask for and one more, which tells
 * whether the list goes on. What is selected of the page refers to common table
 * expressions, of which only those are in the statement that something refers to.
 *
 * @param <S> the table of the list
 */
public final class Page<S extends Table<?>> {

	/** Beyond so many rows nothing is counted. */
	static final int MOST_COUNTED = 10_000;

	private static final int LARGEST = 100;

	private static final int DEFAULT_SIZE = 20;

	private final S list;

	private final S page;

	private final Finding finding;

	private final Ordering<S> ordering;

	private final Bounds<S> bounds;

	private final Ordering<S> usual;

	private final Arguments arguments;

	private final int size;

	private final boolean backward;

	private final Compilation compilation;

	private final Function<S, List<SelectFieldOrAsterisk>> countedBy;

	/** The names under which its rows are known to what is selected of the page. */
	private final Set<String> rows = new LinkedHashSet<>();

	private final Map<List<String>, Counted<S>> counted = new LinkedHashMap<>();

	/**
	 * A page of a list.
	 * @param usual the order in which rows are found that are only counted
	 * @param countedBy the columns that such rows have
	 */
	Page(S list, Finding finding, Ordering<S> ordering, Ordering<S> usual,
			Function<S, List<SelectFieldOrAsterisk>> countedBy, Arguments arguments, Compilation compilation) {
		Integer first = size(arguments, "first");
		Integer last = size(arguments, "last");
		if (first != null && last != null) {
			throw new BadUserInput("last", "Give either `first` or `last`, not both.");
		}
		this.list = list;
		this.page = compilation.alias(list);
		this.finding = finding;
		this.ordering = ordering;
		this.bounds = new Bounds<>(list, ordering, arguments);
		this.usual = usual;
		this.countedBy = countedBy;
		this.arguments = arguments;
		this.size = (first != null) ? first : (last != null) ? last : DEFAULT_SIZE;
		this.backward = last != null;
		this.compilation = compilation;
		this.rows.add(list.getName());
	}

	private static @Nullable Integer size(Arguments arguments, String argument) {
		Integer size = arguments.integer(argument);
		if (size != null && (size < 1 || size > LARGEST)) {
			throw new BadUserInput(argument,
					"`" + argument + "` must be between 1 and " + LARGEST + ", but is " + size + ".");
		}
		return size;
	}

	int size() {
		return this.size;
	}

	/** The arguments of the field that returns the page. */
	public Arguments arguments() {
		return this.arguments;
	}

	/** All that some columns, made of the page, refer to. */
	List<CommonTableExpression<?>> definitions(List<Column> columns) {
		List<CommonTableExpression<?>> definitions = new ArrayList<>(this.finding.definitions());
		definitions.add(DSL.name(this.page.getName()).as(first(columns, this.size + 1, this.backward, Bounds::inside)));
		this.counted.values().forEach((counted) -> definitions.add(counted.definition()));
		return definitions;
	}

	/** The first rows, with what the order and some columns use of them. */
	private Select<Record> first(List<Column> columns, int size, boolean fromEnd,
			Function<Bounds<S>, Condition> beyond) {
		List<Field<?>> readers = new ArrayList<>(this.ordering.columns().apply(this.list));
		columns.forEach((column) -> readers.add(column.value()));
		List<SelectFieldOrAsterisk> used = UsedColumns.of(this.list, this.rows, readers);
		if (this.ordering.tiers() != null && !this.finding.ofOne()) {
			return new TieredFinder<>(this.list, this.finding, this.ordering, this.bounds, used).first(size, fromEnd,
					beyond);
		}
		return new Finder<>(this.list, this.finding, this.ordering, used).first(size, fromEnd,
				beyond.apply(this.bounds));
	}

	/** The rows that the page shows, in the list's order. */
	Rows shown(S row) {
		return Rows.from(rowsShown(row)).orderBy(order(row, false));
	}

	/** The same rows, each with the one of another table that stands for it. */
	Rows shown(S row, Table<?> other, Condition same) {
		return Rows.from(rowsShown(row).join(other).on(same)).orderBy(order(row, false));
	}

	private Table<?> rowsShown(S row) {
		this.rows.add(row.getName());
		return DSL.select(DSL.asterisk())
			.from(DSL.table(DSL.name(this.page.getName())))
			.orderBy(this.ordering.of(this.page, this.backward))
			.limit(DSL.inline(this.size))
			.asTable(row.getName());
	}

	private OrderField<?>[] order(S row, boolean fromEnd) {
		return this.ordering.of(row, fromEnd).toArray(OrderField<?>[]::new);
	}

	Field<String> cursor(S row) {
		return Cursor.sql(this.ordering.name(), Cursor.seal(this.arguments), this.ordering.columns().apply(row));
	}

	/**
	 * The cursor of the first row shown or, at the other end, of the last; null when
	 * there is none. The row is found first: PostgreSQL would write the cursors of all.
	 */
	Field<String> cursorAt(boolean end) {
		S row = this.compilation.alias(this.list);
		S last = this.compilation.alias(this.list);
		this.rows.add(last.getName());
		Table<?> only = DSL.select(DSL.asterisk())
			.from(rowsShown(row))
			.orderBy(order(row, end))
			.limit(DSL.inline(1))
			.asTable(last.getName());
		return DSL.field(DSL.select(cursor(last)).from(only));
	}

	Condition hasNext() {
		return this.backward ? existsBeyond("before") : DSL.or(hasMore(), existsBeyond("before"));
	}

	Condition hasPrevious() {
		return this.backward ? DSL.or(hasMore(), existsBeyond("after")) : existsBeyond("after");
	}

	private Condition hasMore() {
		Field<Boolean> more = DSL.field(DSL.count().gt(DSL.inline(this.size)));
		return DSL.condition(DSL.field(DSL.select(more).from(DSL.table(DSL.name(this.page.getName())))));
	}

	/**
	 * Whether there are rows on the other side of the cursor, the row that it marks
	 * included.
	 */
	private Condition existsBeyond(String argument) {
		return this.arguments.has(argument)
				? DSL.exists(first(List.of(), 1, argument.equals("after"), (bounds) -> bounds.otherSide(argument)))
				: DSL.falseCondition();
	}

	/**
	 * The rows of the whole list, to be counted: at most {@link #MOST_COUNTED} and one
	 * more.
	 * @param without fields of the filter that are to be disregarded
	 */
	public Counted<S> counted(List<String> without) {
		List<String> names = this.finding.filtersAmong(without);
		return this.counted.computeIfAbsent(names, (missing) -> {
			Finder<S> finder = new Finder<>(this.list, this.finding.without(names), this.usual,
					this.countedBy.apply(this.list));
			S row = this.compilation.alias(this.list);
			return new Counted<>(row, DSL.name(row.getName()).as(finder.some(MOST_COUNTED + 1)));
		});
	}

	/** How many rows the list has, but at most {@link #MOST_COUNTED}. */
	Field<Integer> total() {
		return count(DSL.least(DSL.count(), DSL.inline(MOST_COUNTED)));
	}

	/** Whether the list has no more rows than are counted. */
	public Field<Boolean> isWhollyCounted() {
		return count(DSL.field(DSL.count().le(DSL.inline(MOST_COUNTED))));
	}

	private <T> Field<T> count(Field<T> result) {
		return DSL.field(DSL.select(result).from(counted(List.of()).from()));
	}

	/**
	 * Rows to be counted.
	 *
	 * @param rows the columns that are counted by, and no others
	 */
	public record Counted<S extends Table<?>>(S rows, CommonTableExpression<?> definition) {

		/** What a query that counts is from. */
		public Table<?> from() {
			return DSL.table(DSL.name(this.rows.getName()));
		}

	}

}
