package dev.marquee.ingest.value;

import java.time.DateTimeException;

import dev.marquee.ingest.value.DateToken.ClockTime;
import dev.marquee.ingest.value.DateToken.DayPart;
import org.jspecify.annotations.Nullable;

/**
 * Hours of the clock of twelve hours, and which half of the day they are in.
 */
final class HalfOfDay {

	private static final int HALF = 12;

	/** At night, smaller hours are after midnight. */
	private static final int FIRST_EVENING_HOUR = 6;

	private HalfOfDay() {
	}

	/**
	 * The hour of the day, from 0 to 24. An hour above 12 stands for itself.
	 * @throws DateTimeException if the half of the day contradicts it
	 */
	static int hour(ClockTime clock) {
		int hour = clock.hour();
		DayPart half = clock.half();
		if (half == null) {
			if (clock.isBare() && hour > 24) {
				throw new DateTimeException("not a time of day");
			}
			return hour;
		}
		if (hour > HALF && half == DayPart.AM) {
			throw new DateTimeException("not a time of the morning");
		}
		if (hour > HALF) {
			return hour;
		}
		return switch (half) {
			case AM, MIDNIGHT -> hour % HALF;
			case PM -> (hour == 0) ? 0 : hour % HALF + HALF;
			case NOON -> (hour >= 10) ? hour : hour + HALF;
			case NIGHT -> (hour % HALF < FIRST_EVENING_HOUR) ? hour % HALF : hour + HALF;
		};
	}

	/**
	 * The start of a range with the half of its end, or with the other one if it would be
	 * after the end.
	 */
	static ClockTime ofStart(ClockTime start, ClockTime end) {
		DayPart half = end.half();
		if (start.half() != null || start.hour() > HALF || start.hour() == 0
				|| (half != DayPart.AM && half != DayPart.PM)) {
			return start;
		}
		if (!start.isBare() && !isBefore(start.withHalf(half), end)) {
			return start;
		}
		return isBefore(start.withHalf(half), end) ? start.withHalf(half) : start.withHalf(other(half));
	}

	/** The end of a range with the half of its start, or with the other one before it. */
	static ClockTime ofEnd(ClockTime start, ClockTime end) {
		DayPart half = start.half();
		if (end.half() != null || !end.isBare() || end.hour() > HALF || half == null) {
			return end;
		}
		DayPart same = (hour(start) < HALF) ? DayPart.AM : DayPart.PM;
		return isBefore(start, end.withHalf(same)) ? end.withHalf(same) : end.withHalf(other(same));
	}

	private static DayPart other(@Nullable DayPart half) {
		return (half == DayPart.AM) ? DayPart.PM : DayPart.AM;
	}

	private static boolean isBefore(ClockTime one, ClockTime other) {
		return hour(one) * 60 + one.minute() < hour(other) * 60 + other.minute();
	}

}
