package dev.marquee.ingest.calendar;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.marquee.ingest.value.TimeZoneIds;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a calendar itself and its time zones.
 */
class CalendarHead {

	private final Map<String, String> properties = new HashMap<>();

	private final CalendarZones zones = new CalendarZones();

	/** Keeps the first value of each property. */
	void add(ContentLine contentLine) {
		this.properties.putIfAbsent(contentLine.name(), contentLine.text().strip());
	}

	CalendarZones zones() {
		return this.zones;
	}

	/** {@code METHOD:CANCEL}: all its events are cancelled. */
	boolean isCancellation() {
		return "CANCEL".equals(this.properties.getOrDefault("METHOD", "").toUpperCase(Locale.ROOT));
	}

	/**
	 * {@code X-WR-TIMEZONE}: the zone in which the calendar is shown, which floating
	 * times most likely mean.
	 */
	Optional<ZoneId> zone() {
		return Optional.ofNullable(property("X-WR-TIMEZONE"))
			.or(() -> Optional.ofNullable(property("TIMEZONE-ID")))
			.flatMap((id) -> TimeZoneIds.find(id).or(() -> TimeZoneIds.findOffset(id)));
	}

	/** {@code X-WR-CALNAME} or {@code NAME} (RFC 7986); null if it has neither. */
	@Nullable String name() {
		String name = property("X-WR-CALNAME");
		return (name != null && !name.isBlank()) ? name : property("NAME");
	}

	private @Nullable String property(String name) {
		return this.properties.get(name);
	}

}
