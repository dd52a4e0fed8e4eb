package dev.marquee.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.ListQuery;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The SQL that counts events in the cells of a map. There are two access paths: reading
 * the events of each cell along the index of {@code map_cell}, which has all columns that
 * this needs without a filter and with a period; and finding the matching events by the
 * indexes of selective predicates, which is faster if the viewport has many events and
 * few match. As in a top-N query, the statement contains both if there is such a
 * predicate, and looks first how many events the viewport has.
 */
final class EventClusterQuery {

	/** The table of the clusters. */
	static final Table<Record> CLUSTERS = DSL.table(DSL.name("cluster"));

	/** The events of a cell are counted up to this number. */
	static final int MAX_COUNT = 50_000;

	/** A cell with at most this number of events has their ids. */
	private static final int MAX_EVENTS = 5;

	/**
	 * The number of events in a viewport that are read as fast as those that other
	 * indexes find.
	 */
	private static final int MAX_SCANNED = 20_000;

	/** The events that indexes of predicates find are counted up to this number. */
	private static final int MAX_MATCHING = 100_000;

	/** The predicates on columns of the index of cells that no index is better for. */
	private static final Set<String> PERIODS = Set.of("during", "when");

	private static final Name MATCHING = DSL.name("matching");

	/** The events that recur with an occurrence that fits. */
	private static final Name FITTING = DSL.name("fitting_event");

	private static final Condition IS_SPARSE = DSL.condition("(select is_sparse from viewport)");

	private final EventSearch event;

	private final Condition visible;

	private final ListQuery listQuery;

	private final MapCells cells;

	private final RecurringEvents recurring;

	private final boolean readsOccurrences;

	private final Condition matches;

	private final List<FilterPredicate> selective;

	private boolean eventIdsSelected;

	/**
	 * Creates a query.
	 * @param visible the condition of the row policy
	 * @param listQuery the list of events with the client's filter
	 * @param recurring those of them that recur
	 */
	EventClusterQuery(EventSearch event, Condition visible, ListQuery listQuery, RecurringEvents recurring,
			MapCells cells) {
		this.event = event;
		this.visible = visible;
		this.listQuery = listQuery;
		this.recurring = recurring;
		this.cells = cells;
		FittingEvents fittingEvents = new FittingEvents(recurring, listQuery);
		this.readsOccurrences = fittingEvents.mustReadOccurrences();
		Condition hasFitting = fittingEvents.haveFittingOccurrence();
		this.matches = fittingEvents.match(this.readsOccurrences
				? DSL.condition("case when {0} then {1} else {2} end", IS_SPARSE, hasFitting, isAmongFitting())
				: hasFitting);
		this.selective = listQuery.predicates().stream().filter((predicate) -> !predicate.unselective()).toList();
	}

	/** Adds the ids of the events of small clusters, the column {@code event_ids}. */
	void selectEventIds() {
		this.eventIdsSelected = true;
	}

	/** The common table expressions of the fields; the last is the clusters. */
	List<CommonTableExpression<?>> commonTableExpressions() {
		List<CommonTableExpression<?>> expressions = new ArrayList<>(this.listQuery.commonTableExpressions());
		expressions.add(this.cells.commonTableExpression());
		Select<Record> clusters = clustersAlongCells();
		if (this.readsOccurrences) {
			expressions
				.add(FITTING.asMaterialized(new FirstOccurrences(this.recurring, this.listQuery).fittingEvents()));
		}
		if (this.readsOccurrences || !this.selective.isEmpty()) {
			expressions.add(DSL.name("viewport").asMaterialized(viewport()));
		}
		if (!this.selective.isEmpty()) {
			expressions.add(MATCHING.asMaterialized(matching()));
			clusters = clusters.unionAll(clustersOfMatching());
		}
		expressions.add(DSL.name(CLUSTERS.getName()).asMaterialized(clusters));
		return expressions;
	}

	private Condition isAmongFitting() {
		return DSL.condition("{0} in (select event_id from {1})", this.event.EVENT_ID, FITTING);
	}

	private Condition isInCell() {
		return this.event.MAP_CELL.between(MapCells.firstCell(), MapCells.lastCell());
	}

	private Select<Record> clustersAlongCells() {
		Table<?> rows = DSL.select(this.event.LATITUDE, this.event.LONGITUDE)
			.from(eventsInCell())
			.where(this.matches)
			.limit(DSL.inline(MAX_COUNT + 1))
			.asTable(this.event.getName());
		Table<?> counted = DSL.select(aggregates(DSL.name(this.event.getName()))).from(rows).asTable("counted");
		List<SelectFieldOrAsterisk> columns = new ArrayList<>(List.of(MapCells.tile(), counted.asterisk()));
		Field<Integer> count = DSL.field(DSL.name("counted", "count"), SQLDataType.INTEGER);
		if (this.eventIdsSelected) {
			Field<?> ids = DSL.array(DSL.select(this.event.EVENT_ID).from(eventsInCell()).where(this.matches));
			columns.add(DSL.when(count.le(DSL.inline(MAX_EVENTS)), ids).as("event_ids"));
		}
		return DSL.select(columns)
			.from(DSL.table(MapCells.CELL), DSL.lateral(counted))
			.where(count.gt(DSL.inline(0)), this.selective.isEmpty() ? DSL.noCondition() : IS_SPARSE);
	}

	/**
	 * The events of a cell, found by the index of cells only: an index of another
	 * predicate would be searched once for each cell. PostgreSQL does not merge a
	 * subquery with an offset into the outer query, which costs a little for each row,
	 * and reads only the columns that this uses.
	 */
	private Table<?> eventsInCell() {
		SelectConditionStep<Record> events = DSL.select(List.of(this.event.asterisk()))
			.from(this.event)
			.where(isInCell(), this.visible);
		boolean hasOtherIndexes = this.listQuery.predicates()
			.stream()
			.anyMatch((predicate) -> !PERIODS.contains(predicate.name()));
		return hasOtherIndexes ? events.offset(DSL.inline(0)).asTable(this.event.getName())
				: events.asTable(this.event.getName());
	}

	/** Whether the viewport has few events, matching or not. */
	private Select<?> viewport() {
		int limit = MAX_SCANNED + 1;
		Table<?> inCell = DSL.select(DSL.one().as("one"))
			.from(this.event)
			.where(isInCell(), this.visible)
			.limit(DSL.inline(limit))
			.asTable("in_cell");
		Table<?> inViewport = DSL.select(DSL.one().as("one"))
			.from(DSL.table(MapCells.CELL), DSL.lateral(inCell))
			.limit(DSL.inline(limit))
			.asTable("in_viewport");
		return DSL.select(DSL.field(DSL.count().lt(DSL.inline(limit))).as("is_sparse")).from(inViewport);
	}

	/**
	 * The matching events in the viewport, which the indexes of selective predicates
	 * find. The test of a condition for truth keeps PostgreSQL from joining the cells, of
	 * which it expects few, row by row.
	 */
	private Select<?> matching() {
		ListQuery selected = this.listQuery.withPredicates(this.selective);
		Table<?> found = this.selective.stream().allMatch(OccurrenceFilter::isOfEvent)
				? found(selected, DSL.noCondition()).asTable(this.event.getName())
				: found(this.recurring.excludedFrom(selected), DSL.noCondition())
					.unionAll(found(this.recurring.only(RecurringEvents.withoutOccurrencePredicates(selected)),
							this.readsOccurrences ? isAmongFitting() : DSL.noCondition()))
					.asTable(this.event.getName());
		Condition isInViewport = DSL.condition("({0} in (select {1} from {2})) is true",
				this.cells.tileNumber(this.event.MAP_CELL), this.cells.tileNumber(MapCells.firstCell()), MapCells.CELL);
		return DSL.select(this.event.EVENT_ID, this.event.MAP_CELL, this.event.LATITUDE, this.event.LONGITUDE)
			.from(found)
			.where(DSL.not(IS_SPARSE), this.matches, isInViewport)
			.limit(DSL.inline(MAX_MATCHING + 1));
	}

	/** The events that indexes find; the offset is that of {@link #eventsInCell}. */
	private Select<Record> found(ListQuery selected, Condition condition) {
		return DSL.select(List.of(this.event.asterisk()))
			.from(this.event)
			.where(this.visible, selected.where(), condition,
					OccurrenceFilter.conjunction(selected.predicates(), (predicate) -> true))
			.offset(DSL.inline(0));
	}

	private Select<Record> clustersOfMatching() {
		List<SelectFieldOrAsterisk> columns = new ArrayList<>(List.of(MapCells.tile()));
		columns.addAll(aggregates(MATCHING));
		if (this.eventIdsSelected) {
			columns.add(DSL.field("case when count(*) <= {0} then array_agg({1}) end", DSL.inline(MAX_EVENTS),
					MATCHING.append("event_id")));
		}
		Field<Long> mapCell = DSL.field(MATCHING.append("map_cell"), SQLDataType.BIGINT);
		return DSL.select(columns)
			.from(DSL.table(MATCHING)
				.join(DSL.table(MapCells.CELL))
				.on(this.cells.tileNumber(mapCell).eq(this.cells.tileNumber(MapCells.firstCell()))))
			.groupBy(MapCells.tile());
	}

	private static List<SelectFieldOrAsterisk> aggregates(Name table) {
		Field<Double> latitude = DSL.field(table.append("latitude"), SQLDataType.DOUBLE);
		Field<Double> longitude = DSL.field(table.append("longitude"), SQLDataType.DOUBLE);
		return List.of(DSL.count().as("count"), mean(latitude).as("latitude"), mean(longitude).as("longitude"),
				DSL.min(latitude).as("south"), DSL.min(longitude).as("west"), DSL.max(latitude).as("north"),
				DSL.max(longitude).as("east"));
	}

	/** A plain sum is faster than {@code avg}, which bounds the rounding error. */
	private static Field<Double> mean(Field<Double> column) {
		return DSL.field("sum({0}) / nullif(count(*), 0)", SQLDataType.DOUBLE, column);
	}

	/** Whether all events were counted. */
	Field<Boolean> isExact() {
		Condition noFullCell = DSL.condition("not exists (select from {0} where count > {1})", CLUSTERS,
				DSL.inline(MAX_COUNT));
		return DSL.field(this.selective.isEmpty() ? noFullCell : noFullCell
			.and(DSL.condition("(select count(*) from {0}) <= {1}", MATCHING, DSL.inline(MAX_MATCHING))));
	}

}
