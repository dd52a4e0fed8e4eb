package dev.marquee.performer;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The values of a performer to store.
 *
 * @param imageUrl the URL of a picture of the performer
 * @param sameAs URLs of other pages about the performer
 */
public record PerformerDetails(String name, @Nullable String url, @Nullable String imageUrl, List<String> sameAs) {

	/** The maximum number of other pages. */
	public static final int MAX_SAME_AS = 50;

	public PerformerDetails {
		sameAs = List.copyOf(sameAs);
	}

}
