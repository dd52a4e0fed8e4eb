package dev.marquee.venue;

import dev.marquee.graphql.BadUserInputException;
import dev.marquee.query.compile.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import static dev.marquee.db.Routines.placeOnEarth;

/**
 * Predicate and distance of the input {@code NearInput}. Distances are great-circle
 * distances on a sphere with the earth's mean radius, up to 0.5 % off because the earth
 * is flattened. The database compares chord lengths (straight lines through the earth):
 * they grow monotonically with the distance, and an index on {@code cube} supports them.
 */
public final class RadiusFilter {

	/** The mean radius of the earth in kilometres (IUGG). */
	public static final double EARTH_RADIUS_KM = 6371.0088;

	private static final double MAX_RADIUS_KM = 20_000;

	private final Arguments near;

	private final Field<?> center;

	public RadiusFilter(Arguments near) {
		this.near = near;
		this.center = placeOnEarth(degrees("latitude", 90), degrees("longitude", 180));
	}

	/**
	 * The enclosing box of the circle lets the index be used.
	 * @param place a point on the unit sphere, of the type {@code cube}
	 */
	public Condition contains(Field<?> place) {
		return DSL.condition("{0} <@ cube_enlarge({1}, {2}, 3)", place, this.center, radiusAsChord())
			.and(chordLength(place).le(radiusAsChord()));
	}

	/** The chord length on the unit sphere, 0 to 2; null without coordinates. */
	public Field<Double> chordLength(Field<?> place) {
		return DSL.field("({0} <-> {1})", SQLDataType.DOUBLE, place, this.center);
	}

	/** The great-circle distance in kilometres; null without coordinates. */
	public Field<Double> distanceKm(Field<?> place) {
		return DSL.field("{0} * asin(least(1, {1} / 2))", SQLDataType.DOUBLE, DSL.inline(2 * EARTH_RADIUS_KM),
				chordLength(place));
	}

	private Field<Double> radiusAsChord() {
		return this.near.bind("radiusKm", SQLDataType.DOUBLE, (Double km) -> {
			if (!(km > 0 && km <= MAX_RADIUS_KM)) {
				throw new BadUserInputException("radiusKm",
						"`radiusKm` must be more than 0 and at most 20000, but is " + km + ".");
			}
			return 2 * Math.sin(Math.min(Math.PI / 2, km / (2 * EARTH_RADIUS_KM)));
		});
	}

	private Field<Double> degrees(String name, int maxDegrees) {
		return this.near.bind(name, SQLDataType.DOUBLE,
				(Double degrees) -> BoundingBox.requireDegrees(name, degrees, maxDegrees));
	}

}
