package dev.marquee.ingest.calendar;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.DocumentReader;
import dev.marquee.ingest.format.DocumentText;
import dev.marquee.ingest.format.ListingField;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.ListingRevision;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads the events of iCalendar documents. The document is scanned twice: first for the
 * components that belong together, then event by event, so that only one event and the
 * changes of occurrences are in memory.
 */
@Component
class CalendarReader implements DocumentReader {

	/** Where {@code UID}s are unique. */
	private static final String AUTHORITY = "ical";

	/** A number or a word, as some programs write, is not unique in the world. */
	private static final Pattern GLOBAL_UID = Pattern.compile(".+@.+\\..+|\\S{20,}", Pattern.DOTALL);

	private static final Pattern BLANK_LINE = Pattern.compile("\\G[ \\t]*(?:\\r\\n|\\n|\\r)");

	@Override
	public Set<DocumentFormat> formats() {
		return Set.of(DocumentFormat.ICALENDAR);
	}

	@Override
	public void read(SourceDocument document, DocumentFormat format, DocumentProblems problems,
			Consumer<SourceListing> listings) {
		String text = withoutBlankHead(DocumentText.decodeFolded(document.bytes(), problems));
		CalendarIndex events = new CalendarIndex();
		List<CalendarHead> calendars = new ArrayList<>();
		int components = ComponentScanner.scan(text, calendars, events::add);
		if (events.isEmpty()) {
			problems.error(DocumentLocation.DOCUMENT, "no_events",
					(components > 0) ? "The calendar has no event: only `VEVENT` components are read."
							: "The document has no `BEGIN:VEVENT`: it is not iCalendar, or it is damaged.");
			return;
		}
		ZoneId givenZone = document.options().timeZone();
		ComponentScanner.scan(text, calendars, (component) -> {
			if (events.isNewest(component)) {
				listings.accept(listing(component, events, givenZone));
			}
		});
		events.reportDropped(problems);
	}

	/** The parser ends at a blank first line, so such lines become properties. */
	private static String withoutBlankHead(String text) {
		return text.isEmpty() || !Character.isWhitespace(text.charAt(0)) ? text
				: BLANK_LINE.matcher(text).replaceAll("X-BLANK:\n");
	}

	private static SourceListing listing(CalendarComponent component, CalendarIndex events,
			@Nullable ZoneId givenZone) {
		ZoneId zone = component.calendar().zone().orElse(givenZone);
		PartialListing listing = new CalendarEventReader(component, events.changesOf(component), zone).read();
		return SourceListing.builder(listing, component.location(), component.problems())
			.id(id(component, events))
			.groups(new CalendarGroups(events).read(component))
			.revision(revision(component))
			.location(ListingField.NAME, component.locationOf("SUMMARY"))
			.location(ListingField.URL, component.locationOf("URL"))
			.location(ListingField.DESCRIPTION, component.locationOf("DESCRIPTION"))
			.location(ListingField.TIME, component.locationOf("DTSTART"))
			.location(ListingField.COORDINATES, component.locationOf("GEO"))
			.isTruncated(component.isTruncated())
			.build();
	}

	private static @Nullable ListingId id(CalendarComponent component, CalendarIndex events) {
		String uid = component.uid();
		if (uid == null) {
			return null;
		}
		String occurrence = component.first("RECURRENCE-ID")
			.map((line) -> '#' + line.value().strip())
			.orElse(events.hasSeveralStarts(component) ? '#' + component.start() : "");
		return occurrence.isEmpty() ? id(uid) : new ListingId(id(uid).authority(), uid + occurrence);
	}

	/** The id of the event with this {@code UID}. */
	static ListingId id(String uid) {
		return new ListingId(GLOBAL_UID.matcher(uid).matches() ? AUTHORITY : null, uid);
	}

	private static ListingRevision revision(CalendarComponent component) {
		Integer sequence = component.first("SEQUENCE").isPresent() ? component.sequence() : null;
		return new ListingRevision(sequence, component.modifiedAt().orElse(null));
	}

}
