package dev.marquee.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

import dev.marquee.event.EventTime;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.EventTime.ZoneSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes moments of what the page and the JSON-LD say about times, in the venue's zone.
 */
class TimeReconciliation {

	private final @Nullable ZoneId venueZone;

	private final Where where;

	private final Problems problems;

	/**
	 * @param venueZone null when nothing is known of the venue
	 */
	TimeReconciliation(@Nullable ZoneId venueZone, Where where, Problems problems) {
		this.venueZone = venueZone;
		this.where = where;
		this.problems = problems;
	}

	Optional<EventTime> start(@Nullable Moment page, @Nullable Moment data) {
		return settle("start", page, data).map((told) -> eventTime(told, 0));
	}

	/**
	 * The end; empty when there is none, or it is before the start.
	 */
	Optional<EventTime> end(@Nullable Moment page, @Nullable Moment data, EventTime start) {
		Optional<EventTime> end = settle("end", page, data).map((told) -> eventTime(told, 1));
		if (end.isPresent() && end.get().instant().isBefore(start.instant())) {
			warn("end_before_start", "the end is before the start: left out");
			return Optional.empty();
		}
		return end;
	}

	private Optional<Told> settle(String what, @Nullable Moment pageAsWritten, @Nullable Moment data) {
		Moment page = (pageAsWritten != null && isInUtc(pageAsWritten)) ? atVenue(pageAsWritten) : pageAsWritten;
		if (page == null) {
			return Optional.ofNullable(data).map((moment) -> new Told(atVenue(moment), false));
		}
		if (data == null) {
			return Optional.of(new Told(page, true));
		}
		return Optional.of(page.hasTime() ? settleTime(what, page, data) : settleDay(what, page, data));
	}

	/**
	 * The page knows the time of day. An offset of the JSON-LD confirms it or tells the
	 * zone, if it is the same time.
	 */
	private Told settleTime(String what, Moment page, Moment data) {
		boolean isSame = data.hasTime()
				? page.local().equals(data.local()) || page.local().equals(atVenue(data).local())
				: page.date().equals(data.date());
		if (!isSame) {
			warn("disagreement", "page and JSON-LD disagree about the " + what + ": the page wins");
			return new Told(page, true);
		}
		if (page.zone() != null || data.zone() == null) {
			return new Told(page, true);
		}
		boolean isWrittenSame = page.local().equals(data.local());
		return new Told(isWrittenSame ? page.in(data.zone()) : atVenue(data), false);
	}

	/**
	 * The page knows the day only: a time of that day is more precise.
	 */
	private Told settleDay(String what, Moment page, Moment data) {
		Optional<Moment> sameDay = List.of(atVenue(data), data)
			.stream()
			.filter((moment) -> moment.date().equals(page.date()))
			.findFirst();
		if (sameDay.isEmpty()) {
			warn("disagreement", "page and JSON-LD disagree about the day of the " + what + ": the page wins");
			return new Told(page, true);
		}
		if (!data.hasTime()) {
			return new Told(page, true);
		}
		warn("disagreement", "the page knows only the day of the " + what + ", the JSON-LD the time: the JSON-LD wins");
		return new Told(sameDay.get(), false);
	}

	/**
	 * Machines write so; no clock at the venue shows it.
	 */
	private static boolean isInUtc(Moment moment) {
		return Zones.UTC.equals(moment.zone()) || ZoneOffset.UTC.equals(moment.zone());
	}

	/**
	 * The same moment as a clock at the venue shows it.
	 */
	private Moment atVenue(Moment moment) {
		if (moment.zone() == null || !moment.hasTime() || this.venueZone == null) {
			return moment;
		}
		ZonedDateTime there = moment.local().atZone(moment.zone()).withZoneSameInstant(this.venueZone);
		return new Moment(there.toLocalDate(), there.toLocalTime(), there.getOffset());
	}

	private EventTime eventTime(Told told, int daysUntilOver) {
		Moment moment = told.moment();
		LocalDateTime local = moment.local();
		ZoneOffset stated = (moment.zone() != null) ? moment.zone().getRules().getOffset(local) : null;
		Zone zone = zone(told, local, stated);
		if (!moment.hasTime()) {
			LocalDate day = moment.date().plusDays(daysUntilOver);
			return new EventTime(day.atStartOfDay(zone.id()).toInstant(), local, zone.id(), Precision.DAY,
					zone.source());
		}
		ZonedDateTime time = ZonedDateTime.ofLocal(local, zone.id(), stated);
		warnOfClockChange(local, time, stated);
		return new EventTime(time.toInstant(), time.toLocalDateTime(), zone.id(), Precision.MINUTE, zone.source());
	}

	private Zone zone(Told told, LocalDateTime local, @Nullable ZoneOffset stated) {
		ZoneId statedZone = told.moment().zone();
		if (stated == null || statedZone == null) {
			return (this.venueZone != null) ? new Zone(this.venueZone, ZoneSource.VENUE) : assumed();
		}
		if (this.venueZone != null && this.venueZone.getRules().isValidOffset(local, stated)) {
			return new Zone(this.venueZone, ZoneSource.STATED);
		}
		if (this.venueZone != null && !told.byPage()) {
			warn("offset_wrong", "the JSON-LD has the offset " + stated + ", which " + this.venueZone
					+ " does not have then: the venue's zone wins");
			return new Zone(this.venueZone, ZoneSource.VENUE);
		}
		if (this.venueZone != null) {
			warn("zone_elsewhere", "the stated zone is not the venue's, " + this.venueZone + ": the stated zone wins");
		}
		Instant at = local.toInstant(stated);
		return new Zone((statedZone instanceof ZoneOffset) ? Zones.withOffset(stated, at) : statedZone,
				ZoneSource.STATED);
	}

	private Zone assumed() {
		warn("zone_assumed", "neither a zone nor a place tells the time zone: UTC is assumed");
		return new Zone(Zones.UTC, ZoneSource.ASSUMED);
	}

	private void warnOfClockChange(LocalDateTime local, ZonedDateTime time, @Nullable ZoneOffset stated) {
		List<ZoneOffset> offsets = time.getZone().getRules().getValidOffsets(local);
		if (offsets.isEmpty()) {
			warn("time_skipped",
					"clocks skip " + local + " in " + time.getZone() + ": taken as " + time.toLocalDateTime());
		}
		if (offsets.size() > 1 && stated == null) {
			warn("time_twice", "clocks show " + local + " twice in " + time.getZone() + ": taken as the first time");
		}
	}

	private void warn(String code, String message) {
		this.problems.warn(this.where, code, message);
	}

	/**
	 * @param byPage whether the zone, if there is one, stands on the page
	 */
	private record Told(Moment moment, boolean byPage) {
	}

	private record Zone(ZoneId id, ZoneSource source) {
	}

}
