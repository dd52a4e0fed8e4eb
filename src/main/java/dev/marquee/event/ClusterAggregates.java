package dev.marquee.event;

import java.util.List;

import org.jooq.AggregateFunction;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The columns of a cluster that are computed from rows of its events: their number, their
 * mean position and the box around them.
 *
 * @param latitude the latitude of a row, in degrees
 * @param longitude the longitude of a row, in degrees
 * @param counted the condition for the rows that belong to the cluster
 * @param eventsPerRow the number of events that a row stands for
 */
record ClusterAggregates(Field<Double> latitude, Field<Double> longitude, Condition counted, int eventsPerRow) {

	static final Field<Integer> COUNT = DSL.field(DSL.name("count"), SQLDataType.INTEGER);

	/** Of all rows of a table, each for one event. */
	static ClusterAggregates of(Name table) {
		return of(table, DSL.noCondition(), 1);
	}

	static ClusterAggregates of(Name table, Condition counted, int eventsPerRow) {
		return new ClusterAggregates(DSL.field(table.append("latitude"), SQLDataType.DOUBLE),
				DSL.field(table.append("longitude"), SQLDataType.DOUBLE), counted, eventsPerRow);
	}

	List<Field<?>> fields() {
		return List.of(count().mul(DSL.inline(this.eventsPerRow)).as(COUNT), mean(this.latitude).as("latitude"),
				mean(this.longitude).as("longitude"), filtered(DSL.min(this.latitude)).as("south"),
				filtered(DSL.min(this.longitude)).as("west"), filtered(DSL.max(this.latitude)).as("north"),
				filtered(DSL.max(this.longitude)).as("east"));
	}

	/** The columns of a table with these aggregates. */
	static List<Field<?>> columns(Name table) {
		return of(table).fields().stream().<Field<?>>map((field) -> DSL.field(table.append(field.getName()))).toList();
	}

	private Field<Integer> count() {
		return filtered(DSL.count());
	}

	/** A plain sum is faster than {@code avg}, which bounds the rounding error. */
	private Field<Double> mean(Field<Double> column) {
		return DSL.field("{0} / nullif({1}, 0)", SQLDataType.DOUBLE, filtered(DSL.sum(column)), count());
	}

	private <T> Field<T> filtered(AggregateFunction<T> aggregate) {
		return aggregate.filterWhere(this.counted);
	}

}
