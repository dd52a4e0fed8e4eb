package dev.marquee.event;

import org.jspecify.annotations.Nullable;

/**
 * A picture of an event.
 */
public record ImageDetails(String url, @Nullable String alt, ImageRole imageRole) {

	/**
	 * What a picture is for.
	 */
	public enum ImageRole {

		BANNER, THUMBNAIL, OTHER

	}

}
