package dev.marquee.pagination;

import java.util.List;
import java.util.function.BiFunction;

import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.ListMapping;
import dev.marquee.query.compile.RowColumn;
import dev.marquee.query.compile.SelectedField;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A page whose objects are returned as rows. PostgreSQL makes each object when its row is
 * read, so a client that has the page already costs only the first row.
 *
 * @param joinCondition joins a row of the list to its row of the type's table; null if it
 * is the same row
 */
record StreamedPage<S extends Table<?>, C extends Table<?>>(ConnectionPage<S> connectionPage, Compilation compilation,
		@Nullable BiFunction<S, C, Condition> joinCondition) {

	/**
	 * The largest page that has a stamp, since all rows that the stamp is made of are
	 * read before the first object is returned.
	 */
	private static final int MAX_STAMPED_ROWS = 10_000;

	/**
	 * While a slow client reads a group of rows, the transaction waits longer than the
	 * {@code idle_in_transaction_session_timeout} of other transactions, but not for
	 * ever.
	 */
	private static final Field<String> IDLE_TIMEOUT = DSL
		.field("set_config('idle_in_transaction_session_timeout', '120s', true)", SQLDataType.CLOB);

	private static final Field<byte[]> VALUE = DSL.field(DSL.name("value"), SQLDataType.BLOB);

	/**
	 * The rows as {@link ListMapping} defines them.
	 * @param stamped an edge of the same page, under other aliases
	 */
	Select<Record1<byte[]>> rows(SelectedField nodes, Edge<S, C> edge, Edge<S, C> stamped) {
		Select<Record1<byte[]>> objects = objects(nodes, edge);
		Field<byte[]> summary = this.compilation.object(summary(nodes, stamped));
		List<RowColumn> columns = List.of(RowColumn.member("summary", summary),
				RowColumn.member("objects", DSL.field(objects)));
		return DSL.with(this.connectionPage.commonTableExpressions(columns))
			.select(ListMapping.encodedRow(summary))
			.unionAll(DSL.select(VALUE).from(objects.asTable("objects", "value")));
	}

	/**
	 * The objects, each made by a subquery of its own. PostgreSQL does not merge a
	 * subquery with an offset into the outer query, so it keeps the order of the page.
	 */
	private Select<Record1<byte[]>> objects(SelectedField nodes, Edge<S, C> edge) {
		Table<?> page = this.connectionPage.pageRows(edge.listRow());
		Field<byte[]> object = ListMapping
			.encodedRow(this.compilation.object(this.compilation.columns(nodes, edge.node())));
		if (this.joinCondition == null) {
			return DSL.select(object).from(page);
		}
		Select<Record1<byte[]>> each = DSL.select(object.as(VALUE))
			.from(edge.node())
			.where(nodeCondition(edge))
			.offset(DSL.inline(0));
		return DSL.select(VALUE).from(page, DSL.lateral(each.asTable(this.compilation.nextAlias())));
	}

	private Condition nodeCondition(Edge<S, C> edge) {
		return (this.joinCondition != null) ? this.joinCondition.apply(edge.listRow(), edge.node())
			.and(this.compilation.policyCondition(edge.node())) : DSL.noCondition();
	}

	private List<RowColumn> summary(SelectedField nodes, Edge<S, C> edge) {
		boolean isStamped = this.connectionPage.size() <= MAX_STAMPED_ROWS;
		Field<byte[]> stamp = isStamped ? ListMapping.stamp(nodes, edge.node(), this.compilation).orElse(null) : null;
		return List.of(RowColumn.member("idleTimeout", IDLE_TIMEOUT),
				RowColumn.member("updatedAt",
						isStamped ? ofPage(edge, DSL.max(edge.node().field("updated_at")))
								: DSL.inline((String) null, SQLDataType.CLOB)),
				RowColumn.member("stamp",
						(stamp != null) ? ofPage(edge, hash(stamp)) : DSL.inline((String) null, SQLDataType.CLOB)),
				RowColumn.member("nextCursor",
						isStamped
								? DSL.when(this.connectionPage.hasExtraRow(), this.connectionPage.boundaryCursor(true))
								: DSL.inline((String) null, SQLDataType.CLOB)));
	}

	/** The stamps are concatenated in the order in which the page has its rows. */
	private static Field<String> hash(Field<byte[]> stamp) {
		return DSL.field(
				"encode(sha256(timestamptz_send(pg_postmaster_start_time()) || coalesce(string_agg({0}, ''::bytea), ''::bytea)), 'hex')",
				SQLDataType.CLOB, stamp);
	}

	private <T> Field<T> ofPage(Edge<S, C> edge, Field<T> aggregate) {
		Table<?> page = this.connectionPage.pageRows(edge.listRow());
		return DSL.field((this.joinCondition != null)
				? DSL.select(aggregate).from(page.join(edge.node()).on(nodeCondition(edge)))
				: DSL.select(aggregate).from(page));
	}

}
