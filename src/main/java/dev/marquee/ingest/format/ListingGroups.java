package dev.marquee.ingest.format;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a listing says about other events.
 *
 * @param parent the event of which it is a part, such as a festival; null if it names
 * none
 * @param children its parts
 * @param series null if it names none
 */
public record ListingGroups(@Nullable ListingReference parent, List<ListingReference> children,
		@Nullable SeriesReference series) {

	/** It says nothing. */
	public static final ListingGroups NONE = new ListingGroups(null, List.of(), null);

	/** More parts of one event are dropped. */
	public static final int MAX_CHILDREN = 5_000;

	public ListingGroups {
		children = List.copyOf(children);
	}

	public boolean isEmpty() {
		return equals(NONE);
	}

}
