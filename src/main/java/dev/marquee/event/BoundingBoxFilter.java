package dev.marquee.event;

import java.util.Map;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.graphql.BadUserInputException;
import dev.marquee.query.compile.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Predicate of the input {@code BoundsInput}: a bounding box in degrees (WGS 84).
 */
final class BoundingBoxFilter {

	private BoundingBoxFilter() {
	}

	/**
	 * Whether the box contains the venue of the event. A box that crosses the
	 * antimeridian is split into two, one on either side; otherwise both boxes are equal.
	 */
	static Condition contains(EventSearch event, Arguments bounds) {
		Field<Double> west = boundary(bounds, "west", 180);
		Field<Double> east = boundary(bounds, "east", 180);
		Field<Double> firstBoxEast = DSL.field("case when {0} <= {1} then {1} else 180 end", SQLDataType.DOUBLE, west,
				east);
		Field<Double> secondBoxWest = DSL.field("case when {0} <= {1} then {0} else -180 end", SQLDataType.DOUBLE, west,
				east);
		return boxContains(event, bounds, west, firstBoxEast).or(boxContains(event, bounds, secondBoxWest, east));
	}

	private static Condition boxContains(EventSearch event, Arguments bounds, Field<Double> west, Field<Double> east) {
		return DSL.condition("point({0}, {1}) <@ box(point({2}, {3}), point({4}, {5}))", event.LONGITUDE,
				event.LATITUDE, west, boundary(bounds, "south", 90), east, boundary(bounds, "north", 90));
	}

	private static Field<Double> boundary(Arguments bounds, String name, int maxDegrees) {
		return bounds.bindObject(SQLDataType.DOUBLE, (values) -> {
			double degrees = requireDegrees(name, degrees(values, name), maxDegrees);
			if (degrees(values, "south") > degrees(values, "north")) {
				throw new BadUserInputException("south",
						"`south` must not be greater than `north`. Have they been swapped?");
			}
			return degrees;
		});
	}

	static double requireDegrees(String name, double degrees, int maxDegrees) {
		if (!(Math.abs(degrees) <= maxDegrees)) {
			throw new BadUserInputException(name, "`" + name + "` must be between -" + maxDegrees + " and " + maxDegrees
					+ " degrees, but is " + degrees + ".");
		}
		return degrees;
	}

	private static double degrees(Map<String, Object> values, String name) {
		return (values.get(name) instanceof Double degrees) ? degrees : Double.NaN;
	}

}
