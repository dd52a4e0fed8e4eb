package dev.marquee.paging;

import java.util.ArrayList;
import java.util.List;

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
import org.jooq.RowN;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: the rows that the arguments ask for and one more, which tells
 * whether the list goes on.
 *
 * @param list the table of the list, as its rows name it
 * @param page the same table, under the name of the common table expression that holds
 * the page
 * @param rows all rows of the list, on all pages
 * @param size how many rows the page shows at most
 * @param backward whether the page is counted from the end
 */
record Page<C extends Table<?>>(C list, C page, Rows rows, Ordering<C> ordering, Arguments arguments, int size,
		boolean backward) {

	private static final int LARGEST = 100;

	private static final int DEFAULT_SIZE = 20;

	static <C extends Table<?>> Page<C> of(C list, Rows rows, Ordering<C> ordering, Arguments arguments,
			Compilation compilation) {
		Integer first = size(arguments, "first");
		Integer last = size(arguments, "last");
		if (first != null && last != null) {
			throw new BadUserInput("last", "Give either `first` or `last`, not both.");
		}
		int size = (first != null) ? first : (last != null) ? last : DEFAULT_SIZE;
		return new Page<>(list, compilation.alias(list), rows, ordering, arguments, size, last != null);
	}

	private static @Nullable Integer size(Arguments arguments, String argument) {
		Integer size = arguments.integer(argument);
		if (size != null && (size < 1 || size > LARGEST)) {
			throw new BadUserInput(argument,
					"`" + argument + "` must be between 1 and " + LARGEST + ", but is " + size + ".");
		}
		return size;
	}

	/**
	 * The rows of the page in the direction in which it is counted, and one more.
	 * @param columns what is made of the page; what they do not use is left out
	 */
	CommonTableExpression<Record> definition(List<Column> columns) {
		Select<Record> rows = DSL.select(UsedColumns.of(this.list, columns))
			.from(this.rows.from())
			.where(this.rows.where(), after(this.list), before(this.list))
			.orderBy(order(this.list, this.backward))
			.limit(DSL.inline(this.size + 1));
		return DSL.name(this.page.getName()).as(rows);
	}

	/** The rows that the page shows, in the list's order. */
	Rows shown(C row) {
		Table<?> shown = DSL.select(DSL.asterisk())
			.from(DSL.table(DSL.name(this.page.getName())))
			.orderBy(order(this.page, this.backward))
			.limit(DSL.inline(this.size))
			.asTable(row.getName());
		Rows rows = Rows.from(shown);
		return this.backward ? rows.orderBy(order(row, false).toArray(OrderField<?>[]::new)) : rows;
	}

	Field<String> cursor(C row) {
		return Cursor.sql(this.ordering.name(), this.ordering.columns().apply(row));
	}

	/**
	 * The cursor of the first row shown or, at the other end, of the last; null when
	 * there is none. The row is found first: PostgreSQL would write the cursors of all.
	 */
	Field<String> cursorAt(Compilation compilation, boolean end) {
		C row = compilation.alias(this.list);
		C last = compilation.alias(this.list);
		Table<?> only = DSL.select(DSL.asterisk())
			.from(shown(row).from())
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

	Field<Integer> total() {
		return DSL.field(DSL.selectCount().from(this.rows.from()).where(this.rows.where()));
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
		if (!this.arguments.has(argument)) {
			return DSL.falseCondition();
		}
		RowN columns = DSL.row(this.ordering.columns().apply(this.list));
		RowN cursor = cursorGivenAs(argument);
		boolean lower = argument.equals("after") != this.ordering.descending();
		Condition beyond = lower ? columns.le(cursor) : columns.ge(cursor);
		return DSL.exists(DSL.selectOne().from(this.rows.from()).where(this.rows.where(), beyond));
	}

	private Condition after(C row) {
		return beyondCursor(row, "after", this.ordering.descending());
	}

	private Condition before(C row) {
		return beyondCursor(row, "before", !this.ordering.descending());
	}

	/**
	 * A comparison of whole rows, which one index serves; spelled out with {@code or} it
	 * costs 300 times as much.
	 */
	private Condition beyondCursor(C row, String argument, boolean below) {
		if (!this.arguments.has(argument)) {
			return DSL.noCondition();
		}
		RowN columns = DSL.row(this.ordering.columns().apply(row));
		return below ? columns.lt(cursorGivenAs(argument)) : columns.gt(cursorGivenAs(argument));
	}

	private RowN cursorGivenAs(String argument) {
		List<Field<?>> columns = this.ordering.columns().apply(this.list);
		List<Field<?>> values = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			int index = i;
			values.add(this.arguments.bind(argument, columns.get(i).getDataType(),
					(String text) -> Cursor.value(text, this.ordering.name(), columns, index, argument)));
		}
		return DSL.row(values);
	}

	private List<OrderField<?>> order(C row, boolean fromEnd) {
		List<OrderField<?>> order = new ArrayList<>();
		this.ordering.columns()
			.apply(row)
			.forEach((column) -> order.add((fromEnd != this.ordering.descending()) ? column.desc() : column.asc()));
		return order;
	}

}
