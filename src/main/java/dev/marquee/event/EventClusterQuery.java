package dev.marquee.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.ListQuery;
import org.jooq.CaseConditionStep;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The SQL that counts events in the cells of a map. There are three access paths: reading
 * the events of each cell along the index of {@code map_cell}; finding few matching
 * events by the indexes of selective predicates; and estimating counts from a
 * {@link MapSample}. The statement contains all of them, and looks first how many events
 * the viewport has and whether the selective predicates find few.
 */
final class EventClusterQuery {

	/** The table of the clusters. */
	static final Table<Record> CLUSTERS = DSL.table(DSL.name("cluster"));

	/** A cell with at most this number of events has their ids. */
	private static final int MAX_EVENTS = 5;

	/** A viewport of about as many events is read as fast as an index is searched. */
	private static final int FEW_EVENTS = 10_000;

	/** About as many events are found by the indexes of predicates at most. */
	private static final int MAX_FOUND = 10_000;

	/** The events of a viewport are counted one by one up to about this number. */
	private static final int MAX_COUNTED = 100_000;

	/** The same if their rows have to be read from the table. */
	private static final int MAX_READ = 40_000;

	/** The events of a cell with fewer events in the sample are counted one by one. */
	private static final int MIN_SAMPLED = 8;

	/** The predicates on columns that the indexes of cells and of the sample have. */
	private static final Set<String> COVERED = Set.of("during", "when", "categories");

	/** Those of them that no other index is better for. */
	private static final Set<String> PERIODS = Set.of("during", "when");

	private static final Name ESTIMATE = DSL.name("estimate");

	/** The number of a cell's events that are in the sample. */
	private static final Field<Integer> SAMPLED = DSL.field(DSL.name("sampled"), SQLDataType.INTEGER);

	private static final Name MATCHING = DSL.name("matching");

	/** The events that recur with an occurrence that fits. */
	private static final Name FITTING = DSL.name("fitting_event");

	private final EventSearch event;

	private final Condition visible;

	private final ListQuery listQuery;

	private final MapCells cells;

	private final RecurringEvents recurring;

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
		this.matches = matches(listQuery);
		this.selective = FilterPredicate.selectiveAmong(listQuery.predicates());
	}

	private Condition matches(ListQuery query) {
		FittingEvents fittingEvents = new FittingEvents(this.recurring, query);
		return fittingEvents.match(fittingEvents.haveFittingOccurrence());
	}

	/** Adds the ids of the events of small clusters, the column {@code event_ids}. */
	void selectEventIds() {
		this.eventIdsSelected = true;
	}

	/** The common table expressions of the fields; the last is the clusters. */
	List<CommonTableExpression<?>> commonTableExpressions() {
		List<CommonTableExpression<?>> expressions = new ArrayList<>(this.listQuery.commonTableExpressions());
		expressions.add(this.cells.commonTableExpression());
		expressions.add(DSL.name("viewport").asMaterialized(viewport()));
		expressions.add(ESTIMATE.asMaterialized(estimates()));
		Select<Record> clusters = countedClusters().unionAll(estimatedClusters());
		if (!this.selective.isEmpty()) {
			if (findsOccurrences()) {
				expressions
					.add(FITTING.asMaterialized(new FirstOccurrences(this.recurring, this.listQuery).fittingEvents()));
			}
			expressions.add(MATCHING.asMaterialized(matching()));
			clusters = clusters.unionAll(clustersOfMatching());
		}
		expressions.add(DSL.name(CLUSTERS.getName()).asMaterialized(clusters));
		return expressions;
	}

	private Select<?> viewport() {
		boolean covered = this.listQuery.predicates().stream().map(FilterPredicate::name).allMatch(COVERED::contains);
		int max = MapSample.probed(covered ? MAX_COUNTED : MAX_READ);
		Table<?> inCell = DSL.select(DSL.one().as("one"))
			.from(events(MapSample.isProbed(this.event).and(isInCell())))
			.asTable("in_cell");
		Table<?> inViewport = DSL.select(DSL.one().as("one"))
			.from(DSL.table(MapCells.CELL), DSL.lateral(inCell))
			.limit(DSL.inline(max + 1))
			.asTable("in_viewport");
		CaseConditionStep<String> accessPath = DSL.when(DSL.count().le(DSL.inline(MapSample.probed(FEW_EVENTS))),
				AccessPath.CELLS.inlined());
		if (!this.selective.isEmpty()) {
			accessPath = accessPath.when(selectFew(), AccessPath.INDEXES.inlined());
		}
		return DSL
			.select(accessPath.when(DSL.count().le(DSL.inline(max)), AccessPath.CELLS.inlined())
				.otherwise(AccessPath.SAMPLE.inlined())
				.as("access_path"))
			.from(inViewport);
	}

	/** Whether the selective predicates find few events on the whole map. */
	private Condition selectFew() {
		int max = MapSample.probed(MAX_FOUND);
		Table<?> found = DSL.select(DSL.one().as("one"))
			.from(events(MapSample.isProbed(this.event).and(this.event.MAP_CELL.isNotNull())))
			.where(matches(this.listQuery.withPredicates(this.selective)))
			.limit(DSL.inline(max + 1))
			.asTable("found");
		return DSL.field(DSL.selectCount().from(found)).le(DSL.inline(max));
	}

	private Condition isInCell() {
		return this.event.MAP_CELL.between(MapCells.firstCell(), MapCells.lastCell());
	}

	/**
	 * Events, found by the index of cells or that of the sample only: an index of another
	 * predicate would be searched once for each cell. PostgreSQL does not merge a
	 * subquery with an offset into the outer query, which costs a little for each row,
	 * and reads only the columns that this uses.
	 */
	private Table<?> events(Condition condition) {
		SelectConditionStep<Record> events = DSL.select(List.of(this.event.asterisk()))
			.from(this.event)
			.where(condition, this.visible);
		boolean hasOtherIndexes = this.listQuery.predicates()
			.stream()
			.anyMatch((predicate) -> !PERIODS.contains(predicate.name()));
		return hasOtherIndexes ? events.offset(DSL.inline(0)).asTable(this.event.getName())
				: events.asTable(this.event.getName());
	}

	/** What the sample tells about each cell. */
	private Select<?> estimates() {
		Field<Boolean> isMatching = DSL.field(DSL.name("matches"), SQLDataType.BOOLEAN);
		Table<?> sampled = DSL.select(this.event.LATITUDE, this.event.LONGITUDE, DSL.field(this.matches).as(isMatching))
			.from(events(MapSample.isSampled(this.event).and(isInCell())))
			.offset(DSL.inline(0))
			.asTable(this.event.getName());
		ClusterAggregates aggregates = ClusterAggregates.of(DSL.name(this.event.getName()), DSL.condition(isMatching),
				MapSample.EVENTS_PER_SAMPLED);
		Table<?> estimated = DSL.select(DSL.count().as(SAMPLED))
			.select(aggregates.fields())
			.from(sampled)
			.asTable("estimated");
		return DSL.select(DSL.asterisk())
			.from(DSL.table(MapCells.CELL), DSL.lateral(estimated))
			.where(AccessPath.SAMPLE.isTaken());
	}

	/** The clusters of cells of which the events are read. */
	private Select<Record> countedClusters() {
		Table<?> countedCells = MapCells.select(MapCells.CELL)
			.where(AccessPath.CELLS.isTaken())
			.unionAll(MapCells.select(ESTIMATE).where(SAMPLED.lt(DSL.inline(MIN_SAMPLED))))
			.asTable(MapCells.CELL.last());
		Table<?> rows = DSL.select(this.event.LATITUDE, this.event.LONGITUDE)
			.from(events(isInCell()))
			.where(this.matches)
			.asTable(this.event.getName());
		Table<?> counted = DSL.select(ClusterAggregates.of(DSL.name(this.event.getName())).fields())
			.from(rows)
			.asTable("counted");
		List<SelectFieldOrAsterisk> columns = new ArrayList<>(List.of(MapCells.tile(), counted.asterisk()));
		if (this.eventIdsSelected) {
			Field<?> ids = DSL.array(DSL.select(this.event.EVENT_ID).from(events(isInCell())).where(this.matches));
			columns.add(DSL.when(ClusterAggregates.COUNT.le(DSL.inline(MAX_EVENTS)), ids).as("event_ids"));
		}
		return DSL.select(columns)
			.from(countedCells, DSL.lateral(counted))
			.where(ClusterAggregates.COUNT.gt(DSL.inline(0)));
	}

	private Select<Record> estimatedClusters() {
		List<SelectFieldOrAsterisk> columns = new ArrayList<>(List.of(DSL.field(ESTIMATE.append("tile"))));
		columns.addAll(ClusterAggregates.columns(ESTIMATE));
		if (this.eventIdsSelected) {
			columns.add(DSL.inline(null, SQLDataType.UUID.array()).as("event_ids"));
		}
		return DSL.select(columns)
			.from(ESTIMATE)
			.where(SAMPLED.ge(DSL.inline(MIN_SAMPLED)), ClusterAggregates.COUNT.gt(DSL.inline(0)));
	}

	private boolean findsOccurrences() {
		return !this.selective.stream().allMatch(OccurrenceFilter::isOfEvent);
	}

	/**
	 * The matching events in the viewport, which the indexes of selective predicates
	 * find. The test of a condition for truth keeps PostgreSQL from joining the cells, of
	 * which it expects few, row by row.
	 */
	private Select<?> matching() {
		ListQuery selected = this.listQuery.withPredicates(this.selective);
		Table<?> found = findsOccurrences() ? found(this.recurring.excludedFrom(selected), DSL.noCondition())
			.unionAll(found(this.recurring.only(RecurringEvents.withoutOccurrencePredicates(selected)),
					DSL.condition("{0} in (select event_id from {1})", this.event.EVENT_ID, FITTING)))
			.asTable(this.event.getName()) : found(selected, DSL.noCondition()).asTable(this.event.getName());
		Condition isInViewport = DSL.condition("({0} in (select {1} from {2})) is true",
				this.cells.tileNumber(this.event.MAP_CELL), this.cells.tileNumber(MapCells.firstCell()), MapCells.CELL);
		return DSL.select(this.event.EVENT_ID, this.event.MAP_CELL, this.event.LATITUDE, this.event.LONGITUDE)
			.from(found)
			.where(AccessPath.INDEXES.isTaken(), this.matches, isInViewport);
	}

	/** The events that indexes find; the offset is that of {@link #events}. */
	private Select<Record> found(ListQuery selected, Condition condition) {
		return DSL.select(List.of(this.event.asterisk()))
			.from(this.event)
			.where(this.visible, selected.where(), condition,
					OccurrenceFilter.conjunction(selected.predicates(), (predicate) -> true))
			.offset(DSL.inline(0));
	}

	private Select<Record> clustersOfMatching() {
		List<SelectFieldOrAsterisk> columns = new ArrayList<>(List.of(MapCells.tile()));
		columns.addAll(ClusterAggregates.of(MATCHING).fields());
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

	/** Whether no count is an estimate. */
	Condition isExact() {
		return DSL.notExists(DSL.selectOne().from(ESTIMATE).where(SAMPLED.ge(DSL.inline(MIN_SAMPLED))));
	}

	private enum AccessPath {

		CELLS, INDEXES, SAMPLE;

		Param<String> inlined() {
			return DSL.inline(name());
		}

		Condition isTaken() {
			return DSL.condition("(select access_path from viewport) = {0}", inlined());
		}

	}

}
