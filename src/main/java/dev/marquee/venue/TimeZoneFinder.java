package dev.marquee.venue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import net.iakovlev.timeshape.TimeZoneEngine;

import org.springframework.stereotype.Component;

/**
 * Finds the time zone of a venue by its coordinates or else by its country.
 */
@Component
public class TimeZoneFinder {

	private static final Map<String, List<ZoneId>> ZONES_BY_COUNTRY = loadZonesByCountry();

	/**
	 * Softly referenced: the boundaries take over 200 MB, so they are released if memory
	 * runs low, and three seconds to load, so they are kept until then.
	 */
	private SoftReference<TimeZoneEngine> boundaries = new SoftReference<>(null);

	public Optional<ZoneId> find(VenueDetails venue, LocalDateTime at) {
		return findByCoordinates(venue).or(() -> findByCountry(venue, at));
	}

	/**
	 * The same for a venue whose country is certain: the boundaries are needed only if
	 * the country has several zones.
	 */
	public Optional<ZoneId> findInCountry(VenueDetails venue, LocalDateTime at) {
		List<ZoneId> zones = zonesOfCountry(venue);
		return (zones.size() == 1) ? Optional.of(zones.getFirst()) : find(venue, at);
	}

	/** Whether a venue's coordinates can be looked up without loading the boundaries. */
	public synchronized boolean areBoundariesLoaded() {
		return this.boundaries.get() != null;
	}

	private Optional<ZoneId> findByCoordinates(VenueDetails venue) {
		if (venue.latitude() == null || venue.longitude() == null) {
			return Optional.empty();
		}
		return boundaries().query(venue.latitude(), venue.longitude()).filter(TimeZoneFinder::isOnLand);
	}

	private static boolean isOnLand(ZoneId zone) {
		return !zone.getId().startsWith("Etc/");
	}

	/**
	 * The country's main zone if all its zones have the same offset at that time.
	 */
	private static Optional<ZoneId> findByCountry(VenueDetails venue, LocalDateTime at) {
		List<ZoneId> zones = zonesOfCountry(venue);
		long offsets = zones.stream().map((zone) -> zone.getRules().getOffset(at)).distinct().count();
		return (offsets == 1) ? Optional.of(zones.getFirst()) : Optional.empty();
	}

	private static List<ZoneId> zonesOfCountry(VenueDetails venue) {
		return (venue.countryCode() != null) ? ZONES_BY_COUNTRY.getOrDefault(venue.countryCode(), List.of())
				: List.of();
	}

	private synchronized TimeZoneEngine boundaries() {
		TimeZoneEngine engine = this.boundaries.get();
		if (engine == null) {
			engine = TimeZoneEngine.initialize(true);
			this.boundaries = new SoftReference<>(engine);
		}
		return engine;
	}

	private static Map<String, List<ZoneId>> loadZonesByCountry() {
		InputStream resource = Objects.requireNonNull(TimeZoneFinder.class.getResourceAsStream("country-zones.txt"));
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
			return reader.lines()
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> List.of(line.split(" ")))
				.collect(Collectors.toMap(List::getFirst, TimeZoneFinder::parseZones));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<ZoneId> parseZones(List<String> line) {
		return line.stream().skip(1).map(ZoneId::of).toList();
	}

}
