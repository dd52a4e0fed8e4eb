package dev.marquee.ingest.merge;

import java.util.List;
import java.util.stream.Stream;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.venue.TimeZoneFinder;
import dev.marquee.venue.TimeZoneFinder.CountrySide;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the coordinates of a venue are in its country: a missing sign or swapped
 * numbers are the most common mistakes in coordinates.
 */
public record VenuePointCheck(TimeZoneFinder zones, DocumentProblems problems) {

	/**
	 * The venue with its coordinates corrected, if exactly one wrong sign or a swap
	 * explains that they are in another country, or else without them.
	 */
	public @Nullable VenueDetails check(@Nullable VenueDetails venue, DocumentLocation location) {
		if (venue == null || venue.latitude() == null || venue.longitude() == null || venue.countryCode() == null) {
			return venue;
		}
		double latitude = venue.latitude();
		double longitude = venue.longitude();
		String country = venue.countryCode();
		CountrySide side = this.zones.sideOf(latitude, longitude, country);
		if (side == CountrySide.INSIDE) {
			return venue;
		}
		List<Correction> corrections = Stream
			.of(new Correction(-latitude, longitude, "sign of the latitude"),
					new Correction(latitude, -longitude, "sign of the longitude"),
					new Correction(longitude, latitude, "order of latitude and longitude"))
			.filter((correction) -> Math.abs(correction.latitude()) <= 90
					&& this.zones.sideOf(correction.latitude(), correction.longitude(), country) == CountrySide.INSIDE)
			.toList();
		if (corrections.size() != 1 && side == CountrySide.AT_SEA) {
			return venue;
		}
		if (corrections.size() != 1) {
			this.problems.warn(location, "coordinates_elsewhere",
					"The coordinates are not in " + venue.country() + " and were dropped.");
			return venue.at(null, null);
		}
		Correction correction = corrections.getFirst();
		this.problems.warn(location, "coordinates_corrected", "The coordinates are not in " + venue.country()
				+ " as they stand: the " + correction.mistake() + " was corrected.");
		return venue.at(correction.latitude(), correction.longitude());
	}

	private record Correction(double latitude, double longitude, String mistake) {
	}

}
