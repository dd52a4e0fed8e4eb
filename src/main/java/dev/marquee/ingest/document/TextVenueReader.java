package dev.marquee.ingest.document;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.ingest.document.ListingDocument.DocumentEntry;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.Coordinates;
import dev.marquee.ingest.value.CountryCodes;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.SchemaOrgVocabulary;
import dev.marquee.ingest.value.TextCleaner;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads the venue in the text of a listing document.
 */
record TextVenueReader(ListingDocument document, DocumentProblems problems) {

	@Nullable VenueDetails read() {
		String city = singleLine(DocumentKey.CITY, 200);
		String state = singleLine(DocumentKey.STATE, 200);
		String country = singleLine(DocumentKey.COUNTRY, 200);
		String location = singleLine(DocumentKey.LOCATION, 500);
		String fullAddress = singleLine(DocumentKey.FULL_ADDRESS, 1000);
		Optional<Coordinates> coordinates = Coordinates.parse(rawValue(DocumentKey.LATITUDE),
				rawValue(DocumentKey.LONGITUDE), this.document.locationOf(DocumentKey.LATITUDE), this.problems);
		boolean hasNoLocation = location == null || SchemaOrgVocabulary.isOnline(location);
		if (hasNoLocation && Stream.of(city, state, country, fullAddress).allMatch(Objects::isNull)) {
			return null;
		}
		String name = hasNoLocation ? ListingLimits.firstWithinLimit(500, fullAddress, city, state, country) : location;
		String code = (country != null) ? CountryCodes.code(country).orElse(null) : null;
		if (country != null && code == null) {
			this.problems.warn(this.document.locationOf(DocumentKey.COUNTRY), "country_unknown",
					"`" + DocumentKey.COUNTRY.label()
							+ "` is not a known country name: it is stored without a country code.");
		}
		return (name != null) ? new VenueDetails(name, fullAddress, city, state, country, code,
				coordinates.map(Coordinates::latitude).orElse(null),
				coordinates.map(Coordinates::longitude).orElse(null)) : null;
	}

	private @Nullable String singleLine(DocumentKey key, int maxLength) {
		return this.document.entry(key)
			.map((entry) -> new TextCleaner(this.problems).singleLine(entry.value(), maxLength, key.label(),
					entry.location()))
			.orElse(null);
	}

	private @Nullable String rawValue(DocumentKey key) {
		return this.document.entry(key).map(DocumentEntry::value).orElse(null);
	}

}
