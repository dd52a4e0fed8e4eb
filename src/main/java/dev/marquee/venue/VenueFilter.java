package dev.marquee.venue;

import java.util.List;

import dev.marquee.db.tables.Venue;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.ListQuery;
import dev.marquee.pagination.NameSearch;
import dev.marquee.pagination.UpcomingRows;
import dev.marquee.query.compile.Arguments;

import static dev.marquee.db.Routines.placeKey;

/**
 * Compiles the input {@code VenueFilter} to predicates on a venue.
 */
final class VenueFilter {

	private VenueFilter() {
	}

	/** Restricts a list to the venues that match the filter. */
	static ListQuery apply(ListQuery query, Venue venue, Arguments filter, UpcomingRows upcomingEvents) {
		List<FilterPredicate> predicates = LocationPredicates.of(venue).from(filter);
		predicates.addAll(upcomingEvents.predicates(filter, venue.ID));
		if (!filter.has("search")) {
			return query.filteredBy(predicates, List.of());
		}
		predicates.add(NameSearch.predicate(placeKey(venue.NAME, venue.CITY)));
		return query.filteredBy(predicates, NameSearch.commonTableExpressions(filter));
	}

}
