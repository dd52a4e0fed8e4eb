package dev.marquee.ingest.csv;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.Coordinates;
import dev.marquee.ingest.value.CountryCodes;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PlaceText;
import dev.marquee.ingest.value.TextCleaner;
import dev.marquee.venue.VenueContact;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads the venue of a row: from a column for each part, or from one for the whole place.
 */
record CsvVenue(CsvRow row, DocumentProblems problems) {

	Optional<VenueDetails> read() {
		String place = text(CsvField.VENUE, 1000);
		if (place != null && PlaceText.isOnline(place)) {
			return Optional.empty();
		}
		Optional<Coordinates> coordinates = Coordinates.parse(this.row.value(CsvField.LATITUDE),
				this.row.value(CsvField.LONGITUDE), this.row.location(CsvField.LATITUDE), this.problems);
		String city = text(CsvField.CITY, 200);
		String state = text(CsvField.STATE, 200);
		String country = PlaceText.countryName(text(CsvField.COUNTRY, 200));
		String address = address();
		String wholePlace = (address != null) ? address : place;
		VenueDetails read = (city == null && wholePlace != null)
				? PlaceText.read(wholePlace, coordinates.orElse(null)).orElse(null) : null;
		if (read == null) {
			return venue(place, address, city, state, country, coordinates);
		}
		if (address == null) {
			return Optional.of((country != null) ? withCountry(read, state, country) : read);
		}
		return venue(place, address, certainCity(read), (state != null) ? state : read.state(),
				(country != null) ? country : read.country(), coordinates);
	}

	private VenueDetails withCountry(VenueDetails read, @Nullable String state, String country) {
		return new VenueDetails(read.name(), read.fullAddress(), certainCity(read),
				(state != null) ? state : read.state(), country, CountryCodes.code(country).orElse(null),
				read.latitude(), read.longitude(), contact());
	}

	/**
	 * The city that was read from a text; null if it may be a province, as in
	 * {@code Pune, Maharashtra, India}.
	 */
	private static @Nullable String certainCity(VenueDetails read) {
		String address = read.fullAddress();
		boolean isCertain = read.state() != null || (address != null && address.chars().anyMatch(Character::isDigit));
		return isCertain ? read.city() : null;
	}

	private Optional<VenueDetails> venue(@Nullable String place, @Nullable String address, @Nullable String city,
			@Nullable String state, @Nullable String country, Optional<Coordinates> coordinates) {
		String name = ListingLimits.firstWithinLimit(ListingLimits.MAX_NAME_LENGTH, place, address, city, state,
				country);
		return Optional.ofNullable(name)
			.map((title) -> new VenueDetails(title, address, city, state, country,
					(country != null) ? CountryCodes.code(country).orElse(null) : null,
					coordinates.map(Coordinates::latitude).orElse(null),
					coordinates.map(Coordinates::longitude).orElse(null), contact()));
	}

	private VenueContact contact() {
		return new VenueContact(text(CsvField.ADDRESS, VenueContact.MAX_STREET_LENGTH),
				text(CsvField.POSTAL_CODE, VenueContact.MAX_POSTAL_CODE_LENGTH), null, null);
	}

	private @Nullable String address() {
		String street = Stream.of(text(CsvField.ADDRESS, 500), text(CsvField.ADDRESS2, 300))
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", "));
		String postalCode = text(CsvField.POSTAL_CODE, 20);
		String city = text(CsvField.CITY, 200);
		boolean isComplete = city == null || street.contains(city);
		String address = (postalCode == null || isComplete) ? street
				: Stream.of(street, postalCode + ' ' + city)
					.filter((part) -> !part.isEmpty())
					.collect(Collectors.joining(", "));
		return address.isEmpty() ? null : address;
	}

	private @Nullable String text(CsvField field, int maxLength) {
		return new TextCleaner(this.problems).singleLine(this.row.value(field), maxLength, field.title(),
				this.row.location(field));
	}

}
