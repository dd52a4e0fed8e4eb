package dev.marquee.pagination;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.ListMapping;
import dev.marquee.query.compile.RowColumn;
import dev.marquee.query.compile.SelectedField;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectSelectStep;
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
	 * The largest page whose first row has the versions of all objects, since the rows
	 * that they are made of are read before the first object is returned.
	 */
	private static final int MAX_VERSIONED_ROWS = 10_000;

	/**
	 * While a slow client reads a group of rows, the transaction waits longer than the
	 * {@code idle_in_transaction_session_timeout} of other transactions, but not for
	 * ever.
	 */
	private static final Field<String> IDLE_TIMEOUT = DSL
		.field("set_config('idle_in_transaction_session_timeout', '120s', true)", SQLDataType.CLOB);

	private static final Field<String> NONE = DSL.inline((String) null, SQLDataType.CLOB);

	/**
	 * The transactions that are visible, and the server that counts them. A standby does
	 * not know which of them are under way.
	 */
	private static final Field<String> SNAPSHOT = DSL.field(
			"case when not pg_is_in_recovery() then pg_postmaster_start_time()::text || ' ' || pg_current_snapshot() end",
			SQLDataType.CLOB);

	private static final Field<byte[]> VALUE = DSL.field(DSL.name("value"), SQLDataType.BLOB);

	/**
	 * The rows as {@link ListMapping} defines them.
	 * @param versioned an edge of the same page, under other aliases
	 */
	Select<Record1<byte[]>> rows(SelectedField nodes, Edge<S, C> edge, Edge<S, C> versioned) {
		Select<Record1<byte[]>> objects = objects(nodes, edge);
		Select<Record1<byte[]>> summary = (this.connectionPage.size() <= MAX_VERSIONED_ROWS) ? summary(nodes, versioned)
				: summaryOfAll(nodes, versioned);
		List<RowColumn> columns = List.of(RowColumn.member("summary", DSL.field(summary)),
				RowColumn.member("objects", DSL.field(objects)));
		return DSL.with(this.connectionPage.commonTableExpressions(columns))
			.select(VALUE)
			.from(summary.asTable("summary", "value"))
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

	/**
	 * One pass over the page, since each row of it is joined to other tables: to one row
	 * after the other, like {@link #objects}, so that the versions are aggregated in the
	 * order of the page.
	 */
	private Select<Record1<byte[]>> summary(SelectedField nodes, Edge<S, C> edge) {
		Table<?> page = this.connectionPage.pageRows(edge.listRow());
		Field<?> updatedAt = Objects.requireNonNull(edge.node().field("updated_at"));
		Optional<Field<byte[]>> version = ListMapping.version(nodes, edge.node(), this.compilation);
		Field<String> nextCursor = DSL.when(this.connectionPage.hasExtraRow(),
				this.connectionPage.boundaryCursor(true));
		String alias = this.compilation.nextAlias();
		Table<?> each = DSL
			.select(updatedAt.as("updated_at"), version.orElse(DSL.inline(null, SQLDataType.BLOB)).as("version"))
			.from((this.joinCondition != null) ? edge.node() : DSL.dual())
			.where(nodeCondition(edge))
			.offset(DSL.inline(0))
			.asTable(alias);
		Field<byte[]> versions = ListMapping.versions(DSL.field(DSL.name(alias, "version"), SQLDataType.BLOB));
		return summary(DSL.max(DSL.field(DSL.name(alias, "updated_at"), updatedAt.getDataType())),
				version.isPresent() ? hexadecimal(versions) : NONE, nextCursor)
			.from(page, DSL.lateral(each));
	}

	private static Field<String> hexadecimal(Field<byte[]> bytes) {
		return DSL.field("encode({0}, 'hex')", SQLDataType.CLOB, bytes);
	}

	/**
	 * Of a list that may have any length: like that of a page if it is no longer than
	 * one, and otherwise the transactions that the statement sees.
	 */
	private Select<Record1<byte[]>> summaryOfAll(SelectedField nodes, Edge<S, C> edge) {
		Field<byte[]> snapshot = ListMapping.encodedRow(this.compilation
			.object(List.of(RowColumn.member("idleTimeout", IDLE_TIMEOUT), RowColumn.member("snapshot", SNAPSHOT))));
		return DSL
			.select(DSL.when(hasRowAfter(MAX_VERSIONED_ROWS), snapshot).otherwise(DSL.field(summary(nodes, edge))));
	}

	/** Whether the page has more rows than a number. */
	private Condition hasRowAfter(int number) {
		return DSL.exists(
				DSL.selectOne().from(this.connectionPage.allRows()).offset(DSL.inline(number)).limit(DSL.inline(1)));
	}

	private SelectSelectStep<Record1<byte[]>> summary(Field<?> updatedAt, Field<String> versions,
			Field<String> nextCursor) {
		return DSL.select(ListMapping.encodedRow(this.compilation
			.object(List.of(RowColumn.member("idleTimeout", IDLE_TIMEOUT), RowColumn.member("updatedAt", updatedAt),
					RowColumn.member("versions", versions), RowColumn.member("nextCursor", nextCursor)))));
	}

}
