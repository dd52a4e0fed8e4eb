package dev.marquee.ingest.merge;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

import dev.marquee.event.EventTime.ZoneSource;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.TimeZoneNames;
import dev.marquee.ingest.value.ZoneAbbreviations;
import org.jspecify.annotations.Nullable;

/**
 * Decides which zone a time is in: the venue's, or a stated one.
 *
 * @param venueZone null if unknown
 */
record VenueClock(@Nullable ZoneId venueZone, DocumentLocation location, DocumentProblems problems) {

	/**
	 * An abbreviation never decides against the venue's zone: it confirms that zone, or
	 * contradicts it. Only GMT is taken literally where it is no name of the venue's
	 * zone.
	 */
	PartialDateTime withConfirmedZone(PartialDateTime dateTime) {
		String abbreviation = dateTime.abbreviation();
		if (abbreviation == null || this.venueZone == null) {
			return dateTime;
		}
		if (ZoneAbbreviations.fits(abbreviation, this.venueZone, dateTime.local())) {
			return dateTime.withZone(this.venueZone);
		}
		if (isInUtc(dateTime)) {
			return dateTime;
		}
		this.problems.warnOnce(this.location, "zone_elsewhere", "The time zone " + abbreviation
				+ " is not the venue's, " + this.venueZone + ": the venue's zone wins.");
		return dateTime.withZone(null);
	}

	static boolean isInUtc(PartialDateTime dateTime) {
		return TimeZoneNames.UTC.equals(dateTime.zone()) || ZoneOffset.UTC.equals(dateTime.zone());
	}

	/**
	 * The same instant in the venue's zone; unchanged without a zone, a time or a venue
	 * zone.
	 */
	PartialDateTime convert(PartialDateTime dateTime) {
		if (dateTime.zone() == null || !dateTime.hasTime() || this.venueZone == null) {
			return dateTime;
		}
		ZonedDateTime venueTime = dateTime.local().atZone(dateTime.zone()).withZoneSameInstant(this.venueZone);
		return new PartialDateTime(venueTime.toLocalDate(), venueTime.toLocalTime(), venueTime.getOffset());
	}

	/** Whether the offset, if it has one, is that of the venue at that time. */
	boolean isOffset(PartialDateTime dateTime) {
		return this.venueZone == null || dateTime.zone() == null || this.venueZone.getRules()
			.isValidOffset(dateTime.local(), dateTime.zone().getRules().getOffset(dateTime.local()));
	}

	/**
	 * The zone that counts.
	 * @param isFromText whether the zone, if there is one, is stated in the text
	 */
	ResolvedZone zone(PartialDateTime dateTime, @Nullable ZoneOffset statedOffset, boolean isFromText) {
		LocalDateTime local = dateTime.local();
		ZoneId statedZone = dateTime.zone();
		if (statedOffset == null || statedZone == null) {
			return (this.venueZone != null) ? new ResolvedZone(this.venueZone, ZoneSource.VENUE) : assumeUtc();
		}
		if (this.venueZone != null && this.venueZone.getRules().isValidOffset(local, statedOffset)) {
			return new ResolvedZone(this.venueZone, ZoneSource.STATED);
		}
		if (this.venueZone != null && !isFromText) {
			this.problems.warn(this.location, "offset_wrong", "The JSON-LD has the offset " + statedOffset
					+ ", which is not valid in " + this.venueZone + " at that time: the venue's zone wins.");
			return new ResolvedZone(this.venueZone, ZoneSource.VENUE);
		}
		if (this.venueZone != null) {
			this.problems.warn(this.location, "zone_elsewhere",
					"The stated time zone differs from the venue's, " + this.venueZone + ": the stated zone wins.");
		}
		Instant at = local.toInstant(statedOffset);
		return new ResolvedZone(
				(statedZone instanceof ZoneOffset) ? TimeZoneNames.ianaZoneWithOffset(statedOffset, at) : statedZone,
				ZoneSource.STATED);
	}

	private ResolvedZone assumeUtc() {
		this.problems.warn(this.location, "zone_assumed",
				"The time zone is unknown, since neither a zone nor a venue determines it: UTC is assumed.");
		return new ResolvedZone(TimeZoneNames.UTC, ZoneSource.ASSUMED);
	}

	record ResolvedZone(ZoneId id, ZoneSource source) {
	}

}
