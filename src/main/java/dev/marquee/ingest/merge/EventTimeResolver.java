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
 * Resolves the times in the text and the JSON-LD to instants in the venue's zone.
 */
public class EventTimeResolver {

	private final @Nullable ZoneId venueZone;

	private final DocumentLocation location;

	private final DocumentProblems problems;

	/**
	 * Creates a resolver for one event.
	 * @param venueZone null if the venue's zone is unknown
	 */
	public EventTimeResolver(@Nullable ZoneId venueZone, DocumentLocation location, DocumentProblems problems) {
		this.venueZone = venueZone;
		this.location = location;
		this.problems = problems;
	}

	public Optional<EventTime> start(@Nullable PartialDateTime text, @Nullable PartialDateTime jsonLd) {
		return resolve("start", text, jsonLd).map((resolvedTime) -> toEventTime(resolvedTime, 0));
	}

	/**
	 * The end; empty if neither part has one or it is before the start. An end without a
	 * time is the end of that day.
	 */
	public Optional<EventTime> end(@Nullable PartialDateTime text, @Nullable PartialDateTime jsonLd, EventTime start) {
		Optional<EventTime> end = resolve("end", text, jsonLd).map((resolvedTime) -> toEventTime(resolvedTime, 1));
		if (end.isPresent() && end.get().instant().isBefore(start.instant())) {
			warn("end_before_start", "The end is before the start and was dropped.");
			return Optional.empty();
		}
		return end;
	}

	private Optional<ResolvedTime> resolve(String label, @Nullable PartialDateTime textAsWritten,
			@Nullable PartialDateTime jsonLd) {
		PartialDateTime text = (textAsWritten != null && isInUtc(textAsWritten)) ? inVenueZone(textAsWritten)
				: textAsWritten;
		if (text == null) {
			return Optional.ofNullable(jsonLd).map((dateTime) -> new ResolvedTime(inVenueZone(dateTime), false));
		}
		if (jsonLd == null) {
			return Optional.of(new ResolvedTime(text, true));
		}
		return Optional.of(text.hasTime() ? resolveTime(label, text, jsonLd) : resolveDay(label, text, jsonLd));
	}

	/**
	 * The text has a time. If the JSON-LD has the same time with an offset, the offset
	 * confirms or determines the zone.
	 */
	private ResolvedTime resolveTime(String label, PartialDateTime text, PartialDateTime jsonLd) {
		boolean isSame = jsonLd.hasTime()
				? text.local().equals(jsonLd.local()) || text.local().equals(inVenueZone(jsonLd).local())
				: text.date().equals(jsonLd.date());
		if (!isSame) {
			warn("disagreement", "The text and the JSON-LD disagree about the " + label + ": the text wins.");
			return new ResolvedTime(text, true);
		}
		if (text.zone() != null || jsonLd.zone() == null) {
			return new ResolvedTime(text, true);
		}
		boolean hasSameLocalTime = text.local().equals(jsonLd.local());
		return new ResolvedTime(hasSameLocalTime ? text.withZone(jsonLd.zone()) : inVenueZone(jsonLd), false);
	}

	/**
	 * The text has a date only; a time of that day in the JSON-LD is more precise.
	 */
	private ResolvedTime resolveDay(String label, PartialDateTime text, PartialDateTime jsonLd) {
		Optional<PartialDateTime> sameDay = List.of(inVenueZone(jsonLd), jsonLd)
			.stream()
			.filter((dateTime) -> dateTime.date().equals(text.date()))
			.findFirst();
		if (sameDay.isEmpty()) {
			warn("disagreement",
					"The text and the JSON-LD disagree about the day of the " + label + ": the text wins.");
			return new ResolvedTime(text, true);
		}
		if (!jsonLd.hasTime()) {
			return new ResolvedTime(text, true);
		}
		warn("disagreement",
				"The text has only the day of the " + label + ", the JSON-LD has its time: the JSON-LD wins.");
		return new ResolvedTime(sameDay.get(), false);
	}

	/**
	 * UTC is how programs write times; it is converted, since listings show the venue's
	 * local time.
	 */
	private static boolean isInUtc(PartialDateTime dateTime) {
		return TimeZoneNames.UTC.equals(dateTime.zone()) || ZoneOffset.UTC.equals(dateTime.zone());
	}

	/**
	 * The same instant in the venue's zone; unchanged without a zone, a time or a venue
	 * zone.
	 */
	private PartialDateTime inVenueZone(PartialDateTime dateTime) {
		if (dateTime.zone() == null || !dateTime.hasTime() || this.venueZone == null) {
			return dateTime;
		}
		ZonedDateTime venueTime = dateTime.local().atZone(dateTime.zone()).withZoneSameInstant(this.venueZone);
		return new PartialDateTime(venueTime.toLocalDate(), venueTime.toLocalTime(), venueTime.getOffset());
	}

	private EventTime toEventTime(ResolvedTime resolvedTime, int endOffsetDays) {
		PartialDateTime dateTime = resolvedTime.dateTime();
		LocalDateTime local = dateTime.local();
		ZoneOffset statedOffset = (dateTime.zone() != null) ? dateTime.zone().getRules().getOffset(local) : null;
		ResolvedZone resolvedZone = resolveZone(resolvedTime, local, statedOffset);
		if (!dateTime.hasTime()) {
			LocalDate day = dateTime.date().plusDays(endOffsetDays);
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
		if (this.venueZone != null && !resolvedTime.isFromText()) {
			warn("offset_wrong", "The JSON-LD has the offset " + statedOffset + ", which is not valid in "
					+ this.venueZone + " at that time: the venue's zone wins.");
			return new ResolvedZone(this.venueZone, ZoneSource.VENUE);
		}
		if (this.venueZone != null) {
			warn("zone_elsewhere",
					"The stated time zone differs from the venue's, " + this.venueZone + ": the stated zone wins.");
		}
		Instant at = local.toInstant(statedOffset);
		return new ResolvedZone(
				(statedZone instanceof ZoneOffset) ? TimeZoneNames.ianaZoneWithOffset(statedOffset, at) : statedZone,
				ZoneSource.STATED);
	}

	private ResolvedZone assumeUtc() {
		warn("zone_assumed",
				"The time zone is unknown, since neither a zone nor a venue determines it: UTC is assumed.");
		return new ResolvedZone(TimeZoneNames.UTC, ZoneSource.ASSUMED);
	}

	private void warnOfDstTransition(LocalDateTime local, ZonedDateTime time, @Nullable ZoneOffset statedOffset) {
		List<ZoneOffset> offsets = time.getZone().getRules().getValidOffsets(local);
		if (offsets.isEmpty()) {
			warn("time_skipped", "The time " + local + " is in a daylight saving gap of " + time.getZone() + ": "
					+ time.toLocalDateTime() + " is used.");
		}
		if (offsets.size() > 1 && statedOffset == null) {
			warn("time_twice",
					"The time " + local + " occurs twice in " + time.getZone() + ": the first occurrence is used.");
		}
	}

	private void warn(String code, String message) {
		this.problems.warn(this.location, code, message);
	}

	/**
	 * A time before its zone is resolved.
	 *
	 * @param isFromText whether its zone, if it has one, is stated in the text
	 */
	private record ResolvedTime(PartialDateTime dateTime, boolean isFromText) {
	}

	private record ResolvedZone(ZoneId id, ZoneSource source) {
	}

}
