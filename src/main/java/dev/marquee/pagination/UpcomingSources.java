package dev.marquee.pagination;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JoinType;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a list of owners in the order of their {@link UpcomingRows}, and of
 * those to be counted that have such rows: the owners whose stored number holds now, in
 * the order of an index, and the few others, whose rows are counted. Other orders and
 * counts find all owners in their table.
 *
 * @param row the alias of the owner's table
 * @param number the column {@code upcoming_events} of the alias
 * @param predicates the filter by upcoming rows, as predicates on this column
 */
record UpcomingSources(UpcomingRows upcomingRows, Table<?> row, Field<Integer> number,
		List<FilterPredicate> predicates) implements ListSources {

	private static final Name STORED = DSL.name("stored");

	private static final Name DUE = DSL.name("due");

	private static final Name COUNTED = DSL.name("counted");

	@Override
	public List<ListQuery> inOrder(ListQuery listQuery, List<Field<?>> orderColumns) {
		return orderColumns.getFirst().equals(this.number) ? byNumber(listQuery, JoinType.JOIN) : List.of(listQuery);
	}

	/**
	 * A count that no other filter restricts uses no column of the owners' table, so that
	 * PostgreSQL leaves out an outer join of it.
	 */
	@Override
	public List<ListQuery> counted(ListQuery listQuery) {
		return listQuery.presentFilters(List.of(UpcomingRows.FILTER)).isEmpty() ? List.of(listQuery)
				: byNumber(listQuery, JoinType.LEFT_OUTER_JOIN);
	}

	@Override
	public @Nullable Expansion expanded(ListQuery listQuery) {
		return null;
	}

	private List<ListQuery> byNumber(ListQuery listQuery, JoinType joinOfOwner) {
		ListQuery filtered = listQuery.replacingFilter(UpcomingRows.FILTER, this.predicates);
		return List.of(filtered.from(withStoredNumber(joinOfOwner), null).and(listQuery.where()),
				filtered.from(withCountedRows(), null).and(listQuery.where()).ofFewRows());
	}

	/**
	 * Owners whose stored number holds. Their id is that of the number, so that one index
	 * has both. The times are compared in a form that no index serves: PostgreSQL expects
	 * that they select few rows, and would sort these instead of reading them in order.
	 * Since each owner to recount is read only once, a hash table of them fits into
	 * memory even after a large import; otherwise all of them would be read per owner.
	 */
	private Table<?> withStoredNumber(JoinType joinOfOwner) {
		Field<UUID> id = ownerId(STORED);
		Condition holds = DSL.condition("({0} <= {2} or {1} > {2}) is not true",
				DSL.field(STORED.append("valid_until")), DSL.field(STORED.append("counted_at")),
				this.upcomingRows.now());
		return DSL.select(id.as("id"), DSL.field(STORED.append("events")).as(this.number.getName()))
			.select(ownColumns())
			.from(counts().as(STORED).join(DSL.table(owner()), joinOfOwner).on(id(owner()).eq(id)))
			.where(holds, id.notIn(DSL.selectDistinct(ownerId(recounts())).from(recounts())))
			.asTable(this.row.getName());
	}

	/**
	 * Owners whose stored number does not hold. The offsets make PostgreSQL look up one
	 * after the other: it expects that they are many.
	 */
	private Table<?> withCountedRows() {
		Field<UUID> id = id(owner());
		Field<?> now = this.upcomingRows.now();
		Table<?> due = DSL.select(ownerId(recounts()))
			.from(recounts())
			.union(DSL.select(ownerId(counts())).from(counts()).where(DSL.condition("valid_until <= {0}", now)))
			.union(DSL.select(ownerId(counts())).from(counts()).where(DSL.condition("counted_at > {0}", now)))
			.asTable(DUE);
		Table<?> found = DSL.select(DSL.asterisk(), DSL.field(DSL.name("xmin")))
			.from(owner())
			.where(id(owner()).eq(ownerId(DUE)))
			.offset(DSL.inline(0))
			.asTable(owner());
		Table<?> counted = DSL.select(this.upcomingRows.count(id).as(this.number.getName()))
			.offset(DSL.inline(0))
			.asTable(COUNTED);
		return DSL.select(id, DSL.field(COUNTED.append(this.number.getName())))
			.select(ownColumns())
			.from(due.crossJoin(DSL.lateral(found)).crossJoin(DSL.lateral(counted)))
			.asTable(this.row.getName());
	}

	/** The columns that only the owner's table has. */
	private List<Field<?>> ownColumns() {
		Stream<String> names = this.row.fieldStream()
			.map(Field::getName)
			.filter((name) -> !name.equals("id") && !name.equals(this.number.getName()));
		return Stream.concat(Stream.of("xmin"), names)
			.<Field<?>>map((name) -> DSL.field(owner().append(name)))
			.toList();
	}

	private Name owner() {
		return DSL.name(this.upcomingRows.owner());
	}

	private Table<?> counts() {
		return DSL.table(DSL.name(this.upcomingRows.owner() + "_event_count"));
	}

	private Table<?> recounts() {
		return DSL.table(DSL.name(this.upcomingRows.owner() + "_recount"));
	}

	private Field<UUID> ownerId(Table<?> table) {
		return ownerId(table.getUnqualifiedName());
	}

	private Field<UUID> ownerId(Name table) {
		return DSL.field(table.append(this.upcomingRows.owner() + "_id"), SQLDataType.UUID);
	}

	private static Field<UUID> id(Name table) {
		return DSL.field(table.append("id"), SQLDataType.UUID);
	}

}
