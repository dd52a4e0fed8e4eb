package dev.marquee.ingest.value;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import org.jspecify.annotations.Nullable;

/**
 * A geographic point in degrees (WGS 84).
 */
public record Coordinates(double latitude, double longitude) {

	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,4}(?:[.,]\\d{1,20})?");

	/**
	 * Parses a latitude and a longitude, and repairs swapped ones; empty if both are
	 * blank or the point is invalid.
	 */
	public static Optional<Coordinates> parse(@Nullable String latitude, @Nullable String longitude,
			DocumentLocation location, DocumentProblems problems) {
		String latitudeText = (latitude != null) ? latitude.strip() : "";
		String longitudeText = (longitude != null) ? longitude.strip() : "";
		if (latitudeText.isEmpty() && longitudeText.isEmpty()) {
			return Optional.empty();
		}
		if (!NUMBER.matcher(latitudeText).matches() || !NUMBER.matcher(longitudeText).matches()) {
			problems.warn(location, "coordinates_unreadable",
					"The coordinates are not two decimal numbers and were dropped.");
			return Optional.empty();
		}
		return new Coordinates(toDouble(latitudeText), toDouble(longitudeText)).validated(location, problems);
	}

	private static double toDouble(String text) {
		return Double.parseDouble(text.replace(',', '.'));
	}

	private Optional<Coordinates> validated(DocumentLocation location, DocumentProblems problems) {
		if (this.latitude == 0 && this.longitude == 0) {
			problems.warn(location, "coordinates_zero", "The coordinates 0/0 are a placeholder and were dropped.");
			return Optional.empty();
		}
		if (Math.abs(this.latitude) <= 90 && Math.abs(this.longitude) <= 180) {
			return Optional.of(this);
		}
		if (Math.abs(this.latitude) <= 180 && Math.abs(this.longitude) <= 90) {
			problems.warn(location, "coordinates_swapped",
					"Latitude and longitude were swapped and have been corrected.");
			return Optional
				.of(new Coordinates(/* latitude= */ this.longitude, /* longitude= */ this.latitude));
		}
		problems.warn(location, "coordinates_out_of_range", "The coordinates are out of range and were dropped.");
		return Optional.empty();
	}

}
