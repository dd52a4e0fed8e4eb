package dev.marquee.venue;

import org.jspecify.annotations.Nullable;

/**
 * All that is said about a venue: what is to be stored of it.
 *
 * @param countryCode ISO 3166-1 alpha-2
 * @param latitude degrees, WGS 84; together with the longitude or not at all
 */
public record VenueDetails(String name, @Nullable String fullAddress, @Nullable String city, @Nullable String state,
		@Nullable String country, @Nullable String countryCode, @Nullable Double latitude, @Nullable Double longitude) {

}
