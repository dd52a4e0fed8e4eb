package dev.marquee.pagination;

import java.util.List;
import java.util.Objects;

import dev.marquee.pagination.FilterPredicate.OrderColumnRange;
import dev.marquee.pagination.FilterPredicate.SkipScan;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Builds the SQL that finds the first rows of a list. There are two access paths:
 * scanning the index of the order and filtering its rows, which is fast if many rows
 * match; and finding all matching rows by other indexes and sorting them, which is fast
 * if few rows match. PostgreSQL chooses by statistics, but plans a prepared statement
 * without the values of its parameters, and a wrong choice costs a hundred times as much.
 * So the statement contains both paths: it scans a limited number of rows, scans further
 * if it found some matches, and sorts all matching rows only if there are still too few.
 *
 * @param table the table of the list, under the alias of its rows
 * @param columns the columns to select, by name, including all ordering columns
 * @param scanLimit the maximum number of rows to scan, in addition to the requested
 * number
 */
record TopNQuery<S extends Table<?>>(S table, ListQuery listQuery, Ordering<S> ordering,
		List<SelectFieldOrAsterisk> columns, int scanLimit) {

	/**
	 * The number of rows of an index scan that costs about as much as a search by another
	 * index.
	 */
	private static final int DEFAULT_SCAN_LIMIT = 2000;

	/**
	 * Of a list whose rows are joined from several tables, each costs ten times as much.
	 */
	private static final int JOINED_SCAN_LIMIT = 200;

	/**
	 * The factor by which a longer scan may still be cheaper, if the first scan found
	 * some matches.
	 */
	private static final int EXTENDED_SCAN_FACTOR = 10;

	/**
	 * The first scan must have found the requested number of rows, divided by this, to be
	 * extended. If an index finds the matching rows, few of them are sorted faster than
	 * they are reached by a scan, unless they are to be joined.
	 */
	private static final int PROMISING_DIVISOR = 8;

	private static final int PROMISING_DIVISOR_WITH_INDEX = 2;

	/**
	 * Of more rows than that, all matching rows are found and sorted: a scan that has to
	 * be extended reads too many rows for nothing.
	 */
	private static final int MAX_SCANNED_SIZE = 2001;

	/** The common table expressions with the rows of the two scans. */
	private static final Name SCANNED = DSL.name("scanned");

	private static final Name SCANNED_FURTHER = DSL.name("scanned_further");

	TopNQuery(S table, ListQuery listQuery, Ordering<S> ordering, List<SelectFieldOrAsterisk> columns) {
		this(table, listQuery, ordering, columns,
				(listQuery.selected() != null) ? JOINED_SCAN_LIMIT : DEFAULT_SCAN_LIMIT);
	}

	/**
	 * The first rows within a keyset range.
	 * @param fromEnd whether to start from the end of the order
	 */
	Select<Record> topN(int size, boolean fromEnd, Condition keysetCondition) {
		List<FilterPredicate> predicates = this.listQuery.predicates();
		Condition base = DSL.and(this.listQuery.where(), keysetCondition);
		if (this.listQuery.singleParent()) {
			return paths().sorted(this.listQuery.from(), base.and(FilterPredicate.conjunction(predicates)), fromEnd,
					size);
		}
		if (!this.ordering.indexed()) {
			return paths().filterThenSort(predicates, base, fromEnd, size);
		}
		Condition bounded = base.and(this.ordering.scanBounds().apply(this.table));
		FilterPredicate onOrderColumn = orderColumnPredicate(predicates);
		if (onOrderColumn == null) {
			return topNMatching(null, bounded, predicates, fromEnd, size);
		}
		OrderColumnRange orderColumnRange = Objects.requireNonNull(rangeOf(onOrderColumn));
		List<FilterPredicate> others = onOrderColumn.removedFrom(predicates);
		Select<Record> inRange = topNInRange(orderColumnRange, bounded, others, fromEnd, size);
		if (orderColumnRange.precedingRows() == null) {
			return inRange;
		}
		Select<Record> preceding = paths().skipScan(orderColumnRange.precedingRows(), bounded, others,
				orderColumnRange.precedingSorted(), this.ordering.orderFields(this.table, fromEnd), size);
		return paths().sorted(unionAll(preceding, inRange), DSL.noCondition(), fromEnd, size);
	}

	/** Any matching rows, up to a number; to be counted. */
	Select<Record> anyRows(int size) {
		List<FilterPredicate> predicates = this.listQuery.predicates();
		Condition base = this.listQuery.where();
		if (this.listQuery.singleParent()) {
			return DSL.select(this.columns)
				.from(this.listQuery.from())
				.where(base, FilterPredicate.conjunction(predicates))
				.limit(DSL.inline(size));
		}
		FilterPredicate onOrderColumn = orderColumnPredicate(predicates);
		if (onOrderColumn == null || this.listQuery.selected() != null) {
			return anyRows(base, predicates, size);
		}
		OrderColumnRange orderColumnRange = Objects.requireNonNull(rangeOf(onOrderColumn));
		List<FilterPredicate> others = onOrderColumn.removedFrom(predicates);
		Select<Record> inRange = anyRowsInRange(orderColumnRange, base, others, size);
		if (orderColumnRange.precedingRows() == null) {
			return inRange;
		}
		Select<Record> preceding = paths().skipScan(orderColumnRange.precedingRows(), base, others, true, List.of(),
				size);
		return DSL.select(DSL.asterisk()).from(unionAll(preceding, inRange)).limit(DSL.inline(size));
	}

	/** PostgreSQL would sort all rows of a join, of which it expects few. */
	@SuppressWarnings("ReferenceEquality") // tables with the same alias are equal
	private Select<Record> anyRows(Condition base, List<FilterPredicate> predicates, int size) {
		if (predicates.isEmpty() && this.listQuery.from() != this.table) {
			return DSL.select(this.columns).from(this.listQuery.from()).where(base).limit(DSL.inline(size));
		}
		if (predicates.isEmpty()) {
			return paths().sorted(this.listQuery.from(), base, false, size);
		}
		return paths().filterUnsorted(predicates, base, size);
	}

	private Select<Record> anyRowsInRange(OrderColumnRange range, Condition base, List<FilterPredicate> others,
			int size) {
		Condition inRange = base.and(range.condition());
		return (range.skipScan() == null) ? anyRows(inRange, others, size) : paths().skipScan(range.skipScan(),
				inRange.and(FilterPredicate.conjunction(others)), List.of(), true, List.of(), size);
	}

	/**
	 * The first rows of a range. Without an index for the other predicates, a skip scan
	 * returns so few rows that it goes on until enough match.
	 */
	private Select<Record> topNInRange(OrderColumnRange range, Condition base, List<FilterPredicate> others,
			boolean fromEnd, int size) {
		Condition inRange = base.and(range.condition());
		return (range.skipScan() != null && FilterPredicate.selectiveAmong(others).isEmpty())
				? paths().alongOrder(range.skipScan(), inRange.and(FilterPredicate.conjunction(others)), fromEnd, size)
				: topNMatching(range.skipScan(), inRange, others, fromEnd, size);
	}

	private Select<Record> topNMatching(@Nullable SkipScan skipScan, Condition base, List<FilterPredicate> predicates,
			boolean fromEnd, int size) {
		if (predicates.isEmpty()) {
			return paths().alongOrder(skipScan, base, fromEnd, size);
		}
		Select<Record> sorted = paths().filterThenSort(predicates, base, fromEnd, size);
		return (size > MAX_SCANNED_SIZE) ? sorted : scanWithFallback(skipScan, base, predicates, fromEnd, size, sorted);
	}

	private Select<Record> scanWithFallback(@Nullable SkipScan skipScan, Condition base,
			List<FilterPredicate> predicates, boolean fromEnd, int size, Select<Record> fallback) {
		Condition filter = FilterPredicate.conjunction(predicates);
		int scanLimit = this.scanLimit + size;
		Select<Record> scan = paths().scanAlongOrder(skipScan, scanLimit, base, filter, fromEnd, size);
		Condition promising = rowCount(SCANNED).between(DSL.inline(Math.max(1, size / promisingDivisor(predicates))),
				DSL.inline(size - 1));
		Select<Record> extendedScan = paths().scanAlongOrder(skipScan, scanLimit * EXTENDED_SCAN_FACTOR, base,
				filter.and(promising), fromEnd, size);
		return DSL.with(SCANNED.as(scan), SCANNED_FURTHER.as(extendedScan))
			.select(DSL.asterisk())
			.from(DSL.table(SCANNED))
			.where(rowCount(SCANNED).ge(DSL.inline(size)))
			.unionAll(DSL.select(DSL.asterisk())
				.from(DSL.table(SCANNED_FURTHER))
				.where(rowCount(SCANNED_FURTHER).ge(DSL.inline(size))))
			.unionAll(DSL.select(DSL.asterisk())
				.from(fallback.asTable("filtered"))
				.where(rowCount(SCANNED).lt(DSL.inline(size)), rowCount(SCANNED_FURTHER).lt(DSL.inline(size))));
	}

	private int promisingDivisor(List<FilterPredicate> predicates) {
		return (FilterPredicate.selectiveAmong(predicates).isEmpty() || this.listQuery.selected() != null)
				? PROMISING_DIVISOR : PROMISING_DIVISOR_WITH_INDEX;
	}

	private AccessPaths<S> paths() {
		return new AccessPaths<>(this.table, this.listQuery, this.ordering, this.columns);
	}

	private static Field<Integer> rowCount(Name rows) {
		return DSL.field(DSL.selectCount().from(DSL.table(rows)));
	}

	private Table<?> unionAll(Select<Record> first, Select<Record> second) {
		return first.unionAll(second).asTable(this.table.getName());
	}

	private @Nullable FilterPredicate orderColumnPredicate(List<FilterPredicate> predicates) {
		return predicates.stream().filter((predicate) -> rangeOf(predicate) != null).findFirst().orElse(null);
	}

	private @Nullable OrderColumnRange rangeOf(FilterPredicate predicate) {
		return predicate.rangeLeading(this.ordering.columns().apply(this.table));
	}

}
