package dev.marquee.event;

import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.Param;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A way to count the events on a map. The statement contains all that its filter allows,
 * and takes one after it has counted one event in 256.
 */
enum MapAccessPath {

	/** Reads the events of each cell along the index of {@code map_cell}. */
	CELLS,

	/** Finds few matching events by the indexes of selective predicates. */
	INDEXES,

	/** Estimates counts from a {@link MapSample}. */
	SAMPLE;

	/**
	 * Reading a viewport with up to about this number of events is as fast as searching
	 * other indexes.
	 */
	private static final int FEW_EVENTS = 10_000;

	/** The indexes of predicates are used if they find up to about this number. */
	private static final int MAX_FOUND = 10_000;

	/** The events of a viewport are all read up to about this number. */
	private static final int MAX_READ = 100_000;

	/** The same if the filter needs columns that only the table has. */
	private static final int MAX_READ_FROM_TABLE = 40_000;

	/**
	 * The query that chooses one. {@link #isTaken()} reads its column {@code access_path}
	 * from the table {@code viewport}.
	 */
	static Select<?> choose(EventsOnMap events) {
		int max = MapSample.probed(events.areCovered() ? MAX_READ : MAX_READ_FROM_TABLE);
		Table<?> inCell = DSL.select(DSL.one().as("one"))
			.from(events.alongCells(MapSample.isProbed(events.event()).and(EventsOnMap.isInCell(events.event()))))
			.asTable("in_cell");
		Table<?> inViewport = DSL.select(DSL.one().as("one"))
			.from(DSL.table(MapCells.CELL), DSL.lateral(inCell))
			.limit(DSL.inline(max + 1))
			.asTable("in_viewport");
		CaseConditionStep<String> accessPath = DSL.when(DSL.count().le(DSL.inline(MapSample.probed(FEW_EVENTS))),
				CELLS.inlined());
		if (!events.selective().isEmpty()) {
			accessPath = accessPath.when(indexesFindFew(events), INDEXES.inlined());
		}
		return DSL
			.select(accessPath.when(DSL.count().le(DSL.inline(max)), CELLS.inlined())
				.otherwise(SAMPLE.inlined())
				.as("access_path"))
			.from(inViewport);
	}

	/**
	 * Whether the indexes of predicates find few events on the whole map: they do not
	 * find those of the viewport only.
	 */
	private static Condition indexesFindFew(EventsOnMap events) {
		int max = MapSample.probed(MAX_FOUND);
		Table<?> found = DSL.select(DSL.one().as("one"))
			.from(events.alongCells(MapSample.isProbed(events.event()).and(events.event().MAP_CELL.isNotNull())))
			.where(events.matchesSelective())
			.limit(DSL.inline(max + 1))
			.asTable("found");
		return DSL.field(DSL.selectCount().from(found)).le(DSL.inline(max));
	}

	Condition isTaken() {
		return DSL.condition("(select access_path from viewport) = {0}", inlined());
	}

	private Param<String> inlined() {
		return DSL.inline(name());
	}

}
