package dev.marquee.organizer;

import org.jspecify.annotations.Nullable;

/**
 * The values of an organizer to store.
 *
 * @param sourceId the id of the organizer in the source of the listing
 */
public record OrganizerDetails(String name, @Nullable String url, @Nullable String sourceId,
		@Nullable String description, OrganizerContact contact) {

	/** An organizer without a known contact. */
	public OrganizerDetails(String name, @Nullable String url, @Nullable String sourceId,
			@Nullable String description) {
		this(name, url, sourceId, description, OrganizerContact.UNKNOWN);
	}

}
