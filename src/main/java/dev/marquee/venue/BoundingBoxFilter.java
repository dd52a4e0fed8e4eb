package dev.marquee.venue;

import java.util.function.ToDoubleFunction;

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
	 * Whether the box contains a point. A box that crosses the antimeridian is split into
	 * two, one on either side; otherwise both boxes are equal.
	 */
	static Condition contains(Field<Double> latitude, Field<Double> longitude, Arguments bounds) {
		Field<Double> west = boundary(bounds, BoundingBox::west);
		Field<Double> east = boundary(bounds, BoundingBox::east);
		Field<Double> firstBoxEast = DSL.field("case when {0} <= {1} then {1} else 180 end", SQLDataType.DOUBLE, west,
				east);
		Field<Double> secondBoxWest = DSL.field("case when {0} <= {1} then {0} else -180 end", SQLDataType.DOUBLE, west,
				east);
		Field<?> point = DSL.field("point({0}, {1})", longitude, latitude);
		return boxContains(point, bounds, west, firstBoxEast).or(boxContains(point, bounds, secondBoxWest, east));
	}

	private static Condition boxContains(Field<?> point, Arguments bounds, Field<Double> west, Field<Double> east) {
		return DSL.condition("{0} <@ box(point({1}, {2}), point({3}, {4}))", point, west,
				boundary(bounds, BoundingBox::south), east, boundary(bounds, BoundingBox::north));
	}

	private static Field<Double> boundary(Arguments bounds, ToDoubleFunction<BoundingBox> edge) {
		return bounds.bindObject(SQLDataType.DOUBLE, (fields) -> edge.applyAsDouble(BoundingBox.of(fields)));
	}

}
