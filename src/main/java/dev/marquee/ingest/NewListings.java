package dev.marquee.ingest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.event.Events;
import dev.marquee.event.NewEvent;
import dev.marquee.ingest.ImportOutcome.Created;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.organizer.Organizers;
import dev.marquee.organizer.Organizers.ListedOrganizers;
import dev.marquee.performer.Performers;
import dev.marquee.performer.Performers.ListedPerformers;
import dev.marquee.venue.VenueDetails;
import dev.marquee.venue.Venues;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Writes new listings in the current transaction, each to an event of its own. Those that
 * are written together take one statement a table, and each trigger fires once for all.
 */
@Component
class NewListings {

	private final Events events;

	private final Venues venues;

	private final Organizers organizers;

	private final Performers performers;

	private final ListingSources sources;

	private final ListingRelations relations;

	private final Clock clock;

	NewListings(Events events, Venues venues, Organizers organizers, Performers performers, ListingSources sources,
			ListingRelations relations, Clock clock) {
		this.events = events;
		this.venues = venues;
		this.organizers = organizers;
		this.performers = performers;
		this.sources = sources;
		this.relations = relations;
		this.clock = clock;
	}

	/**
	 * Writes the listings. Their sources are locked and differ.
	 * @return the outcomes, in the same order
	 */
	List<ImportOutcome> add(List<NewListing> listings) {
		List<Optional<DocumentProblem>> notes = addressNotes(listings);
		List<NewEvent> newEvents = newEvents(listings);
		List<UUID> ids = this.events.addAll(newEvents);
		this.sources.addAll(listings, newEvents, ids, this.clock.instant());
		List<ImportOutcome> outcomes = new ArrayList<>();
		Set<UUID> named = this.relations.namedByOthers(ids);
		for (int i = 0; i < ids.size(); i++) {
			NewListing added = listings.get(i);
			UUID id = ids.get(i);
			List<DocumentProblem> ofRelations = added.listing().groups().isEmpty() && !named.contains(id) ? List.of()
					: this.relations.save(added.listing(), id);
			outcomes.add(new Created(id,
					Stream.of(added.readResult().problems(), notes.get(i).stream().toList(), ofRelations)
						.flatMap(Collection::stream)
						.toList()));
		}
		this.events.refreshAll(ids);
		this.sources.saveFields(ids);
		return outcomes;
	}

	private List<NewEvent> newEvents(List<NewListing> listings) {
		Map<VenueDetails, UUID> venueIds = this.venues
			.upsertAll(listings.stream().flatMap((added) -> Stream.ofNullable(added.listing().venue())).toList());
		List<List<UUID>> organizerIds = this.organizers.upsertAll(listings.stream()
			.map(NewListing::listing)
			.map((listing) -> new ListedOrganizers(listing.organizers(), listing.source().site()))
			.toList());
		List<List<UUID>> performerIds = this.performers.upsertAll(listings.stream()
			.map(NewListing::listing)
			.map((listing) -> new ListedPerformers(listing.event().facts().performers(), listing.source().site()))
			.toList());
		List<NewEvent> newEvents = new ArrayList<>();
		for (int i = 0; i < listings.size(); i++) {
			Listing listing = listings.get(i).listing();
			UUID venue = (listing.venue() != null) ? venueIds.get(listing.venue()) : null;
			newEvents.add(new NewEvent(listing.event(), venue, organizerIds.get(i), performerIds.get(i)));
		}
		return newEvents;
	}

	/** Says of each listing whether its address has other events. */
	private List<Optional<DocumentProblem>> addressNotes(List<NewListing> listings) {
		Set<String> taken = this.events.urlsOfPublishedEvents(
				listings.stream().flatMap((added) -> Stream.ofNullable(address(added))).collect(Collectors.toSet()));
		return listings.stream().map((added) -> addressNote(added, taken)).toList();
	}

	private static @Nullable String address(NewListing added) {
		Listing.Source source = added.listing().source();
		return (source.key() == null && added.otherEvents() == 0) ? source.url() : null;
	}

	private static Optional<DocumentProblem> addressNote(NewListing added, Set<String> taken) {
		String url = address(added);
		if (added.listing().source().key() == null && added.otherEvents() > 0) {
			return Optional.of(ListingMatch.notice("another_start",
					"The address has " + added.otherEvents() + ((added.otherEvents() == 1) ? " event" : " events")
							+ " with another start: this start became an event of its own."));
		}
		return (url != null && taken.contains(url)) ? Optional.of(ListingWriter.warning("address_taken",
				"An event that was not imported has the same address: it was left as it is, and the document became an"
						+ " event of its own. Delete one of them if they are the same."))
				: Optional.empty();
	}

}
