package dev.marquee.recurrence;

import java.time.LocalDate;
import java.time.temporal.WeekFields;
import java.util.List;

import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;

/**
 * The weeks of the year to which a rule is limited ({@code BYWEEKNO}). For week 53 of a
 * year with 52 weeks, the library has dates in the first or last week, which are left out
 * here.
 */
final class RuleWeeks {

	/** The first week of a year has at least four days in it (RFC 5545, BYWEEKNO). */
	private static final int DAYS_OF_FIRST_WEEK = 4;

	private RuleWeeks() {
	}

	/** Whether a date is in one of the weeks, or the rule is not limited to weeks. */
	static boolean contain(RecurrenceRule rule, LocalDate date) {
		if (!areIn(rule)) {
			return true;
		}
		List<Integer> weeks = rule.getByPart(Part.BYWEEKNO);
		WeekFields fields = WeekFields.of(RuleWords.dayOfWeek(rule.getWeekStart()), DAYS_OF_FIRST_WEEK);
		int week = date.get(fields.weekOfWeekBasedYear());
		int last = (int) date.range(fields.weekOfWeekBasedYear()).getMaximum();
		return weeks.contains(week) || weeks.contains(week - last - 1);
	}

	/** Whether a rule is limited to weeks. */
	static boolean areIn(RecurrenceRule rule) {
		return rule.getFreq() == Freq.YEARLY && rule.hasPart(Part.BYWEEKNO);
	}

}
