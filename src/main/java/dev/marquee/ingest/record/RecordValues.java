package dev.marquee.ingest.record;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.event.EventFacts;
import dev.marquee.event.EventFacts.AgeRange;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.ImageDetails.ImageRole;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.Coordinates;
import dev.marquee.ingest.value.CountryCodes;
import dev.marquee.ingest.value.DateTimeReader;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.PlaceText;
import dev.marquee.ingest.value.TextCleaner;
import dev.marquee.ingest.value.TimeZoneIds;
import dev.marquee.text.PlainText;
import dev.marquee.venue.VenueContact;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of records, and reports what it cannot read.
 */
record RecordValues(DocumentProblems problems) {

	private static final int MAX_PART_LENGTH = 200;

	@Nullable String line(@Nullable String text, int maxLength, DocumentLocation location) {
		return new TextCleaner(this.problems).singleLine(text, maxLength, label(location), location);
	}

	/** Text or HTML, of which the text is kept: APIs have HTML on purpose. */
	@Nullable String lines(@Nullable String text, DocumentLocation location) {
		return (text == null) ? null : new TextCleaner(this.problems).multiline(PlainText.multiline(text),
				Integer.MAX_VALUE, label(location), location);
	}

	@Nullable String url(@Nullable String text, DocumentLocation location) {
		return new TextCleaner(this.problems).url(text, label(location), location);
	}

	private static String label(DocumentLocation location) {
		String path = Objects.requireNonNullElse(location.path(), "");
		return path.substring(path.lastIndexOf('.') + 1);
	}

	/** Keywords on one line each, distinct. */
	List<String> tags(Stream<? extends @Nullable String> names, DocumentLocation location) {
		List<String> tags = new ArrayList<>();
		names.map((name) -> line(name, EventFacts.MAX_TAG_LENGTH, location))
			.filter(Objects::nonNull)
			.filter((name) -> tags.stream().noneMatch(name::equalsIgnoreCase))
			.forEach(tags::add);
		return ListingLimits.truncate(EventFacts.MAX_TAGS, tags, location, this.problems);
	}

	/**
	 * A date or a time.
	 * @param zone the zone that the record states beside it; null if it states none
	 */
	@Nullable PartialDateTime dateTime(@Nullable String text, @Nullable ZoneId zone, DocumentLocation location) {
		if (text == null) {
			return null;
		}
		Optional<PartialDateTime> dateTime = new DateTimeReader(this.problems).read(withoutSeconds(text), location);
		if (dateTime.isEmpty()) {
			this.problems.warn(location, "date_unreadable",
					'`' + label(location) + "` cannot be read as a date and was dropped.", text);
			return null;
		}
		return inZone(dateTime.get(), zone);
	}

	/** APIs write all times to the second. */
	private static String withoutSeconds(String text) {
		return text.replaceFirst("(T\\d{2}:\\d{2}):\\d{2}(?:[.,]\\d+)?", "$1");
	}

	static PartialDateTime inZone(PartialDateTime dateTime, @Nullable ZoneId zone) {
		if (zone == null || !dateTime.hasTime()) {
			return dateTime;
		}
		ZoneId own = dateTime.zone();
		return (own == null) ? dateTime.withZone(zone) : of(dateTime.local().atZone(own).withZoneSameInstant(zone));
	}

	static PartialDateTime of(ZonedDateTime time) {
		return new PartialDateTime(time.toLocalDate(), time.toLocalTime().withSecond(0).withNano(0), time.getZone());
	}

	/** The end of an event that states how long it lasts. */
	static @Nullable PartialDateTime after(@Nullable PartialDateTime start, @Nullable Duration duration) {
		if (start == null || duration == null || !start.hasTime() || duration.isNegative() || duration.isZero()) {
			return null;
		}
		ZoneId zone = start.zone();
		LocalDateTime end = (zone != null) ? start.local().atZone(zone).plus(duration).toLocalDateTime()
				: start.local().plus(duration);
		return new PartialDateTime(end.toLocalDate(), end.toLocalTime(), zone);
	}

	/**
	 * A duration such as {@code PT1H30M} or a number of milliseconds; null if it is
	 * neither.
	 */
	static @Nullable Duration duration(@Nullable String text) {
		try {
			return (text == null) ? null
					: text.matches("\\d{1,12}") ? Duration.ofMillis(Long.parseLong(text)) : Duration.parse(text);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/** An instant with an offset; null if it is none. */
	static @Nullable Instant instant(@Nullable String text) {
		try {
			return (text != null) ? OffsetDateTime.parse(text).toInstant() : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	@Nullable ZoneId zone(@Nullable String id, DocumentLocation location) {
		if (id == null) {
			return null;
		}
		Optional<ZoneId> zone = TimeZoneIds.find(id).or(() -> TimeZoneIds.findOffset(id));
		if (zone.isEmpty()) {
			this.problems.warn(location, "zone_unknown", "The time zone is unknown and was dropped.", id);
		}
		return zone.orElse(null);
	}

	Optional<ImageDetails> image(@Nullable String url, @Nullable Integer width, @Nullable Integer height,
			@Nullable String alt, DocumentLocation location) {
		boolean isSized = isSize(width) && isSize(height);
		return Optional.ofNullable(url(url, location))
			.map((address) -> new ImageDetails(address, line(alt, ListingLimits.MAX_NAME_LENGTH, location),
					ImageRole.OTHER, isSized ? width : null, isSized ? height : null));
	}

	private static boolean isSize(@Nullable Integer pixels) {
		return pixels != null && pixels > 0 && pixels <= ImageDetails.MAX_SIZE;
	}

	/** Null if they are unknown or no range. */
	static @Nullable AgeRange ages(@Nullable Integer min, @Nullable Integer max) {
		int highest = Objects.requireNonNullElse(max, AgeRange.MAX_AGE);
		boolean isKnown = min != null || max != null;
		boolean isRange = highest <= AgeRange.MAX_AGE && Objects.requireNonNullElse(min, 0) <= highest;
		return (isKnown && isRange) ? new AgeRange(min, max) : null;
	}

	/**
	 * A venue; empty if none of its parts is known.
	 */
	Optional<VenueDetails> venue(Place place, DocumentLocation location) {
		String street = line(place.street(), VenueContact.MAX_STREET_LENGTH, location);
		String postalCode = line(place.postalCode(), VenueContact.MAX_POSTAL_CODE_LENGTH, location);
		String city = line(place.city(), MAX_PART_LENGTH, location);
		String state = line(place.state(), MAX_PART_LENGTH, location);
		String country = PlaceText.countryName(line(place.country(), MAX_PART_LENGTH, location));
		String town = Stream.of(postalCode, city).filter(Objects::nonNull).collect(Collectors.joining(" "));
		boolean isComplete = street != null && city != null && street.contains(city);
		String address = Stream.of(street, isComplete ? null : town)
			.filter((part) -> part != null && !part.isEmpty())
			.collect(Collectors.joining(", "));
		String name = ListingLimits.firstWithinLimit(ListingLimits.MAX_NAME_LENGTH,
				line(place.name(), ListingLimits.MAX_NAME_LENGTH, location), street, city, state, country);
		Optional<Coordinates> point = Coordinates.parse(place.latitude(), place.longitude(), location, this.problems);
		String code = (country != null) ? CountryCodes.code(country).orElse(null) : null;
		VenueContact contact = new VenueContact(street, postalCode,
				(place.website() != null) ? url(place.website(), location) : null,
				line(place.telephone(), VenueContact.MAX_TELEPHONE_LENGTH, location));
		return Optional.ofNullable(name)
			.map((title) -> new VenueDetails(title, address.isEmpty() ? null : address, city, state, country, code,
					point.map(Coordinates::latitude).orElse(null), point.map(Coordinates::longitude).orElse(null),
					contact));
	}

	/**
	 * The parts of a venue as a record has them; null if they are missing.
	 */
	record Place(@Nullable String name, @Nullable String street, @Nullable String postalCode, @Nullable String city,
			@Nullable String state, @Nullable String country, @Nullable String latitude, @Nullable String longitude,
			@Nullable String website, @Nullable String telephone) {
	}

}
