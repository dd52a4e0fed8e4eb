package dev.marquee.ingest.value;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import dev.marquee.ingest.value.DateToken.DayOfMonth;
import dev.marquee.ingest.value.DateToken.Name;
import dev.marquee.ingest.value.DateToken.Numeral;
import dev.marquee.ingest.value.DateToken.NumericDate;
import org.jspecify.annotations.Nullable;

/**
 * A date of which some parts may be missing.
 */
final class DateDraft {

	/** The Thai calendar counts from the year 543 before the common era. */
	private static final int BUDDHIST_ERA = 543;

	/**
	 * Earlier years are default values of programs, such as 1601, or of other calendars.
	 */
	private static final int FIRST_YEAR = 1800;

	private final int position;

	private Set<DayOfWeek> weekdays = Set.of();

	private List<Integer> months = List.of();

	private @Nullable Integer day;

	private @Nullable Integer year;

	private boolean mayBeSwapped;

	DateDraft(int position) {
		this.position = position;
	}

	/** The position of its first token. */
	int position() {
		return this.position;
	}

	@Nullable Integer year() {
		return this.year;
	}

	Set<DayOfWeek> weekdays() {
		return this.weekdays;
	}

	boolean hasDay() {
		return this.day != null;
	}

	boolean hasMonth() {
		return !this.months.isEmpty();
	}

	/** Whether it lacks what this token says. */
	boolean accepts(DateToken token) {
		return switch (token) {
			case NumericDate date -> this.day == null && this.months.isEmpty();
			case DayOfMonth number -> this.day == null;
			case Name name when name.months().isEmpty() -> this.weekdays.isEmpty();
			case Name name -> this.months.isEmpty();
			case Numeral number -> this.year == null;
			default -> false;
		};
	}

	void add(DateToken token) {
		switch (token) {
			case NumericDate date -> {
				this.day = date.day();
				this.months = List.of(date.month());
				this.year = (date.year() != null) ? gregorian(date.year()) : null;
				this.mayBeSwapped = !date.isOrderKnown();
			}
			case DayOfMonth number -> this.day = number.day();
			case Name name when name.months().isEmpty() -> this.weekdays = name.weekdays();
			case Name name -> this.months = name.months();
			case Numeral number -> this.year = gregorian(number.value());
			default -> throw new IllegalArgumentException(token.toString());
		}
	}

	/**
	 * The Gregorian year for a year that may be of the Thai calendar.
	 * @throws DateTimeException if it is too early for a listing
	 */
	static int gregorian(int year) {
		if (year < FIRST_YEAR) {
			throw new DateTimeException("not a year of a listing");
		}
		return (year >= 2400 && year < 2700) ? year - BUDDHIST_ERA : year;
	}

	void takeMonthFrom(DateDraft other) {
		if (this.months.isEmpty()) {
			this.months = other.months;
		}
	}

	/**
	 * The date in a year. Where the text leaves open which month is meant, the weekday
	 * decides, or else the more likely reading.
	 * @throws DateTimeException if there is no such day
	 */
	LocalDate in(int someYear) {
		if (this.day == null || this.months.isEmpty()) {
			throw new DateTimeException("not a date");
		}
		LocalDate likely = LocalDate.of(someYear, this.months.getFirst(), this.day);
		if (this.weekdays.isEmpty() || isOnWeekday(likely)) {
			return likely;
		}
		for (int month : this.months) {
			LocalDate other = LocalDate.of(someYear, month, this.day);
			if (isOnWeekday(other)) {
				return other;
			}
		}
		if (this.mayBeSwapped) {
			LocalDate swapped = LocalDate.of(someYear, this.day, this.months.getFirst());
			return isOnWeekday(swapped) ? swapped : likely;
		}
		return likely;
	}

	/** Whether only some years have this day. */
	boolean isLeapDay() {
		return Integer.valueOf(29).equals(this.day) && this.months.equals(List.of(2));
	}

	/** Whether its order of day and month is a guess that no weekday confirms. */
	boolean isAmbiguous() {
		return this.mayBeSwapped && this.weekdays.isEmpty() && this.day != null
				&& !this.day.equals(this.months.getFirst());
	}

	/** Whether it names no other weekday than that of the date. */
	boolean isOnWeekday(LocalDate date) {
		return this.weekdays.isEmpty() || this.weekdays.contains(date.getDayOfWeek());
	}

}
