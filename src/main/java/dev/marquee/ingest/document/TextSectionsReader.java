package dev.marquee.ingest.document;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.CategoryDetails;
import dev.marquee.ingest.document.ListingDocument.DocumentEntry;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.Coordinates;
import dev.marquee.ingest.value.CountryCodes;
import dev.marquee.ingest.value.DateTimeReader;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.SchemaOrgVocabulary;
import dev.marquee.ingest.value.TextCleaner;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.text.PlainText;
import dev.marquee.text.Slug;
import dev.marquee.text.UrlNormalizer;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the page of a listing document says: everything but its JSON-LD.
 */
public class TextSectionsReader {

	private final ListingDocument document;

	private final DocumentProblems documentProblems;

	private final TextCleaner textCleaner;

	public TextSectionsReader(ListingDocument document, DocumentProblems documentProblems) {
		this.document = document;
		this.documentProblems = documentProblems;
		this.textCleaner = new TextCleaner(documentProblems);
	}

	public PartialListing read() {
		warnOfRepeatedKeys();
		Optional<DateTimeReader.DateTimeRange> time = time();
		VenueDetails venue = venue();
		TextPartsReader parts = new TextPartsReader(this.document, this.documentProblems,
				(venue != null) ? venue.countryCode() : null);
		return new PartialListing(singleLine(DocumentKey.NAME, Integer.MAX_VALUE), url(), description(),
				time.map(DateTimeReader.DateTimeRange::start).orElse(null),
				time.map(DateTimeReader.DateTimeRange::end).orElse(null), null, attendanceMode(), interestedCount(),
				categories(), venue, organizers(), singleLine(DocumentKey.AFFILIATE_ID, 200), parts.tickets(),
				parts.gallery(), parts.faqs());
	}

	private void warnOfRepeatedKeys() {
		Stream.of(DocumentSection.EVENT, DocumentSection.VENUE).map(this.document::entries).forEach((entries) -> {
			Set<DocumentKey> seen = EnumSet.noneOf(DocumentKey.class);
			for (DocumentEntry documentEntry : entries) {
				if (seen.contains(documentEntry.documentKey())) {
					this.documentProblems.warn(documentEntry.location(), "repeated",
							documentEntry.documentKey().label() + " is repeated: only the first is taken");
				}
				else {
					seen.add(documentEntry.documentKey());
				}
			}
		});
	}

	private @Nullable String singleLine(DocumentKey documentKey, int maxLength) {
		return this.document.entry(documentKey)
			.map((documentEntry) -> this.textCleaner.singleLine(documentEntry.value(), maxLength, documentKey.label(),
					documentEntry.location()))
			.orElse(null);
	}

	private @Nullable String url() {
		return this.document.entry(DocumentKey.EVENT_URL)
			.map((documentEntry) -> this.textCleaner.url(documentEntry.value(), DocumentKey.EVENT_URL.label(),
					documentEntry.location()))
			.orElse(null);
	}

	private @Nullable String description() {
		return this.document.entry(DocumentKey.DESCRIPTION)
			.map((documentEntry) -> this.textCleaner.multiline(documentEntry.value(), Integer.MAX_VALUE,
					DocumentKey.DESCRIPTION.label(), documentEntry.location()))
			.orElse(null);
	}

	private Optional<DateTimeReader.DateTimeRange> time() {
		Optional<DocumentEntry> entry = this.document.entry(DocumentKey.TIME)
			.filter((found) -> !found.value().isEmpty());
		if (entry.isEmpty()) {
			return Optional.empty();
		}
		DocumentLocation documentLocation = entry.get().location();
		Optional<DateTimeReader.DateTimeRange> range = new DateTimeReader(this.documentProblems)
			.readRange(entry.get().value(), documentLocation);
		if (range.isEmpty()) {
			this.documentProblems.warn(documentLocation, "date_unreadable", "the date cannot be read");
		}
		return range;
	}

	private @Nullable AttendanceMode attendanceMode() {
		boolean isOnline = this.document.entry(DocumentKey.LOCATION)
			.filter((location) -> SchemaOrgVocabulary.isOnline(location.value()))
			.isPresent();
		return isOnline ? AttendanceMode.ONLINE : null;
	}

	private int interestedCount() {
		Optional<DocumentEntry> entry = this.document.entry(DocumentKey.INTERESTED_COUNT);
		String digits = entry.map((found) -> found.value().replaceAll("[,.\\s]", "")).orElse("");
		if (digits.matches("\\d{1,9}")) {
			return Integer.parseInt(digits);
		}
		entry.ifPresent((found) -> this.documentProblems.warn(found.location(), "count_unreadable",
				DocumentKey.INTERESTED_COUNT.label() + " is not a count: taken as 0"));
		return 0;
	}

	private List<CategoryDetails> categories() {
		Optional<DocumentEntry> entry = this.document.entry(DocumentKey.CATEGORIES);
		List<CategoryDetails> categories = new ArrayList<>();
		for (String part : entry.map(DocumentEntry::value).orElse("").split(",", -1)) {
			String name = PlainText.singleLine(part);
			String slug = Slug.of(name);
			if (slug.isEmpty()
					|| categories.stream().anyMatch((categoryDetails) -> categoryDetails.slug().equals(slug))) {
				continue;
			}
			if (name.length() > 100 || slug.length() > 100 || categories.size() == ListingLimits.MAX_PARTS) {
				entry.ifPresent((found) -> this.documentProblems.warn(found.location(), "category_dropped",
						"categories may have 100 characters, and there may be " + ListingLimits.MAX_PARTS
								+ " of them"));
				continue;
			}
			categories.add(new CategoryDetails(slug, name));
		}
		return categories;
	}

	private @Nullable VenueDetails venue() {
		String city = singleLine(DocumentKey.CITY, 200);
		String state = singleLine(DocumentKey.STATE, 200);
		String country = singleLine(DocumentKey.COUNTRY, 200);
		String location = singleLine(DocumentKey.LOCATION, 500);
		String fullAddress = singleLine(DocumentKey.FULL_ADDRESS, 1000);
		Optional<Coordinates> coordinates = Coordinates.parse(rawValue(DocumentKey.LATITUDE),
				rawValue(DocumentKey.LONGITUDE), this.document.locationOf(DocumentKey.LATITUDE), this.documentProblems);
		boolean hasNoLocation = location == null || SchemaOrgVocabulary.isOnline(location);
		if (hasNoLocation && Stream.of(city, state, country, fullAddress).allMatch(Objects::isNull)) {
			return null;
		}
		String name = hasNoLocation ? ListingLimits.firstWithinLimit(500, fullAddress, city, state, country) : location;
		String code = (country != null) ? CountryCodes.code(country).orElse(null) : null;
		if (country != null && code == null) {
			this.documentProblems.warn(this.document.locationOf(DocumentKey.COUNTRY), "country_unknown",
					"the country is not one that Marquee knows: kept without its code");
		}
		return (name != null) ? new VenueDetails(name, fullAddress, city, state, country, code,
				coordinates.map(Coordinates::latitude).orElse(null),
				coordinates.map(Coordinates::longitude).orElse(null)) : null;
	}

	private @Nullable String rawValue(DocumentKey documentKey) {
		return this.document.entry(documentKey).map(DocumentEntry::value).orElse(null);
	}

	private List<OrganizerDetails> organizers() {
		List<OrganizerDetails> organizers = new ArrayList<>();
		for (DocumentEntry documentEntry : this.document.entries(DocumentSection.ORGANIZER)) {
			if (documentEntry.documentKey() == DocumentKey.ORGANIZER && !documentEntry.value().isEmpty()) {
				organizer(documentEntry).ifPresent(organizers::add);
			}
		}
		return ListingLimits.truncate(ListingLimits.MAX_PARTS, organizers,
				this.document.locationOf(DocumentKey.ORGANIZER), this.documentProblems);
	}

	private Optional<OrganizerDetails> organizer(DocumentEntry documentEntry) {
		OrganizerReference line = OrganizerReference.parse(documentEntry.value());
		String url = this.textCleaner.url(line.url(), "the organizer's address", documentEntry.location());
		String name = this.textCleaner.singleLine(line.name(), 500, DocumentKey.ORGANIZER.label(),
				documentEntry.location());
		if (name == null) {
			this.documentProblems.warn(documentEntry.location(), "organizer_nameless",
					"an organizer without a name is left out");
			return Optional.empty();
		}
		String sourceId = (url != null) ? UrlNormalizer.trailingPathNumber(url, 1).orElse(null) : null;
		return Optional.of(new OrganizerDetails(name, url, sourceId, null));
	}

}
