package dev.marquee.event;

import java.util.ArrayList;
import java.util.List;

import dev.marquee.db.tables.EventSearch;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The SQL that counts events in the cells of a map, with a part for each
 * {@link MapAccessPath}.
 */
final class EventClusterQuery {

	/** The table of the clusters. */
	static final Table<Record> CLUSTERS = DSL.table(DSL.name("cluster"));

	/** A cell with at most this number of events has their ids. */
	private static final int MAX_EVENTS = 5;

	/**
	 * The events of a cell with fewer events in the sample, matching or not, are counted
	 * one by one.
	 */
	private static final int MIN_SAMPLED = 8;

	private static final Name ESTIMATE = DSL.name("estimate");

	/** The number of a cell's events that are in the sample. */
	private static final Field<Integer> SAMPLED = DSL.field(DSL.name("sampled"), SQLDataType.INTEGER);

	private static final Name MATCHING = DSL.name("matching");

	private static final Name EVENT_IDS = DSL.name("event_ids");

	private final EventsOnMap events;

	private final EventSearch event;

	private final Condition matches;

	private final MapCells cells;

	private boolean eventIdsSelected;

	EventClusterQuery(EventsOnMap events, MapCells cells) {
		this.events = events;
		this.event = events.event();
		this.matches = events.matches();
		this.cells = cells;
	}

	/** Adds the ids of the events of small clusters, the column {@code event_ids}. */
	void selectEventIds() {
		this.eventIdsSelected = true;
	}

	/** The common table expressions of the fields; the last is the clusters. */
	List<CommonTableExpression<?>> commonTableExpressions() {
		List<CommonTableExpression<?>> expressions = new ArrayList<>(this.events.listQuery().commonTableExpressions());
		expressions.add(this.cells.commonTableExpression());
		expressions.add(DSL.name("viewport").asMaterialized(MapAccessPath.choose(this.events)));
		expressions.add(ESTIMATE.asMaterialized(estimates()));
		Select<Record> clusters = countedClusters().unionAll(estimatedClusters());
		if (!this.events.selective().isEmpty()) {
			expressions.addAll(this.events.definitions());
			expressions.add(MATCHING.asMaterialized(matching()));
			clusters = clusters.unionAll(clustersOfMatching());
		}
		expressions.add(DSL.name(CLUSTERS.getName()).asMaterialized(clusters));
		return expressions;
	}

	/**
	 * For each cell the number of its events in the sample, matching or not, and the
	 * aggregates of the matching ones. The offset makes PostgreSQL test once for each
	 * event whether it matches.
	 */
	private Select<?> estimates() {
		Field<Boolean> isMatching = DSL.field(DSL.name("matches"), SQLDataType.BOOLEAN);
		Table<?> sampled = DSL.select(this.event.LATITUDE, this.event.LONGITUDE, DSL.field(this.matches).as(isMatching))
			.from(this.events.alongCells(MapSample.isSampled(this.event).and(EventsOnMap.isInCell(this.event))))
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
			.where(MapAccessPath.SAMPLE.isTaken());
	}

	/** The clusters of the cells whose events are all read. */
	private Select<Record> countedClusters() {
		Table<?> countedCells = MapCells.select(MapCells.CELL)
			.where(MapAccessPath.CELLS.isTaken())
			.unionAll(MapCells.select(ESTIMATE).where(SAMPLED.lt(DSL.inline(MIN_SAMPLED))))
			.asTable(MapCells.CELL.last());
		Table<?> inCell = this.events.alongCells(EventsOnMap.isInCell(this.event));
		Table<?> rows = DSL.select(this.event.LATITUDE, this.event.LONGITUDE)
			.from(inCell)
			.where(this.matches)
			.asTable(this.event.getName());
		Table<?> counted = DSL.select(ClusterAggregates.of(DSL.name(this.event.getName())).fields())
			.from(rows)
			.asTable("counted");
		List<SelectFieldOrAsterisk> columns = new ArrayList<>(List.of(MapCells.tile(), counted.asterisk()));
		if (this.eventIdsSelected) {
			Field<?> ids = DSL.array(DSL.select(this.event.EVENT_ID).from(inCell).where(this.matches));
			columns.add(DSL.when(ClusterAggregates.COUNT.le(DSL.inline(MAX_EVENTS)), ids).as(EVENT_IDS));
		}
		return DSL.select(columns)
			.from(countedCells, DSL.lateral(counted))
			.where(ClusterAggregates.COUNT.gt(DSL.inline(0)));
	}

	/** The clusters of the other cells, from the sample. */
	private Select<Record> estimatedClusters() {
		List<SelectFieldOrAsterisk> columns = new ArrayList<>(List.of(DSL.field(ESTIMATE.append("tile"))));
		columns.addAll(ClusterAggregates.columns(ESTIMATE));
		if (this.eventIdsSelected) {
			columns.add(DSL.inline(null, SQLDataType.UUID.array()).as(EVENT_IDS));
		}
		return DSL.select(columns)
			.from(ESTIMATE)
			.where(SAMPLED.ge(DSL.inline(MIN_SAMPLED)), ClusterAggregates.COUNT.gt(DSL.inline(0)));
	}

	/**
	 * The matching events in the viewport that indexes find. With {@code is true},
	 * PostgreSQL does not join the cells, of which it expects few, row by row.
	 */
	private Select<?> matching() {
		Condition isInViewport = DSL.condition("({0} in (select {1} from {2})) is true",
				this.cells.tileNumber(this.event.MAP_CELL), this.cells.tileNumber(MapCells.firstCell()), MapCells.CELL);
		return DSL.select(this.event.EVENT_ID, this.event.MAP_CELL, this.event.LATITUDE, this.event.LONGITUDE)
			.from(this.events.found())
			.where(MapAccessPath.INDEXES.isTaken(), this.matches, isInViewport);
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

}
