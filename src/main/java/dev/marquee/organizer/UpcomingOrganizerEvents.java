package dev.marquee.organizer;

import java.time.Clock;

import dev.marquee.pagination.UpcomingRows;
import dev.marquee.query.compile.Arguments;

/**
 * SQL of the published events of an organizer that are not over, which are the same for
 * all callers. An index has the events of an organizer by their end, so that only the
 * counted events are read.
 */
final class UpcomingOrganizerEvents {

	/** Without row policy: the table has published events only. */
	private static final String UPCOMING = """
			from organizer_event
			where organizer_id = {0} and over_at >= {1} and (starts_at >= {1} or over_at > {1})""";

	private UpcomingOrganizerEvents() {
	}

	static UpcomingRows at(Clock clock, Arguments arguments) {
		return UpcomingRows.at(clock, arguments, "organizer", UPCOMING);
	}

}
