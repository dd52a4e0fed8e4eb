package dev.marquee.ingest.csv;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.CategoryDetails;
import dev.marquee.event.EventFacts;
import dev.marquee.event.EventStatus;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.ImageDetails.ImageRole;
import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.CategoryNames;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PriceReader;
import dev.marquee.ingest.value.SchemaOrgVocabulary;
import dev.marquee.ingest.value.StatedPrice;
import dev.marquee.ingest.value.TextCleaner;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of the event in one row.
 */
class CsvRowReader {

	private static final Set<String> TRUE_WORDS = Set.of("true", "yes", "y", "1", "x", "wahr", "ja", "oui", "vrai",
			"si", "verdadero", "vero", "sim", "on", "allday", "all day");

	private static final Set<String> NOT_PUBLIC = Set.of("draft", "private", "hidden", "trash", "pending", "entwurf",
			"privat", "brouillon");

	private final CsvRow row;

	private final DocumentProblems problems;

	private final TextCleaner textCleaner;

	private final @Nullable VenueDetails venue;

	CsvRowReader(CsvRow row, DocumentProblems problems) {
		this.row = row;
		this.problems = problems;
		this.textCleaner = new TextCleaner(problems);
		this.venue = new CsvVenue(row, problems).read().orElse(null);
	}

	PartialListing read(CsvDates dates, @Nullable ZoneId defaultZone) {
		CsvTimes times = CsvTimes.read(this.row, dates, defaultZoneWithoutVenue(defaultZone), this.problems);
		rejectDraft();
		return PartialListing.builder()
			.name(singleLine(CsvField.NAME, Integer.MAX_VALUE))
			.url(url(CsvField.URL))
			.description(description())
			.start(times.start())
			.end(times.end())
			.status(status())
			.attendanceMode(attendanceMode())
			.categories(categories())
			.venue(this.venue)
			.organizers(organizers())
			.tickets(tickets())
			.gallery(gallery())
			.facts(EventFacts.builder().tags(tags()).joinUrl(url(CsvField.JOIN_URL)).build())
			.build();
	}

	private @Nullable ZoneId defaultZoneWithoutVenue(@Nullable ZoneId defaultZone) {
		boolean isKnown = this.venue != null && (this.venue.countryCode() != null || this.venue.latitude() != null);
		return isKnown ? null : defaultZone;
	}

	static boolean isTrue(@Nullable String value) {
		return value != null && TRUE_WORDS.contains(value.strip().toLowerCase(Locale.ROOT));
	}

	private @Nullable String singleLine(CsvField field, int maxLength) {
		return this.textCleaner.singleLine(this.row.value(field), maxLength, field.title(), this.row.location(field));
	}

	private @Nullable String url(CsvField field) {
		String value = this.row.value(field);
		boolean lacksScheme = value != null && value.toLowerCase(Locale.ROOT).startsWith("www.");
		return this.textCleaner.url(lacksScheme ? "https://" + value : value, field.title(), this.row.location(field));
	}

	private @Nullable String description() {
		CsvField field = (this.row.value(CsvField.DESCRIPTION) != null) ? CsvField.DESCRIPTION : CsvField.SUMMARY;
		return this.textCleaner.multiline(this.row.value(field), Integer.MAX_VALUE, field.title(),
				this.row.location(field));
	}

	/** A draft that is exported by its author is not meant for the public. */
	private void rejectDraft() {
		String publication = this.row.value(CsvField.PUBLICATION);
		String status = this.row.value(CsvField.STATUS);
		boolean isDraft = Stream.of(publication, status)
			.filter(Objects::nonNull)
			.anyMatch((word) -> NOT_PUBLIC.contains(word.toLowerCase(Locale.ROOT)));
		if (isDraft || isTrue(publication)) {
			this.problems.error(this.row.location(CsvField.PUBLICATION), "not_public",
					"The row is a draft or hidden: publish it, or remove the column.", publication);
		}
	}

	private @Nullable EventStatus status() {
		String value = this.row.value(CsvField.STATUS);
		if (value == null) {
			return null;
		}
		EventStatus status = Stream.of(value, "Event" + value)
			.map(SchemaOrgVocabulary::status)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		boolean isPublication = switch (value.toLowerCase(Locale.ROOT)) {
			case "live", "started", "ended", "completed", "published", "publish", "confirmed", "active", "upcoming",
					"past", "draft" ->
				true;
			default -> false;
		};
		if (status == null && !isPublication) {
			this.problems.warn(this.row.location(CsvField.STATUS), "status_unknown",
					"`status` is unknown and was dropped.", value);
		}
		return status;
	}

	private @Nullable AttendanceMode attendanceMode() {
		String value = this.row.value(CsvField.ATTENDANCE_MODE);
		if (value == null) {
			return (this.venue == null && this.row.value(CsvField.JOIN_URL) != null) ? AttendanceMode.ONLINE : null;
		}
		if (isTrue(value)) {
			return AttendanceMode.ONLINE;
		}
		return switch (value.toLowerCase(Locale.ROOT)) {
			case "virtual", "online", "webinar" -> AttendanceMode.ONLINE;
			case "hybrid", "mixed" -> AttendanceMode.MIXED;
			case "in-person", "in person", "onsite", "physical" -> AttendanceMode.OFFLINE;
			default -> SchemaOrgVocabulary.attendanceMode(value);
		};
	}

	private List<CategoryDetails> categories() {
		return CategoryNames.categories(parts(CsvField.CATEGORIES, CategoryNames.SEPARATORS),
				this.row.location(CsvField.CATEGORIES), this.problems);
	}

	private List<String> tags() {
		List<String> tags = new ArrayList<>();
		parts(CsvField.TAGS, CategoryNames.SEPARATORS).stream()
			.map((tag) -> this.textCleaner.singleLine(tag, EventFacts.MAX_TAG_LENGTH, "tags",
					this.row.location(CsvField.TAGS)))
			.filter(Objects::nonNull)
			.filter((tag) -> tags.stream().noneMatch(tag::equalsIgnoreCase))
			.limit(EventFacts.MAX_TAGS)
			.forEach(tags::add);
		return tags;
	}

	private List<OrganizerDetails> organizers() {
		List<String> names = parts(CsvField.ORGANIZER, "[;|\\n]");
		String url = (names.size() == 1) ? url(CsvField.ORGANIZER_URL) : null;
		return names.stream()
			.map((name) -> this.textCleaner.singleLine(name, ListingLimits.MAX_NAME_LENGTH, "organizer",
					this.row.location(CsvField.ORGANIZER)))
			.filter(Objects::nonNull)
			.map((name) -> new OrganizerDetails(name, url, null, null))
			.limit(ListingLimits.MAX_PARTS)
			.toList();
	}

	private List<TicketDetails> tickets() {
		String url = url(CsvField.TICKET_URL);
		String value = this.row.value(CsvField.PRICE);
		if (value == null) {
			return (url != null) ? List.of(new TicketDetails(null, url, Price.UNKNOWN, Availability.UNKNOWN))
					: List.of();
		}
		PriceReader prices = new PriceReader(this.problems, (this.venue != null) ? this.venue.countryCode() : null);
		String currency = this.row.value(CsvField.CURRENCY);
		StatedPrice price = prices.readRange(value, currency, this.row.location(CsvField.PRICE));
		return List.of(new TicketDetails(null, url, price.lowest(), Availability.UNKNOWN, price.terms()));
	}

	private List<ImageDetails> gallery() {
		return parts(CsvField.IMAGE, "[|;\\s]+|,(?=https?:)").stream()
			.filter((part) -> part.toLowerCase(Locale.ROOT).startsWith("http"))
			.map((address) -> this.textCleaner.url(address, "image", this.row.location(CsvField.IMAGE)))
			.filter(Objects::nonNull)
			.distinct()
			.limit(ListingLimits.MAX_PARTS)
			.map((url) -> new ImageDetails(url, null, ImageRole.OTHER))
			.toList();
	}

	private List<String> parts(CsvField field, String separator) {
		return Optional.ofNullable(this.row.value(field))
			.map((value) -> Arrays.stream(value.split(separator)).map(String::strip).filter((part) -> !part.isEmpty()))
			.map(Stream::toList)
			.orElse(List.of());
	}

}
