package dev.marquee.ingest.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.io.TimezoneAssignment;
import dev.marquee.ingest.value.TimeZoneIds;
import org.jspecify.annotations.Nullable;

/**
 * A {@code VTIMEZONE}: what a calendar itself says about a time zone.
 */
class ZoneDefinition {

	/** A definition with more lines is not compared with the zones of IANA. */
	private static final int MAX_LINES = 500;

	private static final int DAYS_BETWEEN_SAMPLES = 3;

	/** Of zones with the same rules in a year, the one that most people live in. */
	private static final List<String> PREFERRED = List.of("Europe/Berlin", "Europe/London", "Europe/Athens",
			"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Anchorage",
			"America/Halifax", "America/St_Johns", "America/Santiago", "Australia/Sydney", "Australia/Adelaide",
			"Pacific/Auckland");

	private final List<String> lines = new ArrayList<>();

	private @Nullable String id;

	private @Nullable String location;

	void add(ContentLine contentLine, String unfolded) {
		if (contentLine.name().equals("TZID") && this.id == null) {
			this.id = contentLine.text().strip();
		}
		if (contentLine.name().equals("X-LIC-LOCATION") && this.location == null) {
			this.location = contentLine.text().strip();
		}
		add(unfolded);
	}

	void add(String unfolded) {
		if (this.lines.size() <= MAX_LINES) {
			this.lines.add(unfolded);
		}
	}

	/** {@code TZID}; null if it has none. */
	@Nullable String id() {
		return this.id;
	}

	/** {@code X-LIC-LOCATION}: the zone of IANA, as libical writes it. */
	Optional<ZoneId> location() {
		return Optional.ofNullable(this.location).flatMap(TimeZoneIds::find);
	}

	/**
	 * The zone of IANA whose offsets are the same in the year from this day, or else the
	 * offset of this day; empty if the definition cannot be read.
	 */
	Optional<ZoneId> zoneWithSameOffsets(LocalDate day) {
		Optional<TimeZone> defined = timeZone();
		if (defined.isEmpty()) {
			return Optional.empty();
		}
		List<Instant> samples = IntStream.range(0, 366 / DAYS_BETWEEN_SAMPLES)
			.mapToObj((
					index) -> day.plusDays((long) index * DAYS_BETWEEN_SAMPLES).atTime(12, 0).toInstant(ZoneOffset.UTC))
			.toList();
		List<ZoneOffset> offsets = samples.stream()
			.map((sample) -> ZoneOffset.ofTotalSeconds(defined.get().getOffset(sample.toEpochMilli()) / 1000))
			.toList();
		if (offsets.stream().distinct().count() == 1) {
			return Optional.of(offsets.getFirst());
		}
		return Stream
			.concat(PREFERRED.stream(),
					ZoneId.getAvailableZoneIds().stream().filter((zone) -> zone.indexOf('/') > 0).sorted())
			.map(ZoneId::of)
			.filter((zone) -> hasOffsets(zone.getRules(), samples, offsets))
			.findFirst()
			.or(() -> Optional.of(offsets.getFirst()));
	}

	/** Around a transition biweekly is up to a day late. */
	private static boolean hasOffsets(ZoneRules rules, List<Instant> samples, List<ZoneOffset> offsets) {
		return IntStream.range(0, samples.size())
			.allMatch((index) -> Stream.of(Duration.ZERO, Duration.ofDays(1), Duration.ofDays(-1))
				.anyMatch((shift) -> rules.getOffset(samples.get(index).plus(shift)).equals(offsets.get(index))));
	}

	/**
	 * The definition as biweekly reads it. Rules that are not yearly do not occur in time
	 * zones, and could be made to compute for a long time.
	 */
	private Optional<TimeZone> timeZone() {
		boolean isYearly = this.lines.stream()
			.filter((line) -> line.regionMatches(true, 0, "RRULE", 0, 5))
			.allMatch((line) -> line.toUpperCase(Locale.ROOT).contains("FREQ=YEARLY"));
		if (this.id == null || !isYearly || this.lines.size() > MAX_LINES) {
			return Optional.empty();
		}
		ICalendar calendar = Biweekly
			.parse("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\n" + String.join("\r\n", this.lines)
					+ "\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n")
			.first();
		return (calendar != null)
				? calendar.getTimezoneInfo().getTimezones().stream().map(TimezoneAssignment::getTimeZone).findFirst()
				: Optional.empty();
	}

}
