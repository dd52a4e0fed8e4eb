package dev.marquee.ingest.calendar;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.marquee.ingest.value.TimeZoneIds;

/**
 * Finds the zones that the {@code TZID}s of a calendar mean.
 */
class CalendarZones {

	/** A calendar with more definitions or names of zones is not a calendar. */
	private static final int MAX_ZONES = 2_000;

	private final Map<String, ZoneDefinition> definitions = new HashMap<>();

	private final Map<String, Optional<ZoneId>> zones = new HashMap<>();

	void define(ZoneDefinition definition) {
		String id = definition.id();
		if (id != null && this.definitions.size() < MAX_ZONES) {
			this.definitions.putIfAbsent(id, definition);
		}
	}

	/**
	 * The zone that a {@code TZID} means: by its name, by the {@code X-LIC-LOCATION} of
	 * its definition, by the rules of its definition, or by an offset in its name.
	 * @param day from which the rules are compared
	 */
	Optional<ZoneId> zone(String id, LocalDate day) {
		if (this.zones.size() >= MAX_ZONES && !this.zones.containsKey(id)) {
			return Optional.empty();
		}
		return this.zones.computeIfAbsent(id, (unresolved) -> resolve(unresolved, day));
	}

	private Optional<ZoneId> resolve(String id, LocalDate day) {
		Optional<ZoneDefinition> definition = Optional.ofNullable(this.definitions.get(id));
		return TimeZoneIds.find(id)
			.or(() -> definition.flatMap(ZoneDefinition::location))
			.or(() -> definition.flatMap((found) -> found.zoneWithSameOffsets(day)))
			.or(() -> TimeZoneIds.findOffset(id));
	}

	/**
	 * The zone that the calendar defines, if it is the only one beside UTC: Exchange
	 * names another one, such as {@code Customized Time Zone}, in events of others.
	 */
	Optional<ZoneId> onlyZone(LocalDate day) {
		List<String> ids = this.definitions.keySet()
			.stream()
			.filter((id) -> !id.equalsIgnoreCase("UTC") && !id.equalsIgnoreCase("GMT"))
			.toList();
		return (ids.size() == 1) ? zone(ids.getFirst(), day) : Optional.empty();
	}

}
