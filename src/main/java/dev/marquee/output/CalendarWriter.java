package dev.marquee.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.marquee.event.EventStatus;
import dev.marquee.output.ListedEvent.ListedCategory;
import dev.marquee.output.ListedEvent.ListedLocation;
import dev.marquee.output.ListedEvent.ListedOrganizer;
import dev.marquee.output.ListedEvent.ListedOverride;
import dev.marquee.output.ListedEvent.ListedRecurrence;
import dev.marquee.output.ListedEvent.ListedSeries;
import dev.marquee.output.ListedEvent.ListedVenue;
import org.jspecify.annotations.Nullable;

/**
 * Writes iCalendar (RFC 5545 with the properties of RFC 7986). The time zone of an event
 * precedes the first event that needs it. There is no {@code METHOD}, since calendars
 * that are subscribed to have none, and no {@code ORGANIZER}, since that is an e-mail
 * address: the organizers are contacts.
 */
final class CalendarWriter implements RenderingEventWriter {

	/** How often calendars should look for changes. */
	private static final String REFRESH_INTERVAL = "PT1H";

	private final OutputStream body;

	/** The lines that are not yet written to the body, or those of one event. */
	private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

	private final ContentLines lines;

	private final Set<ZoneId> writtenZones = new HashSet<>();

	private final OutputHead head;

	private final EventPages pages;

	private final CalendarTimeLines times;

	CalendarWriter(OutputStream body, OutputHead head, EventPages pages) {
		this.body = body;
		this.lines = new ContentLines(this.buffer);
		this.times = new CalendarTimeLines(this.lines);
		this.head = head;
		this.pages = pages;
	}

	@Override
	public void begin() throws IOException {
		this.lines.write("BEGIN", "VCALENDAR");
		this.lines.write("VERSION", "2.0");
		this.lines.write("PRODID", "-//Marquee//Events//EN");
		if (this.head.isList()) {
			writeListProperties();
		}
		writeBuffer();
	}

	private void writeListProperties() throws IOException {
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
	public void write(RenderedEvent event) throws IOException {
		for (ZoneId zone : event.timeZones()) {
			if (this.writtenZones.add(zone)) {
				this.lines.writeAll(TimeZoneComponent.of(zone));
				writeBuffer();
			}
		}
		this.body.write(event.text());
	}

	private void writeBuffer() throws IOException {
		this.buffer.writeTo(this.body);
		this.buffer.reset();
	}

	@Override
	public RenderedEvent render(byte[] json) throws IOException {
		ListedEvent event = ListedEventReader.read(json);
		this.buffer.reset();
		writeEvent(event);
		RenderedEvent rendered = new RenderedEvent(this.buffer.toByteArray(), CalendarTimeLines.zones(event));
		this.buffer.reset();
		return rendered;
	}

	private void writeEvent(ListedEvent event) throws IOException {
		begin(event);
		this.times.writeStartAndEnd(event.start(), event.end());
		ListedRecurrence recurrence = event.recurrence();
		if (recurrence != null) {
			this.times.writeRecurrence(recurrence, event.start());
		}
		end(event, event.name(), event.description(), event.status(), event.cancellationReason());
		if (recurrence != null) {
			for (ListedOverride override : recurrence.overrides()) {
				writeOverride(event, override);
			}
		}
	}

	/** An occurrence that differs from the recurrence is a component of its own. */
	private void writeOverride(ListedEvent event, ListedOverride override) throws IOException {
		begin(event);
		this.times.writeLocal("RECURRENCE-ID", override.originalStart(), event.start());
		this.times.writeStartAndEnd(override.startIn(event), override.endIn(event));
		String description = override.description();
		end(event, Objects.requireNonNullElse(override.name(), event.name()),
				(description != null) ? description : event.description(), override.statusIn(event),
				override.cancellationReason());
	}

	private void begin(ListedEvent event) throws IOException {
		this.lines.write("BEGIN", "VEVENT");
		this.lines.write("UID", event.uuid().toString());
		this.lines.writeInstant("DTSTAMP", event.updatedAt());
		if (event.createdAt() != null) {
			this.lines.writeInstant("CREATED", event.createdAt());
		}
		this.lines.writeInstant("LAST-MODIFIED", event.updatedAt());
		this.lines.write("SEQUENCE", String.valueOf(event.calendarSequence()));
	}

	private void end(ListedEvent event, String name, @Nullable String description, EventStatus status,
			@Nullable String comment) throws IOException {
		this.lines.writeText("SUMMARY", name);
		this.lines.write("STATUS", status(status));
		// An event that somebody lists does not make the reader of the list busy.
		this.lines.write("TRANSP", "TRANSPARENT");
		writeText("DESCRIPTION", description);
		writeText("COMMENT", comment);
		writePlace(event);
		writeLinks(event);
		writeGroups(event);
		this.lines.write("END", "VEVENT");
	}

	/** A series is a group of components with one {@code REFID} (RFC 9253). */
	private void writeGroups(ListedEvent event) throws IOException {
		if (event.superEvent() != null) {
			this.lines.write("RELATED-TO;RELTYPE=PARENT", event.superEvent().uuid().toString());
		}
		ListedSeries series = event.series();
		if (series != null) {
			this.lines.write("REFID;LABEL=" + ContentLines.quotedText(series.name()), series.uuid().toString());
		}
	}

	/** An event that is postponed to an unknown date may or may not take place. */
	private static String status(EventStatus status) {
		return switch (status) {
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

	@Override
	public void end() throws IOException {
		this.lines.write("END", "VCALENDAR");
		writeBuffer();
	}

}
