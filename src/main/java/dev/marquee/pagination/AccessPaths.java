package dev.marquee.pagination;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.marquee.pagination.FilterPredicate.OrderedSkipScan;
import dev.marquee.pagination.FilterPredicate.SkipScan;
import dev.marquee.query.compile.ReferencedColumns;
import dev.marquee.query.compile.RowVersion;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.TableLike;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Builds the SQL of each way to find the rows of a list. {@link TopNQuery} combines them.
 *
 * @param table the table of the list, under the alias of its rows
 * @param columns the columns to select, by name, including all ordering columns
 */
record AccessPaths<S extends Table<?>>(S table, ListQuery listQuery, Ordering<S> ordering,
		List<SelectFieldOrAsterisk> columns) {

	/** The first rows of a table in the order of the list. */
	Select<Record> sorted(TableLike<?> from, Condition condition, boolean fromEnd, int size) {
		return DSL.select(this.columns)
			.from(from)
			.where(condition)
			.orderBy(this.ordering.orderFields(this.table, fromEnd))
			.limit(DSL.inline(size));
	}

	/**
	 * The first matching rows among a limited number of rows that the index of the order
	 * returns. PostgreSQL sets each unused column to null for each of them, so the scan
	 * selects only the columns that are used.
	 */
	Select<Record> scanAlongOrder(@Nullable SkipScan skipScan, int scanLimit, Condition base, Condition filter,
			boolean fromEnd, int size) {
		List<Field<?>> used = new ArrayList<>(List.of(DSL.field(filter)));
		this.columns.forEach((column) -> used.add((Field<?>) column));
		AccessPaths<S> ofUsedColumns = new AccessPaths<>(this.table, this.listQuery, this.ordering,
				ReferencedColumns.of(this.table, List.of(this.table.getName()), used));
		Table<?> scan = ofUsedColumns.alongOrder(skipScan, base, fromEnd, scanLimit).asTable(this.table.getName());
		return DSL.select(this.columns).from(scan).where(filter).limit(DSL.inline(size));
	}

	/**
	 * The first rows in the order of the list, in which an index returns them or a skip
	 * scan those of each leading value.
	 */
	Select<Record> alongOrder(@Nullable SkipScan skipScan, Condition condition, boolean fromEnd, int size) {
		if (skipScan == null) {
			return sorted(this.listQuery.from(), condition, fromEnd, size);
		}
		Select<Record> scans = skipScan(skipScan, condition, List.of(), true,
				this.ordering.orderFields(this.table, fromEnd), size);
		return sorted(scans.asTable(this.table.getName()), DSL.noCondition(), fromEnd, size);
	}

	/**
	 * A skip scan. It finds few rows, so the other predicates filter them without their
	 * own indexes, which would be searched once for each leading value.
	 * @param inOrder whether its index returns the rows in this order. If not, they are
	 * sorted: PostgreSQL would sometimes scan the index of the order, from its beginning.
	 */
	Select<Record> skipScan(SkipScan skipScan, Condition base, List<FilterPredicate> others, boolean inOrder,
			List<OrderField<?>> order, int size) {
		Condition scanned = base.and(skipScan.condition());
		boolean isFenced = !others.isEmpty() || !inOrder;
		TableLike<?> from = isFenced ? fenced(scanned) : this.listQuery.from();
		Condition condition = isFenced ? FilterPredicate.conjunction(others) : scanned;
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

	/** The first of all matching rows, which other indexes find. */
	Select<Record> filterThenSort(List<FilterPredicate> predicates, Condition base, boolean fromEnd, int size) {
		if (this.listQuery.selected() != null) {
			return sorted(this.listQuery.selected(), DSL.and(base, FilterPredicate.conjunction(predicates)), fromEnd,
					size);
		}
		SkipScan skipScan = skipScanInOrder(predicates);
		if (skipScan != null) {
			Condition condition = DSL.and(base, skipScan.condition(), FilterPredicate.conjunction(predicates));
			Select<Record> scans = lateralScan(skipScan, this.listQuery.from(), condition,
					this.ordering.orderFields(this.table, fromEnd), size);
			return sorted(scans.asTable(this.table.getName()), DSL.noCondition(), fromEnd, size);
		}
		if (!this.ordering.indexed() && FilterPredicate.selectiveAmong(predicates).isEmpty()) {
			return sorted(this.listQuery.from(), DSL.and(base, FilterPredicate.conjunction(predicates)), fromEnd, size);
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

	/** Any matching rows that other indexes find. */
	Select<Record> filterUnsorted(List<FilterPredicate> predicates, Condition base, int size) {
		return DSL.select(this.columns)
			.from((this.listQuery.selected() != null) ? this.listQuery.selected() : fenced(predicates, base))
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

	/**
	 * All columns, each once; PostgreSQL computes only those that are used. The asterisk
	 * of a table is much shorter than its columns, and PostgreSQL copies the text of a
	 * prepared statement for each execution. But it would include {@code xmin} if the
	 * list is not read from its table.
	 */
	@SuppressWarnings("ReferenceEquality") // tables with the same alias are equal
	private List<SelectFieldOrAsterisk> allColumns() {
		if (this.listQuery.from() == this.table) {
			return List.of(this.table.asterisk(), RowVersion.transactionId(this.table));
		}
		return Stream
			.<SelectFieldOrAsterisk>concat(Stream.of(this.table.fields()),
					Stream.of(RowVersion.transactionId(this.table)))
			.toList();
	}

}
