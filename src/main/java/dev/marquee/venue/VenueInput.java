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
 * Applies the inputs of {@code createVenue} and {@code updateVenue} to a venue's row.
 * Fields that the input omits keep their values.
 */
@Component
class VenueInput {

	private static final int MAX_NAME_LENGTH = 500;

	private static final int MAX_ADDRESS_LENGTH = 1000;

	private static final int MAX_PART_LENGTH = 200;

	private final DSLContext dsl;

	private final Venues venues;

	VenueInput(DSLContext dsl, Venues venues) {
		this.dsl = dsl;
		this.venues = venues;
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
		applyContact(input, venue);
		if (input.isValid() && exists(venue)) {
			input.reject(UserErrorCode.TAKEN,
					"A venue with this name, address, city, state and country already exists at this place: use that one.");
		}
	}

	private static void applyContact(Input input, VenueRecord venue) {
		if (input.has("street")) {
			venue.setStreet(input.singleLine("street", VenueContact.MAX_STREET_LENGTH));
		}
		if (input.has("postalCode")) {
			venue.setPostalCode(input.singleLine("postalCode", VenueContact.MAX_POSTAL_CODE_LENGTH));
		}
		if (input.has("website")) {
			venue.setWebsite(input.url("website"));
		}
		if (input.has("telephone")) {
			venue.setTelephone(input.singleLine("telephone", VenueContact.MAX_TELEPHONE_LENGTH));
		}
	}

	private boolean exists(VenueRecord venue) {
		this.venues.lock(venue);
		return this.dsl.fetchExists(VENUE, VENUE.ID.ne(venue.getId()), Venues.isSameAs(venue));
	}

	private static void applyLocation(@Nullable Input location, VenueRecord venue) {
		Double latitude = (location != null) ? location.value("latitude", Double.class) : null;
		Double longitude = (location != null) ? location.value("longitude", Double.class) : null;
		if (location != null && latitude != null && longitude != null) {
			if (Math.abs(latitude) > 90) {
				location.rejectValue("latitude", UserErrorCode.INVALID,
						"`latitude` must be between -90 and 90 degrees.");
			}
			if (Math.abs(longitude) > 180) {
				location.rejectValue("longitude", UserErrorCode.INVALID,
						"`longitude` must be between -180 and 180 degrees.");
			}
			if (latitude == 0 && longitude == 0) {
				location.reject(UserErrorCode.INVALID,
						"The coordinates 0, 0 lie in the sea and usually stand for unknown ones: omit `location` if it is unknown.");
			}
		}
		venue.setLatitude(latitude);
		venue.setLongitude(longitude);
	}

}
