package dev.marquee.pagination;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import dev.marquee.query.compile.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * SQL that counts the upcoming rows of an owner, such as the events at a venue that are
 * not over. A number is stored with the time at which the first of the counted rows ends.
 * It holds until then, unless a row changes; a list counts the rows of the owners whose
 * number no longer holds.
 *
 * @param owner the name of the owner's table. The table {@code <owner>_event_count} has
 * the numbers, {@code <owner>_recount} the owners whose rows have changed since.
 * @param from the {@code from} and {@code where} clauses of the upcoming rows, in which
 * {@code {0}} is the owner's id and {@code {1}} the current time
 * @param now the current time, the same in the whole statement
 */
public record UpcomingRows(String owner, String from, Field<?> now) {

	/** The filter by whether an owner has upcoming rows. */
	static final String FILTER = "hasUpcomingEvents";

	/** Rows are counted up to this number, as in {@code R__upcoming_events.sql}. */
	private static final int MAX_COUNT = 10_000;

	/**
	 * Binds the current time.
	 * @param arguments the arguments of the field that counts
	 */
	public static UpcomingRows at(Clock clock, Arguments arguments, String owner, String from) {
		return new UpcomingRows(owner, from,
				arguments
					.bindAll("now", List.of(SQLDataType.INSTANT),
							(values) -> List.of(clock.instant().atOffset(ZoneOffset.UTC)))
					.getFirst());
	}

	/** The number of the owner's rows, at most 10,000. */
	public Field<Integer> count(Field<UUID> id) {
		return DSL.field(
				"(select count(*)::integer from (select " + this.from + " limit " + MAX_COUNT + ") as upcoming)",
				SQLDataType.INTEGER, id, this.now);
	}

	/**
	 * The predicates of the filter {@code hasUpcomingEvents}: none without it. The offset
	 * makes PostgreSQL look for a row of each owner instead of joining all rows.
	 */
	public List<FilterPredicate> predicates(Arguments filter, Field<UUID> id) {
		Condition exist = DSL.condition("exists (select " + this.from + " offset 0)", id, this.now);
		return predicates(filter, exist, DSL.not(exist));
	}

	/**
	 * The sources of a list of owners.
	 * @param row an alias of the owner's table
	 * @param number the column {@code upcoming_events} of the alias, which the table does
	 * not have: the number of the owner's rows in a list in this order
	 * @param filter the filter of the list
	 */
	public ListSources sources(Table<?> row, Field<Integer> number, Arguments filter) {
		return new UpcomingSources(this, row, number,
				predicates(filter, number.gt(DSL.inline(0)), number.eq(DSL.inline(0))));
	}

	private static List<FilterPredicate> predicates(Arguments filter, Condition hasRows, Condition hasNoRows) {
		Boolean hasUpcomingEvents = filter.booleanValue(FILTER);
		return (hasUpcomingEvents == null) ? List.of()
				: List.of(FilterPredicate.unselective(FILTER, hasUpcomingEvents ? hasRows : hasNoRows));
	}

}
