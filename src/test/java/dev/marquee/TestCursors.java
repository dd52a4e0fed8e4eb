package dev.marquee;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Encodes cursors with arbitrary JSON in Marquee's format.
 */
public final class TestCursors {

	private TestCursors() {
	}

	public static String encode(String json) {
		byte[] content = json.getBytes(StandardCharsets.UTF_8);
		try {
			byte[] hash = MessageDigest.getInstance("MD5").digest(content);
			String checksum = HexFormat.of().formatHex(hash).substring(0, 8);
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString((json + checksum).getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
