package dev.marquee.venue;

import org.jspecify.annotations.Nullable;

/**
 * The values of a venue to store.
 *
 * @param countryCode ISO 3166-1 alpha-2
 * @param latitude degrees, WGS 84; null if and only if {@code longitude} is null
 * @param longitude degrees, WGS 84
 */
public record VenueDetails(String name, @Nullable String fullAddress, @Nullable String city, @Nullable String state,
		@Nullable String country, @Nullable String countryCode, @Nullable Double latitude, @Nullable Double longitude,
		VenueContact contact) {

	/** A venue without a known contact. */
	public VenueDetails(String name, @Nullable String fullAddress, @Nullable String city, @Nullable String state,
			@Nullable String country, @Nullable String countryCode, @Nullable Double latitude,
			@Nullable Double longitude) {
		this(name, fullAddress, city, state, country, countryCode, latitude, longitude, VenueContact.UNKNOWN);
	}

	/** The same venue at another point, or without one. */
	public VenueDetails at(@Nullable Double otherLatitude, @Nullable Double otherLongitude) {
		return new VenueDetails(this.name, this.fullAddress, this.city, this.state, this.country, this.countryCode,
				otherLatitude, otherLongitude, this.contact);
	}

}
