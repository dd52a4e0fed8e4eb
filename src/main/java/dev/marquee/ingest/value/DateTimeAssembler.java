package dev.marquee.ingest.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.ingest.value.DateTextParser.ClockAt;
import dev.marquee.ingest.value.DateTimeReader.DateTimeRange;
import dev.marquee.ingest.value.DateToken.ClockTime;
import org.jspecify.annotations.Nullable;

/**
 * Makes a start and an end of the dates and times in a text: what one of them lacks, the
 * other or the date of the document tells.
 */
final class DateTimeAssembler {

	private final DateTextParser parser;

	private final @Nullable LocalDate today;

	private final DocumentLocation location;

	private final DocumentProblems problems;

	private boolean isEndRead;

	DateTimeAssembler(DateTextParser parser, @Nullable LocalDate today, DocumentLocation location,
			DocumentProblems problems) {
		this.parser = parser;
		this.today = today;
		this.location = location;
		this.problems = problems;
	}

	/**
	 * The range; empty if the text has no date.
	 * @throws DateTimeException if a date or time does not exist
	 */
	Optional<DateTimeRange> range() {
		List<DateDraft> dates = this.parser.dates().stream().filter(DateDraft::hasDay).toList();
		if (dates.isEmpty()) {
			return Optional.empty();
		}
		DateDraft first = dates.getFirst();
		DateDraft last = lastDate(dates);
		if (!first.hasMonth()) {
			first.takeMonthFrom(dates.getLast());
		}
		if (last != null) {
			last.takeMonthFrom(first);
		}
		Optional<LocalDate> start = startDate(first, last);
		if (start.isEmpty()) {
			return Optional.empty();
		}
		LocalDate end = (last != null) ? endDate(last, start.get()) : null;
		DateTimeRange times = withTimes(start.get(), end, first, last);
		warnOfWords(dates);
		if (this.parser.hasSeveralDays()) {
			this.problems.warn(this.location, "several_dates", "The time has several dates: the first one is used.");
		}
		Integer doorsMinutes = DoorTimes.minutesBefore(times.start(), this.parser.doors());
		return Optional.of(new DateTimeRange(times.start(), times.end(), doorsMinutes));
	}

	/** The date of the end, if a separator is between it and that of the start. */
	private @Nullable DateDraft lastDate(List<DateDraft> dates) {
		if (dates.size() < 2) {
			return null;
		}
		DateDraft second = dates.get(1);
		boolean isRange = this.parser.isSeparated(dates.getFirst().position(), second.position());
		if (dates.size() > 2 || !isRange) {
			this.problems.warn(this.location, "several_dates",
					"The time has several dates: the first " + (isRange ? "range" : "one") + " is used.");
		}
		return isRange ? second : null;
	}

	private Optional<LocalDate> startDate(DateDraft first, @Nullable DateDraft last) {
		Integer year = first.year();
		if (year == null && last == null) {
			year = this.parser.dates().stream().map(DateDraft::year).filter(Objects::nonNull).findFirst().orElse(null);
		}
		if (year == null && last != null && last.year() != null) {
			LocalDate end = last.in(last.year());
			LocalDate sameYear = first.in(last.year());
			year = sameYear.isAfter(end) ? last.year() - 1 : last.year();
		}
		if (year == null) {
			return nextDate(first).map((date) -> checked(first, date));
		}
		return Optional.of(checked(first, first.in(year)));
	}

	/**
	 * A date without a year is the next such day after the date of the document, or the
	 * last one if only its weekday is right.
	 */
	private Optional<LocalDate> nextDate(DateDraft draft) {
		if (this.today == null || this.parser.hasUnusedNumber()) {
			return Optional.empty();
		}
		int year = this.today.getYear();
		LocalDate thisYear = draft.in(draft.isLeapDay() ? nextLeapYear(year) : year);
		LocalDate next = thisYear.isBefore(this.today) ? draft.in(thisYear.getYear() + (draft.isLeapDay() ? 4 : 1))
				: thisYear;
		LocalDate before = draft.isLeapDay() ? next : draft.in(next.getYear() - 1);
		LocalDate date = (!draft.isOnWeekday(next) && draft.isOnWeekday(before)) ? before : next;
		this.problems.warn(this.location, "year_assumed", "The date has no year: " + date.getYear() + " is assumed.");
		return Optional.of(date);
	}

	private static int nextLeapYear(int year) {
		return Stream.iterate(year, (next) -> next + 1).filter((next) -> Year.isLeap(next)).findFirst().orElseThrow();
	}

	/** An end without a year is in the year of the start or, before it, in the next. */
	private LocalDate endDate(DateDraft last, LocalDate start) {
		Integer year = last.year();
		if (year != null) {
			return checked(last, last.in(year));
		}
		LocalDate sameYear = last.in(start.getYear());
		return checked(last, sameYear.isBefore(start) ? last.in(start.getYear() + 1) : sameYear);
	}

	private LocalDate checked(DateDraft draft, LocalDate date) {
		if (!draft.isOnWeekday(date)) {
			this.problems.warn(this.location, "weekday_wrong",
					date + " is another day of the week than the text says: the weekday was ignored.");
		}
		if (draft.isAmbiguous()) {
			this.problems.warn(this.location, "date_ambiguous",
					"The order of day and month is not certain: " + date + " is assumed.");
		}
		return date;
	}

	private DateTimeRange withTimes(LocalDate startDate, @Nullable LocalDate endDate, DateDraft first,
			@Nullable DateDraft last) {
		List<ClockAt> clocks = this.parser.clocks();
		ClockAt startClock = clocks.isEmpty() ? null : clocks.getFirst();
		ClockAt endClock = endClock(clocks, last);
		if (startClock != null && last != null && startClock.position() > last.position() && clocks.size() == 1
				&& first.year() != null) {
			startClock = null;
			endClock = clocks.getFirst();
		}
		if (startClock == null) {
			PartialDateTime end = (endDate == null) ? null
					: (endClock != null) ? at(endDate, endClock.clock(), 0) : new PartialDateTime(endDate, null, null);
			this.isEndRead = end != null;
			return withZones(new PartialDateTime(startDate, null, null), end);
		}
		ClockTime from = (endClock != null) ? HalfOfDay.ofStart(startClock.clock(), endClock.clock())
				: startClock.clock();
		PartialDateTime start = at(startDate, from, startClock.clock().second());
		PartialDateTime end = end(start, from, (endClock != null) ? endClock.clock() : null, endDate);
		this.isEndRead = end != null;
		return withZones(start, end);
	}

	private @Nullable ClockAt endClock(List<ClockAt> clocks, @Nullable DateDraft last) {
		if (clocks.size() < 2) {
			return null;
		}
		boolean isRange = this.parser.isSeparated(clocks.getFirst().position(), clocks.get(1).position());
		if (clocks.size() > 2 || !isRange) {
			this.problems.warn(this.location, "several_times",
					"The time has several times of day: the first " + (isRange ? "two are used." : "one is used."));
		}
		return (isRange || last != null) ? clocks.get(1) : null;
	}

	private @Nullable PartialDateTime end(PartialDateTime start, ClockTime from, @Nullable ClockTime until,
			@Nullable LocalDate endDate) {
		if (until == null) {
			return (endDate != null) ? new PartialDateTime(endDate, null, null) : null;
		}
		ClockTime clock = HalfOfDay.ofEnd(from, until);
		PartialDateTime end = at((endDate != null) ? endDate : start.date(), clock, clock.second());
		if (endDate != null || !end.local().isBefore(start.local())) {
			return end;
		}
		this.problems.warn(this.location, "end_after_midnight",
				"The end time is before the start time: the next day is assumed.");
		return new PartialDateTime(end.date().plusDays(1), end.time(), null);
	}

	private PartialDateTime at(LocalDate date, ClockTime clock, int second) {
		return IsoDateTimes.toDateTime(date, HalfOfDay.hour(clock), clock.minute(), second, null, this.location,
				this.problems);
	}

	/** A zone at only one of the two applies to both. */
	private DateTimeRange withZones(PartialDateTime start, @Nullable PartialDateTime end) {
		List<String> zones = this.parser.zones();
		if (zones.isEmpty()) {
			return new DateTimeRange(start, end);
		}
		return new DateTimeRange(inZone(start, zones.getFirst()),
				(end != null && end.hasTime()) ? inZone(end, zones.get(Math.min(1, zones.size() - 1))) : end);
	}

	private PartialDateTime inZone(PartialDateTime dateTime, String name) {
		Optional<ZoneId> zone = TimeZoneNames.parse(name);
		if (zone.isEmpty()) {
			this.problems.warnOnce(this.location, "zone_unknown",
					"The time zone " + UntrustedText.quote(name) + " is unknown and was dropped.");
			return dateTime;
		}
		String upper = name.toUpperCase(Locale.ROOT);
		return new PartialDateTime(dateTime.date(), dateTime.time(), zone.get(),
				ZoneAbbreviations.contains(upper) && !upper.equals("UTC") ? upper : null);
	}

	private void warnOfWords(List<DateDraft> dates) {
		List<String> words = this.parser.unknownWords();
		if (words.isEmpty()) {
			return;
		}
		String quoted = UntrustedText.quote(String.join(" ", words));
		if (!this.isEndRead && this.parser.isSeparated(dates.getFirst().position(), Integer.MAX_VALUE)) {
			this.problems.warn(this.location, "end_unreadable",
					"The end " + quoted + " cannot be parsed and was dropped.");
		}
		else {
			this.problems.warn(this.location, "words_ignored",
					"The words " + quoted + " beside the time were not understood and were ignored.");
		}
	}

}
