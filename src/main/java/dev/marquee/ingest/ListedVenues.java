package dev.marquee.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.event.EventLinks;
import dev.marquee.event.EventVenue;
import dev.marquee.venue.VenueDetails;
import dev.marquee.venue.Venues;
import org.jspecify.annotations.Nullable;

/**
 * Finds or stores the venues of listings, as if one by one in their order. A venue that
 * only the event of a listing has gets all its details, any other one what it lacks.
 */
final class ListedVenues {

	private final Venues venues;

	private final List<MatchedListing> listings;

	/** The venue of each listing's event, now or as the listing says; null for none. */
	private final @Nullable UUID[] venueIds;

	/** Venues of these events that other events have too. */
	private final Set<UUID> isElsewhere = new HashSet<>();

	/** The listings whose venues are to be found. */
	private final List<Integer> pending = new ArrayList<>();

	private ListedVenues(Venues venues, EventLinks links, List<MatchedListing> listings) {
		this.venues = venues;
		this.listings = listings;
		this.venueIds = new UUID[listings.size()];
		Set<UUID> events = listings.stream()
			.flatMap((listing) -> Stream.ofNullable(listing.event()))
			.collect(Collectors.toSet());
		Map<UUID, UUID> venueOf = new HashMap<>();
		for (EventVenue present : events.isEmpty() ? List.<EventVenue>of() : links.venues(events)) {
			venueOf.put(present.event(), present.venue());
			if (present.isElsewhere()) {
				this.isElsewhere.add(present.venue());
			}
		}
		for (int i = 0; i < this.venueIds.length; i++) {
			UUID event = listings.get(i).event();
			this.venueIds[i] = (event != null) ? venueOf.get(event) : null;
		}
	}

	/** The keys of the venues, in the order of the listings; null for none. */
	static List<@Nullable UUID> upsert(Venues venues, EventLinks links, List<MatchedListing> listings) {
		ListedVenues listed = new ListedVenues(venues, links, listings);
		for (int i = 0; i < listings.size(); i++) {
			listed.upsert(i);
		}
		listed.upsertPending();
		return Arrays.asList(listed.venueIds);
	}

	private void upsert(int position) {
		VenueDetails details = this.listings.get(position).listing().venue();
		UUID present = this.venueIds[position];
		if (details == null) {
			this.venueIds[position] = null;
			return;
		}
		if (present != null && !this.isElsewhere.contains(present)) {
			upsertPending();
			if (isOnlyOf(position, present) && this.venues.update(present, details)) {
				return;
			}
		}
		this.pending.add(position);
	}

	private boolean isOnlyOf(int position, UUID venue) {
		for (int i = 0; i < this.venueIds.length; i++) {
			if (i != position && venue.equals(this.venueIds[i])) {
				return false;
			}
		}
		return true;
	}

	private void upsertPending() {
		List<UUID> keys = this.venues.upsertAll(this.pending.stream().map(this::details).toList());
		for (int i = 0; i < keys.size(); i++) {
			this.venueIds[this.pending.get(i)] = keys.get(i);
		}
		this.pending.clear();
	}

	private VenueDetails details(int position) {
		return Objects.requireNonNull(this.listings.get(position).listing().venue());
	}

}
