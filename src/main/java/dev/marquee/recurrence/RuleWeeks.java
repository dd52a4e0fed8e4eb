package dev.marquee.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.WeekFields;
import java.util.List;

import org.dmfs.rfc5545.Weekday;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;

/**
 * The weeks of the year in which a rule has its dates ({@code BYWEEKNO}). The library
 * takes the first or last week of a year for week 53 of a year that has 52.
 */
final class RuleWeeks {

	/** The first week of a year has at least four of its days (RFC 5545). */
	private static final int DAYS_OF_FIRST_WEEK = 4;

	private static final List<Weekday> WEEKDAYS = List.of(Weekday.MO, Weekday.TU, Weekday.WE, Weekday.TH, Weekday.FR,
			Weekday.SA, Weekday.SU);

	private RuleWeeks() {
	}

	/** Whether a date is in one of the weeks of the rule, or the rule has none. */
	static boolean contain(RecurrenceRule rule, LocalDate date) {
		if (!isIn(rule)) {
			return true;
		}
		List<Integer> weeks = rule.getByPart(Part.BYWEEKNO);
		WeekFields fields = WeekFields.of(DayOfWeek.of(WEEKDAYS.indexOf(rule.getWeekStart()) + 1), DAYS_OF_FIRST_WEEK);
		int week = date.get(fields.weekOfWeekBasedYear());
		int last = (int) date.range(fields.weekOfWeekBasedYear()).getMaximum();
		return weeks.contains(week) || weeks.contains(week - last - 1);
	}

	/** Whether a rule names weeks. */
	static boolean isIn(RecurrenceRule rule) {
		return rule.getFreq() == Freq.YEARLY && rule.hasPart(Part.BYWEEKNO);
	}

}
