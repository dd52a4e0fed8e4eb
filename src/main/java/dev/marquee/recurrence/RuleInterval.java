package dev.marquee.recurrence;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.dmfs.rfc5545.recur.RecurrenceRule;

/**
 * How often a rule repeats: its frequency and {@code INTERVAL} (RFC 5545, section
 * 3.3.10).
 */
final class RuleInterval {

	/**
	 * The longest interval. The library counts with {@code int}s, and walks through the
	 * years in between.
	 */
	private static final Duration MAX_INTERVAL = ChronoUnit.CENTURIES.getDuration();

	private static final int MAX_PERIODS = 1_000_000;

	private RuleInterval() {
	}

	/**
	 * Checks the interval of a rule.
	 * @throws InvalidRecurrenceException if it is too long
	 */
	static void check(RecurrenceRule rule) {
		int interval = rule.getInterval();
		if (interval > MAX_PERIODS || unit(rule).getDuration().multipliedBy(interval).compareTo(MAX_INTERVAL) > 0) {
			throw new InvalidRecurrenceException("`INTERVAL=" + interval + "` is too long with `FREQ=" + rule.getFreq()
					+ "`: use at most 100 years and 1,000,000 periods.");
		}
	}

	/** The unit of the frequency. */
	static ChronoUnit unit(RecurrenceRule rule) {
		return switch (rule.getFreq()) {
			case YEARLY -> ChronoUnit.YEARS;
			case MONTHLY -> ChronoUnit.MONTHS;
			case WEEKLY -> ChronoUnit.WEEKS;
			case DAILY -> ChronoUnit.DAYS;
			case HOURLY -> ChronoUnit.HOURS;
			case MINUTELY -> ChronoUnit.MINUTES;
			case SECONDLY -> ChronoUnit.SECONDS;
		};
	}

}
