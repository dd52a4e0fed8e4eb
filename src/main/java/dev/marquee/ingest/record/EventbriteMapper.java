package dev.marquee.ingest.record;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventFacts;
import dev.marquee.event.EventStatus;
import dev.marquee.event.ImageDetails;
import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.ListingField;
import dev.marquee.ingest.format.ListingGroups;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.ListingRevision;
import dev.marquee.ingest.format.SeriesReference;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.record.RecordValues.Place;
import dev.marquee.ingest.value.CategoryNames;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads events of Eventbrite's API, version 3, and those of its search, which have other
 * names for the same members.
 */
class EventbriteMapper implements RecordMapper {

	private static final String AUTHORITY = "eventbrite.com";

	@Override
	public DocumentFormat format() {
		return DocumentFormat.EVENTBRITE;
	}

	@Override
	public boolean isEvent(ApiRecord candidate) {
		ApiRecord start = candidate.get("start");
		boolean hasStart = start.has("local") || start.has("utc") || candidate.has("start_date");
		return hasStart && candidate.has("name") && !candidate.has("ticket_class_id");
	}

	@Override
	public SourceListing read(ApiRecord event, DocumentProblems problems) {
		RecordValues values = new RecordValues(problems);
		VenueDetails venue = venue(event, values).orElse(null);
		PartialDateTime start = time(event, "start", values);
		PartialDateTime end = time(event, "end", values);
		reportVisibility(event, problems);
		boolean isSeries = event.isTrue("is_series_parent");
		if (isSeries) {
			problems.warn(event.location("is_series_parent"), "series",
					"The record is a series, whose dates are records of their own: only its first date was read. Import"
							+ " the records of its dates instead.");
		}
		Instant modifiedAt = RecordValues.instant(event.text("changed"));
		PartialListing listing = PartialListing.builder()
			.name(values.line(name(event), Integer.MAX_VALUE, event.location("name")))
			.url(values.url(event.firstText("url", "tickets_url"), event.location("url")))
			.description(description(event, values))
			.start(start)
			.end(isSeries ? null : end)
			.status(status(event))
			.attendanceMode(
					(event.isTrue("online_event") || event.isTrue("is_online_event")) ? AttendanceMode.ONLINE : null)
			.categories(CategoryNames.categories(Stream.of("category", "subcategory", "format")
				.map((member) -> event.text(member, "name"))
				.filter(Objects::nonNull)
				.toList(), event.location("category"), problems))
			.venue(venue)
			.organizers(organizers(event, values))
			.tickets(EventbriteTickets.read(event, venue, values))
			.gallery(gallery(event, values))
			.facts(EventFacts.builder()
				.capacity(event.count("capacity"))
				.isAccessibleForFree(event.has("is_free") ? event.isTrue("is_free") : null)
				.tags(values.tags(event.all("tags").stream().map((tag) -> tag.firstText("display_name", "tag")),
						event.location("tags")))
				.build())
			.build();
		String id = event.firstText("id", "eid", "eventbrite_event_id");
		return SourceListing.builder(listing, event.location(), problems)
			.id((id != null) ? new ListingId(AUTHORITY, id) : null)
			.groups(new ListingGroups(null, List.of(), series(event, id, listing.name())))
			.revision(new ListingRevision(null, modifiedAt))
			.location(ListingField.NAME, event.location("name"))
			.location(ListingField.URL, event.location("url"))
			.location(ListingField.DESCRIPTION, event.location("description"))
			.location(ListingField.TIME, event.locationOfFirst("start", "start_date"))
			.location(ListingField.COORDINATES, event.locationOfFirst("venue", "primary_venue"))
			.build();
	}

	/** The series of a date, or that of which the record is the head. */
	private static @Nullable SeriesReference series(ApiRecord event, @Nullable String id, @Nullable String name) {
		boolean isHead = event.isTrue("is_series_parent");
		String series = isHead ? id : event.text("series_id");
		return (series != null && name != null && name.length() <= ListingLimits.MAX_NAME_LENGTH)
				? new SeriesReference(new ListingId(AUTHORITY, series), null, name, isHead) : null;
	}

	private static @Nullable String name(ApiRecord event) {
		String name = event.text("name");
		return (name != null) ? name : event.get("name").firstText("text", "html");
	}

	/** The summary is the beginning of the page; the description is the rest. */
	private static @Nullable String description(ApiRecord event, RecordValues values) {
		ApiRecord description = event.get("description");
		String html = description.firstText("html", "text");
		String text = (html != null) ? html : event.text("description");
		String summary = values.lines(event.text("summary"), event.location("summary"));
		String body = values.lines(text, event.location("description"));
		return (body == null) ? summary : (summary == null || body.contains(summary)) ? body : summary + "\n\n" + body;
	}

	/**
	 * The local time with its zone; the search has date, time and zone in members of
	 * their own.
	 */
	private static @Nullable PartialDateTime time(ApiRecord event, String member, RecordValues values) {
		ApiRecord time = event.get(member);
		ZoneId zone = values.zone((time.text("timezone") != null) ? time.text("timezone") : event.text("timezone"),
				event.location(member));
		if (time.firstText("local", "utc") != null) {
			return values.dateTime(time.firstText("local", "utc"), zone, event.location(member));
		}
		String date = event.text(member + "_date");
		String hour = event.text(member + "_time");
		return values.dateTime((date != null && hour != null) ? date + "T" + hour : date, zone,
				event.location(member + "_date"));
	}

	private static void reportVisibility(ApiRecord event, DocumentProblems problems) {
		if ("draft".equals(event.text("status"))) {
			problems.error(event.location("status"), "not_public",
					"The event is a draft: publish it at its source first.");
		}
		else if ("false".equals(event.text("listed")) || event.isTrue("invite_only")) {
			problems.warn(event.locationOfFirst("listed"), "not_listed",
					"The event is not listed publicly at its source: check whether it may be listed here.");
		}
	}

	private static @Nullable EventStatus status(ApiRecord event) {
		String status = Objects.requireNonNullElse(event.text("status"), "").toLowerCase(Locale.ROOT);
		return switch (status) {
			case "canceled", "cancelled" -> EventStatus.CANCELLED;
			case "live", "started", "ended", "completed" -> EventStatus.SCHEDULED;
			default -> event.isTrue("is_cancelled") ? EventStatus.CANCELLED : null;
		};
	}

	private static Optional<VenueDetails> venue(ApiRecord event, RecordValues values) {
		return event.firstOf("venue", "primary_venue").flatMap((venue) -> {
			ApiRecord address = venue.get("address");
			String street = Stream.of(address.text("address_1"), address.text("address_2"))
				.filter(Objects::nonNull)
				.reduce((first, second) -> first + ", " + second)
				.orElse(address.text("localized_address_display"));
			return values.venue(new Place(venue.text("name"), street, address.text("postal_code"), address.text("city"),
					address.text("region"), address.text("country"), first(venue, address, "latitude"),
					first(venue, address, "longitude"), null, null), venue.location());
		});
	}

	private static @Nullable String first(ApiRecord venue, ApiRecord address, String name) {
		String own = venue.text(name);
		return (own != null) ? own : address.text(name);
	}

	private static List<OrganizerDetails> organizers(ApiRecord event, RecordValues values) {
		return event.firstOf("organizer", "primary_organizer").flatMap((organizer) -> {
			String description = organizer.get("description").firstText("html", "text");
			return Optional
				.ofNullable(
						values.line(organizer.text("name"), ListingLimits.MAX_NAME_LENGTH, organizer.location("name")))
				.map((name) -> new OrganizerDetails(name,
						values.url(organizer.firstText("url", "website", "website_url"), organizer.location("url")),
						organizer.text("id"), values.lines(description, organizer.location("description"))));
		}).stream().toList();
	}

	private static List<ImageDetails> gallery(ApiRecord event, RecordValues values) {
		return event.firstOf("logo", "image").flatMap((logo) -> {
			ApiRecord original = logo.get("original");
			ApiRecord image = original.has("url") ? original : logo;
			return values.image(image.text("url"), image.count("width"), image.count("height"), null,
					image.location("url"));
		}).stream().toList();
	}

}
