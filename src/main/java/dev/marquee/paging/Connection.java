package dev.marquee.paging;

import java.util.List;
import java.util.function.Function;

import dev.marquee.selection.Arguments;
import dev.marquee.selection.Column;
import dev.marquee.selection.FieldMapping;
import dev.marquee.selection.JsonSql;
import dev.marquee.selection.Rows;
import dev.marquee.selection.TypeMapping;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Lists of one type, page by page: the mappings of its connection and its edge, and of
 * every field that returns such a connection.
 *
 * @param <C> the table of the type
 */
public final class Connection<C extends Table<?>> {

	private final String node;

	private final C table;

	private final Ordering<C> ordering;

	private Connection(String node, C table, Ordering<C> ordering) {
		this.node = node;
		this.table = table;
		this.ordering = ordering;
	}

	/**
	 * Lists of a type.
	 * @param node the name of the type; the schema has a {@code …Connection} and an
	 * {@code …Edge} for it
	 */
	public static <C extends Table<?>> Connection<C> of(String node, C table, Ordering<C> ordering) {
		return new Connection<>(node, table, ordering);
	}

	/**
	 * A field that returns a page of the rows that belong to its own row, in the usual
	 * order.
	 */
	public <R> FieldMapping<R> field(Rows.Join<R, C> join) {
		return field(join, (arguments) -> this.ordering);
	}

	/**
	 * A field that returns a page of the rows that belong to its own row, in an order
	 * that its arguments choose.
	 */
	public <R> FieldMapping<R> field(Rows.Join<R, C> join, Function<Arguments, Ordering<C>> order) {
		return (row, field, compilation) -> {
			C list = compilation.alias(this.table);
			Rows rows = join.rows(row, list, field.arguments());
			Page<C> page = Page.of(list, rows, order.apply(field.arguments()), field.arguments(), compilation);
			List<Column> columns = compilation.ofEachRow(page.size(), () -> compilation.columns(field, page));
			return JsonSql.one(DSL.with(page.definition(columns)).select(JsonSql.selectable(columns)), columns,
					compilation);
		};
	}

	public TypeMapping<?> connectionType() {
		return TypeMapping.<Page<C>>of(this.node + "Connection", Page.class)
			.add("edges", (page, field, compilation) -> {
				C row = compilation.alias(this.table);
				return JsonSql.many(page.shown(row), compilation.columns(field, new Edge<>(page, row)), compilation);
			})
			.add("nodes", (page, field, compilation) -> {
				C row = compilation.alias(this.table);
				return compilation.objects(field, page.shown(row), row);
			})
			.object("pageInfo", (page) -> page)
			.field("totalCount", Page::total);
	}

	public TypeMapping<?> edgeType() {
		return TypeMapping.<Edge<C>>of(this.node + "Edge", Edge.class)
			.field("cursor", Edge::cursor)
			.add("node", (edge, field, compilation) -> compilation.object(field, edge.row()));
	}

	static TypeMapping<?> pageInfoType() {
		return TypeMapping.<Page<?>>of("PageInfo", Page.class)
			.field("hasNextPage", (page) -> DSL.field(page.hasNext()))
			.field("hasPreviousPage", (page) -> DSL.field(page.hasPrevious()))
			.add("startCursor", (page, field, compilation) -> page.cursorAt(compilation, false))
			.add("endCursor", (page, field, compilation) -> page.cursorAt(compilation, true));
	}

	private record Edge<C extends Table<?>>(Page<C> page, C row) {

		Field<String> cursor() {
			return this.page.cursor(this.row);
		}

	}

}
