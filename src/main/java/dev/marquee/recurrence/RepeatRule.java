package dev.marquee.recurrence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/**
 * The value of an {@code RRULE} (RFC 5545, section 3.3.10), such as
 * {@code FREQ=WEEKLY;BYDAY=TU}. It is expanded in local time, where a day always has 24
 * hours.
 */
public final class RepeatRule {

	/** The dates of a rule that are computed to find those of a period. */
	private static final int MAX_STEPS = 200_000;

	/** Without {@code UNTIL}, which {@link #end} has. */
	private final RecurrenceRule rule;

	private final @Nullable RuleEnd end;

	private RepeatRule(RecurrenceRule rule) {
		DateTime until = rule.getUntil();
		this.end = (until != null) ? RuleEnd.of(until) : null;
		this.rule = rule;
		if (until != null) {
			rule.setUntil(null);
		}
	}

	/**
	 * Parses a rule of a document: what is invalid in it is left out, as far as possible.
	 * @throws InvalidRecurrenceException if nothing can be made of it
	 */
	public static RepeatRule parse(String text) {
		return parse(text, RfcMode.RFC5545_LAX);
	}

	/**
	 * Parses a rule.
	 * @throws InvalidRecurrenceException unless it is valid
	 */
	public static RepeatRule parseStrictly(String text) {
		RepeatRule rule = parse(text, RfcMode.RFC5545_STRICT);
		if (rule.end != null && rule.rule.getCount() != null) {
			throw new InvalidRecurrenceException("A rule has `COUNT` or `UNTIL`, but not both: leave one of them out.");
		}
		return rule;
	}

	private static RepeatRule parse(String text, RfcMode mode) {
		try {
			RecurrenceRule rule = new RecurrenceRule(text.strip().toUpperCase(Locale.ROOT), mode);
			RuleInterval.check(rule);
			return new RepeatRule(rule);
		}
		catch (InvalidRecurrenceRuleException | IllegalArgumentException ex) {
			throw new InvalidRecurrenceException(
					"This is not a rule of RFC 5545, such as `FREQ=WEEKLY;BYDAY=TU`: " + ex.getMessage() + ".");
		}
	}

	RecurrenceRule rule() {
		return this.rule;
	}

	/**
	 * The last day on which the rule can have a date at the time of the day of a start;
	 * null if it has no {@code UNTIL}.
	 */
	public @Nullable LocalDate lastDay(LocalDateTime start, ZoneId zone, boolean isDay) {
		if (this.end == null) {
			return null;
		}
		LocalDate day = this.end.lastDay(zone, isDay);
		return this.end.isBefore(day.atTime(start.toLocalTime()), zone, isDay) ? day.minusDays(1) : day;
	}

	/** Whether the rule has no part that fixes a weekday, a day or a month. */
	public boolean followsStart() {
		return !this.rule.toString().contains("BY");
	}

	/**
	 * The first dates of the rule from a time on, without regard to {@code COUNT}.
	 * @throws InvalidRecurrenceException if there are none
	 */
	public List<LocalDateTime> firstDates(LocalDateTime from, int max) {
		List<LocalDateTime> dates = new ArrayList<>();
		parse(withoutEnd()).forEach(from, from, ZoneOffset.UTC, false, (date) -> {
			dates.add(date);
			return dates.size() < max;
		});
		return dates;
	}

	/** Whether the rule is repeated a number of times. */
	public boolean isCounted() {
		return this.rule.getCount() != null;
	}

	/** {@code COUNT}; null if the rule has none. */
	public @Nullable Integer count() {
		return this.rule.getCount();
	}

	/**
	 * The number of dates of a recurrence before a time, with its start.
	 * @throws InvalidRecurrenceException if they are too many
	 */
	public int countBefore(LocalDateTime start, LocalDateTime time) {
		int[] count = { 0 };
		boolean[] hasStart = new boolean[1];
		parse(withoutEnd()).forEach(start, start, ZoneOffset.UTC, false, (date) -> {
			hasStart[0] |= date.equals(start);
			count[0] += date.isBefore(time) ? 1 : 0;
			return date.isBefore(time);
		});
		return count[0] + (hasStart[0] ? 0 : 1);
	}

	/**
	 * The same rule that ends before a time. A rule with {@code COUNT} has {@code UNTIL}
	 * instead.
	 * @param moment in UTC; null to end it before a day
	 */
	public String endingBefore(LocalDateTime local, @Nullable Instant moment) {
		String until = (moment != null) ? DateTimeText.utc(moment.minusSeconds(1))
				: DateTimeText.date(local.toLocalDate().minusDays(1));
		return withoutEnd() + ";UNTIL=" + until;
	}

	/**
	 * The same rule for a later start: with as many dates as are left.
	 * @param passed the number of dates before that start
	 */
	public String continuing(int passed) {
		Integer count = this.rule.getCount();
		if (count != null) {
			return withoutEnd() + ";COUNT=" + Math.max(1, count - passed);
		}
		return withoutEnd() + ((this.end != null) ? ";UNTIL=" + this.end.text() : "");
	}

	private String withoutEnd() {
		return this.rule.toString().replaceAll(";(?:COUNT|UNTIL)=[^;]*", "");
	}

	/**
	 * Passes the dates of the rule in order, until the consumer returns false.
	 * @param start the first date of the recurrence, which counts as the first one
	 * @param from earlier dates may be left out
	 * @throws InvalidRecurrenceException if there are none, or finding them takes too
	 * long
	 */
	void forEach(LocalDateTime start, LocalDateTime from, ZoneId zone, boolean isDay,
			Predicate<LocalDateTime> consumer) {
		try {
			forEach(iterated().iterator(toDateTime(skipPeriods(start, from))), start, zone, isDay, consumer);
		}
		catch (IllegalArgumentException ex) {
			// The library has found no date after many periods.
			throw new InvalidRecurrenceException("The rule has no dates, such as 30 February, or very few for its"
					+ " frequency: use a `FREQ` such as `DAILY` or `WEEKLY`, and dates that exist.");
		}
	}

	/**
	 * The rule for the library, without {@code COUNT} if some of its dates are left out:
	 * the library would count these, too.
	 */
	private RecurrenceRule iterated() {
		return (isCounted() && RuleWeeks.areIn(this.rule)) ? parse(withoutEnd()).rule : this.rule;
	}

	private void forEach(RecurrenceRuleIterator dates, LocalDateTime start, ZoneId zone, boolean isDay,
			Predicate<LocalDateTime> consumer) {
		Integer count = this.rule.getCount();
		int remaining = (count != null) ? count : Integer.MAX_VALUE;
		boolean isFirst = true;
		for (int step = 0; dates.hasNext(); step++) {
			LocalDateTime date = toLocal(dates.nextDateTime());
			if (step == MAX_STEPS) {
				throw new InvalidRecurrenceException(
						"The rule has too many dates before now: use a longer interval, or a later start.");
			}
			if (!RuleWeeks.contain(this.rule, date.toLocalDate())) {
				continue;
			}
			if (isFirst && count != null && !date.equals(start)) {
				remaining--;
			}
			isFirst = false;
			boolean isOver = remaining <= 0 || (this.end != null && this.end.isBefore(date, zone, isDay));
			if (isOver || !consumer.test(date)) {
				return;
			}
			remaining--;
		}
	}

	/**
	 * Jumps over whole periods. Months and years have none of equal length, but few of
	 * them pass.
	 */
	private LocalDateTime skipPeriods(LocalDateTime start, LocalDateTime from) {
		if (this.rule.getCount() != null || !start.isBefore(from)) {
			return start;
		}
		ChronoUnit unit = RuleInterval.unit(this.rule);
		if (unit == ChronoUnit.YEARS || unit == ChronoUnit.MONTHS) {
			return start;
		}
		long periods = unit.between(start, from) / this.rule.getInterval() - 1;
		return (periods > 0) ? start.plus(periods * this.rule.getInterval(), unit) : start;
	}

	private static DateTime toDateTime(LocalDateTime local) {
		return new DateTime(local.getYear(), local.getMonthValue() - 1, local.getDayOfMonth(), local.getHour(),
				local.getMinute(), local.getSecond());
	}

	static LocalDateTime toLocal(DateTime dateTime) {
		return LocalDateTime.of(dateTime.getYear(), dateTime.getMonth() + 1, dateTime.getDayOfMonth(),
				dateTime.getHours(), dateTime.getMinutes(), dateTime.getSeconds());
	}

	@Override
	public String toString() {
		return withoutEnd() + ((this.rule.getCount() != null) ? ";COUNT=" + this.rule.getCount() : "")
				+ ((this.end != null) ? ";UNTIL=" + this.end.text() : "");
	}

}
