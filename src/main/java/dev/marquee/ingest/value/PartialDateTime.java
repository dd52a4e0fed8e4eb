package dev.marquee.ingest.value;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * A date with an optional time and an optional zone or offset, as stated in a document.
 *
 * @param abbreviation the abbreviation by which the zone is stated, such as {@code IST}:
 * the zone is then the one that it most often means, and the venue decides
 */
public record PartialDateTime(LocalDate date, @Nullable LocalTime time, @Nullable ZoneId zone,
		@Nullable String abbreviation) {

	public PartialDateTime(LocalDate date, @Nullable LocalTime time, @Nullable ZoneId zone) {
		this(date, time, zone, null);
	}

	public LocalDateTime local() {
		return this.date.atTime((this.time != null) ? this.time : LocalTime.MIDNIGHT);
	}

	public boolean hasTime() {
		return this.time != null;
	}

	public PartialDateTime withZone(@Nullable ZoneId otherZone) {
		return new PartialDateTime(this.date, this.time, otherZone);
	}

	/**
	 * Whether the offset or abbreviation is one of this zone at that time. UTC is how
	 * programs write times, and states no zone.
	 */
	public boolean states(ZoneId someZone) {
		if (this.abbreviation != null) {
			return ZoneAbbreviations.fits(this.abbreviation, someZone, local());
		}
		return this.time != null && this.zone instanceof ZoneOffset offset && !offset.equals(ZoneOffset.UTC)
				&& someZone.getRules().isValidOffset(local(), offset);
	}

	/** The same with the zone, and its abbreviation, of another. */
	PartialDateTime withZoneOf(PartialDateTime other) {
		return new PartialDateTime(this.date, this.time, other.zone(), other.abbreviation());
	}

}
