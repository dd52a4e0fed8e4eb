package dev.marquee.event;

import org.jspecify.annotations.Nullable;

/**
 * An image to store.
 *
 * @param width in pixels; null if unknown
 * @param height in pixels; null if unknown
 */
public record ImageDetails(String url, @Nullable String alt, ImageRole imageRole, @Nullable Integer width,
		@Nullable Integer height) {

	/** The largest width and height. */
	public static final int MAX_SIZE = 100_000;

	/** An image of unknown size. */
	public ImageDetails(String url, @Nullable String alt, ImageRole imageRole) {
		this(url, alt, imageRole, null, null);
	}

	public ImageDetails withSize(@Nullable Integer width, @Nullable Integer height) {
		return new ImageDetails(this.url, this.alt, this.imageRole, width, height);
	}

	/**
	 * The purpose of an image.
	 */
	public enum ImageRole {

		BANNER, THUMBNAIL, OTHER

	}

}
