package dev.marquee.recurrence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.dmfs.rfc5545.DateTime;
import org.jspecify.annotations.Nullable;

/**
 * {@code UNTIL}: a day, a local time or a moment, inclusive. RFC 5545 prescribes the form
 * by that of the start, and documents have every combination.
 *
 * @param moment null unless it is in UTC
 */
record RuleEnd(LocalDate day, @Nullable LocalTime time, @Nullable Instant moment) {

	static RuleEnd of(DateTime until) {
		if (until.isAllDay()) {
			return new RuleEnd(LocalDate.of(until.getYear(), until.getMonth() + 1, until.getDayOfMonth()), null, null);
		}
		LocalDateTime local = RepeatRule.toLocal(until);
		return new RuleEnd(local.toLocalDate(), local.toLocalTime(),
				until.isFloating() ? null : local.toInstant(ZoneOffset.UTC));
	}

	/**
	 * The last day in a zone. Midnight in UTC, for an event with only a day, stands for
	 * the day.
	 */
	LocalDate lastDay(ZoneId zone, boolean isDay) {
		if (this.moment == null || (isDay && LocalTime.MIDNIGHT.equals(this.time))) {
			return this.day;
		}
		return this.moment.atZone(zone).toLocalDate();
	}

	boolean isBefore(LocalDateTime date, ZoneId zone, boolean isDay) {
		if (isDay || this.time == null) {
			return date.toLocalDate().isAfter(lastDay(zone, isDay));
		}
		return (this.moment != null) ? date.atZone(zone).toInstant().isAfter(this.moment)
				: date.isAfter(this.day.atTime(this.time));
	}

	String text() {
		if (this.time == null) {
			return DateTimeText.date(this.day);
		}
		return (this.moment != null) ? DateTimeText.utc(this.moment) : DateTimeText.local(this.day.atTime(this.time));
	}

}
