package dev.marquee.ingest.value;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * A date with an optional time and an optional zone or offset, as stated in a document.
 */
public record PartialDateTime(LocalDate date, @Nullable LocalTime time, @Nullable ZoneId zone) {

	public LocalDateTime local() {
		return this.date.atTime((this.time != null) ? this.time : LocalTime.MIDNIGHT);
	}

	public boolean hasTime() {
		return this.time != null;
	}

	public PartialDateTime withZone(@Nullable ZoneId otherZone) {
		return new PartialDateTime(this.date, this.time, otherZone);
	}

}
