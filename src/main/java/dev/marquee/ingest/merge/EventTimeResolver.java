package dev.marquee.ingest.merge;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.event.EventTime;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.PartialDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the times in the text and the JSON-LD to instants in the venue's zone. A start
 * and its end come from the same part.
 */
public class EventTimeResolver {

	private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

	private final VenueClock venue;

	private final DocumentLocation location;

	private final DocumentProblems problems;

	private Agreement agreement = Agreement.NONE;

	/**
	 * Creates a resolver for one event.
	 * @param venueZone null if the venue's zone is unknown
	 */
	public EventTimeResolver(@Nullable ZoneId venueZone, DocumentLocation location, DocumentProblems problems) {
		this.venue = new VenueClock(venueZone, location, problems);
		this.location = location;
		this.problems = problems;
	}

	public Optional<EventTime> start(@Nullable PartialDateTime text, @Nullable PartialDateTime jsonLd) {
		this.agreement = (text != null && jsonLd != null) ? agreement(text, jsonLd) : Agreement.NONE;
		return resolve("start", text, jsonLd).map((resolvedTime) -> toEventTime(resolvedTime, 0));
	}

	/**
	 * The end; empty if neither part has one or it is before the start. An end without a
	 * time is the end of that day. The end of the JSON-LD is only used with a start that
	 * the JSON-LD confirms, and its offset is as right or wrong as that of the start.
	 */
	public Optional<EventTime> end(@Nullable PartialDateTime text, @Nullable PartialDateTime jsonLd, EventTime start) {
		PartialDateTime confirmed = jsonLd;
		if (jsonLd != null && this.agreement == Agreement.DISAGREE) {
			if (text == null) {
				warn("disagreement", "The end in the JSON-LD belongs to another start: it was dropped.");
			}
			confirmed = null;
		}
		else if (jsonLd != null && this.agreement == Agreement.LOCAL && !this.venue.isOffset(jsonLd)) {
			confirmed = jsonLd.withZone(null);
		}
		Optional<EventTime> end = (confirmed != null && isWholeDay(text, confirmed, start))
				? Optional
					.of(toEventTime(new ResolvedTime(new PartialDateTime(confirmed.date(), null, null), false), 1))
				: resolve("end", text, confirmed).map((resolvedTime) -> toEventTime(resolvedTime, 1));
		if (end.isPresent() && end.get().instant().isBefore(start.instant())) {
			warn("end_before_start", "The end is before the start and was dropped.");
			return Optional.empty();
		}
		return end;
	}

	private Agreement agreement(PartialDateTime text, PartialDateTime jsonLd) {
		LocalDateTime instant = this.venue.convert(jsonLd).local();
		if (!text.hasTime() || !jsonLd.hasTime()) {
			boolean isSameDay = text.date().equals(jsonLd.date()) || text.date().equals(instant.toLocalDate());
			return isSameDay ? Agreement.INSTANT : Agreement.DISAGREE;
		}
		if (text.local().equals(jsonLd.local())) {
			return Agreement.LOCAL;
		}
		boolean isSameInstant = instant.equals(text.local()) || instant.equals(this.venue.convert(text).local());
		return isSameInstant ? Agreement.INSTANT : Agreement.DISAGREE;
	}

	private static boolean isWholeDay(@Nullable PartialDateTime text, PartialDateTime jsonLd, EventTime start) {
		return start.precision() == Precision.DAY && text == null && LAST_MINUTE.equals(jsonLd.time());
	}

	private Optional<ResolvedTime> resolve(String label, @Nullable PartialDateTime textAsWritten,
			@Nullable PartialDateTime jsonLd) {
		PartialDateTime text = (textAsWritten != null) ? inZoneOfVenue(textAsWritten, jsonLd) : null;
		if (text == null) {
			return Optional.ofNullable(jsonLd)
				.map((dateTime) -> new ResolvedTime(this.venue.convert(this.venue.withConfirmedZone(dateTime)), false));
		}
		if (jsonLd == null) {
			return Optional.of(new ResolvedTime(text, true));
		}
		return Optional.of(text.hasTime() ? resolveTime(label, text, jsonLd) : resolveDay(label, text, jsonLd));
	}

	/**
	 * The time in the text with the zone that counts. UTC is how programs write times; it
	 * is converted, since listings show the venue's local time.
	 */
	private PartialDateTime inZoneOfVenue(PartialDateTime text, @Nullable PartialDateTime jsonLd) {
		PartialDateTime confirmed = this.venue.withConfirmedZone(text);
		if (confirmed.abbreviation() != null && jsonLd != null && jsonLd.zone() != null && jsonLd.hasTime()
				&& text.local().equals(jsonLd.local())) {
			return confirmed.withZone(jsonLd.zone());
		}
		return VenueClock.isInUtc(confirmed) ? this.venue.convert(confirmed) : confirmed;
	}

	/**
	 * The text has a time. If the JSON-LD has the same time with an offset, the offset
	 * confirms or determines the zone.
	 */
	private ResolvedTime resolveTime(String label, PartialDateTime text, PartialDateTime jsonLd) {
		boolean isSame = jsonLd.hasTime()
				? text.local().equals(jsonLd.local()) || text.local().equals(this.venue.convert(jsonLd).local())
				: text.date().equals(jsonLd.date());
		if (!isSame) {
			warn("disagreement", "The text and the JSON-LD disagree about the " + label + ": the text wins.");
			return new ResolvedTime(text, true);
		}
		if (text.zone() != null || jsonLd.zone() == null) {
			return new ResolvedTime(text, true);
		}
		boolean hasSameLocalTime = text.local().equals(jsonLd.local());
		return new ResolvedTime(hasSameLocalTime ? text.withZone(jsonLd.zone()) : this.venue.convert(jsonLd), false);
	}

	/**
	 * The text has a date only; a time of that day in the JSON-LD is more precise, unless
	 * it is the first or last minute, by which programs write a day.
	 */
	private ResolvedTime resolveDay(String label, PartialDateTime text, PartialDateTime jsonLd) {
		Optional<PartialDateTime> sameDay = Stream.of(this.venue.convert(jsonLd), jsonLd)
			.filter((dateTime) -> dateTime.date().equals(text.date()))
			.findFirst();
		if (sameDay.isEmpty()) {
			warn("disagreement",
					"The text and the JSON-LD disagree about the day of the " + label + ": the text wins.");
			return new ResolvedTime(text, true);
		}
		if (!jsonLd.hasTime() || LocalTime.MIDNIGHT.equals(jsonLd.time()) || LAST_MINUTE.equals(jsonLd.time())) {
			return new ResolvedTime(text, true);
		}
		warn("disagreement",
				"The text has only the day of the " + label + ", the JSON-LD has its time: the JSON-LD wins.");
		return new ResolvedTime(sameDay.get(), false);
	}

	private EventTime toEventTime(ResolvedTime resolvedTime, int endOffsetDays) {
		PartialDateTime dateTime = resolvedTime.dateTime();
		LocalDateTime local = dateTime.local();
		ZoneOffset statedOffset = (dateTime.zone() != null) ? dateTime.zone().getRules().getOffset(local) : null;
		VenueClock.ResolvedZone resolvedZone = this.venue.zone(dateTime, statedOffset, resolvedTime.isFromText());
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

	/**
	 * What the start in the JSON-LD has in common with that in the text.
	 */
	private enum Agreement {

		/** Only one of them has a start. */
		NONE,
		/** The time of day, whatever the offset. */
		LOCAL,
		/** The instant, or the day. */
		INSTANT,
		/** Nothing. */
		DISAGREE

	}

}
