package dev.marquee.event;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.schema.tables.Venue;
import dev.marquee.selection.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The input {@code NearInput}: what is within a distance of a point. Distances are those
 * on a sphere with the earth's mean radius, by the haversine formula (R. W. Sinnott,
 * Virtues of the Haversine, 1984); the earth's flattening makes them up to half a percent
 * wrong.
 */
final class Vicinity {

	/** The mean radius of the earth in kilometres (IUGG). */
	static final double EARTH_RADIUS = 6371.0088;

	/** Kilometres from one parallel to that a degree further north. */
	private static final double DEGREE = EARTH_RADIUS * Math.PI / 180;

	private static final double FARTHEST = 20_000;

	private Vicinity() {
	}

	/** The strip between two parallels is for an index; the formula decides. */
	static Condition contains(Venue venue, Arguments near) {
		Field<Double> latitude = degrees(near, "latitude", 90);
		Field<Double> longitude = degrees(near, "longitude", 180);
		Field<Double> radius = near.bind("radiusKm", SQLDataType.DOUBLE, (Double km) -> {
			if (!(km > 0 && km <= FARTHEST)) {
				throw new BadUserInput("radiusKm",
						"`radiusKm` must be more than 0 and at most 20000, but is " + km + ".");
			}
			return km;
		});
		Field<Double> degrees = radius.div(DSL.inline(DEGREE));
		return venue.LATITUDE.between(latitude.minus(degrees), latitude.plus(degrees))
			.and(distance(venue, latitude, longitude).le(radius));
	}

	private static Field<Double> distance(Venue venue, Field<Double> latitude, Field<Double> longitude) {
		return DSL.field("""
				2 * {0} * asin(sqrt(least(1, power(sin(radians({1} - {3}) / 2), 2)
				+ cos(radians({3})) * cos(radians({1})) * power(sin(radians({2} - {4}) / 2), 2))))""",
				SQLDataType.DOUBLE, DSL.inline(EARTH_RADIUS), venue.LATITUDE, venue.LONGITUDE, latitude, longitude);
	}

	private static Field<Double> degrees(Arguments near, String name, int most) {
		return near.bind(name, SQLDataType.DOUBLE, (Double degrees) -> {
			if (!(Math.abs(degrees) <= most)) {
				throw new BadUserInput(name, "`" + name + "` must be between -" + most + " and " + most
						+ " degrees, but is " + degrees + ".");
			}
			return degrees;
		});
	}

}
