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
 * Makes the SQL that finds the first rows of a list. There are two ways to them: to walk
 * along the index of the order and to drop what does not fit, which is quick when much
 * fits; and to gather all that fits by other indexes and to sort it, which is quick when
 * little does. PostgreSQL would have to choose between them by statistics that a prepared
 * statement does not see, and a wrong choice costs a hundred times as much. So the
 * statement holds both: it walks a number of steps, goes on if those led to some rows,
 * and gathers only if there are still not enough.
 *
 * @param table the table of the list, as its rows name it
 * @param columns what to select of each row, by name and with all that orders it
 * @param scanLimit how many steps to walk at most, beside those for the rows themselves
 */
record TopNQuery<S extends Table<?>>(S table, ListQuery listQuery, Ordering<S> ordering,
		List<SelectFieldOrAsterisk> columns, int scanLimit) {

	/** How many steps along an index cost about as much as a search by another one. */
	private static final int DEFAULT_SCAN_LIMIT = 2000;

	/** How many times as many steps may still be cheaper, if some led to rows. */
	private static final int EXTENDED_SCAN_FACTOR = 10;

	/** The part of the rows that has to be found by then. */
	private static final int PROMISING_DIVISOR = 8;

	/** The common table expressions that hold what the steps led to. */
	private static final Name SCANNED = DSL.name("walked");

	private static final Name SCANNED_FURTHER = DSL.name("walked_further");

	TopNQuery(S table, ListQuery listQuery, Ordering<S> ordering, List<SelectFieldOrAsterisk> columns) {
		this(table, listQuery, ordering, columns, DEFAULT_SCAN_LIMIT);
	}

	/**
	 * The first rows beyond a place in the order.
	 * @param fromEnd whether to count from the end of the order
	 */
	Select<Record> topN(int size, boolean fromEnd, Condition keysetCondition) {
		List<FilterPredicate> predicates = this.listQuery.predicates();
		Condition base = DSL.and(this.listQuery.where(), keysetCondition);
		if (this.listQuery.singleParent()) {
			return sorted(this.listQuery.from(), base.and(conjunction(predicates)), fromEnd, size);
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
		List<FilterPredicate> others = without(onOrderColumn, predicates);
		Select<Record> inRange = topNMatching(bounded.and(orderColumnRange.condition()), others, fromEnd, size);
		if (orderColumnRange.precedingRows() == null) {
			return inRange;
		}
		Select<Record> preceding = skipScan(orderColumnRange.precedingRows(), bounded, others,
				this.ordering.orderFields(this.table, fromEnd), size);
		return sorted(unionAll(preceding, inRange), DSL.noCondition(), fromEnd, size);
	}

	/** Any rows, up to a number; to be counted. */
	Select<Record> anyRows(int size) {
		List<FilterPredicate> predicates = this.listQuery.predicates();
		Condition base = this.listQuery.where();
		if (this.listQuery.singleParent()) {
			return DSL.select(this.columns)
				.from(this.listQuery.from())
				.where(base, conjunction(predicates))
				.limit(DSL.inline(size));
		}
		FilterPredicate onOrderColumn = orderColumnPredicate(predicates);
		if (onOrderColumn == null) {
			return anyRows(base, predicates, size);
		}
		OrderColumnRange orderColumnRange = Objects.requireNonNull(onOrderColumn.orderColumnRange());
		List<FilterPredicate> others = without(onOrderColumn, predicates);
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
		Condition filter = conjunction(predicates);
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
				.from(fallback.asTable("gathered"))
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
	 * Few rows are in a part, so what is asked besides is looked up in none of the other
	 * indexes: that would be done once for each class.
	 */
	private Select<Record> skipScan(SkipScan skipScan, Condition base, List<FilterPredicate> others,
			List<OrderField<?>> order, int size) {
		TableLike<?> from = others.isEmpty() ? this.listQuery.from() : fenced(base.and(skipScan.condition()));
		Condition condition = others.isEmpty() ? base.and(skipScan.condition()) : conjunction(others);
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
			Condition condition = DSL.and(base, skipScan.condition(), conjunction(predicates));
			Select<Record> scans = lateralScan(skipScan, this.listQuery.from(), condition,
					this.ordering.orderFields(this.table, fromEnd), size);
			return sorted(scans.asTable(this.table.getName()), DSL.noCondition(), fromEnd, size);
		}
		return sorted(fenced(predicates, base), DSL.and(base, conjunction(predicates)), fromEnd, size);
	}

	/**
	 * The classes that the order's own index leads through, if nothing narrower is asked.
	 */
	private @Nullable SkipScan skipScanInOrder(List<FilterPredicate> predicates) {
		List<FilterPredicate> selective = predicates.stream()
			.filter((filterPredicate) -> !filterPredicate.unselective())
			.toList();
		OrderedSkipScan orderedSkipScan = (selective.size() == 1) ? selective.getFirst().orderedSkipScan() : null;
		return (orderedSkipScan != null && orderedSkipScan.isOrderedBy(this.ordering.columns().apply(this.table)))
				? orderedSkipScan.skipScan() : null;
	}

	private Select<Record> filterUnsorted(List<FilterPredicate> predicates, Condition base, int size) {
		return DSL.select(this.columns)
			.from(fenced(predicates, base))
			.where(base, conjunction(predicates))
			.limit(DSL.inline(size));
	}

	/**
	 * The rows to which indexes are to lead, without regard to anything that is asked
	 * besides: PostgreSQL plans by itself what an offset is in front of.
	 */
	private TableLike<?> fenced(List<FilterPredicate> predicates, Condition base) {
		List<FilterPredicate> selective = predicates.stream()
			.filter((filterPredicate) -> !filterPredicate.unselective())
			.toList();
		return fenced(selective.isEmpty() ? base.and(conjunction(predicates)) : conjunction(selective));
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

	/** All columns, of which PostgreSQL carries along only those that are used. */
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

	private static List<FilterPredicate> without(FilterPredicate excluded, List<FilterPredicate> predicates) {
		return predicates.stream().filter((predicate) -> !predicate.name().equals(excluded.name())).toList();
	}

	private static Condition conjunction(List<FilterPredicate> predicates) {
		return DSL.and(predicates.stream().map(FilterPredicate::condition).toList());
	}

}
