package dev.marquee.output;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.marquee.event.EventStatus;
import dev.marquee.output.ListedEvent.ListedCategory;
import dev.marquee.output.ListedEvent.ListedLocation;
import dev.marquee.output.ListedEvent.ListedOrganizer;
import dev.marquee.output.ListedEvent.ListedTime;
import dev.marquee.output.ListedEvent.ListedVenue;
import org.jspecify.annotations.Nullable;

/**
 * Writes iCalendar (RFC 5545 with the properties of RFC 7986). The time zone of an event
 * precedes the first event that needs it. There is no {@code METHOD}, since calendars
 * that are subscribed to have none, and no {@code ORGANIZER}, since that is an e-mail
 * address: the organizers are contacts.
 */
final class CalendarWriter implements EventWriter {

	/** How often calendars should look for changes. */
	private static final String REFRESH_INTERVAL = "PT1H";

	private final ContentLines lines;

	private final OutputHead head;

	private final EventPages pages;

	private final Set<ZoneId> writtenZones = new HashSet<>();

	CalendarWriter(OutputStream body, OutputHead head, EventPages pages) {
		this.lines = new ContentLines(body);
		this.head = head;
		this.pages = pages;
	}

	@Override
	public void begin() throws IOException {
		this.lines.write("BEGIN", "VCALENDAR");
		this.lines.write("VERSION", "2.0");
		this.lines.write("PRODID", "-//Marquee//Events//EN");
		if (!this.head.isList()) {
			return;
		}
		this.lines.writeText("NAME", this.head.title());
		this.lines.writeText("X-WR-CALNAME", this.head.title());
		this.lines.write("SOURCE;VALUE=URI", this.head.selfUrl());
		this.lines.write("REFRESH-INTERVAL;VALUE=DURATION", REFRESH_INTERVAL);
		this.lines.write("X-PUBLISHED-TTL", REFRESH_INTERVAL);
		if (this.head.updatedAt() != null) {
			this.lines.writeInstant("LAST-MODIFIED", this.head.updatedAt());
		}
	}

	@Override
	public void write(byte[] json) throws IOException {
		ListedEvent event = ListedEventReader.read(json);
		writeZone(event.start());
		writeZone(event.end());
		this.lines.write("BEGIN", "VEVENT");
		this.lines.write("UID", event.uuid().toString());
		this.lines.writeInstant("DTSTAMP", event.updatedAt());
		writeInstant("CREATED", event.createdAt());
		this.lines.writeInstant("LAST-MODIFIED", event.updatedAt());
		this.lines.write("SEQUENCE", String.valueOf(event.calendarSequence()));
		writeTimes(event);
		this.lines.writeText("SUMMARY", event.name());
		this.lines.write("STATUS", status(event));
		// An event that somebody lists does not make the reader of the list busy.
		this.lines.write("TRANSP", "TRANSPARENT");
		writeText("DESCRIPTION", event.description());
		writeText("COMMENT", event.cancellationReason());
		writePlace(event);
		writeLinks(event);
		this.lines.write("END", "VEVENT");
	}

	private void writeTimes(ListedEvent event) throws IOException {
		ListedTime start = event.start();
		ListedTime end = event.end();
		if (start.local() == null) {
			this.lines.write("DTSTART;VALUE=DATE", ContentLines.date(start.date()));
			if (end != null) {
				this.lines.write("DTEND;VALUE=DATE", ContentLines.date(end.date().plusDays(1)));
			}
			return;
		}
		writeTime("DTSTART", start);
		if (end != null && end.instant().isAfter(start.instant())) {
			writeTime("DTEND", end);
		}
	}

	/** The end of a day is the beginning of the next one. */
	private void writeTime(String property, ListedTime time) throws IOException {
		LocalDateTime local = (time.local() != null) ? time.local() : time.date().plusDays(1).atStartOfDay();
		if (isWrittenLocally(time, local)) {
			this.lines.write(property + ";TZID=" + time.timeZone().getId(), ContentLines.dateTime(local));
		}
		else {
			this.lines.writeInstant(property, time.instant());
		}
	}

	/**
	 * Whether the local time determines the instant: of two instants, it means the first
	 * one (section 3.3.5).
	 */
	private static boolean isWrittenLocally(ListedTime time, LocalDateTime local) {
		return !isUtc(time.timeZone()) && local.atZone(time.timeZone()).toInstant().equals(time.instant());
	}

	private static boolean isUtc(ZoneId zone) {
		return zone.getRules().isFixedOffset() && zone.getRules().getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
	}

	private void writeZone(@Nullable ListedTime time) throws IOException {
		if (time != null && !isUtc(time.timeZone()) && this.writtenZones.add(time.timeZone())) {
			this.lines.writeAll(TimeZoneComponent.of(time.timeZone()));
		}
	}

	/** An event that is postponed to an unknown date may or may not take place. */
	private static String status(ListedEvent event) {
		return switch (event.status()) {
			case CANCELLED -> "CANCELLED";
			case POSTPONED -> "TENTATIVE";
			case SCHEDULED, RESCHEDULED, MOVED_ONLINE -> "CONFIRMED";
		};
	}

	private void writePlace(ListedEvent event) throws IOException {
		ListedVenue venue = event.venue();
		if (venue != null && event.status() != EventStatus.MOVED_ONLINE) {
			this.lines.writeText("LOCATION", Places.onOneLine(venue));
		}
		ListedLocation location = event.location();
		if (location != null) {
			this.lines.write("GEO", ContentLines.geo(location.latitude(), location.longitude()));
		}
	}

	private void writeLinks(ListedEvent event) throws IOException {
		String page = this.pages.pageOf(event);
		if (page != null) {
			this.lines.write("URL", page);
		}
		for (ListedOrganizer organizer : event.organizers()) {
			String url = organizer.url();
			this.lines.writeText((url != null) ? "CONTACT;ALTREP=" + ContentLines.quoted(url) : "CONTACT",
					organizer.name());
		}
		List<String> categories = Stream
			.concat(event.categories().stream().map(ListedCategory::name), event.tags().stream())
			.distinct()
			.toList();
		if (!categories.isEmpty()) {
			this.lines.writeTexts("CATEGORIES", categories);
		}
		if (event.joinUrl() != null) {
			this.lines.write("CONFERENCE;VALUE=URI", event.joinUrl());
		}
		if (event.image() != null) {
			this.lines.write("IMAGE;VALUE=URI;DISPLAY=FULLSIZE", event.image().url());
		}
	}

	private void writeText(String property, @Nullable String text) throws IOException {
		if (text != null) {
			this.lines.writeText(property, text);
		}
	}

	private void writeInstant(String property, @Nullable Instant instant) throws IOException {
		if (instant != null) {
			this.lines.writeInstant(property, instant);
		}
	}

	@Override
	public void end() throws IOException {
		this.lines.write("END", "VCALENDAR");
	}

}
