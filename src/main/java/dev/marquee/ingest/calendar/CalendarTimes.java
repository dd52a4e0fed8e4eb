package dev.marquee.ingest.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.ingest.value.DateTimeReader;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.TimeZoneNames;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates and times of one event (RFC 5545, sections 3.3.4 and 3.3.5).
 *
 * @param floatingZone the zone of times without one; null if the venue determines it
 */
record CalendarTimes(CalendarZones zones, @Nullable ZoneId floatingZone, DocumentProblems problems) {

	/** Some programs write a {@code T} without a time behind it. */
	private static final Pattern FORM = Pattern
		.compile("(\\d{4})-?(\\d{2})-?(\\d{2})(?:[Tt ](\\d{2}):?(\\d{2})(?::?\\d{2}(?:[.,]\\d{1,9})?)?"
				+ "\\s?(?<zone>[Zz]|[+-]\\d{2}:?\\d{2})?)?[Tt]?");

	/** The same with another zone for times without one. */
	CalendarTimes withFloatingZone(@Nullable ZoneId zone) {
		return new CalendarTimes(this.zones, zone, this.problems);
	}

	/**
	 * The date or time of a property; empty if it cannot be read.
	 * @param value the value or one of its list
	 */
	Optional<PartialDateTime> read(ContentLine contentLine, String value) {
		Matcher form = FORM.matcher(value.strip());
		Optional<PartialDateTime> dateTime = form.matches() ? toDateTime(form, contentLine)
				: new DateTimeReader(this.problems).read(value, contentLine.location())
					.map((read) -> (read.zone() == null && read.hasTime())
							? read.withZone(zone(contentLine, read.date())) : read);
		if (dateTime.isEmpty()) {
			this.problems.warn(contentLine.location(), "date_unreadable",
					"`" + contentLine.name() + "` cannot be read as a date and was dropped.", value);
		}
		return dateTime;
	}

	private Optional<PartialDateTime> toDateTime(Matcher form, ContentLine contentLine) {
		try {
			LocalDate date = LocalDate.of(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)),
					Integer.parseInt(form.group(3)));
			boolean isMidnight = "00".equals(form.group(4)) && "00".equals(form.group(5));
			if (form.group(4) == null || (isMidnight && contentLine.hasParameter("VALUE", "DATE"))) {
				return Optional.of(new PartialDateTime(date, null, null));
			}
			int hour = Integer.parseInt(form.group(4));
			LocalDate day = (hour == 24) ? date.plusDays(1) : date;
			LocalTime time = LocalTime.of(hour % 24, Integer.parseInt(form.group(5)));
			return Optional.of(new PartialDateTime(day, time, zone(form.group("zone"), contentLine, day)));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private @Nullable ZoneId zone(@Nullable String suffix, ContentLine contentLine, LocalDate day) {
		if (suffix == null) {
			return zone(contentLine, day);
		}
		return suffix.equalsIgnoreCase("Z") ? TimeZoneNames.UTC : ZoneOffset.of(suffix);
	}

	private @Nullable ZoneId zone(ContentLine contentLine, LocalDate day) {
		String id = contentLine.parameter("TZID");
		if (id == null || id.isBlank()) {
			return this.floatingZone;
		}
		Optional<ZoneId> zone = this.zones.zone(id.strip(), day);
		if (zone.isPresent()) {
			return zone.get();
		}
		Optional<ZoneId> onlyZone = this.zones.onlyZone(day);
		this.problems.warn(contentLine.location(), "zone_unknown",
				"The time zone " + UntrustedText.quote(id) + " is unknown "
						+ onlyZone.map((only) -> "and was taken for that of the calendar, " + only + ".")
							.orElse("and was dropped."),
				id);
		return onlyZone.orElse(this.floatingZone);
	}

	/**
	 * The local time in the zone of another: both sides of a recurrence have to be in
	 * that of its start. In the same zone, a time that clocks skip stays what it is.
	 */
	static LocalDateTime localIn(PartialDateTime dateTime, PartialDateTime start) {
		ZoneId from = dateTime.zone();
		ZoneId to = start.zone();
		if (!start.hasTime()) {
			return dateTime.date().atStartOfDay();
		}
		if (!dateTime.hasTime()) {
			return dateTime.date().atTime(start.local().toLocalTime());
		}
		return (from == null || to == null || from.equals(to)) ? dateTime.local()
				: dateTime.local().atZone(from).withZoneSameInstant(to).toLocalDateTime();
	}

}
