package dev.marquee.ingest.calendar;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.event.EventRecurrence;
import dev.marquee.event.EventRecurrence.OccurrenceChange;
import dev.marquee.event.EventTime;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.EventTime.ZoneSource;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.TimeZoneNames;
import dev.marquee.recurrence.RepeatRule;
import org.jspecify.annotations.Nullable;

/**
 * Reads when an event takes place more than once: {@code RRULE}, {@code RDATE},
 * {@code EXDATE} and the components with a {@code RECURRENCE-ID}.
 */
record CalendarRecurrence(CalendarTimes times, DocumentProblems problems) {

	private static final int MAX_RULES = 10;

	private static final int MAX_STARTS = 5_000;

	private static final int MAX_RULE_LENGTH = 1_000;

	/**
	 * The recurrence of an event; null if it takes place once.
	 * @param changes the components that change its occurrences
	 */
	@Nullable EventRecurrence read(CalendarComponent event, PartialDateTime start, List<CalendarComponent> changes) {
		List<String> rules = event.all("RRULE")
			.filter((contentLine) -> !contentLine.value().isBlank())
			.map(this::rule)
			.flatMap(Optional::stream)
			.distinct()
			.toList();
		List<OccurrenceChange> occurrenceChanges = new ArrayList<>();
		List<LocalDateTime> additionalStarts = new ArrayList<>();
		event.all("RDATE")
			.forEach((contentLine) -> readAdditional(contentLine, start, additionalStarts, occurrenceChanges));
		if (rules.isEmpty() && additionalStarts.isEmpty()) {
			return null;
		}
		FollowingOccurrences occurrences = new FollowingOccurrences(start, rules, additionalStarts);
		occurrenceChanges.addAll(new ChangedOccurrences(this.times, this.problems).read(changes, event, occurrences));
		List<LocalDateTime> excludedStarts = Stream.concat(excludedDates(event, start), excludedByRules(event, start))
			.distinct()
			.toList();
		return new EventRecurrence(limited(MAX_RULES, rules, event, "RRULE"),
				limited(MAX_STARTS, additionalStarts.stream().distinct().toList(), event, "RDATE"),
				limited(MAX_STARTS, excludedStarts, event, "EXDATE"),
				limited(MAX_STARTS, occurrenceChanges, event, "RECURRENCE-ID"), source(event));
	}

	private Stream<LocalDateTime> excludedDates(CalendarComponent event, PartialDateTime start) {
		return event.all("EXDATE")
			.flatMap((contentLine) -> contentLine.list()
				.stream()
				.flatMap((value) -> Stream.of(value.split(";")))
				.map((value) -> this.times.read(contentLine, value)))
			.flatMap(Optional::stream)
			.map((dateTime) -> CalendarTimes.localIn(dateTime, start));
	}

	/**
	 * The dates of {@code EXRULE} (RFC 2445, section 4.8.5.2), which RFC 5545 dropped.
	 */
	private Stream<LocalDateTime> excludedByRules(CalendarComponent event, PartialDateTime start) {
		List<String> rules = event.all("EXRULE").map(this::rule).flatMap(Optional::stream).toList();
		if (rules.isEmpty()) {
			return Stream.empty();
		}
		SortedSet<LocalDateTime> excluded = new FollowingOccurrences(start, rules, List.of()).from(start.local());
		if (rules.stream()
			.noneMatch((rule) -> RepeatRule.parse(rule).firstDates(start.local(), 1).contains(start.local()))) {
			excluded.remove(start.local());
		}
		this.problems.notice(event.locationOf("EXRULE"), "exception_rule",
				"`EXRULE` was read as " + excluded.size() + " excluded dates: later ones take place.");
		return excluded.stream();
	}

	private <T> List<T> limited(int maxSize, List<T> elements, CalendarComponent event, String name) {
		return ListingLimits.truncate(maxSize, elements, event.locationOf(name), this.problems);
	}

	private Optional<String> rule(ContentLine contentLine) {
		String rule = VCalendarRule.convert(contentLine.upperCaseValue())
			.orElseGet(() -> contentLine.upperCaseValue().replaceAll("\\s+", "").replaceAll(";+$", ""));
		if (!rule.contains("FREQ=") || rule.length() > MAX_RULE_LENGTH) {
			this.problems.warn(contentLine.location(), "rule_unreadable",
					"`" + contentLine.name() + "` is not a rule of RFC 5545 and was dropped.", contentLine.value());
			return Optional.empty();
		}
		return Optional.of(rule);
	}

	/**
	 * Dates, or periods such as {@code 20260101T100000/PT2H}, which may last another time
	 * than the event.
	 */
	private void readAdditional(ContentLine contentLine, PartialDateTime start, List<LocalDateTime> additionalStarts,
			List<OccurrenceChange> changes) {
		for (String value : contentLine.list()) {
			String[] period = value.split("/", 2);
			Optional<LocalDateTime> additional = this.times.read(contentLine, period[0])
				.map((dateTime) -> CalendarTimes.localIn(dateTime, start));
			additional.ifPresent(additionalStarts::add);
			if (period.length == 2 && additional.isPresent() && !period[1].toUpperCase(Locale.ROOT).startsWith("P")) {
				this.times.read(contentLine, period[1])
					.ifPresent((end) -> changes
						.add(new OccurrenceChange(additional.get(), null, eventTime(end, start, 1), null, null)));
			}
		}
	}

	/**
	 * A time in the zone of the start; UTC if that has none, which is replaced as soon as
	 * the zone is known.
	 * @param endOffsetDays 1 for an end: that of a day is the beginning of the next
	 */
	static EventTime eventTime(PartialDateTime dateTime, PartialDateTime start, int endOffsetDays) {
		ZoneId stated = (start.zone() != null) ? start.zone() : dateTime.zone();
		ZoneId zone = (stated != null) ? stated : TimeZoneNames.UTC;
		ZoneSource source = (stated != null) ? ZoneSource.STATED : ZoneSource.ASSUMED;
		if (!dateTime.hasTime()) {
			return new EventTime(dateTime.date().plusDays(endOffsetDays).atStartOfDay(zone).toInstant(),
					dateTime.local(), zone, Precision.DAY, source);
		}
		ZonedDateTime time = CalendarTimes.localIn(dateTime, start.hasTime() ? start : dateTime).atZone(zone);
		return new EventTime(time.toInstant(), time.toLocalDateTime(), zone, Precision.MINUTE, source);
	}

	private static @Nullable String source(CalendarComponent event) {
		String source = event.lines().stream().filter((contentLine) -> switch (contentLine.name()) {
			case "DTSTART", "RRULE", "RDATE", "EXDATE" -> true;
			default -> false;
		}).map(CalendarRecurrence::unfolded).collect(Collectors.joining("\n"));
		return (source.length() <= ListingLimits.MAX_DESCRIPTION_LENGTH) ? source : null;
	}

	private static String unfolded(ContentLine contentLine) {
		String zone = contentLine.parameter("TZID");
		String type = contentLine.parameter("VALUE");
		return contentLine.name() + ((type != null) ? ";VALUE=" + type : "") + ((zone != null) ? ";TZID=" + zone : "")
				+ ':' + contentLine.value();
	}

}
