package dev.marquee.ingest.value;

import java.util.List;

import dev.marquee.event.EventFacts;
import dev.marquee.ingest.value.DateToken.ClockTime;
import dev.marquee.ingest.value.DateToken.Doors;
import dev.marquee.ingest.value.DateToken.Separator;
import org.jspecify.annotations.Nullable;

/**
 * The time at which the doors open, in a text that has another time for the start:
 * {@code Doors 7 pm, show 8 pm}. It is taken out, since it is not the start.
 *
 * @param tokens changed in place
 */
record DoorTimes(List<DateToken> tokens) {

	private static final int MINUTES_PER_DAY = 24 * 60;

	/** Removes it; null if the text has none. */
	static @Nullable ClockTime remove(List<DateToken> tokens) {
		return new DoorTimes(tokens).remove();
	}

	/**
	 * How many minutes before the start the doors open; null if that is unknown or no
	 * listing has as many. If the start is after midnight, they open on the day before.
	 */
	static @Nullable Integer minutesBefore(PartialDateTime start, @Nullable ClockTime doors) {
		if (doors == null || start.time() == null) {
			return null;
		}
		int minutes = Math.floorMod(start.time().toSecondOfDay() / 60 - minutes(doors), MINUTES_PER_DAY);
		return (minutes >= 1 && minutes <= EventFacts.MAX_DOORS_MINUTES) ? minutes : null;
	}

	private @Nullable ClockTime remove() {
		ClockTime doors = null;
		for (int i = 0; i < this.tokens.size(); i++) {
			if (this.tokens.get(i) instanceof Doors) {
				this.tokens.remove(i);
				int time = timeBeside(i);
				if (time >= 0 && this.tokens.stream().filter(ClockTime.class::isInstance).count() > 1) {
					doors = clock(time);
					this.tokens.remove(time);
				}
				i--;
			}
		}
		return doors;
	}

	/**
	 * The index of the time of the doors: of two times on both sides of the word, the
	 * earlier one, where the later may be after midnight; -1 without a time beside it.
	 */
	private int timeBeside(int index) {
		ClockTime before = (at(index - 2) instanceof Separator) ? null : clock(index - 1);
		ClockTime behind = (at(index + 1) instanceof Separator && clock(index + 2) != null) ? null : clock(index);
		if (before == null) {
			return (behind != null) ? index : -1;
		}
		boolean isBeforeEarlier = behind == null
				|| Math.floorMod(minutes(behind) - minutes(before), MINUTES_PER_DAY) < MINUTES_PER_DAY / 2;
		return isBeforeEarlier ? index - 1 : index;
	}

	private static int minutes(ClockTime clock) {
		return HalfOfDay.hour(clock) * 60 + clock.minute();
	}

	private @Nullable ClockTime clock(int index) {
		return (at(index) instanceof ClockTime clock) ? clock : null;
	}

	private @Nullable DateToken at(int index) {
		return (index >= 0 && index < this.tokens.size()) ? this.tokens.get(index) : null;
	}

}
