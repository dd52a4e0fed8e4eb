package dev.marquee.venue;

import dev.marquee.db.tables.records.VenueRecord;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import graphql.scalars.country.code.CountryCode;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.VENUE;

/**
 * What the inputs of {@code createVenue} and {@code updateVenue} say. What they leave out
 * stays as it is.
 */
@Component
class VenueInput {

	private static final int MAX_NAME_LENGTH = 500;

	private static final int MAX_ADDRESS_LENGTH = 1000;

	private static final int MAX_PART_LENGTH = 200;

	private final DSLContext dsl;

	VenueInput(DSLContext dsl) {
		this.dsl = dsl;
	}

	void apply(Input input, VenueRecord venue) {
		if (input.has("name")) {
			venue.setName(input.requiredSingleLine("name", MAX_NAME_LENGTH));
		}
		if (input.has("fullAddress")) {
			venue.setFullAddress(input.singleLine("fullAddress", MAX_ADDRESS_LENGTH));
		}
		if (input.has("city")) {
			venue.setCity(input.singleLine("city", MAX_PART_LENGTH));
		}
		if (input.has("state")) {
			venue.setState(input.singleLine("state", MAX_PART_LENGTH));
		}
		if (input.has("country")) {
			venue.setCountry(input.singleLine("country", MAX_PART_LENGTH));
		}
		if (input.has("countryCode")) {
			CountryCode code = input.value("countryCode", CountryCode.class);
			venue.setCountryCode((code != null) ? code.name() : null);
		}
		if (input.has("location")) {
			applyLocation(input.nested("location"), venue);
		}
		if (input.isValid() && this.dsl.fetchExists(VENUE, VENUE.ID.ne(venue.getId()), Venues.hasIdentityOf(venue))) {
			input.reject(UserErrorCode.TAKEN,
					"There is a venue with this name, address, city, state and country already. Use that one.");
		}
	}

	private static void applyLocation(@Nullable Input location, VenueRecord venue) {
		Double latitude = (location != null) ? location.value("latitude", Double.class) : null;
		Double longitude = (location != null) ? location.value("longitude", Double.class) : null;
		if (location != null && latitude != null && longitude != null) {
			if (Math.abs(latitude) > 90) {
				location.rejectValue("latitude", UserErrorCode.INVALID, "This must be -90 to 90 degrees.");
			}
			if (Math.abs(longitude) > 180) {
				location.rejectValue("longitude", UserErrorCode.INVALID, "This must be -180 to 180 degrees.");
			}
			if (latitude == 0 && longitude == 0) {
				location.reject(UserErrorCode.INVALID,
						"0/0 lies in the sea, and mostly means that the place is not known. Leave it out then.");
			}
		}
		venue.setLatitude(latitude);
		venue.setLongitude(longitude);
	}

}
