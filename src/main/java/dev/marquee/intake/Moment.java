package dev.marquee.intake;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * A time as a document tells it: a day, perhaps a time of day, perhaps a zone or an
 * offset.
 */
record Moment(LocalDate date, @Nullable LocalTime time, @Nullable ZoneId zone) {

	LocalDateTime local() {
		return this.date.atTime((this.time != null) ? this.time : LocalTime.MIDNIGHT);
	}

	boolean hasTime() {
		return this.time != null;
	}

	Moment in(@Nullable ZoneId otherZone) {
		return new Moment(this.date, this.time, otherZone);
	}

}
