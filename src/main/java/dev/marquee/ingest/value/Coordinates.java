package dev.marquee.ingest.value;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import org.jspecify.annotations.Nullable;

/**
 * A point on the earth, in degrees (WGS 84).
 */
public record Coordinates(double latitude, double longitude) {

	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,4}(?:[.,]\\d{1,20})?");

	/**
	 * The point that these texts give; empty when there is none, or it cannot be a place.
	 */
	public static Optional<Coordinates> parse(@Nullable String latitude, @Nullable String longitude,
			DocumentLocation documentLocation, DocumentProblems documentProblems) {
		String latitudeText = (latitude != null) ? latitude.strip() : "";
		String longitudeText = (longitude != null) ? longitude.strip() : "";
		if (latitudeText.isEmpty() && longitudeText.isEmpty()) {
			return Optional.empty();
		}
		if (!NUMBER.matcher(latitudeText).matches() || !NUMBER.matcher(longitudeText).matches()) {
			documentProblems.warn(documentLocation, "coordinates_unreadable",
					"the coordinates are not two numbers: left out");
			return Optional.empty();
		}
		return new Coordinates(toDouble(latitudeText), toDouble(longitudeText)).validated(documentLocation,
				documentProblems);
	}

	private static double toDouble(String text) {
		return Double.parseDouble(text.replace(',', '.'));
	}

	private Optional<Coordinates> validated(DocumentLocation documentLocation, DocumentProblems documentProblems) {
		if (this.latitude == 0 && this.longitude == 0) {
			documentProblems.warn(documentLocation, "coordinates_zero",
					"0/0 is not a place: the coordinates are left out");
			return Optional.empty();
		}
		if (Math.abs(this.latitude) <= 90 && Math.abs(this.longitude) <= 180) {
			return Optional.of(this);
		}
		if (Math.abs(this.latitude) <= 180 && Math.abs(this.longitude) <= 90) {
			documentProblems.warn(documentLocation, "coordinates_swapped",
					"latitude and longitude are swapped: put right");
			return Optional
				.of(new Coordinates(/* latitude= */ this.longitude, /* longitude= */ this.latitude));
		}
		documentProblems.warn(documentLocation, "coordinates_out_of_range",
				"the coordinates are not on the earth: left out");
		return Optional.empty();
	}

}
