package dev.marquee.event;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.schema.tables.EventSearch;
import dev.marquee.selection.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import static dev.marquee.schema.Routines.placeOnEarth;

/**
 * The input {@code NearInput}: what is within a distance of a point. Distances are those
 * on a sphere with the earth's mean radius, which the earth's flattening makes up to half
 * a percent wrong. The database compares chords, the straight lines through the earth:
 * they grow with the distance, and an index can follow them.
 */
final class Vicinity {

	/** The mean radius of the earth in kilometres (IUGG). */
	static final double EARTH_RADIUS = 6371.0088;

	private static final double FARTHEST = 20_000;

	private final Arguments near;

	private final Field<?> centre;

	Vicinity(Arguments near) {
		this.near = near;
		this.centre = placeOnEarth(degrees("latitude", 90), degrees("longitude", 180));
	}

	/** The box around the circle is for the index. */
	Condition contains(EventSearch event) {
		return DSL.condition("{0} <@ cube_enlarge({1}, {2}, 3)", event.PLACE, this.centre, radius())
			.and(chord(event).le(radius()));
	}

	/** The chord on the unit sphere, 0 to 2; null for what has no place. */
	Field<Double> chord(EventSearch event) {
		return DSL.field("({0} <-> {1})", SQLDataType.DOUBLE, event.PLACE, this.centre);
	}

	/** The way over the surface in kilometres; null for what has no place. */
	Field<Double> kilometres(EventSearch event) {
		return DSL.field("{0} * asin(least(1, {1} / 2))", SQLDataType.DOUBLE, DSL.inline(2 * EARTH_RADIUS),
				chord(event));
	}

	private Field<Double> radius() {
		return this.near.bind("radiusKm", SQLDataType.DOUBLE, (Double km) -> {
			if (!(km > 0 && km <= FARTHEST)) {
				throw new BadUserInput("radiusKm",
						"`radiusKm` must be more than 0 and at most 20000, but is " + km + ".");
			}
			return 2 * Math.sin(Math.min(Math.PI / 2, km / (2 * EARTH_RADIUS)));
		});
	}

	private Field<Double> degrees(String name, int most) {
		return this.near.bind(name, SQLDataType.DOUBLE, (Double degrees) -> {
			if (!(Math.abs(degrees) <= most)) {
				throw new BadUserInput(name, "`" + name + "` must be between -" + most + " and " + most
						+ " degrees, but is " + degrees + ".");
			}
			return degrees;
		});
	}

}
