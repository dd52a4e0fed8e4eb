package dev.marquee.venue;

import java.lang.ref.SoftReference;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.iakovlev.timeshape.TimeZoneEngine;

import org.springframework.stereotype.Component;

/**
 * Finds the time zone of a venue by its coordinates if they are in its country, or else
 * by its state, its city or its country.
 */
@Component
public class TimeZoneFinder {

	/** Pairs of countries whose points and names are often taken for each other's. */
	private static final Set<List<String>> TERRITORIES = CountryZones.load("country-territories.txt")
		.collect(Collectors.toUnmodifiableSet());

	/** The width of coastal waters, where piers and small islands are. */
	private static final double COASTAL_DEGREES = 0.3;

	/** Two countries claim it, and it is in the list of neither. */
	private static final ZoneId CRIMEA = ZoneId.of("Europe/Simferopol");

	/**
	 * Softly referenced: the boundaries take over 200 MB, so they are released if memory
	 * runs low, and three seconds to load, so they are kept until then.
	 */
	private SoftReference<TimeZoneEngine> boundaries = new SoftReference<>(null);

	public Optional<ZoneId> find(VenueDetails venue, LocalDateTime at) {
		return find(venue, at, (zone) -> false);
	}

	/**
	 * The zone of a venue.
	 * @param isStated whether a document states this zone, or one like it: of a country
	 * with several zones, it chooses one
	 */
	public Optional<ZoneId> find(VenueDetails venue, LocalDateTime at, Predicate<ZoneId> isStated) {
		return findByCoordinates(venue).or(() -> RegionZones.find(venue))
			.or(() -> findByCountry(venue, at))
			.or(() -> CountryZones.of(venue.countryCode()).stream().filter(isStated).findFirst())
			.or(() -> RegionZones.elsewhere(venue));
	}

	/**
	 * The same for a venue whose country is certain: the boundaries are needed only if
	 * the country has several zones.
	 */
	public Optional<ZoneId> findInCountry(VenueDetails venue, LocalDateTime at) {
		List<ZoneId> zones = CountryZones.of(venue.countryCode());
		return (zones.size() == 1) ? Optional.of(zones.getFirst()) : find(venue, at);
	}

	/**
	 * Where a point is, as far as the zones of a country tell.
	 * @param countryCode ISO 3166-1 alpha-2
	 */
	public CountrySide sideOf(double latitude, double longitude, String countryCode) {
		if (CountryZones.of(countryCode).isEmpty()) {
			return CountrySide.INSIDE;
		}
		return findOnLand(latitude, longitude)
			.map((zone) -> isZoneOf(zone, countryCode) ? CountrySide.INSIDE : CountrySide.OUTSIDE)
			.orElseGet(() -> isOffCoast(latitude, longitude, countryCode) ? CountrySide.INSIDE : CountrySide.AT_SEA);
	}

	private boolean isOffCoast(double latitude, double longitude, String countryCode) {
		return Stream.of(-COASTAL_DEGREES, 0.0, COASTAL_DEGREES)
			.anyMatch((north) -> Stream.of(-COASTAL_DEGREES, 0.0, COASTAL_DEGREES)
				.flatMap((east) -> findOnLand(latitude + north, longitude + east).stream())
				.anyMatch((zone) -> isZoneOf(zone, countryCode)));
	}

	/** Whether a venue's coordinates can be looked up without loading the boundaries. */
	public synchronized boolean areBoundariesLoaded() {
		return this.boundaries.get() != null;
	}

	private Optional<ZoneId> findByCoordinates(VenueDetails venue) {
		if (venue.latitude() == null || venue.longitude() == null) {
			return Optional.empty();
		}
		return findOnLand(venue.latitude(), venue.longitude())
			.filter((zone) -> CountryZones.of(venue.countryCode()).isEmpty()
					|| isZoneOf(zone, Objects.requireNonNull(venue.countryCode())));
	}

	private static boolean isZoneOf(ZoneId zone, String country) {
		return zone.equals(CRIMEA) || CountryZones.of(country).contains(zone)
				|| TERRITORIES.stream()
					.anyMatch((pair) -> pair.contains(country) && (CountryZones.of(pair.getFirst()).contains(zone)
							|| CountryZones.of(pair.getLast()).contains(zone)));
	}

	private Optional<ZoneId> findOnLand(double latitude, double longitude) {
		return boundaries().query(latitude, longitude).filter(TimeZoneFinder::isOnLand);
	}

	private static boolean isOnLand(ZoneId zone) {
		return !zone.getId().startsWith("Etc/");
	}

	/**
	 * The country's main zone if all its zones have the same offset at that time.
	 */
	private static Optional<ZoneId> findByCountry(VenueDetails venue, LocalDateTime at) {
		List<ZoneId> zones = CountryZones.of(venue.countryCode());
		long offsets = zones.stream().map((zone) -> zone.getRules().getOffset(at)).distinct().count();
		return (offsets == 1) ? Optional.of(zones.getFirst()) : Optional.empty();
	}

	private synchronized TimeZoneEngine boundaries() {
		TimeZoneEngine engine = this.boundaries.get();
		if (engine == null) {
			engine = TimeZoneEngine.initialize(true);
			this.boundaries = new SoftReference<>(engine);
		}
		return engine;
	}

	/**
	 * Where a point is in relation to a country.
	 */
	public enum CountrySide {

		/** On its land or off its coast. */
		INSIDE,
		/** On the land of another country. */
		OUTSIDE,
		/** At sea, far from its coast. */
		AT_SEA

	}

}
