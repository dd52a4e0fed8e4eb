package dev.marquee.intake;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A point on the earth, in degrees (WGS 84).
 */
record Coordinates(double latitude, double longitude) {

	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,4}(?:[.,]\\d{1,20})?");

	/**
	 * The point that these texts give; empty when there is none, or it cannot be a place.
	 */
	static Optional<Coordinates> read(@Nullable String latitude, @Nullable String longitude, Where where,
			Problems problems) {
		String north = (latitude != null) ? latitude.strip() : "";
		String east = (longitude != null) ? longitude.strip() : "";
		if (north.isEmpty() && east.isEmpty()) {
			return Optional.empty();
		}
		if (!NUMBER.matcher(north).matches() || !NUMBER.matcher(east).matches()) {
			problems.warn(where, "coordinates_unreadable", "the coordinates are not two numbers: left out");
			return Optional.empty();
		}
		return new Coordinates(number(north), number(east)).repaired(where, problems);
	}

	private static double number(String text) {
		return Double.parseDouble(text.replace(',', '.'));
	}

	private Optional<Coordinates> repaired(Where where, Problems problems) {
		if (this.latitude == 0 && this.longitude == 0) {
			problems.warn(where, "coordinates_zero", "0/0 is not a place: the coordinates are left out");
			return Optional.empty();
		}
		if (Math.abs(this.latitude) <= 90 && Math.abs(this.longitude) <= 180) {
			return Optional.of(this);
		}
		if (Math.abs(this.latitude) <= 180 && Math.abs(this.longitude) <= 90) {
			problems.warn(where, "coordinates_swapped", "latitude and longitude are swapped: put right");
			return Optional
				.of(new Coordinates(/* latitude= */ this.longitude, /* longitude= */ this.latitude));
		}
		problems.warn(where, "coordinates_out_of_range", "the coordinates are not on the earth: left out");
		return Optional.empty();
	}

}
