package dev.marquee.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import dev.marquee.event.EventLinks;
import dev.marquee.event.NewEvent;
import dev.marquee.organizer.Organizers;
import dev.marquee.organizer.Organizers.ListedOrganizers;
import dev.marquee.performer.Performers;
import dev.marquee.performer.Performers.ListedPerformers;
import dev.marquee.venue.Venues;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes the events of listings: stores their venues, organizers and performers, and has
 * their keys.
 */
@Component
class ListedEvents {

	private final Venues venues;

	private final Organizers organizers;

	private final Performers performers;

	private final EventLinks links;

	ListedEvents(Venues venues, Organizers organizers, Performers performers, EventLinks links) {
		this.venues = venues;
		this.organizers = organizers;
		this.performers = performers;
		this.links = links;
	}

	/** The events as the listings say, in the same order. */
	List<NewEvent> of(List<MatchedListing> listings) {
		List<@Nullable UUID> venueIds = ListedVenues.upsert(this.venues, this.links, listings);
		List<List<UUID>> organizerIds = this.organizers.upsertAll(listings.stream()
			.map(MatchedListing::listing)
			.map((listing) -> new ListedOrganizers(listing.organizers(), listing.source().site()))
			.toList());
		List<List<UUID>> performerIds = this.performers.upsertAll(listings.stream()
			.map(MatchedListing::listing)
			.map((listing) -> new ListedPerformers(listing.event().facts().performers(), listing.source().site()))
			.toList());
		List<NewEvent> events = new ArrayList<>();
		for (int i = 0; i < listings.size(); i++) {
			events.add(new NewEvent(listings.get(i).listing().event(), venueIds.get(i), organizerIds.get(i),
					performerIds.get(i)));
		}
		return events;
	}

	/**
	 * The same events of known listings with the organizers that were added to them here,
	 * which an import does not remove.
	 */
	List<NewEvent> withAddedOrganizers(List<ImportedListing> imported, List<NewEvent> events) {
		var present = this.links.organizers(imported.stream().map(ImportedListing::event).toList());
		List<NewEvent> all = new ArrayList<>();
		for (int i = 0; i < events.size(); i++) {
			NewEvent event = events.get(i);
			Set<UUID> fromDocument = imported.get(i).organizers();
			Stream<UUID> added = (fromDocument == null) ? Stream.empty()
					: present.getOrDefault(imported.get(i).event(), List.of())
						.stream()
						.filter((organizer) -> !fromDocument.contains(organizer));
			all.add(new NewEvent(event.details(), event.venue(),
					Stream.concat(event.organizers().stream(), added).distinct().toList(), event.performers()));
		}
		return all;
	}

}
