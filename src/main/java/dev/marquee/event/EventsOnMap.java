package dev.marquee.event;

import java.util.List;
import java.util.Set;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.ListQuery;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * SQL for the events that are counted on a map, and for the ways to find them.
 *
 * @param event the alias under which the list has its rows
 * @param visible the condition of the row policy
 * @param listQuery the list of events with the client's filter
 * @param recurring those of them that recur
 */
record EventsOnMap(EventSearch event, Condition visible, ListQuery listQuery, RecurringEvents recurring) {

	/** The predicates on columns of the indexes of cells and of the sample. */
	private static final Set<String> COVERED = Set.of("during", "when", "categories");

	/** Those of them for which no other index is better. */
	private static final Set<String> PERIODS = Set.of("during", "when");

	/** The events that recur with an occurrence that fits. */
	private static final Name FITTING = DSL.name("fitting_event");

	/** Whether an event satisfies the filter. */
	Condition matches() {
		return matches(this.listQuery);
	}

	/** Whether an event satisfies the predicates that have an index. */
	Condition matchesSelective() {
		return matches(this.listQuery.withPredicates(selective()));
	}

	private Condition matches(ListQuery query) {
		FittingEvents fittingEvents = new FittingEvents(this.recurring, query);
		return fittingEvents.match(fittingEvents.haveFittingOccurrence());
	}

	/** The predicates that have an index. */
	List<FilterPredicate> selective() {
		return FilterPredicate.selectiveAmong(this.listQuery.predicates());
	}

	/** Whether the indexes of cells and of the sample have all columns of the filter. */
	boolean areCovered() {
		return this.listQuery.predicates().stream().map(FilterPredicate::name).allMatch(COVERED::contains);
	}

	static Condition isInCell(EventSearch event) {
		return event.MAP_CELL.between(MapCells.firstCell(), MapCells.lastCell());
	}

	/**
	 * Events, matching or not, that an index of cells finds. With an offset, PostgreSQL
	 * does not merge the subquery into the outer query, where it might search an index of
	 * another predicate once for each cell. That costs a little for each row; only the
	 * columns that the outer query uses are read.
	 */
	Table<?> alongCells(Condition condition) {
		SelectConditionStep<Record> events = DSL.select(List.of(this.event.asterisk()))
			.from(this.event)
			.where(condition, this.visible);
		boolean hasOtherIndexes = this.listQuery.predicates()
			.stream()
			.anyMatch((predicate) -> !PERIODS.contains(predicate.name()));
		return hasOtherIndexes ? events.offset(DSL.inline(0)).asTable(this.event.getName())
				: events.asTable(this.event.getName());
	}

	/** The common table expressions to which {@link #found} refers. */
	List<CommonTableExpression<?>> definitions() {
		return findsOccurrences()
				? List.of(FITTING.asMaterialized(new FirstOccurrences(this.recurring, this.listQuery).fittingEvents()))
				: List.of();
	}

	/** The events, matching or not, that the indexes of selective predicates find. */
	Table<?> found() {
		ListQuery selected = this.listQuery.withPredicates(selective());
		if (!findsOccurrences()) {
			return found(selected, DSL.noCondition()).asTable(this.event.getName());
		}
		Condition fits = DSL.condition("{0} in (select event_id from {1})", this.event.EVENT_ID, FITTING);
		return found(this.recurring.excludedFrom(selected), DSL.noCondition())
			.unionAll(found(this.recurring.only(RecurringEvents.withoutOccurrencePredicates(selected)), fits))
			.asTable(this.event.getName());
	}

	private boolean findsOccurrences() {
		return !selective().stream().allMatch(OccurrenceFilter::isOfEvent);
	}

	/** The offset is that of {@link #alongCells}. */
	private Select<Record> found(ListQuery selected, Condition condition) {
		return DSL.select(List.of(this.event.asterisk()))
			.from(this.event)
			.where(this.visible, selected.where(), condition,
					OccurrenceFilter.conjunction(selected.predicates(), (predicate) -> true))
			.offset(DSL.inline(0));
	}

}
