package dev.marquee.output;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.marquee.output.ListedEvent.ListedOverride;
import dev.marquee.output.ListedEvent.ListedRecurrence;
import dev.marquee.output.ListedEvent.ListedTime;
import dev.marquee.recurrence.InvalidRecurrenceException;
import dev.marquee.recurrence.RepeatRule;
import org.jspecify.annotations.Nullable;

/**
 * Writes when events take place: start, end and recurrence of iCalendar.
 */
final class CalendarTimeLines {

	private static final Pattern UNTIL = Pattern.compile("(?i)UNTIL=(\\d{8})(?:T(\\d{6}))?(Z?)");

	private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

	private final ContentLines lines;

	CalendarTimeLines(ContentLines lines) {
		this.lines = lines;
	}

	/** The zones of the event that must be described, in the order of their use. */
	static List<ZoneId> zones(ListedEvent event) {
		Set<ZoneId> zones = new LinkedHashSet<>();
		addZone(event.start(), zones);
		addZone(event.end(), zones);
		if (event.recurrence() != null) {
			for (ListedOverride override : event.recurrence().overrides()) {
				addZone(override.start(), zones);
				addZone(override.end(), zones);
			}
		}
		return List.copyOf(zones);
	}

	private static void addZone(@Nullable ListedTime time, Set<ZoneId> zones) {
		if (time != null && !isUtc(time.timeZone())) {
			zones.add(time.timeZone());
		}
	}

	void writeStartAndEnd(ListedTime start, @Nullable ListedTime end) throws IOException {
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

	void writeRecurrence(ListedRecurrence recurrence, ListedTime start) throws IOException {
		for (String rule : recurrence.rules()) {
			this.lines.write("RRULE", untilOfType(rule.contains("COUNT=") ? unambiguous(rule, start) : rule, start));
		}
		writeLocals("RDATE", recurrence.additionalStarts(), start);
		writeLocals("EXDATE", recurrence.excludedStarts(), start);
	}

	/**
	 * A rule with {@code UNTIL} instead of {@code COUNT} if the start is no date of it:
	 * whether it counts then, programs disagree.
	 */
	private static String unambiguous(String text, ListedTime start) {
		try {
			RepeatRule rule = RepeatRule.parse(text);
			Integer count = rule.count();
			LocalDateTime from = start.localOrMidnight();
			if (count == null || count < 2 || rule.firstDates(from, 1).getFirst().equals(from)) {
				return text;
			}
			LocalDateTime end = rule.firstDates(from, count - 1).getLast().plusSeconds(1);
			return (start.local() == null) ? rule.endingBefore(end.plusDays(1), null)
					: rule.endingBefore(end, end.atZone(start.timeZone()).toInstant());
		}
		catch (InvalidRecurrenceException ex) {
			return text;
		}
	}

	/**
	 * The rule with an {@code UNTIL} of the type that the start requires (section
	 * 3.3.10): a date for dates, and otherwise a time in UTC.
	 */
	private static String untilOfType(String rule, ListedTime start) {
		Matcher until = UNTIL.matcher(rule);
		if (!until.find()) {
			return rule;
		}
		String date = until.group(1);
		String time = until.group(2);
		if (start.local() == null) {
			return until.replaceFirst("UNTIL=" + date);
		}
		if (!until.group(3).isEmpty()) {
			return rule;
		}
		LocalDate day = LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE);
		LocalDateTime local = day
			.atTime((time != null) ? LocalTime.parse(time, DateTimeFormatter.ofPattern("HHmmss")) : END_OF_DAY);
		return until.replaceFirst("UNTIL=" + ContentLines.utc(local.atZone(start.timeZone()).toInstant()));
	}

	/** Writes a local time in the zone of the start, with the type of the start. */
	void writeLocal(String property, LocalDateTime local, ListedTime start) throws IOException {
		writeLocals(property, List.of(local), start);
	}

	private void writeLocals(String property, List<LocalDateTime> locals, ListedTime start) throws IOException {
		if (locals.isEmpty()) {
			return;
		}
		boolean isUtc = isUtc(start.timeZone());
		String parameters = (start.local() == null) ? ";VALUE=DATE" : isUtc ? "" : ";TZID=" + start.timeZone().getId();
		this.lines.write(property + parameters,
				locals.stream()
					.map((local) -> (start.local() == null) ? ContentLines.date(local.toLocalDate())
							: ContentLines.dateTime(local) + (isUtc ? "Z" : ""))
					.collect(Collectors.joining(",")));
	}

}
