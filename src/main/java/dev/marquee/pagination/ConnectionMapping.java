package dev.marquee.pagination;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.marquee.pagination.ListQuery.ListQueryFactory;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.FieldMapping;
import dev.marquee.query.compile.ListMapping;
import dev.marquee.query.compile.RowColumn;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.SelectedField;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Maps the connection type and the edge type of an object type, and the fields that
 * return such a connection.
 *
 * @param <S> the table from which the lists are read
 * @param <C> the table of the object type; often the same
 */
public final class ConnectionMapping<S extends Table<?>, C extends Table<?>> {

	private final String typeName;

	private final S listTable;

	private final C nodeTable;

	private final @Nullable BiFunction<S, C, Condition> joinCondition;

	private final Ordering<S> defaultOrdering;

	private final boolean nodesOfView;

	private ConnectionMapping(String typeName, S listTable, C nodeTable,
			@Nullable BiFunction<S, C, Condition> joinCondition, Ordering<S> defaultOrdering, boolean nodesOfView) {
		this.typeName = typeName;
		this.listTable = listTable;
		this.nodeTable = nodeTable;
		this.joinCondition = joinCondition;
		this.defaultOrdering = defaultOrdering;
		this.nodesOfView = nodesOfView;
	}

	/**
	 * Connections whose lists are read from the type's own table.
	 * @param typeName the name of the type; the schema has a {@code …Connection} and an
	 * {@code …Edge} for it
	 * @param ordering the default order
	 */
	public static <C extends Table<?>> ConnectionMapping<C, C> of(String typeName, C table, Ordering<C> ordering) {
		return new ConnectionMapping<>(typeName, table, table, null, ordering, false);
	}

	/**
	 * Connections whose lists are read from another table.
	 * @param joinCondition joins a row of the list to its row of the type's table
	 */
	public static <S extends Table<?>, C extends Table<?>> ConnectionMapping<S, C> of(String typeName, S listTable,
			C table, BiFunction<S, C, Condition> joinCondition, Ordering<S> ordering) {
		return new ConnectionMapping<>(typeName, listTable, table, joinCondition, ordering, false);
	}

	/**
	 * The same connections of objects that are rows of a view of several tables. They are
	 * looked up one by one: PostgreSQL does not use the indexes of these tables to join
	 * them.
	 */
	public ConnectionMapping<S, C> withNodesOfView() {
		return new ConnectionMapping<>(this.typeName, this.listTable, this.nodeTable, this.joinCondition,
				this.defaultOrdering, true);
	}

	/** A field that returns a page of a list in the default order. */
	public <R> FieldMapping<R> field(ListQueryFactory<R, S> listQueryFactory) {
		return field(listQueryFactory, (arguments) -> this.defaultOrdering);
	}

	/** A field that returns a page of a list in an order that its arguments choose. */
	public <R> FieldMapping<R> field(ListQueryFactory<R, S> listQueryFactory,
			Function<Arguments, Ordering<S>> orderingChooser) {
		return new ConnectionField<>(listQueryFactory, orderingChooser);
	}

	private final class ConnectionField<R> implements ListMapping<R> {

		private final ListQueryFactory<R, S> listQueryFactory;

		private final Function<Arguments, Ordering<S>> orderingChooser;

		ConnectionField(ListQueryFactory<R, S> listQueryFactory, Function<Arguments, Ordering<S>> orderingChooser) {
			this.listQueryFactory = listQueryFactory;
			this.orderingChooser = orderingChooser;
		}

		@Override
		public Field<?> compile(R row, SelectedField field, Compilation compilation) {
			ConnectionPage<S> connectionPage = page(row, field.arguments(), compilation, PageSize.OF_CONNECTION);
			List<RowColumn> columns = compilation.columns(field, connectionPage);
			return DSL
				.field(DSL.with(connectionPage.commonTableExpressions(columns)).select(compilation.object(columns)));
		}

		@Override
		public Select<Record1<byte[]>> compileRows(R row, SelectedField field, Compilation compilation) {
			ConnectionPage<S> connectionPage = page(row, field.arguments(), compilation, PageSize.OF_ROWS);
			SelectedField nodes = field.subfield("nodes");
			Edge<S, C> edge = edge(connectionPage, compilation);
			return new StreamedPage<>(connectionPage, compilation, ConnectionMapping.this.joinCondition).rows(nodes,
					edge, edge(connectionPage, compilation));
		}

		private ConnectionPage<S> page(R row, Arguments arguments, Compilation compilation, PageSize pageSize) {
			S listAlias = compilation.alias(ConnectionMapping.this.listTable);
			ListQuery listQuery = this.listQueryFactory.create(row, listAlias, arguments)
				.and(compilation.policyCondition(listAlias));
			return new ConnectionPage<>(listAlias, listQuery, this.orderingChooser.apply(arguments),
					ConnectionMapping.this.defaultOrdering, arguments, compilation, pageSize,
					row == RootValue.INSTANCE);
		}

	}

	public TypeMapping<?> connectionTypeMapping() {
		return TypeMapping.<ConnectionPage<S>>of(this.typeName + "Connection", ConnectionPage.class)
			.add("edges", (connectionPage, field, compilation) -> {
				Edge<S, C> edge = edge(connectionPage, compilation);
				return compilation.list(field, rowQuery(edge, compilation), edge);
			})
			.add("nodes", (connectionPage, field, compilation) -> {
				Edge<S, C> edge = edge(connectionPage, compilation);
				return compilation.objects(field, rowQuery(edge, compilation), edge.node());
			})
			.object("pageInfo", (connectionPage) -> connectionPage)
			.field("totalCount", ConnectionPage::totalCount)
			.field("totalCountIsExact", ConnectionPage::totalCountIsExact);
	}

	@SuppressWarnings("unchecked") // without a join condition, S is C
	private Edge<S, C> edge(ConnectionPage<S> connectionPage, Compilation compilation) {
		S row = compilation.alias(this.listTable);
		return new Edge<>(connectionPage, row,
				(this.joinCondition != null) ? compilation.alias(this.nodeTable) : (C) row);
	}

	private RowQuery rowQuery(Edge<S, C> edge, Compilation compilation) {
		if (this.joinCondition == null) {
			return edge.connectionPage().rows(edge.listRow());
		}
		C node = edge.node();
		Condition condition = this.joinCondition.apply(edge.listRow(), node).and(compilation.policyCondition(node));
		return this.nodesOfView
				? edge.connectionPage()
					.rows(edge.listRow(),
							DSL.lateral(DSL.select(node.asterisk())
								.from(node)
								.where(condition)
								.offset(DSL.inline(0))
								.asTable(node.getName())),
							DSL.trueCondition())
				: edge.connectionPage().rows(edge.listRow(), node, condition);
	}

	public TypeMapping<?> edgeTypeMapping() {
		return TypeMapping.<Edge<S, C>>of(this.typeName + "Edge", Edge.class)
			.field("cursor", Edge::cursor)
			.add("node", (edge, field, compilation) -> compilation.object(field, edge.node()));
	}

	static TypeMapping<?> pageInfoTypeMapping() {
		return TypeMapping.<ConnectionPage<?>>of("PageInfo", ConnectionPage.class)
			.field("hasNextPage", (connectionPage) -> DSL.field(connectionPage.hasNextPage()))
			.field("hasPreviousPage", (connectionPage) -> DSL.field(connectionPage.hasPreviousPage()))
			.field("startCursor", (connectionPage) -> connectionPage.boundaryCursor(false))
			.field("endCursor", (connectionPage) -> connectionPage.boundaryCursor(true));
	}

}
