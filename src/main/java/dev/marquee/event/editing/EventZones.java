package dev.marquee.event.editing;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.EventTime.ZoneSource;
import dev.marquee.event.editing.EventTimeInput.SourcedZone;
import dev.marquee.mutation.Input;
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
	 * Loads the zone boundaries if the input has a {@code start} or {@code end} without a
	 * zone, and that of the venue depends on them: that takes seconds, for which no
	 * transaction should wait.
	 */
	void prepare(Input input, Supplier<@Nullable UUID> venue) {
		boolean needsZone = Stream.of("start", "end")
			.flatMap((field) -> Stream.ofNullable(input.nested(field)))
			.anyMatch((time) -> time.value("timeZone", ZoneId.class) == null);
		if (needsZone && !this.finder.areBoundariesLoaded()) {
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
