package dev.marquee.ingest.record;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventFacts;
import dev.marquee.event.EventStatus;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.TicketDetails;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.event.TicketTerms;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.ListingField;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.ListingRevision;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.record.RecordOccurrences.Timing;
import dev.marquee.ingest.record.RecordValues.Place;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.PriceReader;
import dev.marquee.ingest.value.StatedPrice;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads events of OpenAgenda's API, version 2, and of exports of it. Their texts are in
 * one or several languages.
 */
class OpenAgendaMapper implements RecordMapper {

	private static final String AUTHORITY = "openagenda.com";

	@Override
	public DocumentFormat format() {
		return DocumentFormat.OPENAGENDA;
	}

	@Override
	public boolean isEvent(ApiRecord candidate) {
		return OpenAgendaExport.isEvent(candidate) || (candidate.has("title") && (candidate.has("timings")
				|| candidate.has("firstTiming") || candidate.has("nextTiming") || candidate.has("lastTiming")));
	}

	@Override
	public SourceListing read(ApiRecord record, DocumentProblems problems) {
		ApiRecord event = OpenAgendaExport.expand(record);
		RecordValues values = new RecordValues(problems);
		String language = RecordLanguages.main(event, "title", problems);
		RecordOccurrences occurrences = RecordOccurrences.of(timings(event, values));
		VenueDetails venue = venue(event, values).orElse(null);
		String status = Objects.requireNonNullElse(event.text("status"), "");
		if (event.isTrue("draft") || "0".equals(event.text("state"))) {
			problems.error(event.location("state"), "not_public",
					"The event is a draft: publish it at its source first.");
		}
		Instant modifiedAt = RecordValues.instant(event.text("updatedAt"));
		String joinUrl = values.url(event.text("onlineAccessLink"), event.location("onlineAccessLink"));
		PartialListing listing = PartialListing.builder()
			.name(values.line(event.localized(language, "title"), Integer.MAX_VALUE, event.location("title")))
			.url(values.url(url(event), event.location("canonicalUrl")))
			.description(description(event, language, values))
			.start(occurrences.start())
			.end(occurrences.end())
			.recurrence(occurrences.recurrence())
			.status(status(status))
			.attendanceMode(attendanceMode(event))
			.venue(venue)
			.tickets(tickets(event, language, "5".equals(status), venue, values))
			.gallery(gallery(event, values))
			.facts(EventFacts.builder()
				.tags(values.tags(keywords(event, language), event.location("keywords")))
				.languages(RecordLanguages.of(event.languages("title")))
				.ages(RecordValues.ages(event.count("age", "min"), event.count("age", "max")))
				.joinUrl(joinUrl)
				.build())
			.build();
		String id = event.firstText("uid", "id");
		return SourceListing.builder(listing, event.location(), problems)
			.id((id != null) ? new ListingId(AUTHORITY, id) : null)
			.revision(new ListingRevision(null, modifiedAt))
			.location(ListingField.NAME, event.location("title"))
			.location(ListingField.URL, event.location("canonicalUrl"))
			.location(ListingField.DESCRIPTION, event.locationOfFirst("longDescription", "description"))
			.location(ListingField.TIME, event.locationOfFirst("timings", "firstTiming"))
			.location(ListingField.COORDINATES, event.location("location"))
			.build();
	}

	private static List<Timing> timings(ApiRecord event, RecordValues values) {
		ZoneId zone = values.zone(event.text("timezone"), event.location("timezone"));
		List<ApiRecord> all = event.all("timings").isEmpty() ? Stream.of("firstTiming", "nextTiming", "lastTiming")
			.flatMap((name) -> event.all(name).stream())
			.toList() : event.all("timings");
		return all.stream().flatMap((timing) -> {
			PartialDateTime start = values.dateTime(timing.firstText("begin", "start"), zone, timing.location("begin"));
			PartialDateTime end = values.dateTime(timing.text("end"), zone, timing.location("end"));
			return (start != null) ? Stream.of(new Timing(start, end)) : Stream.empty();
		}).toList();
	}

	/** The address of the event's page in its agenda, which the API does not state. */
	private static @Nullable String url(ApiRecord event) {
		String slug = event.text("slug");
		String agenda = event.text("originAgenda", "slug");
		String stated = event.firstText("canonicalUrl", "canonicalurl");
		return (stated == null && slug != null && agenda != null)
				? "https://openagenda.com/" + agenda + "/events/" + slug : stated;
	}

	private static @Nullable String description(ApiRecord event, @Nullable String language, RecordValues values) {
		String whole = values.lines(event.localized(language, "longDescription"), event.location("longDescription"));
		String summary = values.lines(event.localized(language, "description"), event.location("description"));
		return (whole == null) ? summary
				: (summary == null || whole.contains(summary)) ? whole : summary + "\n\n" + whole;
	}

	/** The numbers of OpenAgenda; 5 is sold out. */
	private static @Nullable EventStatus status(String status) {
		return switch (status) {
			case "1", "5" -> EventStatus.SCHEDULED;
			case "2" -> EventStatus.RESCHEDULED;
			case "3" -> EventStatus.MOVED_ONLINE;
			case "4" -> EventStatus.POSTPONED;
			case "6" -> EventStatus.CANCELLED;
			default -> null;
		};
	}

	private static @Nullable AttendanceMode attendanceMode(ApiRecord event) {
		return switch (Objects.requireNonNullElse(event.text("attendanceMode"), "")) {
			case "1" -> AttendanceMode.OFFLINE;
			case "2" -> AttendanceMode.ONLINE;
			case "3" -> AttendanceMode.MIXED;
			default -> null;
		};
	}

	private static Optional<VenueDetails> venue(ApiRecord event, RecordValues values) {
		ApiRecord place = event.get("location");
		return values.venue(
				new Place(place.text("name"), place.text("address"), place.text("postalCode"), place.text("city"),
						place.text("region"), place.firstText("countryCode", "country"), place.text("latitude"),
						place.text("longitude"), place.text("website"), place.text("phone")),
				event.location("location"));
	}

	/** A list for each language, one list, or one text. */
	private static Stream<String> keywords(ApiRecord event, @Nullable String language) {
		ApiRecord keywords = event.get("keywords");
		if (keywords.json().isObject()) {
			String first = (language != null && keywords.has(language)) ? language
					: keywords.json().properties().stream().map(Map.Entry::getKey).findFirst().orElse("");
			return keywords.all(first).stream().map(ApiRecord::text).filter(Objects::nonNull);
		}
		return keywords.all()
			.stream()
			.map(ApiRecord::text)
			.filter(Objects::nonNull)
			.flatMap((text) -> Stream.of(text.split(",")));
	}

	/**
	 * The conditions are a text such as {@code Free, booking required} or {@code 5 €}.
	 */
	private static List<TicketDetails> tickets(ApiRecord event, @Nullable String language, boolean isSoldOut,
			@Nullable VenueDetails venue, RecordValues values) {
		String conditions = values.line(event.localized(language, "conditions"), TicketTerms.MAX_DESCRIPTION_LENGTH,
				event.location("conditions"));
		String url = event.all("registration")
			.stream()
			.map((registration) -> (registration.text() != null) ? registration.text() : registration.text("value"))
			.filter((text) -> text != null && text.startsWith("http"))
			.findFirst()
			.map((text) -> values.url(text, event.location("registration")))
			.orElse(null);
		if (conditions == null && url == null && !isSoldOut) {
			return List.of();
		}
		PriceReader prices = new PriceReader(new DocumentProblems(), (venue != null) ? venue.countryCode() : null);
		StatedPrice price = (conditions != null) ? prices.readRange(conditions, event.location("conditions"))
				: StatedPrice.UNKNOWN;
		TicketTerms terms = new TicketTerms(price.highest(), null, null, null, conditions, null);
		return List.of(new TicketDetails(null, url, price.lowest(),
				isSoldOut ? Availability.SOLD_OUT : Availability.UNKNOWN, terms));
	}

	private static List<ImageDetails> gallery(ApiRecord event, RecordValues values) {
		ApiRecord image = event.get("image");
		String base = image.text("base");
		String file = image.text("filename");
		String url = (image.text() != null) ? image.text()
				: (base != null && file != null) ? base + file : image.text("url");
		String credits = values.line(event.text("imageCredits"), ImageDetails.MAX_CAPTION_LENGTH,
				event.location("imageCredits"));
		return values
			.image(url, image.count("size", "width"), image.count("size", "height"), null, event.location("image"))
			.map((found) -> found.withCaption(credits))
			.stream()
			.toList();
	}

}
