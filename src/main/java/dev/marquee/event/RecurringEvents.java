package dev.marquee.event;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.ListQuery;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.RowVersion;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

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
		return occurrences(listQuery, (events, occurrence) -> DSL.noCondition(), false);
	}

	/**
	 * Those occurrences of the list's events that satisfy a condition. If an index finds
	 * few of the events, their occurrences are read event by event. Of occurrences alone,
	 * only those of some days are found by an index that is better than the order of
	 * time; the offset makes PostgreSQL look up the event of each instead of reading all
	 * events that recur.
	 * @param firstOnly whether only the first fitting one of each event satisfies it
	 */
	ListQuery occurrences(ListQuery listQuery, BiFunction<Name, Name, Condition> condition, boolean firstOnly) {
		Name occurrence = name("occurrence");
		Table<?> source = listQuery.singleParent()
				? events(listQuery).asTable(name("recurring"))
					.join(OCCURRENCE.as(occurrence))
					.on(isOf(name("recurring"), occurrence))
				: OCCURRENCE.as(occurrence)
					.crossJoin(DSL.lateral(
							events(listQuery.and(this.event.EVENT_ID.eq(eventId(occurrence)))).offset(DSL.inline(0))
								.asTable(name("recurring"))));
		OccurrenceStatuses statuses = OccurrenceStatuses.of(listQuery.predicates(), this.filter);
		Select<?> rows = DSL.select(OccurrenceColumns.all(name("recurring"), occurrence, occurrence))
			.from(source)
			.where(condition.apply(name("recurring"), occurrence),
					(statuses != null && firstOnly) ? statuses.isOneOf(occurrence) : DSL.noCondition());
		Table<?> selected = selected(listQuery, firstOnly);
		ListQuery found = listQuery.singleParent() ? listQuery.from(rows.asTable(this.event.getName()), selected)
				: listQuery.from(name("rows").asNotMaterialized(rows), this.event.getName(), selected);
		return found.withPredicates(listQuery.predicates()
			.stream()
			.map((predicate) -> OccurrenceFilter.isOfAlike(predicate) ? predicate.withoutIndex() : predicate)
			.toList());
	}

	/**
	 * The same occurrences, read event by event; null if no index finds few of the
	 * events.
	 */
	private @Nullable Table<?> selected(ListQuery listQuery, boolean firstOnly) {
		List<FilterPredicate> selective = FilterPredicate.selectiveAmong(listQuery.predicates())
			.stream()
			.filter(OccurrenceFilter::isOfEvent)
			.toList();
		if (!selective.isEmpty()) {
			return withFitting(listQuery, recurringAmong(found(listQuery, selective)), firstOnly);
		}
		OccurrenceStatuses statuses = OccurrenceStatuses.of(listQuery.predicates(), this.filter);
		return (statuses != null && !firstOnly)
				? withFitting(listQuery, events(listQuery.and(statuses.mayBeOf(this.event.EVENT_ID))), false) : null;
	}

	/**
	 * The list's events, each with its first occurrence that satisfies the list's
	 * predicates on occurrences; the others remain.
	 */
	ListQuery firstOccurrences(ListQuery listQuery) {
		return withoutOccurrencePredicates(listQuery.from(withFitting(listQuery, events(listQuery), true), null));
	}

	/**
	 * Events with their fitting occurrences, which are read for each event apart, so that
	 * an index returns them in an order of events.
	 */
	private Table<?> withFitting(ListQuery listQuery, Select<?> recurring, boolean firstOnly) {
		Name occurrence = name("occurrence");
		Name fitting = name("fitting");
		Table<?> events = recurring.asTable(name("recurring"));
		SelectConditionStep<?> all = DSL.select(DSL.asterisk())
			.from(OCCURRENCE.as(fitting))
			.where(isOf(events.getQualifiedName(), fitting), fits(listQuery, events.getQualifiedName(), fitting));
		Select<?> read = firstOnly
				? all.orderBy(EVENT_SEARCH.as(fitting).STARTS_AT, OCCURRENCE.as(fitting).ID).limit(DSL.inline(1))
				: all.offset(DSL.inline(0));
		return DSL.select(OccurrenceColumns.all(events.getQualifiedName(), occurrence, events.getQualifiedName()))
			.from(events.crossJoin(DSL.lateral(read.asTable(occurrence))))
			.asTable(this.event.getName());
	}

	/**
	 * Events with the columns of each of their times: one that does not recur with its
	 * own, another one with those of its occurrences that fit.
	 * @param events columns of {@code event_search}, at least those of the key, the
	 * status and whether it recurs
	 * @param selected whether a column is among these
	 * @param firstOnly whether only the first fitting one of each event is needed
	 */
	Table<?> withTimes(ListQuery listQuery, Table<?> events, Predicate<String> selected, boolean firstOnly) {
		Name occurrence = name("occurrence");
		Name fitting = name("fitting");
		Name event = events.getQualifiedName();
		Condition recurs = EXIST.and(DSL.condition(DSL.field(event.append("recurs"), Boolean.class)));
		List<String> own = Stream
			.concat(Stream.of(EVENT_SEARCH.fields())
				.map(Field::getName)
				.filter(OccurrenceColumns.OWN::contains)
				.filter(selected), Stream.of("event_id", "status"))
			.toList();
		Select<?> single = DSL.select(fields(event, own))
			.select(DSL.field(event.append("occurrence_id")).as("id"))
			.where(recurs.not());
		SelectConditionStep<?> all = DSL.select(fields(fitting, own))
			.select(DSL.field(fitting.append("id")))
			.from(OCCURRENCE.as(fitting))
			.where(recurs, isOf(event, fitting), fits(listQuery, event, fitting));
		Select<?> several = firstOnly
				? all.orderBy(EVENT_SEARCH.as(fitting).STARTS_AT, OCCURRENCE.as(fitting).ID).limit(DSL.inline(1)) : all;
		return DSL.select(OccurrenceColumns.of(event, occurrence, event, selected))
			.from(events.crossJoin(DSL.lateral(DSL.select(DSL.asterisk())
				.from(single.asTable("single"))
				.unionAll(DSL.select(DSL.asterisk()).from(several.asTable("several")))
				.asTable(occurrence))))
			.asTable(this.event.getName());
	}

	static ListQuery withoutOccurrencePredicates(ListQuery listQuery) {
		return listQuery.withPredicates(listQuery.predicates().stream().filter(OccurrenceFilter::isOfEvent).toList());
	}

	/**
	 * The events that the indexes of selective predicates find. PostgreSQL would combine
	 * them with the index of all events that recur.
	 */
	Table<?> found(ListQuery listQuery, List<FilterPredicate> selective) {
		return DSL.select(this.event.asterisk(), RowVersion.transactionId(this.event))
			.from(listQuery.from())
			.where(listQuery.where(), FilterPredicate.conjunction(selective))
			.offset(DSL.inline(0))
			.asTable(this.event.getName());
	}

	/**
	 * The predicates of the list on an occurrence of an event. One in progress at the
	 * start of the period started no longer ago than the longest one lasts: there the
	 * scan of the event's occurrences begins.
	 */
	Condition fits(ListQuery listQuery, Name event, Name occurrence) {
		Field<Instant> earliest = this.occurrenceFilter.earliestStart(listQuery.predicates(), this.filter);
		Condition inReach = (earliest == null) ? DSL.noCondition() : DSL.condition("{0} >= {1} - {2}",
				EVENT_SEARCH.as(occurrence).STARTS_AT, earliest, DSL.field(event.append("longest_occurrence")));
		return fits(listQuery.predicates(), occurrence, statusOf(event)).and(inReach);
	}

	/** Those of these predicates that are on occurrences. */
	Condition fits(List<FilterPredicate> predicates, Name occurrence, Field<String> eventStatus) {
		Set<String> names = predicates.stream().map(FilterPredicate::name).collect(Collectors.toSet());
		EventSearch row = EVENT_SEARCH.as(occurrence);
		return OccurrenceFilter.conjunction(
				this.occurrenceFilter.predicates(row, OccurrenceColumns.status(eventStatus, row.STATUS), this.filter),
				(predicate) -> names.contains(predicate.name()));
	}

	private static Select<?> recurringAmong(Table<?> events) {
		return DSL.select(DSL.asterisk())
			.from(events)
			.where(DSL.field(events.getQualifiedName().append("recurs"), Boolean.class));
	}

	/** The list's events that recur. */
	private SelectConditionStep<?> events(ListQuery listQuery) {
		return DSL.select(this.event.asterisk(), RowVersion.transactionId(this.event))
			.from(listQuery.from())
			.where(listQuery.where(), DSL.condition(this.event.RECURS));
	}

	Name name(String suffix) {
		return DSL.name(this.event.getName() + "_" + suffix);
	}

	private static Condition isOf(Name event, Name occurrence) {
		return eventId(occurrence).eq(eventId(event));
	}

	static Field<UUID> eventId(Name table) {
		return DSL.field(table.append("event_id"), SQLDataType.UUID);
	}

	static Field<String> statusOf(Name table) {
		return DSL.field(table.append("status"), SQLDataType.CLOB);
	}

	private static List<Field<?>> fields(Name table, List<String> names) {
		return names.stream().<Field<?>>map((name) -> DSL.field(table.append(name))).toList();
	}

}
