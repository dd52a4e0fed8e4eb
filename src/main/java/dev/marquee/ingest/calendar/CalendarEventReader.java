package dev.marquee.ingest.calendar;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.event.CategoryDetails;
import dev.marquee.event.EventStatus;
import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.CategoryNames;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.PriceReader;
import dev.marquee.ingest.value.StatedPrice;
import dev.marquee.ingest.value.TextCleaner;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one event.
 */
class CalendarEventReader {

	private static final int MAX_LINE_AS_NAME = 200;

	private static final String UNTITLED = "Untitled event";

	private final CalendarComponent component;

	private final List<CalendarComponent> changes;

	private final DocumentProblems problems;

	private final TextCleaner textCleaner;

	private final CalendarPlace place;

	private final CalendarTimes times;

	/**
	 * Creates a reader for one event.
	 * @param changes the components that change its occurrences
	 * @param defaultZone the zone of times without one, at no venue that determines one
	 */
	CalendarEventReader(CalendarComponent component, List<CalendarComponent> changes, @Nullable ZoneId defaultZone) {
		this.component = component;
		this.changes = changes;
		this.problems = component.problems();
		this.textCleaner = new TextCleaner(this.problems);
		this.place = CalendarPlace.read(component, this.problems);
		this.times = new CalendarTimes(component.calendar().zones(), hasKnownPlace() ? null : defaultZone,
				this.problems);
	}

	private boolean hasKnownPlace() {
		return this.place.venue() != null
				&& (this.place.venue().countryCode() != null || this.place.venue().latitude() != null);
	}

	PartialListing read() {
		warnOfPrivateEvent();
		CalendarStart calendarStart = new CalendarStart(this.component, this.times, this.problems);
		PartialDateTime stated = calendarStart.stated();
		PartialDateTime start = (stated != null) ? calendarStart.asShown(stated) : null;
		CalendarTimes others = (stated != null && stated.zone() != null) ? this.times.withFloatingZone(stated.zone())
				: this.times;
		return PartialListing.builder()
			.name(name(start != null))
			.url(url("URL"))
			.description(description())
			.start(start)
			.end((start != null) ? end(start, others) : null)
			.status(status())
			.attendanceMode(this.place.attendanceMode())
			.categories(categories())
			.venue(this.place.venue())
			.organizers(organizers())
			.tickets(tickets())
			.gallery(new CalendarImages(this.component, this.problems).read())
			.facts(new CalendarFacts(this.component, this.problems).read(this.place.joinUrl()))
			.recurrence((start != null)
					? new CalendarRecurrence(others, this.problems).read(this.component, start, this.changes) : null)
			.build();
	}

	private @Nullable EventStatus status() {
		Optional<EventStatus> status = CalendarStatus.read(this.component);
		this.component.first("STATUS").ifPresent((line) -> {
			if (status.isEmpty()) {
				this.problems.warn(line.location(), "status_unknown",
						"`STATUS` is unknown and was dropped: use CONFIRMED, TENTATIVE or CANCELLED.", line.value());
			}
			else if (line.upperCaseValue().equals("TENTATIVE") && status.get() == EventStatus.SCHEDULED) {
				this.problems.notice(line.location(), "tentative",
						"The event is tentative, which Marquee does not distinguish: it is listed as scheduled.");
			}
		});
		return status.orElse(null);
	}

	/** An exported calendar may contain events that its owner hides from others. */
	private void warnOfPrivateEvent() {
		this.component.first("CLASS")
			.filter((line) -> line.upperCaseValue().equals("PRIVATE") || line.upperCaseValue().equals("CONFIDENTIAL"))
			.ifPresent((line) -> this.problems.warn(line.location(), "marked_private",
					"The calendar marks the event as private, but it becomes public: remove it if it should not be."));
	}

	private @Nullable PartialDateTime end(PartialDateTime start, CalendarTimes others) {
		PartialDateTime end = new CalendarEnd(others, this.problems).read(this.component, start);
		return (end != null && start.hasTime() && end.hasTime() && end.zone() != null && start.zone() != null)
				? inZoneOf(start, end) : end;
	}

	/** A flight has a zone at each end; an event has one. */
	private static PartialDateTime inZoneOf(PartialDateTime start, PartialDateTime end) {
		LocalDateTime local = CalendarTimes.localIn(end, start);
		return new PartialDateTime(local.toLocalDate(), local.toLocalTime(), start.zone());
	}

	/**
	 * The summary. Without one, programs show the first line of the description. What
	 * else the event says tells readers more than no title would.
	 */
	private @Nullable String name(boolean hasStart) {
		String summary = this.textCleaner.singleLine(this.component.text("SUMMARY"), Integer.MAX_VALUE, "SUMMARY",
				this.component.locationOf("SUMMARY"));
		if (summary != null || !hasStart) {
			return summary;
		}
		String firstLine = Objects.requireNonNullElse(description(), "").lines().findFirst().orElse("").strip();
		Map<String, String> names = new LinkedHashMap<>();
		names.put("the first line of its description", (firstLine.length() <= MAX_LINE_AS_NAME) ? firstLine : "");
		names.put("its categories", categories().stream().map(CategoryDetails::name).collect(Collectors.joining(", ")));
		names.put("the name of its calendar", Objects.requireNonNullElse(this.component.calendar().name(), ""));
		names.put("its place", (this.place.venue() != null) ? this.place.venue().name() : "");
		names.put("a general title", UNTITLED);
		Map.Entry<String, String> name = names.entrySet()
			.stream()
			.filter((candidate) -> !candidate.getValue().isEmpty() && candidate.getValue().length() <= MAX_LINE_AS_NAME)
			.findFirst()
			.orElseThrow();
		this.problems.warn(this.component.location(), "name_assumed",
				"The event has no `SUMMARY`: " + name.getKey() + " became its name.", name.getValue());
		return name.getValue();
	}

	private @Nullable String url(String name) {
		return this.component.first(name)
			.map((line) -> this.textCleaner.url(line.value().replace("\\,", ",").replace("\\;", ";"), name,
					line.location()))
			.orElse(null);
	}

	/** The text, or that of the HTML which Outlook writes beside it. */
	private @Nullable String description() {
		String text = this.component.text("DESCRIPTION");
		String html = this.component.text("X-ALT-DESC");
		String plain = (text != null || html == null) ? text : PlainText.multiline(html);
		return this.textCleaner.multiline(plain, Integer.MAX_VALUE, "DESCRIPTION",
				this.component.locationOf("DESCRIPTION"));
	}

	private List<CategoryDetails> categories() {
		List<String> names = this.component.all("CATEGORIES").flatMap((line) -> line.list().stream()).toList();
		return CategoryNames.categories(names, this.component.locationOf("CATEGORIES"), this.problems);
	}

	/**
	 * The organizer by its name: a mail address belongs to a person and is not published.
	 */
	private List<OrganizerDetails> organizers() {
		return this.component.first("ORGANIZER").stream().flatMap((line) -> {
			String name = this.textCleaner.singleLine(line.parameter("CN"), ListingLimits.MAX_NAME_LENGTH, "ORGANIZER",
					line.location());
			if (name == null || name.contains("@")) {
				return Stream.empty();
			}
			boolean isWebAddress = line.value().toLowerCase(Locale.ROOT).startsWith("http");
			String url = isWebAddress ? this.textCleaner.url(line.value(), "ORGANIZER", line.location()) : null;
			return Stream.of(new OrganizerDetails(name, url, null, null));
		}).toList();
	}

	/** {@code X-COST} and its neighbours, which WordPress calendars write. */
	private List<TicketDetails> tickets() {
		String url = url("X-TICKETS-URL");
		Optional<ContentLine> cost = this.component.first("X-COST").filter((line) -> !line.value().isBlank());
		boolean isFree = this.component.first("X-COST-TYPE")
			.filter((line) -> line.upperCaseValue().equals("FREE"))
			.isPresent();
		if (cost.isEmpty() && url == null && !isFree) {
			return List.of();
		}
		String country = (this.place.venue() != null) ? this.place.venue().countryCode() : null;
		StatedPrice price = isFree ? StatedPrice.of(Price.FREE)
				: cost.map((line) -> new PriceReader(this.problems, country).readRange(line.text(), line.location()))
					.orElse(StatedPrice.UNKNOWN);
		return List.of(new TicketDetails(null, url, price.lowest(), Availability.UNKNOWN, price.terms()));
	}

}
