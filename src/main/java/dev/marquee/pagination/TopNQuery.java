package dev.marquee.pagination;

import java.util.List;
import java.util.Objects;

import dev.marquee.pagination.FilterPredicate.OrderColumnRange;
import dev.marquee.pagination.FilterPredicate.OrderedSkipScan;
import dev.marquee.pagination.FilterPredicate.SkipScan;
import dev.marquee.query.compile.RowVersion;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.TableLike;
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
	 * The factor by which a longer scan may still be cheaper, if the first scan found
	 * some matches.
	 */
	private static final int EXTENDED_SCAN_FACTOR = 10;

	/**
	 * The first scan must have found the requested number of rows, divided by this, to be
	 * extended.
	 */
	private static final int PROMISING_DIVISOR = 8;

	/** The common table expressions with the rows of the two scans. */
	private static final Name SCANNED = DSL.name("scanned");

	private static final Name SCANNED_FURTHER = DSL.name("scanned_further");

	TopNQuery(S table, ListQuery listQuery, Ordering<S> ordering, List<SelectFieldOrAsterisk> columns) {
		this(table, listQuery, ordering, columns, DEFAULT_SCAN_LIMIT);
	}

	/**
	 * The first rows within a keyset range.
	 * @param fromEnd whether to start from the end of the order
	 */
	Select<Record> topN(int size, boolean fromEnd, Condition keysetCondition) {
		List<FilterPredicate> predicates = this.listQuery.predicates();
		Condition base = DSL.and(this.listQuery.where(), keysetCondition);
		if (this.listQuery.singleParent()) {
			return sorted(this.listQuery.from(), base.and(FilterPredicate.conjunction(predicates)), fromEnd, size);
		}
		if (!this.ordering.indexed()) {
			return filterThenSort(predicates, base, fromEnd, size);
		}
		Condition bounded = base.and(this.ordering.scanBounds().apply(this.table));
		FilterPredicate onOrderColumn = orderColumnPredicate(predicates);
		if (onOrderColumn == null) {
			return topNMatching(bounded, predicates, fromEnd, size);
		}
		OrderColumnRange orderColumnRange = Objects.requireNonNull(onOrderColumn.orderColumnRange());
		List<FilterPredicate> others = onOrderColumn.removedFrom(predicates);
		Select<Record> inRange = topNMatching(bounded.and(orderColumnRange.condition()), others, fromEnd, size);
		if (orderColumnRange.precedingRows() == null) {
			return inRange;
		}
		Select<Record> preceding = skipScan(orderColumnRange.precedingRows(), bounded, others,
				this.ordering.orderFields(this.table, fromEnd), size);
		return sorted(unionAll(preceding, inRange), DSL.noCondition(), fromEnd, size);
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
		if (onOrderColumn == null) {
			return anyRows(base, predicates, size);
		}
		OrderColumnRange orderColumnRange = Objects.requireNonNull(onOrderColumn.orderColumnRange());
		List<FilterPredicate> others = onOrderColumn.removedFrom(predicates);
		Select<Record> inRange = anyRows(base.and(orderColumnRange.condition()), others, size);
		if (orderColumnRange.precedingRows() == null) {
			return inRange;
		}
		Select<Record> preceding = skipScan(orderColumnRange.precedingRows(), base, others, List.of(), size);
		return DSL.select(DSL.asterisk()).from(unionAll(preceding, inRange)).limit(DSL.inline(size));
	}

	private Select<Record> anyRows(Condition base, List<FilterPredicate> predicates, int size) {
		if (predicates.isEmpty()) {
			return sorted(this.listQuery.from(), base, false, size);
		}
		Select<Record> filtered = filterUnsorted(predicates, base, size);
		return predicates.stream().allMatch(FilterPredicate::unselective)
				? scanWithFallback(base, predicates, false, size, filtered) : filtered;
	}

	private Select<Record> topNMatching(Condition base, List<FilterPredicate> predicates, boolean fromEnd, int size) {
		return predicates.isEmpty() ? sorted(this.listQuery.from(), base, fromEnd, size)
				: scanWithFallback(base, predicates, fromEnd, size, filterThenSort(predicates, base, fromEnd, size));
	}

	private Select<Record> scanWithFallback(Condition base, List<FilterPredicate> predicates, boolean fromEnd, int size,
			Select<Record> fallback) {
		Condition filter = FilterPredicate.conjunction(predicates);
		int scanLimit = this.scanLimit + size;
		Select<Record> scan = scanAlongOrder(scanLimit, base, filter, fromEnd, size);
		Condition promising = rowCount(SCANNED).between(DSL.inline(Math.max(1, size / PROMISING_DIVISOR)),
				DSL.inline(size - 1));
		Select<Record> extendedScan = scanAlongOrder(scanLimit * EXTENDED_SCAN_FACTOR, base, filter.and(promising),
				fromEnd, size);
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

	private Select<Record> scanAlongOrder(int scanLimit, Condition base, Condition filter, boolean fromEnd, int size) {
		Table<?> scan = DSL.select(allColumns())
			.from(this.listQuery.from())
			.where(base)
			.orderBy(this.ordering.orderFields(this.table, fromEnd))
			.limit(DSL.inline(scanLimit))
			.asTable(this.table.getName());
		return DSL.select(this.columns).from(scan).where(filter).limit(DSL.inline(size));
	}

	private static Field<Integer> rowCount(Name rows) {
		return DSL.field(DSL.selectCount().from(DSL.table(rows)));
	}

	/**
	 * A skip scan. It finds few rows, so the other predicates filter them without their
	 * own indexes, which would be searched once for each leading value.
	 */
	private Select<Record> skipScan(SkipScan skipScan, Condition base, List<FilterPredicate> others,
			List<OrderField<?>> order, int size) {
		TableLike<?> from = others.isEmpty() ? this.listQuery.from() : fenced(base.and(skipScan.condition()));
		Condition condition = others.isEmpty() ? base.and(skipScan.condition()) : FilterPredicate.conjunction(others);
		return lateralScan(skipScan, from, condition, order, size);
	}

	private Select<Record> lateralScan(SkipScan skipScan, TableLike<?> from, Condition condition,
			List<OrderField<?>> order, int size) {
		Select<Record> rows = DSL.select(this.columns)
			.from(from)
			.where(condition)
			.orderBy(order)
			.limit(DSL.inline(size));
		return DSL.select(this.table.asterisk())
			.from(skipScan.leadingValues(), DSL.lateral(rows.asTable(this.table.getName())));
	}

	private Select<Record> filterThenSort(List<FilterPredicate> predicates, Condition base, boolean fromEnd, int size) {
		SkipScan skipScan = skipScanInOrder(predicates);
		if (skipScan != null) {
			Condition condition = DSL.and(base, skipScan.condition(), FilterPredicate.conjunction(predicates));
			Select<Record> scans = lateralScan(skipScan, this.listQuery.from(), condition,
					this.ordering.orderFields(this.table, fromEnd), size);
			return sorted(scans.asTable(this.table.getName()), DSL.noCondition(), fromEnd, size);
		}
		return sorted(fenced(predicates, base), DSL.and(base, FilterPredicate.conjunction(predicates)), fromEnd, size);
	}

	/**
	 * The skip scan that returns rows in this order, if its predicate is the only
	 * selective one.
	 */
	private @Nullable SkipScan skipScanInOrder(List<FilterPredicate> predicates) {
		List<FilterPredicate> selective = FilterPredicate.selectiveAmong(predicates);
		OrderedSkipScan orderedSkipScan = (selective.size() == 1) ? selective.getFirst().orderedSkipScan() : null;
		return (orderedSkipScan != null && orderedSkipScan.isOrderedBy(this.ordering.columns().apply(this.table)))
				? orderedSkipScan.skipScan() : null;
	}

	private Select<Record> filterUnsorted(List<FilterPredicate> predicates, Condition base, int size) {
		return DSL.select(this.columns)
			.from(fenced(predicates, base))
			.where(base, FilterPredicate.conjunction(predicates))
			.limit(DSL.inline(size));
	}

	/**
	 * The rows that the indexes of selective predicates find, planned without regard to
	 * all other conditions: PostgreSQL does not merge a subquery with an offset into the
	 * outer query.
	 */
	private TableLike<?> fenced(List<FilterPredicate> predicates, Condition base) {
		List<FilterPredicate> selective = FilterPredicate.selectiveAmong(predicates);
		return fenced(selective.isEmpty() ? base.and(FilterPredicate.conjunction(predicates))
				: FilterPredicate.conjunction(selective));
	}

	private TableLike<?> fenced(Condition condition) {
		return DSL.select(allColumns())
			.from(this.listQuery.from())
			.where(this.listQuery.where(), condition)
			.offset(DSL.inline(0))
			.asTable(this.table.getName());
	}

	private Select<Record> sorted(TableLike<?> from, Condition condition, boolean fromEnd, int size) {
		return DSL.select(this.columns)
			.from(from)
			.where(condition)
			.orderBy(this.ordering.orderFields(this.table, fromEnd))
			.limit(DSL.inline(size));
	}

	/** All columns; PostgreSQL computes only those that are used. */
	private List<SelectFieldOrAsterisk> allColumns() {
		return List.of(this.table.asterisk(), RowVersion.transactionId(this.table));
	}

	private Table<?> unionAll(Select<Record> first, Select<Record> second) {
		return first.unionAll(second).asTable(this.table.getName());
	}

	private @Nullable FilterPredicate orderColumnPredicate(List<FilterPredicate> predicates) {
		List<Field<?>> order = this.ordering.columns().apply(this.table);
		return predicates.stream()
			.filter((filterPredicate) -> filterPredicate.orderColumnRange() != null
					&& filterPredicate.orderColumnRange().isLeadingIn(order))
			.findFirst()
			.orElse(null);
	}

}
