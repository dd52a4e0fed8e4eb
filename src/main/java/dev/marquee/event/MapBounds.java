package dev.marquee.event;

import java.util.Map;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.schema.tables.EventSearch;
import dev.marquee.selection.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The input {@code BoundsInput}: a part of the map between two parallels and two
 * meridians, in degrees (WGS 84).
 */
final class MapBounds {

	private MapBounds() {
	}

	/**
	 * Bounds that cross the antimeridian are two boxes, one on either side; else the
	 * second is as the first.
	 */
	static Condition contain(EventSearch event, Arguments bounds) {
		Field<Double> west = edge(bounds, "west", 180);
		Field<Double> east = edge(bounds, "east", 180);
		Field<Double> eastOfWest = DSL.field("case when {0} <= {1} then {1} else 180 end", SQLDataType.DOUBLE, west,
				east);
		Field<Double> westOfEast = DSL.field("case when {0} <= {1} then {0} else -180 end", SQLDataType.DOUBLE, west,
				east);
		return isIn(event, bounds, west, eastOfWest).or(isIn(event, bounds, westOfEast, east));
	}

	private static Condition isIn(EventSearch event, Arguments bounds, Field<Double> west, Field<Double> east) {
		return DSL.condition("point({0}, {1}) <@ box(point({2}, {3}), point({4}, {5}))", event.LONGITUDE,
				event.LATITUDE, west, edge(bounds, "south", 90), east, edge(bounds, "north", 90));
	}

	private static Field<Double> edge(Arguments bounds, String name, int most) {
		return bounds.bindObject(SQLDataType.DOUBLE, (edges) -> {
			double degrees = degrees(edges, name);
			if (!(Math.abs(degrees) <= most)) {
				throw new BadUserInput(name, "`" + name + "` must be between -" + most + " and " + most
						+ " degrees, but is " + degrees + ".");
			}
			if (degrees(edges, "south") > degrees(edges, "north")) {
				throw new BadUserInput("south", "`south` must not be greater than `north`. Have they been swapped?");
			}
			return degrees;
		});
	}

	private static double degrees(Map<String, Object> edges, String name) {
		return (edges.get(name) instanceof Double degrees) ? degrees : Double.NaN;
	}

}
