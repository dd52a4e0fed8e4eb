package dev.marquee.event;

import org.jspecify.annotations.Nullable;

/**
 * An image to store.
 */
public record ImageDetails(String url, @Nullable String alt, ImageRole imageRole) {

	/**
	 * The purpose of an image.
	 */
	public enum ImageRole {

		BANNER, THUMBNAIL, OTHER

	}

}
