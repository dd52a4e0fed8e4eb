package dev.marquee.event;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.ListQuery;
import dev.marquee.pagination.ListSources;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * The sources of a list of events: those that occur once, by their own time, and those
 * that recur, by their first occurrence that fits. Without a predicate on occurrences all
 * events are found by their own time.
 */
record EventSources(RecurringEvents recurring) implements ListSources {

	/** The orders by time, in which occurrences can be read. */
	private static final Set<String> TIMES = Set.of("starts_at", "start_local");

	private static final Set<String> PERIODS = Set.of("during", "when", "dates");

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
		return List.of(this.recurring.excludedFrom(listQuery),
				byTime ? alongTime(listQuery) : this.recurring.firstOccurrences(listQuery));
	}

	/**
	 * The occurrences in the order of the list, without those that are not the first of
	 * their event. If a period is all that is to be satisfied, the gap before an
	 * occurrence limits how late it can be the first; otherwise this is one of several
	 * conditions.
	 */
	private ListQuery alongTime(ListQuery listQuery) {
		ListQuery occurrences = this.recurring.occurrences(listQuery);
		List<FilterPredicate> predicates = listQuery.predicates();
		if (predicates.size() == 1 && PERIODS.contains(predicates.getFirst().name())) {
			return occurrences.and(this.recurring.isFirst(listQuery))
				.withPredicates(List.of(predicates.getFirst().readBy(this.recurring.firstByGap())));
		}
		return occurrences
			.withPredicates(Stream
				.concat(predicates.stream(),
						Stream.of(FilterPredicate.unselective("occurrence", this.recurring.isFirst(listQuery))))
				.toList());
	}

	@Override
	public List<ListQuery> counted(ListQuery listQuery) {
		return isOfEventsOnly(listQuery) ? List.of(listQuery)
				: List.of(this.recurring.excludedFrom(listQuery), representatives(listQuery));
	}

	private ListQuery representatives(ListQuery listQuery) {
		ListQuery fitting = isOfEventsOnly(listQuery) ? this.recurring.only(listQuery)
				: this.recurring.withFittingOccurrence(listQuery);
		return fitting.predicates().isEmpty() ? fitting.ofFewRows() : fitting;
	}

	@Override
	public Expansion expanded(ListQuery listQuery) {
		return new Expansion(this.recurring.excludedFrom(listQuery), representatives(listQuery),
				this.recurring.occurrences(listQuery));
	}

	private static boolean isOfEventsOnly(ListQuery listQuery) {
		return listQuery.predicates().stream().allMatch(OccurrenceFilter::isOfEvent);
	}

}
