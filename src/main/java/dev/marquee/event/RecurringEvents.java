package dev.marquee.event;

import java.util.ArrayList;
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
		Select<?> rows = DSL.select(columns(name("recurring"), occurrence))
			.from(source)
			.where(condition.apply(name("recurring"), occurrence),
					this.occurrenceFilter.ownStatus(listQuery.predicates(), occurrence, this.filter));
		List<FilterPredicate> selective = FilterPredicate.selectiveAmong(listQuery.predicates())
			.stream()
			.filter(OccurrenceFilter::isOfEvent)
			.toList();
		Table<?> selected = selective.isEmpty() ? null : withFitting(listQuery,
				DSL.select(DSL.asterisk()).from(found(listQuery, selective)).where(DSL.condition(this.event.RECURS)),
				firstOnly);
		ListQuery found = listQuery.singleParent() ? listQuery.from(rows.asTable(this.event.getName()), selected)
				: listQuery.from(name("rows").asNotMaterialized(rows), this.event.getName(), selected);
		return found.withPredicates(listQuery.predicates()
			.stream()
			.map((predicate) -> OccurrenceFilter.isOfAlike(predicate) ? predicate.withoutIndex() : predicate)
			.toList());
	}

	/**
	 * The list's events, each with its first occurrence that satisfies the list's
	 * predicates on occurrences; the others remain.
	 */
	ListQuery firstOccurrences(ListQuery listQuery) {
		return withoutOccurrencePredicates(listQuery.from(withFitting(listQuery, events(listQuery), true), null));
	}

	/** Events with their fitting occurrences, which are read for each event apart. */
	private Table<?> withFitting(ListQuery listQuery, Select<?> recurring, boolean firstOnly) {
		Name occurrence = name("occurrence");
		Name fitting = name("fitting");
		Table<?> events = recurring.asTable(name("recurring"));
		SelectConditionStep<?> all = DSL.select(DSL.asterisk())
			.from(OCCURRENCE.as(fitting))
			.where(isOf(events.getQualifiedName(), fitting),
					fits(listQuery, fitting, statusOf(events.getQualifiedName())));
		Select<?> read = firstOnly
				? all.orderBy(EVENT_SEARCH.as(fitting).STARTS_AT, OCCURRENCE.as(fitting).ID).limit(DSL.inline(1))
				: all.offset(DSL.inline(0));
		return DSL.select(columns(events.getQualifiedName(), occurrence))
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
			.concat(Stream.of(EVENT_SEARCH.fields()).map(Field::getName).filter(OWN_COLUMNS::contains).filter(selected),
					Stream.of("event_id", "status"))
			.toList();
		Select<?> single = DSL.select(fields(event, own))
			.select(DSL.field(event.append("occurrence_id")).as("id"))
			.where(recurs.not());
		SelectConditionStep<?> all = DSL.select(fields(fitting, own))
			.select(DSL.field(fitting.append("id")))
			.from(OCCURRENCE.as(fitting))
			.where(recurs, isOf(event, fitting), fits(listQuery, fitting, statusOf(event)));
		Select<?> several = firstOnly
				? all.orderBy(EVENT_SEARCH.as(fitting).STARTS_AT, OCCURRENCE.as(fitting).ID).limit(DSL.inline(1)) : all;
		return DSL.select(columns(event, occurrence, selected))
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

	/** The predicates of the list on an alias of the table {@code occurrence}. */
	Condition fits(ListQuery listQuery, Name occurrence, Field<String> eventStatus) {
		return fits(listQuery.predicates(), occurrence, eventStatus);
	}

	/** Those of these predicates that are on occurrences. */
	Condition fits(List<FilterPredicate> predicates, Name occurrence, Field<String> eventStatus) {
		Set<String> names = predicates.stream().map(FilterPredicate::name).collect(Collectors.toSet());
		EventSearch row = EVENT_SEARCH.as(occurrence);
		return OccurrenceFilter.conjunction(
				this.occurrenceFilter.predicates(row, effectiveStatus(eventStatus, row.STATUS), this.filter),
				(predicate) -> names.contains(predicate.name()));
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

	private static Field<String> effectiveStatus(Field<String> ofEvent, Field<String> own) {
		return DSL.field("status_of_occurrence({0}, {1})", SQLDataType.CLOB, ofEvent, own);
	}

	private static List<Field<?>> fields(Name table, List<String> names) {
		return names.stream().<Field<?>>map((name) -> DSL.field(table.append(name))).toList();
	}

	private static List<SelectFieldOrAsterisk> columns(Name event, Name occurrence) {
		List<SelectFieldOrAsterisk> columns = new ArrayList<>(columns(event, occurrence, (column) -> true));
		columns.add(DSL.field(occurrence.append("preceded_until")));
		columns.add(DSL.field(occurrence.append("preceded_day")));
		columns.add(DSL.field(occurrence.append("gap_class")));
		columns.add(RowVersion.transactionId(EVENT_SEARCH.as(event)));
		return columns;
	}

	private static List<Field<?>> columns(Name event, Name occurrence, Predicate<String> selected) {
		return Stream.of(EVENT_SEARCH.fields())
			.map(Field::getName)
			.filter(selected)
			.<Field<?>>map((column) -> switch (column) {
				case String name when OWN_COLUMNS.contains(name) -> DSL.field(occurrence.append(name));
				case "status" -> effectiveStatus(statusOf(event), statusOf(occurrence)).as("status");
				case "event_id" -> eventId(occurrence);
				case "occurrence_id" -> DSL.field(occurrence.append("id")).as("occurrence_id");
				default -> DSL.field(event.append(column));
			})
			.toList();
	}

}
