package dev.marquee.ingest.feed;

import java.time.Instant;
import java.time.ZoneId;
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
import dev.marquee.ingest.value.DateTimeReader.DateTimeRange;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.PriceReader;
import dev.marquee.ingest.value.SchemaOrgVocabulary;
import dev.marquee.ingest.value.StatedPrice;
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
		FeedTimes times = new FeedTimes(this.entry, this.markup, this.location, this.problems);
		DateTimeRange range = times.range(zone, "startTime", "startdate", "dtstart", "start", "startdatetime",
				"starttime", "begin", "date");
		PartialDateTime start = (range != null) ? range.start() : null;
		DateTimeRange endRange = (range != null)
				? times.range(zone, "endTime", "enddate", "dtend", "end", "enddatetime", "endtime", "finish") : null;
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
		StatedPrice price = prices.readRange(cost, this.location);
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
