package dev.marquee.paging;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.marquee.paging.Finding.Search;
import dev.marquee.selection.Arguments;
import dev.marquee.selection.Column;
import dev.marquee.selection.Compilation;
import dev.marquee.selection.FieldMapping;
import dev.marquee.selection.Rows;
import dev.marquee.selection.TypeMapping;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Lists of one type, page by page: the mappings of its connection and its edge, and of
 * every field that returns such a connection.
 *
 * @param <S> the table in which the rows of a list are found
 * @param <C> the table of the type; often the same
 */
public final class Connection<S extends Table<?>, C extends Table<?>> {

	private final String node;

	private final S list;

	private final C table;

	private final @Nullable BiFunction<S, C, Condition> same;

	private final Ordering<S> ordering;

	private final Function<S, List<SelectFieldOrAsterisk>> counted;

	private Connection(String node, S list, C table, @Nullable BiFunction<S, C, Condition> same, Ordering<S> ordering,
			Function<S, List<SelectFieldOrAsterisk>> counted) {
		this.node = node;
		this.list = list;
		this.table = table;
		this.same = same;
		this.ordering = ordering;
		this.counted = counted;
	}

	/**
	 * Lists of a type.
	 * @param node the name of the type; the schema has a {@code …Connection} and an
	 * {@code …Edge} for it
	 * @param ordering the usual order
	 */
	public static <C extends Table<?>> Connection<C, C> of(String node, C table, Ordering<C> ordering) {
		return new Connection<>(node, table, table, null, ordering, (row) -> List.of(DSL.one()));
	}

	/**
	 * Lists of a type that are found by another table.
	 * @param same which row of the type a row of the list stands for
	 * @param counted the columns of the list that it may be counted by
	 */
	public static <S extends Table<?>, C extends Table<?>> Connection<S, C> of(String node, S list, C table,
			BiFunction<S, C, Condition> same, Ordering<S> ordering, Function<S, List<SelectFieldOrAsterisk>> counted) {
		return new Connection<>(node, list, table, same, ordering, counted);
	}

	/** A field that returns a page of a list in the usual order. */
	public <R> FieldMapping<R> field(Search<R, S> search) {
		return field(search, (arguments) -> this.ordering);
	}

	/** A field that returns a page of a list in an order that its arguments choose. */
	public <R> FieldMapping<R> field(Search<R, S> search, Function<Arguments, Ordering<S>> order) {
		return (row, field, compilation) -> {
			S rows = compilation.alias(this.list);
			Arguments arguments = field.arguments();
			Finding found = search.find(row, rows, arguments).where(compilation.seen(rows));
			Page<S> page = new Page<>(rows, found, order.apply(arguments), this.ordering, this.counted, arguments,
					compilation);
			List<Column> columns = compilation.columns(field, page);
			return DSL.field(DSL.with(page.definitions(columns)).select(compilation.object(columns)));
		};
	}

	public TypeMapping<?> connectionType() {
		return TypeMapping.<Page<S>>of(this.node + "Connection", Page.class)
			.add("edges", (page, field, compilation) -> {
				Edge<S, C> edge = edge(page, compilation);
				return compilation.list(field, rows(edge, compilation), edge);
			})
			.add("nodes", (page, field, compilation) -> {
				Edge<S, C> edge = edge(page, compilation);
				return compilation.objects(field, rows(edge, compilation), edge.node());
			})
			.object("pageInfo", (page) -> page)
			.field("totalCount", Page::total)
			.field("totalCountIsExact", Page::isWhollyCounted);
	}

	@SuppressWarnings("unchecked") // without a table of its own the list is that of the
									// type
	private Edge<S, C> edge(Page<S> page, Compilation compilation) {
		S row = compilation.alias(this.list);
		return new Edge<>(page, row, (this.same != null) ? compilation.alias(this.table) : (C) row);
	}

	private Rows rows(Edge<S, C> edge, Compilation compilation) {
		return (this.same != null)
				? edge.page()
					.shown(edge.found(), edge.node(),
							this.same.apply(edge.found(), edge.node()).and(compilation.seen(edge.node())))
				: edge.page().shown(edge.found());
	}

	public TypeMapping<?> edgeType() {
		return TypeMapping.<Edge<S, C>>of(this.node + "Edge", Edge.class)
			.field("cursor", Edge::cursor)
			.add("node", (edge, field, compilation) -> compilation.object(field, edge.node()));
	}

	static TypeMapping<?> pageInfoType() {
		return TypeMapping.<Page<?>>of("PageInfo", Page.class)
			.field("hasNextPage", (page) -> DSL.field(page.hasNext()))
			.field("hasPreviousPage", (page) -> DSL.field(page.hasPrevious()))
			.field("startCursor", (page) -> page.cursorAt(false))
			.field("endCursor", (page) -> page.cursorAt(true));
	}

}
