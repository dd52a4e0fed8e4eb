package dev.marquee.event;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An event to store, with the keys of what other events may have too.
 *
 * @param organizers in the order of the listing, without duplicates
 * @param performers in the order of the listing, without duplicates
 */
public record NewEvent(EventDetails details, @Nullable UUID venue, List<UUID> organizers, List<UUID> performers) {

	public NewEvent {
		organizers = List.copyOf(organizers);
		performers = List.copyOf(performers);
	}

}
