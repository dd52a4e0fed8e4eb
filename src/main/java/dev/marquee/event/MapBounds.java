package dev.marquee.event;

import java.util.Map;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.schema.tables.Venue;
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

	static Condition contain(Venue venue, Arguments bounds) {
		Field<Double> west = edge(bounds, "west", 180);
		Field<Double> east = edge(bounds, "east", 180);
		Condition betweenMeridians = west.le(east)
			.and(venue.LONGITUDE.between(west, east))
			.or(west.gt(east).and(venue.LONGITUDE.ge(west).or(venue.LONGITUDE.le(east))));
		return venue.LATITUDE.between(edge(bounds, "south", 90), edge(bounds, "north", 90)).and(betweenMeridians);
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
