package dev.marquee.venue;

import java.time.Clock;

import dev.marquee.pagination.UpcomingRows;
import dev.marquee.query.compile.Arguments;

/**
 * SQL of the published events at a venue that are not over, which are the same for all
 * callers. An index has the events of a venue by their end, so that only the counted
 * events are read.
 */
final class UpcomingVenueEvents {

	/** Written without row policy: it has a stricter condition of its own. */
	private static final String UPCOMING = """
			from event_search
			where venue_id = {0} and over_at >= {1} and (starts_at >= {1} or over_at > {1}) and published""";

	private UpcomingVenueEvents() {
	}

	static UpcomingRows at(Clock clock, Arguments arguments) {
		return UpcomingRows.at(clock, arguments, "venue", UPCOMING);
	}

}
