package dev.marquee.venue;

import java.util.Map;

import dev.marquee.graphql.BadUserInputException;

/**
 * A valid input {@code BoundsInput}: a box in degrees (WGS 84). If west is greater than
 * east, it crosses the antimeridian.
 */
public record BoundingBox(double south, double west, double north, double east) {

	/**
	 * Reads the fields of the input.
	 * @throws BadUserInputException if they are out of range, or south is greater than
	 * north
	 */
	public static BoundingBox of(Map<?, ?> fields) {
		BoundingBox box = new BoundingBox(degrees(fields, "south", 90), degrees(fields, "west", 180),
				degrees(fields, "north", 90), degrees(fields, "east", 180));
		if (box.south > box.north) {
			throw new BadUserInputException("south",
					"`south` must not be greater than `north`. Have they been swapped?");
		}
		return box;
	}

	private static double degrees(Map<?, ?> fields, String name, int maxDegrees) {
		return requireDegrees(name, (fields.get(name) instanceof Double degrees) ? degrees : Double.NaN, maxDegrees);
	}

	static double requireDegrees(String name, double degrees, int maxDegrees) {
		if (!(Math.abs(degrees) <= maxDegrees)) {
			throw new BadUserInputException(name, "`" + name + "` must be between -" + maxDegrees + " and " + maxDegrees
					+ " degrees, but is " + degrees + ".");
		}
		return degrees;
	}

}
