package dev.marquee.pagination;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jooq.Field;
import org.jooq.QueryPart;
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

	/**
	 * Owners whose stored number holds. Their id is that of the number, so that one index
	 * has both. The times are compared in a form that no index serves: PostgreSQL expects
	 * that they select few rows, and would sort these instead of reading them in order.
	 */
	private static final String STORED = """
			(
				select stored.owner_id as id, stored.events as upcoming_events, owner.xmin, columns
				from owner_event_count as stored join owner on owner.id = stored.owner_id
				where (stored.valid_until <= {0} or stored.counted_at > {0}) is not true
				and stored.owner_id not in (select owner_id from owner_recount)
			)""";

	/**
	 * Owners whose stored number does not hold. The offsets make PostgreSQL look up one
	 * after the other: it expects that they are many.
	 */
	private static final String COUNTED = """
			(
				select owner.id, counted.upcoming_events, owner.xmin, columns
				from (
					select owner_id from owner_recount
					union select owner_id from owner_event_count where valid_until <= {0}
					union select owner_id from owner_event_count where counted_at > {0}
				) as due
				cross join lateral (select *, xmin from owner where id = due.owner_id offset 0) as owner
				cross join lateral (select {1} as upcoming_events offset 0) as counted
			)""";

	@Override
	public List<ListQuery> inOrder(ListQuery listQuery, List<Field<?>> orderColumns) {
		return orderColumns.getFirst().equals(this.number) ? byNumber(listQuery, STORED) : List.of(listQuery);
	}

	/**
	 * A count that no other filter restricts uses no column of the owners' table, so that
	 * PostgreSQL leaves out an outer join of it.
	 */
	@Override
	public List<ListQuery> counted(ListQuery listQuery) {
		return listQuery.presentFilters(List.of(UpcomingRows.FILTER)).isEmpty() ? List.of(listQuery)
				: byNumber(listQuery, STORED.replace("join", "left join"));
	}

	@Override
	public @Nullable Expansion expanded(ListQuery listQuery) {
		return null;
	}

	private List<ListQuery> byNumber(ListQuery listQuery, String stored) {
		Field<UUID> id = DSL.field(DSL.name(this.upcomingRows.owner(), "id"), SQLDataType.UUID);
		ListQuery filtered = listQuery.replacingFilter(UpcomingRows.FILTER, this.predicates);
		return List.of(filtered.from(table(stored, this.upcomingRows.now()), null).and(listQuery.where()),
				filtered.from(table(COUNTED, this.upcomingRows.now(), this.upcomingRows.count(id)), null)
					.and(listQuery.where())
					.ofFewRows());
	}

	private Table<?> table(String sql, QueryPart... parts) {
		String owner = this.upcomingRows.owner();
		String columns = Arrays.stream(this.row.fields())
			.map(Field::getName)
			.filter((column) -> !column.equals("id") && !column.equals(this.number.getName()))
			.map((column) -> owner + '.' + column)
			.collect(Collectors.joining(", "));
		return DSL.table(sql.replace("owner", owner).replace("columns", columns), parts).as(this.row.getName());
	}

}
