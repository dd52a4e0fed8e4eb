package dev.marquee.ingest.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import dev.marquee.event.EventStatus;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.ImageDetails.ImageRole;
import dev.marquee.event.TicketDetails;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.ingest.format.ListingField;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.ListingRevision;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.CategoryNames;
import dev.marquee.ingest.value.DateTimeReader;
import dev.marquee.ingest.value.DateTimeReader.DateTimeRange;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.ListedPrice;
import dev.marquee.ingest.value.PriceReader;
import dev.marquee.ingest.value.SchemaOrgVocabulary;
import dev.marquee.ingest.value.TextCleaner;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.text.PlainText;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one entry. The date of its publication is never taken for that of
 * the event.
 */
class FeedEntryReader {

	private final SyndEntry entry;

	private final FeedMarkup markup;

	private final DocumentLocation location;

	private final SourceDocument document;

	private final DocumentProblems problems = new DocumentProblems();

	private final TextCleaner textCleaner = new TextCleaner(this.problems);

	FeedEntryReader(SyndEntry entry, int index, SourceDocument document) {
		this.entry = entry;
		this.markup = new FeedMarkup(List.copyOf(entry.getForeignMarkup()));
		this.location = DocumentLocation.ofPath("entry[" + index + "]");
		this.document = document;
	}

	SourceListing read() {
		VenueDetails venue = new FeedVenue(this.markup, this.location, this.problems).read().orElse(null);
		boolean isKnownPlace = venue != null && (venue.countryCode() != null || venue.latitude() != null);
		ZoneId zone = isKnownPlace ? null : this.document.options().timeZone();
		DateTimeRange range = range(zone, "startdate", "dtstart", "start", "startdatetime", "starttime", "begin",
				"date");
		PartialDateTime start = (range != null) ? range.start() : null;
		DateTimeRange endRange = (range != null)
				? range(zone, "enddate", "dtend", "end", "enddatetime", "endtime", "finish") : null;
		PartialDateTime end = (endRange != null) ? endRange.start() : (range != null) ? range.end() : null;
		if (start == null && (this.entry.getPublishedDate() != null || this.entry.getUpdatedDate() != null)) {
			this.problems.warn(this.location, "publication_date",
					"The entry has only the date of its publication, which is not that of an event: `ev:startdate` or"
							+ " `xcal:dtstart` is required.");
		}
		PartialListing listing = PartialListing.builder()
			.name(this.textCleaner.singleLine(title(), Integer.MAX_VALUE, "title", this.location))
			.url(this.textCleaner.url(url(), "link", this.location))
			.description(description())
			.start(start)
			.end((start != null && end != null && !start.hasTime()) ? new PartialDateTime(end.date(), null, null) : end)
			.status(status())
			.categories(CategoryNames.categories(categories(), this.location, this.problems))
			.venue(venue)
			.organizers(organizers())
			.tickets(tickets(venue))
			.gallery(gallery())
			.build();
		return SourceListing.builder(listing, this.location, this.problems)
			.id(id())
			.revision(new ListingRevision(null, modifiedAt()))
			.location(ListingField.NAME, this.location.at(this.location.path() + ".title"))
			.location(ListingField.URL, this.location.at(this.location.path() + ".link"))
			.build();
	}

	private @Nullable String title() {
		SyndContent content = this.entry.getTitleEx();
		return (content != null) ? content.getValue() : this.entry.getTitle();
	}

	private @Nullable String url() {
		String link = Objects.requireNonNullElse(this.entry.getLink(), "");
		String uri = this.entry.getUri();
		return !link.isBlank() ? link : (uri != null && uri.startsWith("http")) ? uri : null;
	}

	/** Feeds have HTML on purpose, so it is not reported. */
	private @Nullable String description() {
		Stream<SyndContent> contents = Stream.concat(this.entry.getContents().stream(),
				Stream.ofNullable(this.entry.getDescription()));
		return contents.map(SyndContent::getValue)
			.filter((value) -> value != null && !value.isBlank())
			.findFirst()
			.map(PlainText::multiline)
			.map((text) -> this.textCleaner.multiline(text, Integer.MAX_VALUE, "description", this.location))
			.orElse(null);
	}

	private @Nullable DateTimeRange range(@Nullable ZoneId zone, String... names) {
		String value = this.markup.eventText(names);
		if (value == null) {
			value = this.markup.event("when").map((when) -> when.getAttributeValue(names[2] + "Time")).orElse(null);
		}
		if (value == null) {
			return null;
		}
		Optional<DateTimeRange> dateTime = new DateTimeReader(this.problems, null, publicationDay())
			.readRange(withDashes(value), this.location)
			.or(() -> rfc822(this.markup.eventText(names)).map((start) -> new DateTimeRange(start, null)));
		if (dateTime.isEmpty()) {
			this.problems.warn(this.location, "date_unreadable",
					"`" + names[0] + "` cannot be read as a date and was dropped.", value);
			return null;
		}
		PartialDateTime end = dateTime.get().end();
		return new DateTimeRange(inZone(dateTime.get().start(), zone), (end != null) ? inZone(end, zone) : null);
	}

	/** The day after which a date without a year is. */
	private @Nullable LocalDate publicationDay() {
		Date published = this.entry.getPublishedDate();
		return (published != null) ? published.toInstant().atZone(ZoneOffset.UTC).toLocalDate() : null;
	}

	private static PartialDateTime inZone(PartialDateTime dateTime, @Nullable ZoneId zone) {
		return (zone != null && dateTime.zone() == null && dateTime.hasTime()) ? dateTime.withZone(zone) : dateTime;
	}

	/** The date of iCalendar, which xCal may have too, with dashes. */
	private static String withDashes(String value) {
		return value.strip()
			.replaceFirst("^(\\d{4})(\\d{2})(\\d{2})(?:T(\\d{2})(\\d{2})(?:\\d{2})?(Z?))?$", "$1-$2-$3T$4:$5$6")
			.replaceFirst("T:$", "")
			.replaceFirst("(T\\d{2}:\\d{2}):\\d{2}(?:\\.\\d+)?", "$1");
	}

	/** The form of {@code pubDate}, such as {@code Tue, 03 Nov 2026 19:30:00 +0100}. */
	private static Optional<PartialDateTime> rfc822(@Nullable String value) {
		try {
			return Optional.ofNullable(value)
				.map((text) -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), ZonedDateTime::from))
				.map((time) -> new PartialDateTime(time.toLocalDate(), time.toLocalTime().withSecond(0),
						time.getZone()));
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	private @Nullable EventStatus status() {
		String value = this.markup.eventText("status", "eventstatus");
		return (value == null) ? null
				: Stream.of(value, "Event" + value)
					.map(SchemaOrgVocabulary::status)
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null);
	}

	private List<String> categories() {
		Stream<String> own = this.entry.getCategories().stream().map(SyndCategory::getName).filter(Objects::nonNull);
		return Stream.concat(own, Stream.ofNullable(this.markup.eventText("type"))).toList();
	}

	private List<OrganizerDetails> organizers() {
		return Optional
			.ofNullable(this.textCleaner.singleLine(this.markup.eventText("organizer", "organiser"),
					ListingLimits.MAX_NAME_LENGTH, "organizer", this.location))
			.filter((name) -> !name.contains("@"))
			.map((name) -> new OrganizerDetails(name, null, null, null))
			.stream()
			.toList();
	}

	private List<TicketDetails> tickets(@Nullable VenueDetails venue) {
		String cost = this.markup.eventText("cost", "price", "fee");
		if (cost == null) {
			return List.of();
		}
		PriceReader prices = new PriceReader(this.problems, (venue != null) ? venue.countryCode() : null);
		ListedPrice price = prices.readRange(cost, this.location);
		return List.of(new TicketDetails(null, null, price.lowest(), Availability.UNKNOWN, price.terms()));
	}

	/** Enclosures and Media RSS. */
	private List<ImageDetails> gallery() {
		Stream<String> enclosures = this.entry.getEnclosures()
			.stream()
			.filter((enclosure) -> Objects.requireNonNullElse(enclosure.getType(), "").startsWith("image/"))
			.map(SyndEnclosure::getUrl);
		Stream<String> media = Stream.of("content", "thumbnail")
			.flatMap((name) -> this.markup.all(FeedMarkup.MEDIA, name))
			.filter((element) -> {
				String type = Stream.of("medium", "type")
					.map(element::getAttributeValue)
					.filter(Objects::nonNull)
					.findFirst()
					.orElse("image");
				return type.startsWith("image");
			})
			.map((element) -> element.getAttributeValue("url"));
		return Stream.concat(media, enclosures)
			.filter(Objects::nonNull)
			.map((address) -> this.textCleaner.url(address, "image", this.location))
			.filter(Objects::nonNull)
			.distinct()
			.limit(ListingLimits.MAX_PARTS)
			.map((url) -> new ImageDetails(url, null, ImageRole.OTHER))
			.toList();
	}

	/** A {@code guid} need not be unique in the world unless it is an address. */
	private @Nullable ListingId id() {
		String uri = this.entry.getUri();
		if (uri == null || uri.isBlank()) {
			return null;
		}
		boolean isGlobal = uri.startsWith("http") || uri.startsWith("tag:") || uri.startsWith("urn:");
		return new ListingId(isGlobal ? "feed" : null, uri.strip());
	}

	private @Nullable Instant modifiedAt() {
		Date updated = this.entry.getUpdatedDate();
		return (updated != null) ? updated.toInstant() : null;
	}

}
