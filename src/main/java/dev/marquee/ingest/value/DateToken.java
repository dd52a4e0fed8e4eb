package dev.marquee.ingest.value;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A part of a text with a date or time.
 */
sealed interface DateToken {

	/**
	 * A number whose meaning its neighbours decide.
	 *
	 * @param digits the number of its digits
	 */
	record Numeral(int value, int digits) implements DateToken {

		boolean isYear() {
			return this.digits == 4 && this.value >= 1000 && this.value < 3000;
		}

		boolean mayBeDay() {
			return this.digits <= 2 && this.value >= 1 && this.value <= 31;
		}

	}

	/**
	 * A number that is known to be a day of a month.
	 */
	record DayOfMonth(int day) implements DateToken {
	}

	/**
	 * The name of a month or a weekday, or of both in different languages.
	 */
	record Name(List<Integer> months, Set<DayOfWeek> weekdays) implements DateToken {
	}

	/**
	 * A date in numbers.
	 *
	 * @param year null if it has none
	 * @param isOrderKnown whether the first number is known to be the month; otherwise
	 * the two may be swapped
	 */
	record NumericDate(@Nullable Integer year, int month, int day, boolean isOrderKnown) implements DateToken {
	}

	/**
	 * A time of day.
	 *
	 * @param half the half or part of the day; null if it is not stated
	 * @param isBare whether it is an hour without minutes, unit or half
	 */
	record ClockTime(int hour, int minute, int second, @Nullable DayPart half, boolean isBare) implements DateToken {

		ClockTime withHalf(@Nullable DayPart otherHalf) {
			return new ClockTime(this.hour, this.minute, this.second, otherHalf, this.isBare && otherHalf == null);
		}

	}

	/**
	 * A word for a part of a day.
	 */
	record Part(DayPart part) implements DateToken {
	}

	/**
	 * A word for the doors beside the time at which they open, such as {@code Einlass}.
	 */
	record Doors() implements DateToken {
	}

	/**
	 * A word or sign that joins days, such as {@code and}.
	 */
	record And() implements DateToken {
	}

	/**
	 * What separates a start from an end.
	 *
	 * @param kind whether it can also separate a date from its time
	 */
	record Separator(SeparatorKind kind) implements DateToken {
	}

	/**
	 * A time zone.
	 */
	record Zone(String name) implements DateToken {
	}

	/**
	 * A word that is not known.
	 */
	record Unknown(String word) implements DateToken {
	}

	/**
	 * The parts of a day that complete a time of twelve hours.
	 */
	enum DayPart {

		AM, PM, NIGHT, NOON, MIDNIGHT

	}

	/**
	 * The kinds of separators.
	 */
	enum SeparatorKind {

		/** A dash, which also separates a date from its time. */
		DASH,
		/** A word such as {@code to}. */
		WORD,
		/** A word that means {@code at} or {@code to}, such as the French {@code à}. */
		PREPOSITION

	}

}
