package dev.marquee.pagination;

import java.util.List;
import java.util.function.Function;

import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Builds the SQL that finds the rows of a list in all its {@link ListSources sources}.
 *
 * @param columns the columns to select, by name, including all ordering columns
 */
record SourcesQuery<S extends Table<?>>(S table, ListQuery listQuery, Ordering<S> ordering,
		List<SelectFieldOrAsterisk> columns) {

	/**
	 * The first rows within a keyset range.
	 * @param fromEnd whether to start from the end of the order
	 */
	Select<Record> topN(KeysetRange<S> keysetRange, int size, boolean fromEnd,
			Function<KeysetRange<S>, Condition> keysetCondition) {
		List<Select<Record>> sources = this.listQuery.sources()
			.inOrder(this.listQuery, this.ordering.columns().apply(this.table))
			.stream()
			.map((source) -> topN(source, keysetRange, size, fromEnd, keysetCondition))
			.toList();
		return (sources.size() == 1) ? sources.getFirst()
				: DSL.select(DSL.asterisk())
					.from(unionAll(sources).asTable(this.table.getName()))
					.orderBy(this.ordering.orderFields(this.table, fromEnd))
					.limit(DSL.inline(size));
	}

	private Select<Record> topN(ListQuery source, KeysetRange<S> keysetRange, int size, boolean fromEnd,
			Function<KeysetRange<S>, Condition> keysetCondition) {
		if (this.ordering.tiers() != null && !source.singleParent()) {
			return defined(source, new TieredTopNQuery<>(this.table, source, this.ordering, keysetRange, this.columns)
				.topN(size, fromEnd, keysetCondition));
		}
		return defined(source, topN(source).topN(size, fromEnd, keysetCondition.apply(keysetRange)));
	}

	/**
	 * Any rows of all sources, up to a number; to be counted. The limit is that of the
	 * union itself, since each further part of the plan costs a little for thousands of
	 * rows.
	 */
	Select<Record> anyRows(int size) {
		List<ListQuery> sources = this.listQuery.sources().counted(this.listQuery);
		Select<Record> rows = anyRows(sources.getFirst(), size);
		return (sources.size() == 1) ? rows
				: DSL.select(List.of(DSL.asterisk()))
					.from(rows.asTable(this.table.getName()))
					.unionAll(anyRowsIfExist(sources.getLast(), size))
					.limit(DSL.inline(size));
	}

	/** Any rows of one source. */
	Select<Record> anyRows(ListQuery source, int size) {
		return defined(source, topN(source).anyRows(size));
	}

	/** Any rows of a source other than the first one. */
	Select<Record> anyRowsIfExist(ListQuery source, int size) {
		return ifExist(anyRows(source, size));
	}

	/** The rows of a source with the common table expressions that are only its own. */
	private Select<Record> defined(ListQuery source, Select<Record> rows) {
		List<CommonTableExpression<?>> definitions = source.commonTableExpressions()
			.stream()
			.filter((definition) -> !this.listQuery.commonTableExpressions().contains(definition))
			.toList();
		return definitions.isEmpty() ? rows
				: DSL.with(definitions).select(List.of(DSL.asterisk())).from(rows.asTable(this.table.getName()));
	}

	private TopNQuery<S> topN(ListQuery source) {
		return new TopNQuery<>(this.table, source, this.ordering, this.columns);
	}

	private Select<Record> unionAll(List<Select<Record>> sources) {
		return sources.stream().reduce((first, other) -> first.unionAll(ifExist(other))).orElseThrow();
	}

	private Select<Record> ifExist(Select<Record> source) {
		return DSL.select(List.of(DSL.asterisk()))
			.from(source.asTable(this.table.getName()))
			.where(this.listQuery.sources().othersExist());
	}

}
