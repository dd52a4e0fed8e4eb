package dev.marquee.ingest.calendar;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Optional;

import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.TimeZoneNames;
import org.jspecify.annotations.Nullable;

/**
 * Reads when an event starts: {@code DTSTART}, or else the first {@code RDATE}.
 */
record CalendarStart(CalendarComponent component, CalendarTimes times, DocumentProblems problems) {

	/** The start in the zone that the calendar states; null without a start. */
	@Nullable PartialDateTime stated() {
		return this.component.first("DTSTART")
			.flatMap((line) -> this.times.read(line, line.value()))
			.map(this::inZoneOfEnd)
			.or(this::firstAdditionalDate)
			.orElse(null);
	}

	/** A list of dates needs a start only for rules (RFC 5545, section 3.8.5.2). */
	private Optional<PartialDateTime> firstAdditionalDate() {
		CalendarTimes silent = new CalendarTimes(this.times.zones(), this.times.floatingZone(), new DocumentProblems());
		Optional<PartialDateTime> first = this.component.all("RDATE")
			.flatMap((line) -> line.list().stream().map((value) -> silent.read(line, value.split("/", 2)[0])))
			.flatMap(Optional::stream)
			.min(Comparator.comparing(PartialDateTime::local));
		first.ifPresent((date) -> this.problems.warn(this.component.locationOf("RDATE"), "start_assumed",
				"The event has no `DTSTART` that can be read: the first date of `RDATE` was used. Add `DTSTART`."));
		return first;
	}

	/** Some programs write the zone only at the end. */
	private PartialDateTime inZoneOfEnd(PartialDateTime start) {
		if (start.zone() != null || !start.hasTime()) {
			return start;
		}
		return this.component.first("DTEND")
			.filter((line) -> line.parameter("TZID") != null)
			.flatMap((line) -> new CalendarTimes(this.component.calendar().zones(), null, new DocumentProblems())
				.read(line, line.value()))
			.map((end) -> start.withZone(end.zone()))
			.orElse(start);
	}

	/**
	 * Outlook writes a whole day as midnight to midnight. A calendar that is shown in a
	 * zone has times in UTC for events that its program shows in that zone.
	 */
	PartialDateTime asShown(PartialDateTime start) {
		if (this.component.first("X-MICROSOFT-CDO-ALLDAYEVENT")
			.filter((line) -> line.upperCaseValue().equals("TRUE"))
			.isPresent() && start.hasTime() && start.local().equals(start.date().atStartOfDay())) {
			return new PartialDateTime(start.date(), null, null);
		}
		ZoneId shown = this.times.floatingZone();
		if (shown == null || !start.hasTime() || !TimeZoneNames.UTC.equals(start.zone())) {
			return start;
		}
		ZonedDateTime time = start.local().atZone(TimeZoneNames.UTC).withZoneSameInstant(shown);
		return new PartialDateTime(time.toLocalDate(), time.toLocalTime(), shown);
	}

}
