package dev.marquee.venue;

import org.jspecify.annotations.Nullable;

/**
 * How to reach a venue. None of it identifies the venue.
 *
 * @param street street and number
 * @param website the URL of the venue's own page
 * @param telephone as the listing writes it
 */
public record VenueContact(@Nullable String street, @Nullable String postalCode, @Nullable String website,
		@Nullable String telephone) {

	public static final VenueContact UNKNOWN = new VenueContact(null, null, null, null);

	public static final int MAX_STREET_LENGTH = 500;

	public static final int MAX_POSTAL_CODE_LENGTH = 20;

	public static final int MAX_TELEPHONE_LENGTH = 50;

	/** This contact and, where a value is unknown, that of the other. */
	public VenueContact or(VenueContact other) {
		return new VenueContact(firstNonNull(this.street, other.street),
				firstNonNull(this.postalCode, other.postalCode), firstNonNull(this.website, other.website),
				firstNonNull(this.telephone, other.telephone));
	}

	private static @Nullable String firstNonNull(@Nullable String first, @Nullable String second) {
		return (first != null) ? first : second;
	}

}
