package dev.marquee.ingest.value;

import java.util.List;

import dev.marquee.ingest.value.DateToken.ClockTime;
import dev.marquee.ingest.value.DateToken.Doors;
import dev.marquee.ingest.value.DateToken.Separator;
import org.jspecify.annotations.Nullable;

/**
 * The time at which the doors open, in a text that has another time for the start:
 * {@code Doors 7 pm, show 8 pm}. It is left out, since it is not the start.
 *
 * @param tokens changed in place
 */
record DoorTimes(List<DateToken> tokens) {

	static void remove(List<DateToken> tokens) {
		new DoorTimes(tokens).remove();
	}

	private void remove() {
		for (int i = 0; i < this.tokens.size(); i++) {
			if (this.tokens.get(i) instanceof Doors) {
				this.tokens.remove(i);
				int time = timeBeside(i);
				if (time >= 0 && this.tokens.stream().filter(ClockTime.class::isInstance).count() > 1) {
					this.tokens.remove(time);
				}
				i--;
			}
		}
	}

	/** The earlier of the times on both sides; negative if there is none. */
	private int timeBeside(int index) {
		ClockTime before = (at(index - 2) instanceof Separator) ? null : clock(index - 1);
		ClockTime behind = (at(index + 1) instanceof Separator && clock(index + 2) != null) ? null : clock(index);
		if (before == null) {
			return (behind != null) ? index : -1;
		}
		return (behind == null || minutes(before) < minutes(behind)) ? index - 1 : index;
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
