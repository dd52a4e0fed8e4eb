package dev.marquee.event;

import java.util.List;
import java.util.Set;

import dev.marquee.pagination.ListQuery;
import dev.marquee.pagination.ListSources;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a list of events: those that occur once, by their own time, and those
 * that recur, by their first occurrence that fits. Without a predicate on occurrences all
 * events are found by their own time.
 */
record EventSources(RecurringEvents recurring) implements ListSources {

	/** The orders by time, in which occurrences can be read. */
	private static final Set<String> TIMES = Set.of("starts_at", "start_local");

	@Override
	public Condition othersExist() {
		return RecurringEvents.EXIST;
	}

	@Override
	public List<ListQuery> inOrder(ListQuery listQuery, List<Field<?>> orderColumns) {
		if (isOfEventsOnly(listQuery)) {
			return List.of(listQuery);
		}
		boolean byTime = TIMES.contains(orderColumns.getFirst().getName()) && !listQuery.singleParent();
		ListQuery plain = this.recurring.excludedFrom(listQuery);
		ListQuery first = byTime ? new FirstOccurrences(this.recurring, listQuery).alongTime()
				: this.recurring.firstOccurrences(listQuery);
		OccurrenceStatuses statuses = OccurrenceStatuses.of(listQuery.predicates(), this.recurring.filter());
		if (statuses == null || listQuery.singleParent()) {
			return List.of(plain, first);
		}
		ListQuery ofStatus = this.recurring
			.firstOccurrences(listQuery.and(statuses.areOf(this.recurring.event().EVENT_ID)))
			.ofFewRows();
		return List.of(plain, first.and(statuses.includeScheduled()),
				ofStatus.and(DSL.not(statuses.includeScheduled())));
	}

	@Override
	public List<ListQuery> counted(ListQuery listQuery) {
		FittingEvents fittingEvents = new FittingEvents(this.recurring, listQuery);
		if (isOfEventsOnly(listQuery)) {
			return List.of(listQuery);
		}
		return fittingEvents.areFoundTogether() ? List.of(fittingEvents.together())
				: List.of(this.recurring.excludedFrom(listQuery), representatives(listQuery));
	}

	private ListQuery representatives(ListQuery listQuery) {
		if (isOfEventsOnly(listQuery)) {
			ListQuery recurring = this.recurring.only(listQuery);
			return recurring.predicates().isEmpty() ? recurring.ofFewRows() : recurring;
		}
		OccurrenceStatuses statuses = OccurrenceStatuses.of(listQuery.predicates(), this.recurring.filter());
		boolean hasPeriod = listQuery.predicates().stream().anyMatch(OccurrenceFilter::limitsTime);
		if (!listQuery.singleParent() && (statuses == null || hasPeriod)) {
			return new FirstOccurrences(this.recurring, listQuery).alongTime();
		}
		ListQuery candidates = (statuses == null) ? listQuery
				: listQuery.and(statuses.mayBeOf(this.recurring.event().EVENT_ID));
		ListQuery fitting = new FittingEvents(this.recurring, candidates).thatRecur();
		return fitting.predicates().isEmpty() ? fitting.ofFewRows() : fitting;
	}

	@Override
	public Expansion.@Nullable OfRows listed(ListQuery listQuery) {
		FittingEvents fittingEvents = new FittingEvents(this.recurring, listQuery);
		return fittingEvents.areFoundTogether() ? fittingEvents.times(true) : null;
	}

	@Override
	public Expansion expanded(ListQuery listQuery) {
		FittingEvents fittingEvents = new FittingEvents(this.recurring, listQuery);
		return fittingEvents.areFoundTogether() ? fittingEvents.times(false)
				: new Expansion.OfSources(this.recurring.excludedFrom(listQuery), representatives(listQuery),
						this.recurring.occurrences(listQuery));
	}

	private static boolean isOfEventsOnly(ListQuery listQuery) {
		return listQuery.predicates().stream().allMatch(OccurrenceFilter::isOfEvent);
	}

}
