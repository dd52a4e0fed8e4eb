package dev.marquee.ingest.merge;

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
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.TimeZoneNames;
import org.jspecify.annotations.Nullable;

/**
 * Makes moments of what the page and the JSON-LD say about times, in the venue's zone.
 */
public class EventTimeResolver {

	private final @Nullable ZoneId venueZone;

	private final DocumentLocation location;

	private final DocumentProblems documentProblems;

	/**
	 * @param venueZone null when nothing is known of the venue
	 */
	public EventTimeResolver(@Nullable ZoneId venueZone, DocumentLocation documentLocation,
			DocumentProblems documentProblems) {
		this.venueZone = venueZone;
		this.location = documentLocation;
		this.documentProblems = documentProblems;
	}

	public Optional<EventTime> start(@Nullable PartialDateTime page, @Nullable PartialDateTime data) {
		return resolve("start", page, data).map((resolvedTime) -> toEventTime(resolvedTime, 0));
	}

	/**
	 * The end; empty when there is none, or it is before the start.
	 */
	public Optional<EventTime> end(@Nullable PartialDateTime page, @Nullable PartialDateTime data, EventTime start) {
		Optional<EventTime> end = resolve("end", page, data).map((resolvedTime) -> toEventTime(resolvedTime, 1));
		if (end.isPresent() && end.get().instant().isBefore(start.instant())) {
			warn("end_before_start", "the end is before the start: left out");
			return Optional.empty();
		}
		return end;
	}

	private Optional<ResolvedTime> resolve(String label, @Nullable PartialDateTime pageAsWritten,
			@Nullable PartialDateTime data) {
		PartialDateTime page = (pageAsWritten != null && isInUtc(pageAsWritten)) ? inVenueZone(pageAsWritten)
				: pageAsWritten;
		if (page == null) {
			return Optional.ofNullable(data)
				.map((partialDateTime) -> new ResolvedTime(inVenueZone(partialDateTime), false));
		}
		if (data == null) {
			return Optional.of(new ResolvedTime(page, true));
		}
		return Optional.of(page.hasTime() ? resolveTime(label, page, data) : resolveDay(label, page, data));
	}

	/**
	 * The page knows the time of day. An offset of the JSON-LD confirms it or tells the
	 * zone, if it is the same time.
	 */
	private ResolvedTime resolveTime(String label, PartialDateTime page, PartialDateTime data) {
		boolean isSame = data.hasTime()
				? page.local().equals(data.local()) || page.local().equals(inVenueZone(data).local())
				: page.date().equals(data.date());
		if (!isSame) {
			warn("disagreement", "page and JSON-LD disagree about the " + label + ": the page wins");
			return new ResolvedTime(page, true);
		}
		if (page.zone() != null || data.zone() == null) {
			return new ResolvedTime(page, true);
		}
		boolean hasSameLocalTime = page.local().equals(data.local());
		return new ResolvedTime(hasSameLocalTime ? page.withZone(data.zone()) : inVenueZone(data), false);
	}

	/**
	 * The page knows the day only: a time of that day is more precise.
	 */
	private ResolvedTime resolveDay(String label, PartialDateTime page, PartialDateTime data) {
		Optional<PartialDateTime> sameDay = List.of(inVenueZone(data), data)
			.stream()
			.filter((partialDateTime) -> partialDateTime.date().equals(page.date()))
			.findFirst();
		if (sameDay.isEmpty()) {
			warn("disagreement", "page and JSON-LD disagree about the day of the " + label + ": the page wins");
			return new ResolvedTime(page, true);
		}
		if (!data.hasTime()) {
			return new ResolvedTime(page, true);
		}
		warn("disagreement",
				"the page knows only the day of the " + label + ", the JSON-LD the time: the JSON-LD wins");
		return new ResolvedTime(sameDay.get(), false);
	}

	/**
	 * Machines write so; no clock at the venue shows it.
	 */
	private static boolean isInUtc(PartialDateTime partialDateTime) {
		return TimeZoneNames.UTC.equals(partialDateTime.zone()) || ZoneOffset.UTC.equals(partialDateTime.zone());
	}

	/**
	 * The same moment as a clock at the venue shows it.
	 */
	private PartialDateTime inVenueZone(PartialDateTime partialDateTime) {
		if (partialDateTime.zone() == null || !partialDateTime.hasTime() || this.venueZone == null) {
			return partialDateTime;
		}
		ZonedDateTime venueTime = partialDateTime.local()
			.atZone(partialDateTime.zone())
			.withZoneSameInstant(this.venueZone);
		return new PartialDateTime(venueTime.toLocalDate(), venueTime.toLocalTime(), venueTime.getOffset());
	}

	private EventTime toEventTime(ResolvedTime resolvedTime, int endOffsetDays) {
		PartialDateTime partialDateTime = resolvedTime.dateTime();
		LocalDateTime local = partialDateTime.local();
		ZoneOffset statedOffset = (partialDateTime.zone() != null) ? partialDateTime.zone().getRules().getOffset(local)
				: null;
		ResolvedZone resolvedZone = resolveZone(resolvedTime, local, statedOffset);
		if (!partialDateTime.hasTime()) {
			LocalDate day = partialDateTime.date().plusDays(endOffsetDays);
			return new EventTime(day.atStartOfDay(resolvedZone.id()).toInstant(), local, resolvedZone.id(),
					Precision.DAY, resolvedZone.source());
		}
		ZonedDateTime time = ZonedDateTime.ofLocal(local, resolvedZone.id(), statedOffset);
		warnOfDstTransition(local, time, statedOffset);
		return new EventTime(time.toInstant(), time.toLocalDateTime(), resolvedZone.id(), Precision.MINUTE,
				resolvedZone.source());
	}

	private ResolvedZone resolveZone(ResolvedTime resolvedTime, LocalDateTime local,
			@Nullable ZoneOffset statedOffset) {
		ZoneId statedZone = resolvedTime.dateTime().zone();
		if (statedOffset == null || statedZone == null) {
			return (this.venueZone != null) ? new ResolvedZone(this.venueZone, ZoneSource.VENUE) : assumeUtc();
		}
		if (this.venueZone != null && this.venueZone.getRules().isValidOffset(local, statedOffset)) {
			return new ResolvedZone(this.venueZone, ZoneSource.STATED);
		}
		if (this.venueZone != null && !resolvedTime.isFromPage()) {
			warn("offset_wrong", "the JSON-LD has the offset " + statedOffset + ", which " + this.venueZone
					+ " does not have then: the venue's zone wins");
			return new ResolvedZone(this.venueZone, ZoneSource.VENUE);
		}
		if (this.venueZone != null) {
			warn("zone_elsewhere", "the stated zone is not the venue's, " + this.venueZone + ": the stated zone wins");
		}
		Instant at = local.toInstant(statedOffset);
		return new ResolvedZone(
				(statedZone instanceof ZoneOffset) ? TimeZoneNames.ianaZoneWithOffset(statedOffset, at) : statedZone,
				ZoneSource.STATED);
	}

	private ResolvedZone assumeUtc() {
		warn("zone_assumed", "neither a zone nor a place tells the time zone: UTC is assumed");
		return new ResolvedZone(TimeZoneNames.UTC, ZoneSource.ASSUMED);
	}

	private void warnOfDstTransition(LocalDateTime local, ZonedDateTime time, @Nullable ZoneOffset statedOffset) {
		List<ZoneOffset> offsets = time.getZone().getRules().getValidOffsets(local);
		if (offsets.isEmpty()) {
			warn("time_skipped",
					"clocks skip " + local + " in " + time.getZone() + ": taken as " + time.toLocalDateTime());
		}
		if (offsets.size() > 1 && statedOffset == null) {
			warn("time_twice", "clocks show " + local + " twice in " + time.getZone() + ": taken as the first time");
		}
	}

	private void warn(String code, String message) {
		this.documentProblems.warn(this.location, code, message);
	}

	/**
	 * @param isFromPage whether the zone, if there is one, stands on the page
	 */
	private record ResolvedTime(PartialDateTime dateTime, boolean isFromPage) {
	}

	private record ResolvedZone(ZoneId id, ZoneSource source) {
	}

}
