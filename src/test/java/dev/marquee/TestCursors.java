package dev.marquee;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Encodes cursors with arbitrary JSON in Marquee's format.
 */
public final class TestCursors {

	private TestCursors() {
	}

	public static String encode(String json) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
	}

	/** What a cursor contains, if it is a cursor. */
	public static String contents(String cursor) {
		return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
	}

}
