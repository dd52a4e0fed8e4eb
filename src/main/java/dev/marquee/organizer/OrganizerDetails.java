package dev.marquee.organizer;

import org.jspecify.annotations.Nullable;

/**
 * All that is said about an organizer: what is to be stored of it.
 *
 * @param sourceId what the listing's source calls the organizer
 */
public record OrganizerDetails(String name, @Nullable String url, @Nullable String sourceId,
		@Nullable String description) {

}
