package dev.marquee.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.UUID;
import java.util.stream.Stream;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.FilterPredicate.SkipScan;
import dev.marquee.pagination.ListQuery;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.RowVersion;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import static dev.marquee.db.Tables.EVENT_SEARCH;
import static dev.marquee.db.Tables.OCCURRENCE;

/**
 * SQL for the events of a list that recur. Their occurrences are tables with the columns
 * of {@code event_search}, so that all predicates and orders apply to them: time and
 * status are those of the occurrence, everything else is that of the event.
 *
 * @param event the alias under which the list has its rows
 * @param filter the fields of the input {@code EventFilter} that are not empty
 */
record RecurringEvents(EventSearch event, OccurrenceFilter occurrenceFilter, Arguments filter) {

	/** The columns that an occurrence has of its own, under the same names. */
	private static final Set<String> OWN_COLUMNS = Set.of("starts_at", "over_at", "duration_class", "start_day",
			"end_day", "start_weekday", "start_time", "start_local");

	/**
	 * Whether there may be any in the database: a constant in the plan of a statement.
	 */
	static final Condition EXIST = DSL.condition("events_recur()");

	/** The list without the events that recur. */
	ListQuery excludedFrom(ListQuery listQuery) {
		return listQuery.and(DSL.condition("(not {0} or not {1})", EXIST, this.event.RECURS));
	}

	/** The list of the events that recur, without regard to their occurrences. */
	ListQuery only(ListQuery listQuery) {
		return listQuery.and(DSL.condition(this.event.RECURS));
	}

	/** All occurrences of the list's events. */
	ListQuery occurrences(ListQuery listQuery) {
		Name occurrence = name("occurrence");
		Table<?> events = events(listQuery);
		return listQuery.from(DSL.select(columns(events.getQualifiedName(), occurrence))
			.from(events.join(OCCURRENCE.as(occurrence)).on(isOf(events, occurrence)))
			.asTable(this.event.getName()));
	}

	/**
	 * The list's events, each with its first occurrence that satisfies the list's
	 * predicates on occurrences; the others remain.
	 */
	ListQuery firstOccurrences(ListQuery listQuery) {
		Name occurrence = name("occurrence");
		Name fitting = name("fitting");
		Table<?> events = events(listQuery);
		EventSearch row = EVENT_SEARCH.as(fitting);
		Table<?> first = DSL.select(DSL.asterisk())
			.from(OCCURRENCE.as(fitting))
			.where(isOf(events, fitting), fits(listQuery, fitting, statusOf(events.getQualifiedName())))
			.orderBy(row.STARTS_AT, OCCURRENCE.as(fitting).ID)
			.limit(DSL.inline(1))
			.asTable(occurrence);
		return withoutOccurrencePredicates(listQuery.from(DSL.select(columns(events.getQualifiedName(), occurrence))
			.from(events.crossJoin(DSL.lateral(first)))
			.asTable(this.event.getName())));
	}

	/**
	 * Whether no earlier occurrence of the same event satisfies the list's predicates on
	 * occurrences, too. The offset makes PostgreSQL look for one for each row instead of
	 * joining all occurrences.
	 */
	Condition isFirst(ListQuery listQuery) {
		Name earlier = name("earlier");
		Field<String> status = DSL.field("(select status from event where id = {0})", SQLDataType.CLOB,
				this.event.EVENT_ID);
		return DSL.condition("not exists (select from occurrence as {0} where {1} = {2} and {3} and {4} offset 0)",
				earlier, eventId(earlier), this.event.EVENT_ID,
				DSL.row(EVENT_SEARCH.as(earlier).STARTS_AT, OCCURRENCE.as(earlier).ID)
					.lt(this.event.STARTS_AT, this.event.OCCURRENCE_ID),
				fits(listQuery, earlier, status));
	}

	/**
	 * Finds all occurrences that can be the first in the period of the filter: there is
	 * none between the end of the earlier ones and the start of the period, so they start
	 * no later than the longest gap of their class after it. Occurrences of the class 0,
	 * which an earlier one overlaps, can be anywhere. If the period has no start, only
	 * these and those without an earlier one can be the first.
	 */
	SkipScan firstByGap() {
		Name classes = DSL.name("gap_classes");
		Table<?> leadingValues = DSL.table(
				"unnest(null::interval || gap_limits() || null::interval) with ordinality as {0}(gap, number)",
				classes);
		Condition ofClass = DSL.condition("{0} >= 0 and {0} = {1}.number - 1", column("gap_class"), classes);
		Field<Instant> start = this.occurrenceFilter.start(this.filter);
		return new SkipScan(leadingValues,
				ofClass.and((start == null) ? DSL.condition("{0}.gap is null", classes) : DSL.condition("""
						{0} <= greatest({1}, '0001-01-01 00:00Z') and {2} <= coalesce({1} + {4}.gap, 'infinity') \
						and {3} <= coalesce({1} at time zone 'UTC' + interval '18 hours' + {4}.gap, 'infinity')""",
						column("preceded_until"), start, this.event.STARTS_AT, this.event.START_LOCAL, classes)));
	}

	private Field<?> column(String name) {
		return DSL.field(this.event.getQualifiedName().append(name));
	}

	/**
	 * The list's events with an occurrence that satisfies its predicates. If it has to
	 * start on one of some days, their occurrences are read once; otherwise PostgreSQL
	 * looks for one of each event, and ends after as many events as are counted.
	 */
	ListQuery withFittingOccurrence(ListQuery listQuery) {
		boolean hasDays = !listQuery.presentFilters(List.of("startsOn")).isEmpty();
		return withoutOccurrencePredicates(
				only(listQuery).and(hasDays ? isAmongFitting(listQuery) : hasFittingOccurrence(listQuery)));
	}

	/**
	 * Whether an event that recurs has an occurrence that satisfies the list's
	 * predicates.
	 */
	Condition hasFittingOccurrence(ListQuery listQuery) {
		Name fitting = name("fitting");
		return DSL.condition("exists (select from occurrence as {0} where {1} = {2} and {3} offset 0)", fitting,
				eventId(fitting), this.event.EVENT_ID,
				fits(listQuery, fitting, statusOf(this.event.getQualifiedName())));
	}

	/** Whether an event, recurring or not, satisfies all predicates of the list. */
	Condition matches(ListQuery listQuery) {
		List<FilterPredicate> predicates = listQuery.predicates();
		Condition ofEvent = OccurrenceFilter.conjunction(predicates, OccurrenceFilter::isOfEvent);
		if (predicates.stream().allMatch(OccurrenceFilter::isOfEvent)) {
			return ofEvent;
		}
		return ofEvent.and(DSL.condition("case when {0} and {1} then {2} else {3} end", EXIST, this.event.RECURS,
				hasFittingOccurrence(listQuery),
				OccurrenceFilter.conjunction(predicates, (predicate) -> !OccurrenceFilter.isOfEvent(predicate))));
	}

	/**
	 * Whether an event is one of all those that have an occurrence that satisfies the
	 * list's predicates, for which the indexes of occurrences are read once.
	 */
	Condition isAmongFitting(ListQuery listQuery) {
		Name fitting = name("fitting");
		return DSL.condition("{0} in (select {1} from occurrence as {2} where {3})", this.event.EVENT_ID,
				eventId(fitting), fitting, fits(listQuery, fitting, statusOf(this.event.getQualifiedName())));
	}

	static ListQuery withoutOccurrencePredicates(ListQuery listQuery) {
		return listQuery.withPredicates(listQuery.predicates().stream().filter(OccurrenceFilter::isOfEvent).toList());
	}

	/** The predicates of the list on an alias of the table {@code occurrence}. */
	private Condition fits(ListQuery listQuery, Name occurrence, Field<String> eventStatus) {
		Set<String> names = listQuery.predicates().stream().map(FilterPredicate::name).collect(Collectors.toSet());
		EventSearch row = EVENT_SEARCH.as(occurrence);
		return OccurrenceFilter.conjunction(
				this.occurrenceFilter.predicates(row, effectiveStatus(eventStatus, row.STATUS), this.filter),
				(predicate) -> names.contains(predicate.name()));
	}

	/** The list's events that recur. */
	private Table<?> events(ListQuery listQuery) {
		return DSL.select(this.event.asterisk(), RowVersion.transactionId(this.event))
			.from(listQuery.from())
			.where(listQuery.where(), DSL.condition(this.event.RECURS))
			.asTable(name("recurring"));
	}

	private Name name(String suffix) {
		return DSL.name(this.event.getName() + "_" + suffix);
	}

	private static Condition isOf(Table<?> events, Name occurrence) {
		return eventId(occurrence).eq(DSL.field(events.getQualifiedName().append("event_id"), SQLDataType.UUID));
	}

	private static Field<UUID> eventId(Name table) {
		return DSL.field(table.append("event_id"), SQLDataType.UUID);
	}

	private static Field<String> statusOf(Name table) {
		return DSL.field(table.append("status"), SQLDataType.CLOB);
	}

	private static Field<String> effectiveStatus(Field<String> ofEvent, Field<String> own) {
		return DSL.field("status_of_occurrence({0}, {1})", SQLDataType.CLOB, ofEvent, own);
	}

	private static List<SelectFieldOrAsterisk> columns(Name event, Name occurrence) {
		List<SelectFieldOrAsterisk> columns = new ArrayList<>();
		Stream.of(EVENT_SEARCH.fields()).forEach((column) -> columns.add(switch (column.getName()) {
			case String name when OWN_COLUMNS.contains(name) -> DSL.field(occurrence.append(name)).as(name);
			case "status" -> effectiveStatus(statusOf(event), statusOf(occurrence)).as("status");
			case "occurrence_id" -> DSL.field(occurrence.append("id")).as("occurrence_id");
			default -> DSL.field(event.append(column.getName())).as(column.getName());
		}));
		columns.add(DSL.field(occurrence.append("preceded_until")));
		columns.add(DSL.field(occurrence.append("gap_class")));
		columns.add(RowVersion.transactionId(EVENT_SEARCH.as(event)));
		return columns;
	}

}
