package dev.marquee.event;

import java.util.List;
import java.util.UUID;

import dev.marquee.pagination.FilterPredicate;
import dev.marquee.query.compile.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * SQL for what the filter {@code statuses} implies for the occurrences of events that
 * recur. Almost all are scheduled. Indexes find the others: occurrences by their own
 * status, and the events whose status all their occurrences have.
 *
 * @param values the statuses of the filter
 */
record OccurrenceStatuses(Field<String[]> values) {

	static final String FILTER = "statuses";

	private static final String CALLED_OFF = """
			select event_id from event_search \
			where recurs and status in ('CANCELLED', 'POSTPONED') and status = any({0})""";

	/** The statuses of the filter, or null if it is not among these predicates. */
	static @Nullable OccurrenceStatuses of(List<FilterPredicate> predicates, Arguments filter) {
		return predicates.stream().anyMatch((predicate) -> predicate.name().equals(FILTER))
				? new OccurrenceStatuses(values(filter)) : null;
	}

	static Field<String[]> values(Arguments filter) {
		return filter.bindList(FILTER, SQLDataType.CLOB, (String value) -> value);
	}

	Condition includeScheduled() {
		return DSL.condition("'SCHEDULED' = any({0})", this.values);
	}

	/**
	 * Whether an event that recurs has an occurrence of one of the statuses other than
	 * scheduled.
	 */
	Condition areOf(Field<UUID> event) {
		return DSL.condition("""
				{1} in (select event_id from occurrence where status <> 'SCHEDULED' and status = any({0}) union all \
				""" + CALLED_OFF + ")", this.values, event);
	}

	/**
	 * Whether an event that recurs may have an occurrence of one of the statuses: almost
	 * every one has scheduled ones.
	 */
	Condition mayBeOf(Field<UUID> event) {
		return includeScheduled().or(areOf(event));
	}

	/** What can be tested of a row of {@code occurrence} without its event. */
	Condition isOneOf(Name occurrence) {
		return DSL.condition("({1} = any({0}) or {2} in (" + CALLED_OFF + "))", this.values,
				DSL.field(occurrence.append("status")), DSL.field(occurrence.append("event_id")));
	}

}
