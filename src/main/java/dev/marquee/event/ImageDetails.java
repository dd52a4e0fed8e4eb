package dev.marquee.event;

import org.jspecify.annotations.Nullable;

/**
 * An image to store.
 *
 * @param width in pixels; null if unknown
 * @param height in pixels; null if unknown
 * @param caption for all readers; null if unknown
 */
public record ImageDetails(String url, @Nullable String alt, ImageRole imageRole, @Nullable Integer width,
		@Nullable Integer height, @Nullable String caption) {

	/** The largest width and height. */
	public static final int MAX_SIZE = 100_000;

	public static final int MAX_ALT_LENGTH = 1000;

	public static final int MAX_CAPTION_LENGTH = 1000;

	/** An image of unknown size. */
	public ImageDetails(String url, @Nullable String alt, ImageRole imageRole) {
		this(url, alt, imageRole, null, null);
	}

	/** An image without a caption. */
	public ImageDetails(String url, @Nullable String alt, ImageRole imageRole, @Nullable Integer width,
			@Nullable Integer height) {
		this(url, alt, imageRole, width, height, null);
	}

	public ImageDetails withSize(@Nullable Integer width, @Nullable Integer height) {
		return new ImageDetails(this.url, this.alt, this.imageRole, width, height, this.caption);
	}

	public ImageDetails withCaption(@Nullable String caption) {
		return new ImageDetails(this.url, this.alt, this.imageRole, this.width, this.height, caption);
	}

	/**
	 * The purpose of an image.
	 */
	public enum ImageRole {

		BANNER, THUMBNAIL, OTHER

	}

}
