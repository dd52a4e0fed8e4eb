package dev.marquee.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.FilterPredicate.SkipScan;
import dev.marquee.pagination.ListQuery;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

import static dev.marquee.db.Tables.EVENT_SEARCH;
import static dev.marquee.db.Tables.OCCURRENCE;

/**
 * SQL for the events of a list that recur, each by its first occurrence that fits, which
 * are found in the order of time.
 *
 * @param listQuery the list with all its predicates
 */
record FirstOccurrences(RecurringEvents recurring, ListQuery listQuery) {

	/**
	 * The occurrences of the list without those that are not the first of their event.
	 * Single days are found by their index.
	 */
	ListQuery alongTime() {
		FilterPredicate period = period(this.recurring.event());
		if (period == null) {
			return this.recurring.occurrences(this.listQuery, this::isFirst, true);
		}
		List<FilterPredicate> others = period.removedFrom(this.listQuery.predicates());
		return this.recurring
			.occurrences(this.listQuery, (event, occurrence) -> fitsAndIsFirst(others, event, occurrence), true)
			.withPredicates(
					Stream.concat(Stream.of(period), others.stream().filter(OccurrenceFilter::isOfEvent)).toList());
	}

	/**
	 * Tests what depends on the occurrence alone before its event is read, and its status
	 * before earlier occurrences are. PostgreSQL expects that half of the rows satisfy a
	 * case, and so reads them in the order of the index instead of sorting them.
	 */
	private Condition fitsAndIsFirst(List<FilterPredicate> predicates, Name event, Name occurrence) {
		Map<Boolean, List<FilterPredicate>> byStatus = predicates.stream()
			.collect(Collectors.partitioningBy((predicate) -> predicate.name().equals(OccurrenceStatuses.FILTER)));
		Field<String> status = RecurringEvents.statusOf(event);
		return DSL.condition("case when {0} then true else false end and case when {1} then {2} else false end",
				this.recurring.fits(byStatus.getOrDefault(false, List.of()), occurrence, status),
				this.recurring.fits(byStatus.getOrDefault(true, List.of()), occurrence, status),
				isFirst(event, occurrence));
	}

	/**
	 * The ids of all events with an occurrence that satisfies the list's predicates on
	 * occurrences; an id may be repeated.
	 */
	Select<?> fittingEvents() {
		Name fitting = this.recurring.name("fitting");
		EventSearch row = EVENT_SEARCH.as(fitting);
		FilterPredicate period = period(row);
		List<FilterPredicate> predicates = this.listQuery.predicates();
		Field<String> status = DSL.field("(select status from event where id = {0})", SQLDataType.CLOB,
				RecurringEvents.eventId(fitting));
		return ListQuery.all(OCCURRENCE.as(fitting))
			.and(this.recurring.fits((period != null) ? period.removedFrom(predicates) : predicates, fitting, status))
			.withPredicates((period != null) ? List.of(period) : List.of())
			.anyRows(row, EventOrders.DEFAULT, List.of(RecurringEvents.eventId(fitting)));
	}

	/**
	 * The predicate on the period, which a skip scan reads. All others on occurrences are
	 * the same for alike occurrences. So the first that fits is the first of its alike
	 * ones in the period, and the gap before it limits how late it can be. Without a
	 * period, all times are in it. Null if there is a predicate that is not the same for
	 * alike ones.
	 * @param row names the columns of an occurrence
	 */
	private @Nullable FilterPredicate period(EventSearch row) {
		if (!this.listQuery.presentFilters(List.of("startsOn")).isEmpty()) {
			return null;
		}
		List<FilterPredicate> predicates = this.recurring.occurrenceFilter()
			.predicates(row, row.STATUS, this.recurring.filter());
		List<String> periods = this.listQuery.predicates()
			.stream()
			.filter(OccurrenceFilter::isPeriod)
			.map(FilterPredicate::name)
			.toList();
		return predicates.stream()
			.filter((predicate) -> periods.contains(predicate.name()))
			.findFirst()
			.orElseGet(() -> FilterPredicate.onOrderColumn("period", row.STARTS_AT, DSL.noCondition())
				.andOnOrderColumn(row.START_LOCAL, null, DSL.noCondition()))
			.readBy((column) -> firstByGap(row, column));
	}

	/**
	 * Whether no earlier occurrence of the same event satisfies the list's predicates on
	 * occurrences, too. The offset makes PostgreSQL look for one for each row instead of
	 * joining all occurrences. It need not look if all of them are over before the
	 * period.
	 */
	private Condition isFirst(Name event, Name occurrence) {
		Name earlier = this.recurring.name("earlier");
		EventSearch row = EVENT_SEARCH.as(occurrence);
		Condition none = DSL.condition(
				"""
						not exists (select from occurrence as {0} where {1} = {2} and ({3}, {4}) < ({5}, {6}) and {7} offset 0)""",
				earlier, RecurringEvents.eventId(earlier), RecurringEvents.eventId(occurrence),
				EVENT_SEARCH.as(earlier).STARTS_AT, OCCURRENCE.as(earlier).ID, row.STARTS_AT,
				OCCURRENCE.as(occurrence).ID, this.recurring.fits(this.listQuery, event, earlier));
		return DSL.condition("case when {0} then true else {1} end", isPrecededBeforePeriod(occurrence), none);
	}

	private Condition isPrecededBeforePeriod(Name occurrence) {
		return this.recurring.occurrenceFilter()
			.isPrecededBeforePeriod(this.listQuery.predicates(), occurrence, this.recurring.filter());
	}

	/**
	 * Finds all occurrences that can be the first: they start no later than the longest
	 * gap of their class after the start of the period. Those of the class 0, which an
	 * earlier one overlaps, can be anywhere. If the period has no start, only these and
	 * those without an earlier one can be the first. If the period is all that is to be
	 * satisfied, there must be no earlier one in it.
	 */
	private SkipScan firstByGap(EventSearch row, Field<?> column) {
		Name classes = DSL.name("gap_classes");
		Table<?> leadingValues = DSL.table(
				"unnest(null::interval || gap_limits() || null::interval) with ordinality as {0}(gap, number)",
				classes);
		Condition ofClass = DSL.condition("{0} >= 0 and {0} = {1}.number - 1",
				DSL.field(row.getQualifiedName().append("gap_class")), classes);
		List<FilterPredicate> ofOccurrence = this.listQuery.predicates()
			.stream()
			.filter((predicate) -> !OccurrenceFilter.isOfEvent(predicate))
			.toList();
		Field<Instant> start = this.recurring.occurrenceFilter().start(ofOccurrence, this.recurring.filter());
		if (start == null) {
			return new SkipScan(leadingValues, ofClass.and(DSL.condition("{0}.gap is null", classes)));
		}
		Field<?> latest = column.equals(row.START_LOCAL)
				? DSL.field("({0} at time zone 'UTC' + interval '18 hours' + {1}.gap)", start, classes)
				: DSL.field("({0} + {1}.gap)", start, classes);
		Condition inReach = DSL.condition("{0} <= coalesce({1}, 'infinity')", column, latest);
		Condition isOverlapped = DSL.condition("{0}.number = 1", classes);
		return new SkipScan(leadingValues,
				DSL.and(ofClass, inReach,
						(ofOccurrence.size() == 1) ? this.recurring.occurrenceFilter()
							.isNotPreceded(ofOccurrence.getFirst(), row.getQualifiedName(), isOverlapped,
									this.recurring.filter())
								: DSL.noCondition()));
	}

}
