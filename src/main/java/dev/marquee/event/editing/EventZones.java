package dev.marquee.event.editing;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.EventTime.ZoneSource;
import dev.marquee.event.editing.EventTimeInput.SourcedZone;
import dev.marquee.venue.TimeZoneFinder;
import dev.marquee.venue.Venues;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The time zones of events for which an input states none.
 */
@Component
class EventZones {

	private final Venues venues;

	private final TimeZoneFinder finder;

	EventZones(Venues venues, TimeZoneFinder finder) {
		this.venues = venues;
		this.finder = finder;
	}

	/** The zone of the venue, or else the zone that the event has already. */
	Optional<SourcedZone> ofStart(EventRecord event, LocalDateTime local) {
		return ofVenue(event.getVenueId(), local).or(() -> knownZone(event));
	}

	/** The zone of the start, or else that of the venue. */
	Optional<SourcedZone> ofEnd(EventRecord event, LocalDateTime local) {
		return knownZone(event).or(() -> ofVenue(event.getVenueId(), local));
	}

	/**
	 * Loads the zone boundaries if the zone of a venue depends on them: that takes
	 * seconds, for which no transaction should wait.
	 */
	void prepare(Supplier<@Nullable UUID> venue) {
		if (!this.finder.areBoundariesLoaded()) {
			ofVenue(venue.get(), LocalDateTime.of(2000, 1, 1, 0, 0));
		}
	}

	private Optional<SourcedZone> ofVenue(@Nullable UUID venue, LocalDateTime local) {
		return Optional.ofNullable(venue)
			.flatMap(this.venues::details)
			.flatMap((details) -> this.finder.findInCountry(details, local))
			.map((zone) -> new SourcedZone(zone, ZoneSource.VENUE));
	}

	private static Optional<SourcedZone> knownZone(EventRecord event) {
		if (event.getStartZone() == null || event.getStartZoneSource().equals(ZoneSource.ASSUMED.name())) {
			return Optional.empty();
		}
		return Optional
			.of(new SourcedZone(ZoneId.of(event.getStartZone()), ZoneSource.valueOf(event.getStartZoneSource())));
	}

}
