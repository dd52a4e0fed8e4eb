package dev.marquee.event;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.ListQuery;
import dev.marquee.pagination.ListSources.Expansion;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;

import static dev.marquee.db.Tables.EVENT_SEARCH;

/**
 * SQL for the events of a list, recurring or not, that have an occurrence that fits.
 *
 * @param listQuery the list with all its predicates
 */
record FittingEvents(RecurringEvents recurring, ListQuery listQuery) {

	/** Those that recur. */
	ListQuery thatRecur() {
		return RecurringEvents
			.withoutOccurrencePredicates(this.recurring.only(this.listQuery).and(haveFittingOccurrence()));
	}

	/**
	 * Whether the index of a predicate on events finds those that recur and the others at
	 * once, so that both should be read together.
	 */
	boolean areFoundTogether() {
		return !this.listQuery.singleParent() && !ofOccurrence().isEmpty() && !selective().isEmpty();
	}

	/** All of them, found by the indexes of predicates on events. */
	ListQuery together() {
		return this.listQuery
			.withPredicates(Stream
				.concat(this.listQuery.predicates().stream().filter(OccurrenceFilter::isOfEvent),
						Stream.of(FilterPredicate.unselective("occurrences", occur(haveFittingOccurrence()))))
				.toList());
	}

	/**
	 * How each time that fits replaces the events.
	 * @param firstOnly whether only the first time of each event does
	 */
	Expansion.OfRows times(boolean firstOnly) {
		EventSearch event = this.recurring.event();
		return new Expansion.OfRows(
				List.of(event.EVENT_ID, event.RECURS, event.STATUS, event.OCCURRENCE_ID, event.LONGEST_OCCURRENCE),
				(events, columns) -> {
					Set<String> names = columns.stream()
						.filter(Field.class::isInstance)
						.map((column) -> ((Field<?>) column).getName())
						.collect(Collectors.toSet());
					return this.recurring.withTimes(this.listQuery, events.as(this.recurring.name("found")),
							names::contains, firstOnly);
				});
	}

	/** The occurrences that fit of all of them. */
	ListQuery occurrencesTogether() {
		Table<?> found = this.recurring.found(this.listQuery, selective()).as(this.recurring.name("found"));
		Predicate<String> all = (column) -> true;
		return this.listQuery.from(this.recurring.event(), this.recurring.withTimes(this.listQuery, found, all, false));
	}

	private List<FilterPredicate> selective() {
		return FilterPredicate.selectiveAmong(this.listQuery.predicates())
			.stream()
			.filter(OccurrenceFilter::isOfEvent)
			.toList();
	}

	private List<FilterPredicate> ofOccurrence() {
		return this.listQuery.predicates()
			.stream()
			.filter((predicate) -> !OccurrenceFilter.isOfEvent(predicate))
			.toList();
	}

	/**
	 * Whether an event that recurs has an occurrence that satisfies the list's
	 * predicates. Those are not read that are all over before the period, and those of
	 * which the last end is all that matters.
	 */
	Condition haveFittingOccurrence() {
		EventSearch event = this.recurring.event();
		OccurrenceFilter filter = this.recurring.occurrenceFilter();
		Field<Instant> start = filter.startOfInstants(this.listQuery.predicates(), this.recurring.filter());
		if (start != null && !mustReadOccurrences()) {
			return event.OVER_AT.gt(start).or(event.OVER_AT.eq(start).and(occurrenceExists()));
		}
		Field<Instant> earliest = filter.earliestStart(this.listQuery.predicates(), this.recurring.filter());
		return (earliest == null) ? occurrenceExists() : event.OVER_AT.ge(earliest).and(occurrenceExists());
	}

	/**
	 * The offset makes PostgreSQL look for an occurrence of each event instead of joining
	 * all occurrences.
	 */
	private Condition occurrenceExists() {
		Name event = this.recurring.event().getQualifiedName();
		return DSL.condition("exists (select from occurrence as {0} where {1} = {2} and {3} offset 0)", fitting(),
				RecurringEvents.eventId(fitting()), this.recurring.event().EVENT_ID,
				this.recurring.fits(this.listQuery, event, fitting()));
	}

	private Name fitting() {
		return this.recurring.name("fitting");
	}

	/**
	 * Whether an event's occurrences have to be read to know whether it has one that
	 * fits. If all predicates are on the event, or the only other one is the start of a
	 * period, they need not be: then the end of the last one answers, except for a tie.
	 */
	private boolean mustReadOccurrences() {
		List<FilterPredicate> ofOccurrence = ofOccurrence();
		return !ofOccurrence.isEmpty() && !(ofOccurrence.size() == 1
				&& EventPeriodFilter.isOpen(ofOccurrence.getFirst().name(), this.recurring.filter()));
	}

	/**
	 * Whether an event satisfies all predicates of the list.
	 * @param haveFitting whether an event that recurs has an occurrence that fits
	 */
	Condition match(Condition haveFitting) {
		Condition ofEvent = OccurrenceFilter.conjunction(this.listQuery.predicates(), OccurrenceFilter::isOfEvent);
		return ofOccurrence().isEmpty() ? ofEvent : ofEvent.and(occur(haveFitting));
	}

	private Condition occur(Condition haveFitting) {
		return DSL.condition("case when {0} and {1} then {2} else {3} end", RecurringEvents.EXIST,
				this.recurring.event().RECURS, haveFitting, FilterPredicate.conjunction(ofOccurrence()));
	}

}
