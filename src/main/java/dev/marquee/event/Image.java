package dev.marquee.event;

import org.jspecify.annotations.Nullable;

/**
 * A picture of an event.
 */
public record Image(String url, @Nullable String alt, Role role) {

	/**
	 * What a picture is for.
	 */
	public enum Role {

		BANNER, THUMBNAIL, OTHER

	}

}
